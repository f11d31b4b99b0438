"""What a project file holds of each decision, typed and within bounds.

Fields keep the names, the order and the meaning that they had when the first projects were saved;
those with a default came later, and are missing in older files. The bounds are those within which
a file that may come from anyone is read; what depends on several values is checked where these
become decisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Annotated, TypeVar

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from soc_rvos.masks import Mask
from soc_rvos.rle import checked_mask
from soc_studio.core.project.expression import Expression, ExpressionId
from soc_studio.core.project.layer import (
    Absent,
    Choice,
    Correction,
    Layer,
    LayerId,
    MatteSettings,
    Origin,
    Pick,
    Review,
    Verdict,
)
from soc_studio.core.project.limits import (
    LONGEST_SIDE,
    LONGEST_TEXT,
    MOST_BAND,
    MOST_FRAMES,
    MOST_OF_A_NAME,
    MOST_PIXELS,
    MOST_SMOOTH,
)
from soc_studio.core.project.spans import ValuedSpan, ValuedSpans
from soc_studio.core.project.video import Video, VideoId

MOST_ID = 2**53

Id = Annotated[int, Meta(ge=1, le=MOST_ID)]
Side = Annotated[int, Meta(ge=1, le=LONGEST_SIDE)]
Frame = Annotated[int, Meta(ge=0, le=MOST_FRAMES)]
Area = Annotated[int, Meta(ge=0, le=MOST_PIXELS)]
Level = Annotated[int, Meta(ge=0, le=255)]
Share = Annotated[float, Meta(ge=0, le=1)]
Basis = Annotated[int, Meta(ge=0, lt=2**32)]
Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]
ShortText = Annotated[str, Meta(max_length=200)]
Reviewer = Annotated[str, Meta(max_length=MOST_OF_A_NAME)]

_Value = TypeVar("_Value")


class DecisionError(ValueError):
    """A piece is not what a project is made of."""


class StoredOrder(Struct, frozen=True, kw_only=True):
    """Which videos, layers and expressions there are, in their order.

    Layers are called `expressions` as in the first projects; the others are `sentences`.
    """

    videos: tuple[Id, ...]
    expressions: tuple[Id, ...]
    next_id: Id
    sentences: tuple[Id, ...] = ()
    categories: tuple[Text, ...] = ()

    def check(self) -> None:
        """Raise DecisionError where an id is given twice."""
        given = (*self.videos, *self.expressions, *self.sentences)
        if len(set(given)) != len(given):
            raise DecisionError("an id is given twice")


class StoredVideo(Struct, frozen=True, kw_only=True):
    """A video; `size` is width and height, `rate` a whole number or two with `/` between them."""

    name: Text
    relative: Text | None
    absolute: Text
    fingerprint: ShortText
    size: tuple[Side, Side]
    frame_count: Annotated[int, Meta(ge=1, le=MOST_FRAMES)]
    rate: Annotated[str, Meta(max_length=40)]
    in_point: Frame
    out_point: Frame | None
    stand_in: ShortText | UnsetType = UNSET
    split: ShortText | UnsetType = UNSET
    void: Id | UnsetType = UNSET

    @classmethod
    def of(cls, video: Video) -> StoredVideo:
        """Return the stored form of a video."""
        return cls(
            name=video.name,
            relative=None if video.relative is None else str(video.relative),
            absolute=video.absolute,
            fingerprint=video.fingerprint,
            size=(video.width, video.height),
            frame_count=video.frame_count,
            rate=str(video.rate),
            in_point=video.in_point,
            out_point=video.out_point,
            stand_in=video.stand_in or UNSET,
            split=video.split or UNSET,
            void=UNSET if video.void is None else video.void,
        )

    def video(self, number: int) -> Video:
        """Return the video with the id `number`; raises what comes of values that do not fit."""
        # Not `Fraction` of the text: of "1e999999999" it would make a number that fills the memory.
        frames, _, seconds = self.rate.partition("/")
        parts = int(seconds or 1)
        if not 1 <= parts <= MOST_ID:
            raise DecisionError("not a rate")
        return Video(
            VideoId(number),
            self.name,
            None if self.relative is None else PurePosixPath(self.relative),
            self.absolute,
            self.fingerprint,
            *self.size,
            self.frame_count,
            Fraction(int(frames), parts),
            self.in_point,
            self.out_point,
            "" if self.stand_in is UNSET else self.stand_in,
            "" if self.split is UNSET else self.split,
            None if self.void is UNSET else self.void,
        )


class StoredPick(Struct, frozen=True, kw_only=True):
    """The object that has this mask on a frame."""

    frame: Frame
    size: tuple[Side, Side]
    counts: str

    @classmethod
    def of(cls, choice: Choice) -> StoredPick | None:
        """Return the stored form of a choice; None says that the object is absent."""
        if isinstance(choice, Absent):
            return None
        return cls(frame=choice.frame, size=_size(choice.mask), counts=_counts(choice.mask))


class StoredCorrection(Struct, frozen=True, kw_only=True):
    """A mask in the network's place."""

    origin: Origin
    source: Frame | None
    size: tuple[Side, Side]
    counts: str
    trust: Share | UnsetType = UNSET
    basis: Basis | UnsetType = UNSET
    cut: Frame | UnsetType = UNSET

    @classmethod
    def of(cls, correction: Correction) -> StoredCorrection:
        """Return the stored form of a correction."""
        mask = correction.mask
        return cls(
            origin=correction.origin,
            source=correction.source,
            size=_size(mask),
            counts=_counts(mask),
            trust=UNSET if correction.trust is None else correction.trust,
            basis=UNSET if correction.basis is None else correction.basis,
            cut=UNSET if correction.cut is None else correction.cut,
        )

    def correction(self) -> Correction:
        """Return the correction; raises ValueError where its mask is none."""
        return Correction(
            _mask(self.size, self.counts),
            self.origin,
            self.source,
            None if self.trust is UNSET else self.trust,
            None if self.basis is UNSET else self.basis,
            None if self.cut is UNSET else self.cut,
        )


