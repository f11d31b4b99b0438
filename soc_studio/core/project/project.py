"""A person's decisions: small immutable values, and edits that return new ones.

What a network computed is in `core.results`; what is seen follows from both (`core.track_view`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NewType

from soc_rvos.masks import Mask
from soc_studio.core.project.colours import PALETTE, Rgb
from soc_studio.core.project.spans import ValuedSpans
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message

VideoId = NewType("VideoId", int)
LayerId = NewType("LayerId", int)

# What is larger cannot be opened again: a file may come from anyone, and is read within bounds.
LONGEST_SIDE = 16384
"""Pixels of a video's side; a mask may have no more either."""
MOST_PIXELS = 2**26
MOST_FRAMES = 2**25
MOST_FRAMES_A_SECOND = 100_000
LONGEST_TEXT = 10_000
MOST_SMOOTH = 25
"""Frames to either side with which a mask can be smoothed: each of them is read."""


class EditError(StudioError):
    """A decision does not fit what is there."""


class Review(StrEnum):
    """What a person thinks of a stretch of a track."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


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

    `source` is the frame it was propagated from, None where it was made for this one.
    """

    mask: Mask
    origin: Origin = Origin.MANUAL
    source: int | None = None


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
    """

    threshold: float | None = None
    grow: int = 0
    feather: float = 0.0
    fill_holes: int = 0
    remove_specks: int = 0
    smooth: int = 0

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


@dataclass(frozen=True, slots=True)
class Video:
    """A video of the project.

    Attributes:
        relative: where it is from the project's folder, with `/`; None where there is no way.
        absolute: where it was, as the system that wrote it says.
        fingerprint: of its content, see `core.fingerprint`; what was found is known by it.
        width: of frames as displayed, in pixels.
        height: likewise.
        frame_count: how many frames it has.
        rate: mean frames a second.
        in_point: first frame of the part that is worked on.
        out_point: frame before which that part ends; None is the end.
        stand_in: fingerprint of another file that a person took for the same video; empty for none.
    """

    id: VideoId
    name: str
    relative: PurePosixPath | None
    absolute: str
    fingerprint: str
    width: int
    height: int
    frame_count: int
    rate: Fraction
    in_point: int = 0
    out_point: int | None = None
    stand_in: str = ""

    def __post_init__(self) -> None:
        if max(self.width, self.height) > LONGEST_SIDE or self.width * self.height > MOST_PIXELS:
            raise EditError(
                message(
                    "'{video}' is too large, at {width} x {height} pixels.",
                    video=self.name,
                    width=self.width,
                    height=self.height,
                ),
                message("Scale the video down first."),
            )
        if self.frame_count > MOST_FRAMES or not 0 < self.rate <= MOST_FRAMES_A_SECOND:
            raise EditError(
                message("'{video}' has too many frames.", video=self.name),
                message("Cut it into parts first."),
            )
        if not 0 <= self.in_point < self.span.stop <= self.frame_count:
            raise EditError(
                message(
                    "The out point must come after the in point, and both must be within the video."
                )
            )

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """What files may have as their fingerprint that count as this video."""
        return (self.fingerprint, self.stand_in) if self.stand_in else (self.fingerprint,)

    @property
    def span(self) -> range:
        """The frames between the in and the out point."""
        return range(self.in_point, self.frame_count if self.out_point is None else self.out_point)


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
        reviews: stretches that were looked at.
        category: what sort of thing it is, as those who label call it; empty for none.
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
    reviews: ValuedSpans[Review] = field(default_factory=ValuedSpans)
    matte: MatteSettings = MatteSettings()
    category: str = ""

    @property
    def label(self) -> str:
        """What the layer is called."""
        return self.name or self.expression


@dataclass(frozen=True, slots=True)
class Project:
    """All decisions; edits are methods that return another project.

    `layers` are in the order of the layers. `next_id` is larger than any id ever given, so
    that undoing and adding anew never makes two things one.
    """

    videos: tuple[Video, ...] = ()
    layers: tuple[Layer, ...] = ()
    next_id: int = 1

    def video(self, video: VideoId) -> Video:
        """Return a video by its id; raises EditError where there is none."""
        for one in self.videos:
            if one.id == video:
                return one
        raise EditError(message("This video is no longer part of the project."))

    def layer(self, layer: LayerId) -> Layer:
        """Return a layer by its id; raises EditError where there is none."""
        for one in self.layers:
            if one.id == layer:
                return one
        raise EditError(message("This layer is no longer part of the project."))

    def of_video(self, video: VideoId) -> tuple[Layer, ...]:
        """Return the layers of a video in their order."""
        return tuple(one for one in self.layers if one.video == video)

    # Videos

    def add_video(self, video: Video) -> tuple[Project, VideoId]:
        """Return the project with `video` under an id of its own, and that id."""
        given = VideoId(self.next_id)
        videos = (*self.videos, replace(video, id=given))
        return replace(self, videos=videos, next_id=self.next_id + 1), given

    def with_video(self, video: Video) -> Project:
        """Return the project with the video of the same id replaced by `video`.

        Raises:
            EditError: there is none of this id, or it has another number of frames: what was
                decided is by frame.
        """
        if self.video(video.id).frame_count != video.frame_count:
            raise EditError(
                message(
                    "'{video}' is another video: its size or number of frames differs.",
                    video=video.name,
                )
            )
        videos = tuple(video if one.id == video.id else one for one in self.videos)
        return replace(self, videos=videos)

    def remove_video(self, video: VideoId) -> Project:
        """Return the project without a video and its layers."""
        self.video(video)
        return replace(
            self,
            videos=tuple(one for one in self.videos if one.id != video),
            layers=tuple(one for one in self.layers if one.video != video),
        )

    def set_points(self, video: VideoId, in_point: int, out_point: int | None) -> Project:
        """Return the project with another in and out point of a video.

        Raises:
            EditError: there is no frame between them, or they are outside of the video.
        """
        own = self.video(video)
        return self.with_video(replace(own, in_point=in_point, out_point=out_point))

    # Expressions

    def add_layer(
        self, video: VideoId, text: str, imported: int | None = None, name: str = ""
    ) -> tuple[Project, LayerId]:
        """Return the project with a layer for `video`, and the id of the layer.

        Its colour is the first of those that the fewest layers have.

        Raises:
            EditError: `text` has no words, or is too long.
        """
        self.video(video)
        given = LayerId(self.next_id)
        taken = [one.colour for one in self.of_video(video)]
        colour = min(PALETTE, key=taken.count)
        new = Layer(given, video, _words(text), colour, _line(name), imported=imported)
        layers = (*self.layers, new)
        return replace(self, layers=layers, next_id=self.next_id + 1), given

    def with_layer(self, layer: Layer) -> Project:
        """Return the project with the layer of the same id replaced by `layer`."""
        self.layer(layer.id)
        return replace(
            self,
            layers=tuple(layer if one.id == layer.id else one for one in self.layers),
        )

    def rename_layer(self, layer: LayerId, name: str) -> Project:
        """Return the project with a layer called `name`; empty is the layer's expression."""
        return self.with_layer(replace(self.layer(layer), name=_line(name)))

    def categorise(self, layer: LayerId, category: str) -> Project:
        """Return the project with another category of a layer; empty is none."""
        return self.with_layer(replace(self.layer(layer), category=_line(category)))

    def reword_layer(self, layer: LayerId, expression: str) -> Project:
        """Return the project with another expression to search for."""
        return self.with_layer(replace(self.layer(layer), expression=_words(expression)))

    def move_layer(self, layer: LayerId, place: int) -> Project:
        """Return the project with a layer at `place` among all of them."""
        one = self.layer(layer)
        others = [each for each in self.layers if each.id != layer]
        others.insert(max(0, min(place, len(others))), one)
        return replace(self, layers=tuple(others))

    def remove_layer(self, layer: LayerId) -> Project:
        """Return the project without a layer."""
        self.layer(layer)
        kept = tuple(one for one in self.layers if one.id != layer)
        return replace(self, layers=kept)

    # Answers

    def choose(self, layer: LayerId, start: int, stop: int, choice: Choice | None) -> Project:
        """Return the project with `choice` from `start` until before `stop`.

        None is the network's own first choice.

        Raises:
            EditError: there is no frame of the video between them, or none where it was picked.
        """
        one, start, stop = self._within(layer, start, stop)
        if isinstance(choice, Pick):
            self._frame_of(one, choice.frame)
        if choice is None:
            choices = one.choices.clear(start, stop)
        else:
            choices = one.choices.put(start, stop, choice)
        return self.with_layer(replace(one, choices=choices))

    def correct(self, layer: LayerId, corrections: Mapping[int, Correction]) -> Project:
        """Return the project with masks in the place of the network's, by frame.

        Raises:
            EditError: a frame is outside of the video.
        """
        one = self.layer(layer)
        for frame, correction in corrections.items():
            self._frame_of(one, frame)
            if correction.source is not None:
                self._frame_of(one, correction.source)
        together = MappingProxyType({**one.corrections, **corrections})
        return self.with_layer(replace(one, corrections=together))

    def reach(self, layer: LayerId, source: int, distance: int) -> range:
        """Return how far the correction of `source` may be propagated, its own frame included: at
        most `distance` away, and none beyond the next correction that was not propagated.

        Raises:
            EditError: there is no such correction.
        """
        one = self.layer(layer)
        if source not in one.corrections:
            raise EditError(message("Frame {frame} is not corrected.", frame=source))
        fixed = [
            frame for frame, each in one.corrections.items() if each.origin is not Origin.PROPAGATED
        ]
        before = max((frame for frame in fixed if frame < source), default=-1)
        after = min(
            (frame for frame in fixed if frame > source),
            default=self.video(one.video).frame_count,
        )
        return range(max(before + 1, source - distance), min(after, source + distance + 1))

    def propagate(self, layer: LayerId, source: int, masks: Mapping[int, Mask]) -> Project:
        """Return the project with the correction of `source` propagated as `masks` to other frames.

        Earlier propagations from `source` are removed; those from other frames give way.

        Raises:
            EditError: there is no such correction, or it does not reach that far.
        """
        reach = self.reach(layer, source, max((abs(at - source) for at in masks), default=0))
        if any(frame not in reach or frame == source for frame in masks):
            raise EditError(
                message("A correction can be propagated only up to the next correction.")
            )
        one = self.layer(layer)
        kept = {frame: each for frame, each in one.corrections.items() if each.source != source}
        propagated = {
            frame: Correction(mask, Origin.PROPAGATED, source) for frame, mask in masks.items()
        }
        return self.with_layer(replace(one, corrections=MappingProxyType({**kept, **propagated})))

    def uncorrect(self, layer: LayerId, start: int, stop: int) -> Project:
        """Return the project without corrections from `start` until before `stop`."""
        one, start, stop = self._within(layer, start, stop)
        kept = {
            frame: correction
            for frame, correction in one.corrections.items()
            if not start <= frame < stop
        }
        return self.with_layer(replace(one, corrections=MappingProxyType(kept)))

    def review(self, layer: LayerId, start: int, stop: int, review: Review | None) -> Project:
        """Return the project with a stretch accepted, rejected, or (None) not looked at."""
        one, start, stop = self._within(layer, start, stop)
        if review is None:
            reviews = one.reviews.clear(start, stop)
        else:
            reviews = one.reviews.put(start, stop, review)
        return self.with_layer(replace(one, reviews=reviews))

    def set_matte(self, layer: LayerId, matte: MatteSettings) -> Project:
        """Return the project with other matte settings of a layer."""
        return self.with_layer(replace(self.layer(layer), matte=matte))

    def _frame_of(self, layer: Layer, frame: int) -> None:
        """Raise EditError where the layer's video has no such frame."""
        if not 0 <= frame < self.video(layer.video).frame_count:
            raise EditError(message("The video has no frame {frame}.", frame=frame))

    def _within(self, layer: LayerId, start: int, stop: int) -> tuple[Layer, int, int]:
        """Return the layer and the stretch, as far as it is within the video."""
        one = self.layer(layer)
        start, stop = max(start, 0), min(stop, self.video(one.video).frame_count)
        if start >= stop:
            raise EditError(message("These frames are not in the video."))
        return one, start, stop


def _words(text: str) -> str:
    words = _line(text)
    if not words:
        raise EditError(message("An expression needs at least one word."))
    return words


def _line(text: str) -> str:
    """Return `text` on one line; raises EditError where it cannot be kept."""
    line = " ".join(text.split())
    if len(line) > LONGEST_TEXT:
        raise EditError(message("The text is longer than {most} characters.", most=LONGEST_TEXT))
    if any("\ud800" <= character <= "\udfff" for character in line):
        raise EditError(message("The text contains invalid characters."), message("Type it again."))
    return line
