"""The cards of all published checkpoints, of the model that ships, and of trackers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from soc_studio.core.system.errors import ModelError
from soc_studio.core.system.json_values import value_of
from soc_studio.core.system.messages import message
from soc_studio.resources import resource

TOKENIZER = "roberta-base"
"""What the words of all published networks are read with; fetched, added and removed by this id."""
DEFAULT_TRACKER = "soc-tracker"
"""The tracker that ships."""
_HUB = "https://huggingface.co/"


@dataclass(frozen=True, slots=True)
class Score:
    """A published result: `value` per cent of `measure` on the data set `on`, said by `source`."""

    value: float
    measure: str
    on: str
    source: str


@dataclass(frozen=True, slots=True)
class DownloadOrigin:
    """Where a published file is.

    On the sharing service `id` is the file's, or that of a folder that holds it; there the file is
    the one with `name` in its name. On the Hugging Face Hub `id` is that of the repository.
    """

    kind: Literal["file", "folder", "hub"]
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Needs:
    """What a tracker took where it was measured, by `benchmarks/README.md`: `bytes` of memory, and
    `seconds` of one processor core for a frame."""

    bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Card:
    """A published checkpoint.

    Attributes:
        id: how it is called here.
        network, backbone: as the papers call them.
        variants: names of the configurations of which its weights must turn out to have one.
        trained_on: data sets.
        scores: as published; empty where its authors give none for this file.
        parameters: of the network, None where not known.
        bytes: size of the published file, None where not known.
        licence: what may be done with it, in a sentence.
        page: web page where a person finds it; empty for what ships.
        origin: where the file is; None for what ships.
        tokenizer: id of the tokenizer that it needs; empty where it brings its own.
        needs: what it takes, for a tracker; None where not known.
    """

    id: str
    network: str
    backbone: str
    variants: tuple[str, ...]
    trained_on: str
    scores: tuple[Score, ...]
    parameters: int | None
    bytes: int | None
    licence: str
    page: str
    origin: DownloadOrigin | None
    tokenizer: str
    needs: Needs | None = None

    @property
    def is_tracker(self) -> bool:
        """Whether it follows objects that it is shown; it reads no sentences."""
        return self.origin is not None and self.origin.kind == "hub"

    @property
    def converted_bytes(self) -> int | None:
        """Bytes of its weights as they are kept here, None where not known."""
        return None if self.parameters is None else 4 * self.parameters

    @property
    def file_page(self) -> str:
        """The page on which a browser offers the file."""
        if self.origin is None:
            return self.page
        if self.is_tracker:
            return f"{_HUB}{self.origin.id}/tree/main"
        if self.origin.kind == "folder":
            return f"https://drive.google.com/drive/folders/{self.origin.id}"
        return f"https://drive.google.com/file/d/{self.origin.id}/view"


@cache
def cards() -> tuple[Card, ...]:
    """Return the cards of the network that ships and of all published ones, in their order."""
    content = resource("models", "catalogue.json").read_bytes()
    return value_of(content, tuple[Card, ...])


@cache
def tracker_cards() -> tuple[Card, ...]:
    """Return the cards of the trackers that can be fetched, the smallest first."""
    content = resource("models", "trackers.json").read_bytes()
    return value_of(content, tuple[Card, ...])


def find_card(model: str) -> Card | None:
    """Return the card of a network or tracker with the id `model`, None where there is none."""
    return next((card for card in (*cards(), *tracker_cards()) if card.id == model), None)


def is_tracker(model: str) -> bool:
    """Return whether `model` is the id of a tracker that can be fetched."""
    return any(card.id == model for card in tracker_cards())


def card_of(model: str) -> Card:
    """Return the card with the id `model`.

    Raises:
        ModelError: there is none.
    """
    if card := find_card(model):
        return card
    raise ModelError(
        message("There is no published model '{model}'.", model=model),
        message("`soc-studio models list` shows all of them."),
    )
