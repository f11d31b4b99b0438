"""What a recipe says: a TOML file with the network, what it begins with, its data and settings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from soc_rvos.places import resources
from soc_rvos.training.settings import (
    Augmentation,
    OptimiserSettings,
    Regularisation,
    ScheduleSettings,
)
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message

ClipKind = Literal["windows", "around", "pictures", "pseudo-videos", "whole"]
_MOST_BYTES = 2**20


class RecipeError(StudioError):
    """A recipe cannot be read, or does not go with what is there."""


@dataclass(frozen=True, slots=True)
class NetworkPart:
    """Which network is trained.

    Attributes:
        system: "SOC", "SOC++", "SgMg" or "SgMg together".
        variant: the configuration, as "soc-swin-t"; empty for the system's smallest.
        name: how the trained network is called; empty for the recipe's name.
        numbers: other numbers of the configuration than the variant's, by their names; those of
            `backbone` and `text` in tables of their own.
    """

    system: str
    variant: str = ""
    name: str = ""
    numbers: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BeginPart:
    """What the network begins with; each is a path or a name that `--use` gives one to.

    Attributes:
        weights: a weights file or model of the same network; the others are not read then.
        drop: how the names of weights begin that are not taken from `weights`.
        backbone: a file of Video Swin trained on Kinetics.
        text: a folder of RoBERTa.
        tokenizer: a folder of RoBERTa's tokenizer; empty for that of `weights` or `text`, or the
            program's own.
    """

    weights: str = ""
    drop: tuple[str, ...] = ()
    backbone: str = ""
    text: str = ""
    tokenizer: str = ""


@dataclass(frozen=True, slots=True)
class DataPart:
    """Clips of a dataset.

    Attributes:
        dataset: its folder or archive, or a name that `--use` gives one to.
        split: the part of it; empty for all.
        clips: how clips are cut: "windows" of frames in a row, "around" each frame with a mask,
            single "pictures", "pseudo-videos" made of them, or "whole" videos.
        frames: of a clip, at most.
        centre: with "around", which place of a clip that frame has where the video begins or ends:
            its "middle", or the "first" that holds it.
        absent: whether expressions of nothing are taken, too.
        optional: whether training goes without it where the dataset is not there.
    """

    dataset: str
    split: str = ""
    clips: ClipKind = "windows"
    frames: int = 8
    centre: Literal["middle", "first"] = "middle"
    absent: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class BatchPart:
    """How many clips are seen at once.

    `clips` go through the network together; `step` are seen, by all processes together, before
    weights change. `together` expressions about a clip, at most, are answered at once by a network
    that does so; they count as one.
    """

    clips: int = 1
    step: int = 8
    together: int = 1


@dataclass(frozen=True, slots=True)
class MachinePart:
    """What computing takes: the precision of the backbone, and whether memory is saved.

    `recompute` computes the backbone's blocks and the transformer's layers a second time instead
    of keeping what they computed. `threads` read clips ahead; `save_every`, `report_every` steps.
    """

    precision: Literal["float32", "bfloat16", "float16"] = "float32"
    recompute: bool = False
    threads: int = 2
    save_every: int = 500
    report_every: int = 20


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is trained.

    Attributes:
        about: what it is, in a sentence.
        network: which network.
        data: what it learns from.
        name: how the recipe, its run and its model are called: the name of the file.
        source: where the settings are from.
        begin: what it begins with.
        evaluation: what it is measured on after each epoch.
        seed: of everything at random.
        augmentation, optimiser, schedule, regularisation: see `soc_rvos.training.settings`.
        batch: how many clips are seen at once.
        machine: what computing takes.
    """

    about: str
    network: NetworkPart
    data: tuple[DataPart, ...]
    name: str = ""
    source: str = ""
    begin: BeginPart = field(default_factory=BeginPart)
    evaluation: tuple[DataPart, ...] = ()
    seed: int = 42
    augmentation: Augmentation = field(default_factory=Augmentation)
    optimiser: OptimiserSettings = field(default_factory=OptimiserSettings)
    schedule: ScheduleSettings = field(default_factory=ScheduleSettings)
    regularisation: Regularisation = field(default_factory=Regularisation)
    batch: BatchPart = field(default_factory=BatchPart)
    machine: MachinePart = field(default_factory=MachinePart)


