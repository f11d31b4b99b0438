"""What the user decided: small values that never change, and edits that return new ones.

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
from soc_studio.core.project.spans import Stretches
from soc_studio.core.system.errors import StudioError

VideoId = NewType("VideoId", int)
ExpressionId = NewType("ExpressionId", int)

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

    HAND = "by hand"
    CARRIED = "carried"
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

    `source` is the frame it was carried from, None where it was made for this one.
    """

    mask: Mask
    origin: Origin = Origin.HAND
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
            raise EditError(f"A threshold is between 0 and 1, not {self.threshold}.")
        if abs(self.grow) > 1000 or not 0 <= self.feather <= 1000:
            raise EditError("The edge can be moved and softened by 1000 pixels at most.")
        if not all(0 <= area <= MOST_PIXELS for area in (self.fill_holes, self.remove_specks)):
            raise EditError(f"Areas of holes and specks are between 0 and {MOST_PIXELS} pixels.")
        if not 0 <= self.smooth <= MOST_SMOOTH:
            raise EditError(f"Masks are smoothed over {MOST_SMOOTH} frames to either side at most.")


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
                f"'{self.name}' is too large, at {self.width} x {self.height} pixels.",
                "Make the picture smaller first.",
            )
        if self.frame_count > MOST_FRAMES or not 0 < self.rate <= MOST_FRAMES_A_SECOND:
            raise EditError(f"'{self.name}' has too many frames.", "Cut it into parts first.")
        if not 0 <= self.in_point < self.span.stop <= self.frame_count:
            raise EditError("The out point has to come after the in point, both within the video.")

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
class Expression:
    """A sentence for one object of a video, and what was decided about the answers.

    Attributes:
        text: what is searched for.
        name: what the layer is called; empty where it is called as `text`.
        imported: number of the imported masks that stand in for a network's; None for a search.
        choices: stretches where not the best track is shown.
        corrections: by frame; they are locked.
        reviews: stretches that were looked at.
        category: what sort of thing it is, as those who label call it; empty for none.
    """

    id: ExpressionId
    video: VideoId
    text: str
    colour: Rgb
    name: str = ""
    visible: bool = True
    locked: bool = False
    imported: int | None = None
    choices: Stretches[Choice] = field(default_factory=Stretches)
    corrections: Mapping[int, Correction] = field(default_factory=lambda: _NO_CORRECTIONS)
    reviews: Stretches[Review] = field(default_factory=Stretches)
    matte: MatteSettings = MatteSettings()
    category: str = ""

    @property
    def label(self) -> str:
        """What the layer is called."""
        return self.name or self.text