class StoredMatte(Struct, frozen=True, kw_only=True):
    """Settings of a matte."""

    threshold: Annotated[float, Meta(ge=0, le=1)] | None
    grow: Annotated[int, Meta(ge=-1000, le=1000)]
    feather: Annotated[float, Meta(ge=0, le=1000)]
    fill_holes: Area
    remove_specks: Area
    smooth: Annotated[int, Meta(ge=0, le=MOST_SMOOTH)] = 0
    # Absent in projects of before the band: they keep the edge that they had.
    edge_band: Annotated[int, Meta(ge=0, le=MOST_BAND)] | None = 0
    edge_softness: Annotated[int, Meta(ge=0, le=100)] = 90


class StoredVerdict(Struct, frozen=True, array_like=True):
    """A review of a stretch; those of the first projects have no note and no name."""

    start: Frame
    stop: Frame
    review: Review
    note: Text = ""
    reviewer: Reviewer = ""


class StoredSentence(Struct, frozen=True, kw_only=True):
    """An expression beside those of layers."""

    video: Id
    text: Text
    layers: tuple[Id, ...] = ()
    annotator: ShortText = ""

    @classmethod
    def of(cls, expression: Expression) -> StoredSentence:
        """Return the stored form of an expression."""
        return cls(
            video=expression.video,
            text=expression.text,
            layers=expression.layers,
            annotator=expression.annotator,
        )

    def expression(self, number: int) -> Expression:
        """Return the expression with the id `number`; raises what comes of values that do not fit.

        Whether the layers are there is for the reader to see.
        """
        if not self.text.split():
            raise DecisionError("an expression has no words")
        if len(set(self.layers)) != len(self.layers):
            raise DecisionError("an expression refers to an object twice")
        layers = tuple(map(LayerId, self.layers))
        video = VideoId(self.video)
        return Expression(ExpressionId(number), video, self.text, layers, self.annotator)


