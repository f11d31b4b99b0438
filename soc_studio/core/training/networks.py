"""The network of a recipe, with the weights it begins with, and what reads its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from soc_rvos import checkpoint
from soc_rvos.architectures import ARCHITECTURES, Architecture
from soc_rvos.config import NetworkConfig
from soc_rvos.networks.network import Network
from soc_rvos.tokenizer import from_folder, from_json
from soc_rvos.training.batches import TokenBatch, token_batch
from soc_rvos.training.beginnings import (
    start_from_nothing,
    take_backbone,
    take_roberta,
    take_weights,
)
from soc_rvos.training.objectives import SGMG_OBJECTIVE, SOC_OBJECTIVE, TokenObjective
from soc_rvos.training.samples import TrainingSample
from soc_studio.core.models.loading import find_model
from soc_studio.core.models.store import Store, has_tokenizer
from soc_studio.core.system.errors import ModelError
from soc_studio.core.system.messages import message
from soc_studio.core.training.recipe import NetworkPart, Recipe, RecipeError

_PADDED_TO = {"SgMg": 32, "SgMg together": 32}
"""Pixels to whose multiples batches are padded in training, as published."""
_OBJECTIVES = {
    "SOC": SOC_OBJECTIVE,
    "SOC++": SOC_OBJECTIVE,
    "SgMg": SGMG_OBJECTIVE,
    "SgMg together": SGMG_OBJECTIVE,
}
_TOGETHER = "SgMg together"


@dataclass(frozen=True, slots=True)
class Begun:
    """A network with the weights it begins with.

    `words` is the text of its tokenizer; `make` makes batches of samples, `objective` says what is
    minimised.
    """

    network: Network
    words: str
    make: Callable[[Sequence[TrainingSample]], TokenBatch]
    objective: TokenObjective


@dataclass(frozen=True, slots=True)
class Uses:
    """Where the files and folders are that a recipe names: `given` paths by name, or its `folder`.

    Paths in a recipe are relative to its own folder.
    """

    given: Mapping[str, Path]
    folder: Path

    def path(self, name: str) -> Path | None:
        """Return the file or folder that `name` means, None where there is none."""
        if name in self.given:
            return self.given[name]
        path = self.folder / name
        return path if path.exists() else None

    def needed(self, name: str) -> Path:
        """Return the file or folder that `name` means.

        Raises:
            RecipeError: there is none.
        """
        path = self.path(name)
        if path is None or not path.exists():
            raise RecipeError(
                message("The recipe needs '{name}', which is not there.", name=name),
                message("Say where it is: `--use {name}=PATH`.", name=name),
            )
        return path


def begin(recipe: Recipe, uses: Uses) -> Begun:
    """Build the network of `recipe`, on the CPU, with the weights it begins with.

    Raises:
        RecipeError: there is no such network, or what it begins with is not there.
        RvosError: a file is not what it begins with.
    """
    architecture = _architecture(recipe.network)
    if recipe.batch.together > 1 and (architecture.system != _TOGETHER or recipe.batch.clips > 1):
        raise RecipeError(
            message("batch.together is for the network '{system}' alone.", system=_TOGETHER),
            message("Leave it out, or take that network and one clip at once."),
        )
    config = _configuration(recipe.network, architecture, recipe.name)
    torch.manual_seed(recipe.seed)
    try:
        network = architecture.build(config)
    except (ValueError, AssertionError) as error:
        raise RecipeError(
            message(
                "The numbers of '{name}' make no network: {reason}.",
                name=recipe.name,
                reason=str(error),
            ),
            message("Change them, or take those of a variant."),
        ) from error
    network.complete()
    start_from_nothing(network)
    parts, words = recipe.begin, ""
    if parts.weights:
        path = _weights(parts.weights, uses)
        loaded = checkpoint.load(path)
        take_weights(network, loaded.network.state_dict(), path.name, parts.drop)
        words = loaded.tokenizer or ""
    else:
        if parts.backbone:
            take_backbone(network, uses.needed(parts.backbone))
        if parts.text:
            take_roberta(network, uses.needed(parts.text))
    tokenizer = _tokenizer(recipe, uses, words)
    _check_words(tokenizer, config, recipe)
    make = partial(
        token_batch,
        tokenizer=tokenizer,
        multiple=_PADDED_TO.get(architecture.system, 1),
        classes=getattr(config, "classes", 1),
    )
    return Begun(network, tokenizer.to_str(), make, _OBJECTIVES[architecture.system])


def _weights(name: str, uses: Uses) -> Path:
    path = uses.path(name)
    if path is None:
        try:
            return find_model(name)
        except ModelError:
            return uses.needed(name)
    return path


def _architecture(part: NetworkPart) -> Architecture:
    for each in ARCHITECTURES:
        if each.system == part.system and each.system in _OBJECTIVES:
            return each
    raise RecipeError(
        message("There is no network '{system}' to train.", system=part.system),
        message("These can be trained: {names}.", names=", ".join(_OBJECTIVES)),
    )


def _configuration(part: NetworkPart, architecture: Architecture, name: str) -> NetworkConfig:
    published = architecture.published
    variants = {each.name: each for each in (published.variants if published else ())}
    if part.variant and part.variant not in variants:
        raise RecipeError(
            message(
                "{system} has no variant '{variant}'.", system=part.system, variant=part.variant
            ),
            message("These are known: {names}.", names=", ".join(variants)),
        )
    config: NetworkConfig = architecture.example
    if part.variant:
        config = variants[part.variant]
    numbers = {**part.numbers}
    if part.variant != (part.name or part.variant) or numbers or not part.variant:
        numbers["name"] = part.name or name
    changed: NetworkConfig = _changed(config, numbers, "numbers.")
    return changed


def _changed(config: Any, numbers: Mapping[str, Any], place: str) -> Any:
    known = {each.name for each in fields(config)}
    changed: dict[str, Any] = {}
    for key, value in numbers.items():
        own = getattr(config, key, None)
        if key not in known or isinstance(value, dict) != is_dataclass(own):
            raise RecipeError(
                message("'{key}' is no number of a network.", key=f"{place}{key}"),
                message("These are known: {names}.", names=", ".join(sorted(known))),
            )
        if isinstance(value, dict):
            changed[key] = _changed(own, value, f"{place}{key}.")
        else:
            changed[key] = tuple(value) if isinstance(value, list) else value
    return replace(config, **changed)


def _tokenizer(recipe: Recipe, uses: Uses, words: str) -> Tokenizer:
    if recipe.begin.tokenizer:
        path = uses.needed(recipe.begin.tokenizer)
        if path.is_file():
            return from_json(path.read_text(encoding="utf-8"), path.name)
        return from_folder(path)
    if words:
        return from_json(words, recipe.begin.weights)
    text = uses.path(recipe.begin.text) if recipe.begin.text else None
    if text is not None and has_tokenizer(text):
        return from_folder(text)
    store = Store()
    if not store.has_tokenizer:
        raise RecipeError(
            message("RoBERTa's tokenizer is not on this computer."),
            message(
                "Get it with `soc-studio models fetch roberta-base`, or name its folder in "
                "the recipe as begin.tokenizer."
            ),
        )
    return from_folder(store.tokenizer)


def _check_words(tokenizer: Tokenizer, config: Any, recipe: Recipe) -> None:
    largest = max(tokenizer.get_vocab().values(), default=0)
    if largest >= config.text.vocabulary:
        raise RecipeError(
            message(
                "The tokenizer knows {count} word pieces, and the network of '{name}' only {most}.",
                count=largest + 1,
                name=recipe.name,
                most=config.text.vocabulary,
            ),
            message("Take the tokenizer that belongs to the network."),
        )