def shipped_recipes() -> dict[str, Path]:
    """Return the recipes that come with the program, by name."""
    return {path.stem: path for path in sorted((resources() / "recipes").glob("*.toml"))}


def find_recipe(name: str) -> Path:
    """Return the file of a recipe: a path, or the name of one that comes with the program.

    Raises:
        RecipeError: there is none.
    """
    path = Path(name)
    if path.is_file():
        return path
    known = shipped_recipes()
    if name in known:
        return known[name]
    raise RecipeError(
        message("There is no recipe '{name}'.", name=name),
        message(
            "Give the path of a TOML file, or one of these names: {names}.", names=", ".join(known)
        ),
    )


def read_recipe(path: Path) -> Recipe:
    """Return the recipe in a file.

    Raises:
        RecipeError: it cannot be read, or says something that is not understood.
    """
    try:
        text = path.read_bytes()[: _MOST_BYTES + 1].decode("utf-8")
        said = tomllib.loads(text)
    except OSError as error:
        raise RecipeError(
            message("'{path}' could not be read: {reason}.", path=path.name, reason=error.strerror)
        ) from error
    except (ValueError, RecursionError) as error:
        raise RecipeError(
            message("'{path}' is no TOML: {reason}.", path=path.name, reason=str(error))
        ) from error
    return recipe_of(said, path.stem)


def recipe_of(said: dict[str, Any], name: str) -> Recipe:
    """Return the recipe called `name` that a TOML file says.

    Raises:
        RecipeError: something in it is not understood.
    """
    if strange := _strange(said, Recipe, ""):
        raise RecipeError(
            message(
                "The recipe '{name}' says '{key}', which means nothing.", name=name, key=strange
            ),
            message("Look for the word in the documentation of training."),
        )
    try:
        recipe = msgspec.convert({"name": name, **said}, Recipe)
    except msgspec.ValidationError as error:
        raise RecipeError(
            message("The recipe '{name}' cannot be used: {reason}.", name=name, reason=str(error))
        ) from error
    _check(recipe)
    return recipe


def _check(recipe: Recipe) -> None:
    batch, schedule = recipe.batch, recipe.schedule
    for what, number in (
        ("batch.clips", batch.clips),
        ("batch.step", batch.step),
        ("batch.together", batch.together),
        ("schedule.epochs", schedule.epochs),
        ("machine.save_every", recipe.machine.save_every),
        ("machine.report_every", recipe.machine.report_every),
        *(("data.frames", each.frames) for each in (*recipe.data, *recipe.evaluation)),
    ):
        if not 1 <= number < 10**6:
            raise RecipeError(
                message(
                    "The recipe '{name}' says {number} for '{key}': it has to be 1 or more.",
                    name=recipe.name,
                    number=number,
                    key=what,
                )
            )
    if not recipe.data:
        raise RecipeError(
            message("The recipe '{name}' names no data to learn from.", name=recipe.name)
        )


def _strange(said: Any, kind: Any, place: str) -> str:
    """Return the first key of `said` that `kind` does not have, with where it is; empty if none."""
    if get_origin(kind) is tuple and isinstance(said, list):
        own = get_args(kind)[0]
        return next((found for each in said if (found := _strange(each, own, place))), "")
    if not is_dataclass(kind) or not isinstance(said, dict):
        return ""
    kinds = get_type_hints(kind)
    known = {each.name for each in fields(kind)}
    for key, value in said.items():
        if key not in known:
            return f"{place}{key}"
        if found := _strange(value, kinds[key], f"{place}{key}."):
            return found
    return ""
