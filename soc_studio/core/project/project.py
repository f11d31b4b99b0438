"""A person's decisions: small immutable values, and edits that return new ones.

Its parts are in `core.project.video` and `core.project.layer`, and can be had from here. What a
network computed is in `core.storage.results`; the view follows from both
(`core.tracks.resolved_track`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from soc_rvos.masks import Mask
from soc_studio.core.project.colours import PALETTE, Rgb
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
)
from soc_studio.core.project.limits import (
    LONGEST_SIDE,
    LONGEST_TEXT,
    MOST_BAND,
    MOST_FRAMES,
    MOST_FRAMES_A_SECOND,
    MOST_PIXELS,
    MOST_SMOOTH,
    EditError,
)
from soc_studio.core.project.outdated import OUTDATED, basis_of, fixed_frames
from soc_studio.core.project.video import Video, VideoId
from soc_studio.core.system.messages import message

__all__ = [
    "LONGEST_SIDE",
    "LONGEST_TEXT",
    "MOST_BAND",
    "MOST_FRAMES",
    "MOST_FRAMES_A_SECOND",
    "MOST_PIXELS",
    "MOST_SMOOTH",
    "Absent",
    "Choice",
    "Correction",
    "EditError",
    "Layer",
    "LayerId",
    "MatteSettings",
    "Origin",
    "Pick",
    "Project",
    "Review",
    "Video",
    "VideoId",
]


_NO_TRUST: Mapping[int, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Project:
    """All decisions; edits are methods that return another project.

    `layers` are in the order of the layers. `next_id` is larger than any id ever given, so
    that undoing and adding again never makes two things one.
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

        Its colour is `free_colour`.

        Raises:
            EditError: `text` has no words, or is too long.
        """
        self.video(video)
        given = LayerId(self.next_id)
        colour = self.free_colour(video)
        new = Layer(given, video, _words(text), colour, _line(name), imported=imported)
        layers = (*self.layers, new)
        return replace(self, layers=layers, next_id=self.next_id + 1), given

    def free_colour(self, video: VideoId, near: Collection[Rgb] = ()) -> Rgb:
        """Return the first colour of those that the fewest layers of a video have; one of those
        `near` its object only where all are."""
        taken = [one.colour for one in self.of_video(video)]
        return min(PALETTE, key=lambda colour: (colour in near, taken.count(colour)))

    def with_colour(self, layer: LayerId, was: Rgb, colour: Rgb) -> Project:
        """Return the project with `colour` in the place of a layer's colour `was`; as it is where
        the layer is gone, or has another colour by now."""
        one = next((each for each in self.layers if each.id == layer), None)
        if one is None or one.colour != was:
            return self
        return self.with_layer(replace(one, colour=colour))

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
        fixed = fixed_frames(one.corrections)
        before = max((frame for frame in fixed if frame < source), default=-1)
        after = min(
            (frame for frame in fixed if frame > source),
            default=self.video(one.video).frame_count,
        )
        return range(max(before + 1, source - distance), min(after, source + distance + 1))

    def propagate(
        self,
        layer: LayerId,
        source: int,
        masks: Mapping[int, Mask],
        trust: Mapping[int, float] = _NO_TRUST,
        outdated: Collection[int] = (),
    ) -> Project:
        """Return the project with the correction of `source` propagated as `masks` to other frames.

        What was propagated to other frames before stays.

        Args:
            layer: the layer.
            source: a corrected frame.
            masks: by frame.
            trust: how far masks can be relied on, where known.
            outdated: frames whose masks were made of other corrections than there are now.

        Raises:
            EditError: there is no such correction, or it does not reach that far.
        """
        reach = self.reach(layer, source, max((abs(at - source) for at in masks), default=0))
        if any(frame not in reach or frame == source for frame in masks):
            raise EditError(message("A correction can be carried only up to the next correction."))
        one = self.layer(layer)
        fixed = sorted({*fixed_frames(one.corrections), source})
        bases = {step: basis_of(one.corrections, fixed, source + step) for step in (-1, 1)}
        propagated = {
            frame: Correction(
                mask,
                Origin.PROPAGATED,
                source,
                round(trust[frame], 3) if frame in trust else None,
                OUTDATED if frame in outdated else bases[1 if frame > source else -1],
            )
            for frame, mask in masks.items()
        }
        together = MappingProxyType({**one.corrections, **propagated})
        return self.with_layer(replace(one, corrections=together))

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
        raise EditError(message("A sentence needs at least one word."))
    return words


def _line(text: str) -> str:
    """Return `text` on one line; raises EditError where it cannot be kept."""
    line = " ".join(text.split())
    if len(line) > LONGEST_TEXT:
        raise EditError(message("The text is longer than {most} characters.", most=LONGEST_TEXT))
    if any("\ud800" <= character <= "\udfff" for character in line):
        raise EditError(message("The text contains invalid characters."), message("Type it again."))
    return line
