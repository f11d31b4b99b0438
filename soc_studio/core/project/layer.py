"""A layer: one object of a video, with everything that is decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

from soc_rvos.masks import Mask
from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.limits import MOST_BAND, MOST_PIXELS, MOST_SMOOTH, EditError
from soc_studio.core.project.spans import ValuedSpans
from soc_studio.core.project.video import VideoId
from soc_studio.core.system.messages import message

LayerId = NewType("LayerId", int)


class Review(StrEnum):
    """What a person thinks of a stretch of a track."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A review, with what a person noted at it; `reviewer` is empty where nobody gave a name."""

    review: Review
    note: str = ""
    reviewer: str = ""


class Origin(StrEnum):
    """Where a corrected mask comes from."""

    MANUAL = "by hand"
    PROPAGATED = "carried"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Absent:
    """The object is not there, whatever the network says."""


@dataclass(frozen=True, slots=True)
class Pick:
    """The object that has this `mask` on this `frame`, among those the network offers.

    It is identified by its mask, not its rank: ranks change while a search runs.
    """

    frame: int
    mask: Mask


Choice = Absent | Pick


@dataclass(frozen=True, slots=True)
class Correction:
    """A mask that takes the network's place on a frame, and is locked.

    Attributes:
        mask: the mask.
        origin: where it comes from.
        source: the frame it was propagated from, None where it was made for this one.
        trust: how far a propagated mask can be relied on, 0 to 1; None where nobody said.
        basis: stands for the corrections that a propagated mask was made of (see
            `core.project.outdated`); None where that is not known.
        cut: the frame that a shot seems to begin with, where carrying entered another one with this
            frame or went no further; see `core.project.seeming_cuts`. None without.
    """

    mask: Mask
    origin: Origin = Origin.MANUAL
    source: int | None = None
    trust: float | None = None
    basis: int | None = None
    cut: int | None = None


@dataclass(frozen=True, slots=True)
class MatteSettings:
    """How masks become mattes, lengths in pixels of the video.

    Attributes:
        threshold: score from which the object counts as present; None is the network's own.
        grow: pixels that the edge moves outwards; inwards where negative.
        feather: deviation of the soft edge in pixels, 0 for a hard one.
        fill_holes: holes of at most this area are filled.
        remove_specks: separate pieces of at most this area are dropped.
        smooth: frames to either side that a mask is smoothed with, 0 for none.
        edge_band: pixels to either side of the edge within which the opacity follows the colours of
            the picture; 0 where the edge is that of the mask. None is automatic: as wide as the
            steps of the mask in what is cut out, and 0 where masks measure or mark.
        edge_softness: percent of that opacity's softness that is kept, 0 for a hard edge.
    """

    threshold: float | None = None
    grow: int = 0
    feather: float = 0.0
    fill_holes: int = 0
    remove_specks: int = 0
    smooth: int = 0
    edge_band: int | None = None
    edge_softness: int = 90

    def __post_init__(self) -> None:
        if self.threshold is not None and not 0 <= self.threshold <= 1:
            raise EditError(
                message(
                    "A threshold must be between 0 and 1, not {threshold}.",
                    threshold=self.threshold,
                )
            )
        if abs(self.grow) > 1000 or not 0 <= self.feather <= 1000:
            raise EditError(message("The edge can be moved and feathered by 1000 pixels at most."))
        if not all(0 <= area <= MOST_PIXELS for area in (self.fill_holes, self.remove_specks)):
            raise EditError(
                message(
                    "Holes and specks must have between 0 and {most} pixels.",
                    most=MOST_PIXELS,
                )
            )
        if not 0 <= self.smooth <= MOST_SMOOTH:
            raise EditError(
                message(
                    "Masks can be smoothed over {most} frames on either side at most.",
                    most=MOST_SMOOTH,
                )
            )
        if self.edge_band is not None and not 0 <= self.edge_band <= MOST_BAND:
            raise EditError(message("An edge band can have {most} pixels at most.", most=MOST_BAND))
        if not 0 <= self.edge_softness <= 100:
            raise EditError(message("The softness of an edge band is between 0 and 100 percent."))


_NO_CORRECTIONS: Mapping[int, Correction] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Layer:
    """One object of a video: the expression that names it, and everything decided about it.

    Attributes:
        expression: the sentence that is searched for; for imported masks, what they were called.
        name: what the layer is called; empty where it is called as its expression.
        imported: number of the imported masks that stand in for a network's; None for a search.
        choices: stretches where not the best track is shown.
        corrections: by frame; they are locked.
        verdicts: stretches that were looked at, with notes.
        category: the class of the object, for labelling; empty for none.
        steadied: whether answers are seen as steadied along the motion, where they were; else the
            network's own.
        absent: whether there is no such object: it is on no frame, whatever else is decided.
        found_as: the words that its masks were found with, where these are not its `expression`;
            empty where they are.
        object_id: its number among the objects of the video, where an import said one; see
            `core.project.objects`.
        annotator: who wrote its expression, where a dataset says so; empty where nobody did.
    """

    id: LayerId
    video: VideoId
    expression: str
    colour: Rgb
    name: str = ""
    visible: bool = True
    locked: bool = False
    imported: int | None = None
    choices: ValuedSpans[Choice] = field(default_factory=ValuedSpans)
    corrections: Mapping[int, Correction] = field(default_factory=lambda: _NO_CORRECTIONS)
    verdicts: ValuedSpans[Verdict] = field(default_factory=ValuedSpans)
    matte: MatteSettings = MatteSettings()
    category: str = ""
    steadied: bool = True
    absent: bool = False
    found_as: str = ""
    object_id: int | None = None
    annotator: str = ""

    @property
    def label(self) -> str:
        """What the layer is called."""
        return self.name or self.expression

    @property
    def searched(self) -> str:
        """The words that are searched for."""
        return self.found_as or self.expression

    @property
    def reviews(self) -> ValuedSpans[Review]:
        """The verdicts without their notes: neighbours of equal review are one stretch."""
        found: ValuedSpans[Review] = ValuedSpans()
        for each in self.verdicts:
            found = found.put(each.start, each.stop, each.value.review)
        return found


def dashed_layers(layers: Iterable[Layer]) -> frozenset[LayerId]:
    """Return the layers that have a dashed outline: those in the colour of an older one, as from
    the ninth layer of a video on."""
    oldest: dict[Rgb, LayerId] = {}
    layers = tuple(layers)
    for each in layers:
        oldest[each.colour] = min(each.id, oldest.get(each.colour, each.id))
    return frozenset(each.id for each in layers if each.id != oldest[each.colour])