@dataclass(frozen=True, slots=True)
class Project:
    """All decisions; edits are methods that return another project.

    `expressions` are in the order of the layers. `next_id` is larger than any id ever given, so
    that undoing and adding anew never makes two things one.
    """

    videos: tuple[Video, ...] = ()
    expressions: tuple[Expression, ...] = ()
    next_id: int = 1

    def video(self, video: VideoId) -> Video:
        """Return a video by its id; raises EditError where there is none."""
        for one in self.videos:
            if one.id == video:
                return one
        raise EditError("This video is no longer part of the project.")

    def expression(self, expression: ExpressionId) -> Expression:
        """Return an expression by its id; raises EditError where there is none."""
        for one in self.expressions:
            if one.id == expression:
                return one
        raise EditError("This expression is no longer part of the project.")

    def of_video(self, video: VideoId) -> tuple[Expression, ...]:
        """Return the expressions of a video in their order."""
        return tuple(one for one in self.expressions if one.video == video)

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
            raise EditError(f"'{video.name}' is another video: it has other frames.")
        videos = tuple(video if one.id == video.id else one for one in self.videos)
        return replace(self, videos=videos)

    def remove_video(self, video: VideoId) -> Project:
        """Return the project without a video and its expressions."""
        self.video(video)
        return replace(
            self,
            videos=tuple(one for one in self.videos if one.id != video),
            expressions=tuple(one for one in self.expressions if one.video != video),
        )

    def set_points(self, video: VideoId, in_point: int, out_point: int | None) -> Project:
        """Return the project with another in and out point of a video.

        Raises:
            EditError: there is no frame between them, or they are outside of the video.
        """
        own = self.video(video)
        return self.with_video(replace(own, in_point=in_point, out_point=out_point))

    # Expressions

    def add_expression(
        self, video: VideoId, text: str, imported: int | None = None, name: str = ""
    ) -> tuple[Project, ExpressionId]:
        """Return the project with an expression for `video`, and the id of the expression.

        Its colour is the first of those that the fewest expressions have.

        Raises:
            EditError: `text` has no words, or is too long.
        """
        self.video(video)
        given = ExpressionId(self.next_id)
        taken = [one.colour for one in self.of_video(video)]
        colour = min(PALETTE, key=taken.count)
        new = Expression(given, video, _words(text), colour, _line(name), imported=imported)
        expressions = (*self.expressions, new)
        return replace(self, expressions=expressions, next_id=self.next_id + 1), given

    def with_expression(self, expression: Expression) -> Project:
        """Return the project with the expression of the same id replaced by `expression`."""
        self.expression(expression.id)
        return replace(
            self,
            expressions=tuple(
                expression if one.id == expression.id else one for one in self.expressions
            ),
        )

    def rename_expression(self, expression: ExpressionId, name: str) -> Project:
        """Return the project with a layer called `name`; empty is the expression's own text."""
        return self.with_expression(replace(self.expression(expression), name=_line(name)))

    def categorise(self, expression: ExpressionId, category: str) -> Project:
        """Return the project with another category of an expression; empty is none."""
        return self.with_expression(replace(self.expression(expression), category=_line(category)))

    def reword_expression(self, expression: ExpressionId, text: str) -> Project:
        """Return the project with another text to search for."""
        return self.with_expression(replace(self.expression(expression), text=_words(text)))

    def move_expression(self, expression: ExpressionId, place: int) -> Project:
        """Return the project with an expression at `place` among all of them."""
        one = self.expression(expression)
        others = [each for each in self.expressions if each.id != expression]
        others.insert(max(0, min(place, len(others))), one)
        return replace(self, expressions=tuple(others))

    def remove_expression(self, expression: ExpressionId) -> Project:
        """Return the project without an expression."""
        self.expression(expression)
        kept = tuple(one for one in self.expressions if one.id != expression)
        return replace(self, expressions=kept)

    # Answers

    def choose(
        self, expression: ExpressionId, start: int, stop: int, choice: Choice | None
    ) -> Project:
        """Return the project with `choice` from `start` until before `stop`.

        None is the network's own first choice.

        Raises:
            EditError: there is no frame of the video between them, or none where it was picked.
        """
        one, start, stop = self._within(expression, start, stop)
        if isinstance(choice, Pick):
            self._frame_of(one, choice.frame)
        if choice is None:
            choices = one.choices.clear(start, stop)
        else:
            choices = one.choices.put(start, stop, choice)
        return self.with_expression(replace(one, choices=choices))

    def correct(self, expression: ExpressionId, corrections: Mapping[int, Correction]) -> Project:
        """Return the project with masks in the place of the network's, by frame.

        Raises:
            EditError: a frame is outside of the video.
        """
        one = self.expression(expression)
        for frame, correction in corrections.items():
            self._frame_of(one, frame)
            if correction.source is not None:
                self._frame_of(one, correction.source)
        together = MappingProxyType({**one.corrections, **corrections})
        return self.with_expression(replace(one, corrections=together))

    def reach(self, expression: ExpressionId, source: int, distance: int) -> range:
        """Return the frames to which the correction of `source` may be carried, itself among them:
        at most `distance` away, and none beyond the next correction that was not carried.

        Raises:
            EditError: there is no such correction.
        """
        one = self.expression(expression)
        if source not in one.corrections:
            raise EditError(f"Frame {source} is not corrected.")
        fixed = [
            frame for frame, each in one.corrections.items() if each.origin is not Origin.CARRIED
        ]
        before = max((frame for frame in fixed if frame < source), default=-1)
        after = min(
            (frame for frame in fixed if frame > source),
            default=self.video(one.video).frame_count,
        )
        return range(max(before + 1, source - distance), min(after, source + distance + 1))

    def carry(self, expression: ExpressionId, source: int, masks: Mapping[int, Mask]) -> Project:
        """Return the project with the correction of `source` carried to other frames, as `masks`.

        What was carried from `source` before is gone; what was carried from elsewhere gives way.

        Raises:
            EditError: there is no such correction, or it does not reach that far.
        """
        reach = self.reach(expression, source, max((abs(at - source) for at in masks), default=0))
        if any(frame not in reach or frame == source for frame in masks):
            raise EditError("A correction is carried no further than to the next one.")
        one = self.expression(expression)
        kept = {frame: each for frame, each in one.corrections.items() if each.source != source}
        carried = {frame: Correction(mask, Origin.CARRIED, source) for frame, mask in masks.items()}
        return self.with_expression(replace(one, corrections=MappingProxyType({**kept, **carried})))

    def uncorrect(self, expression: ExpressionId, start: int, stop: int) -> Project:
        """Return the project without corrections from `start` until before `stop`."""
        one, start, stop = self._within(expression, start, stop)
        kept = {
            frame: correction
            for frame, correction in one.corrections.items()
            if not start <= frame < stop
        }
        return self.with_expression(replace(one, corrections=MappingProxyType(kept)))

    def review(
        self, expression: ExpressionId, start: int, stop: int, review: Review | None
    ) -> Project:
        """Return the project with a stretch accepted, rejected, or (None) not looked at."""
        one, start, stop = self._within(expression, start, stop)
        if review is None:
            reviews = one.reviews.clear(start, stop)
        else:
            reviews = one.reviews.put(start, stop, review)
        return self.with_expression(replace(one, reviews=reviews))

    def set_matte(self, expression: ExpressionId, matte: MatteSettings) -> Project:
        """Return the project with other matte settings of an expression."""
        return self.with_expression(replace(self.expression(expression), matte=matte))

    def _frame_of(self, expression: Expression, frame: int) -> None:
        """Raise EditError where the expression's video has no such frame."""
        if not 0 <= frame < self.video(expression.video).frame_count:
            raise EditError(f"The video has no frame {frame}.")

    def _within(
        self, expression: ExpressionId, start: int, stop: int
    ) -> tuple[Expression, int, int]:
        """Return the expression and the stretch, as far as it is within the video."""
        one = self.expression(expression)
        start, stop = max(start, 0), min(stop, self.video(one.video).frame_count)
        if start >= stop:
            raise EditError("The stretch has no frame of the video.")
        return one, start, stop


def _words(text: str) -> str:
    words = _line(text)
    if not words:
        raise EditError("An expression needs at least one word.")
    return words


def _line(text: str) -> str:
    """Return `text` on one line; raises EditError where it cannot be kept."""
    line = " ".join(text.split())
    if len(line) > LONGEST_TEXT:
        raise EditError(f"This text is longer than {LONGEST_TEXT} characters.")
    if any("\ud800" <= character <= "\udfff" for character in line):
        raise EditError("This text has characters that are none.", "Type it anew.")
    return line