class StoredLayer(Struct, frozen=True, kw_only=True):
    """A layer without its corrections, which are kept by themselves."""

    video: Id
    text: Text
    name: Text
    colour: tuple[Level, Level, Level]
    category: Text = ""
    visible: bool
    locked: bool
    imported: Id | None
    choices: tuple[tuple[Frame, Frame, StoredPick | None], ...]
    reviews: tuple[StoredVerdict, ...]
    matte: StoredMatte
    steadied: bool = True
    absent: bool = False
    found_as: Text = ""
    object_id: Id | None = None
    annotator: ShortText = ""

    @classmethod
    def of(cls, layer: Layer) -> StoredLayer:
        """Return the stored form of a layer."""
        matte = layer.matte
        return cls(
            video=layer.video,
            text=layer.expression,
            name=layer.name,
            colour=layer.colour,
            category=layer.category,
            visible=layer.visible,
            locked=layer.locked,
            imported=layer.imported,
            choices=tuple(
                (each.start, each.stop, StoredPick.of(each.value)) for each in layer.choices
            ),
            reviews=tuple(
                StoredVerdict(
                    each.start,
                    each.stop,
                    each.value.review,
                    each.value.note,
                    each.value.reviewer,
                )
                for each in layer.verdicts
            ),
            matte=StoredMatte(
                threshold=matte.threshold,
                grow=matte.grow,
                feather=matte.feather,
                fill_holes=matte.fill_holes,
                remove_specks=matte.remove_specks,
                smooth=matte.smooth,
                edge_band=matte.edge_band,
                edge_softness=matte.edge_softness,
            ),
            steadied=layer.steadied,
            absent=layer.absent,
            found_as=layer.found_as,
            object_id=layer.object_id,
            annotator=layer.annotator,
        )

    def layer(
        self, number: int, corrections: Mapping[int, Correction], frames: Mapping[VideoId, int]
    ) -> Layer:
        """Return the layer with the id `number`; raises what comes of values that do not fit.

        Args:
            number: its id.
            corrections: its own, by frame.
            frames: how many each video has.
        """
        video = VideoId(self.video)
        count = frames[video]
        if any(frame >= count for frame in corrections):
            raise DecisionError("a correction is of no frame of the video")
        if not self.text.split():
            raise DecisionError("an expression has no words")
        choices = ((start, stop, _choice(pick)) for start, stop, pick in self.choices)
        verdicts = (
            (each.start, each.stop, Verdict(each.review, each.note, each.reviewer))
            for each in self.reviews
        )
        return Layer(
            LayerId(number),
            video,
            self.text,
            self.colour,
            self.name,
            self.visible,
            self.locked,
            self.imported,
            _spans(choices, count),
            MappingProxyType(dict(sorted(corrections.items()))),
            _spans(verdicts, count),
            MatteSettings(**msgspec.structs.asdict(self.matte)),
            self.category,
            self.steadied,
            self.absent,
            self.found_as,
            self.object_id,
            self.annotator,
        )


def _choice(pick: StoredPick | None) -> Choice:
    return Absent() if pick is None else Pick(pick.frame, _mask(pick.size, pick.counts))


def _spans(parts: Iterator[tuple[int, int, _Value]], count: int) -> ValuedSpans[_Value]:
    spans = tuple(ValuedSpan(*part) for part in parts)
    if any(max(each.start, each.stop) > count for each in spans):
        raise DecisionError("a stretch is of no frames of the video")
    return ValuedSpans(spans)


def _size(mask: Mask) -> tuple[int, int]:
    return mask.height, mask.width


def _counts(mask: Mask) -> str:
    return mask.counts.decode("ascii")


def _mask(size: tuple[int, int], counts: str) -> Mask:
    height, width = size
    if height * width > MOST_PIXELS or len(counts) > MOST_PIXELS:
        raise DecisionError("a mask of that size cannot be")
    return checked_mask(height, width, counts.encode("ascii"))
