"""A person's decisions: small immutable values, and edits that return new ones.

Its parts are in `core.project.video` and `core.project.layer`, and can be had from here; which of
them there are is in `core.project.contents`. What a network computed is in `core.storage.results`;
the view follows from both (`core.tracks.resolved_track`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from soc_rvos.masks import Mask
from soc_studio.core.project.contents import Contents, on_one_line
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
    MOST_FRAMES_A_SECOND,
    MOST_OF_A_NAME,
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
    "Expression",
    "ExpressionId",
    "Layer",
    "LayerId",
    "MatteSettings",
    "Origin",
    "Pick",
    "Project",
    "Review",
    "Verdict",
    "Video",
    "VideoId",
]


_NO_TRUST: Mapping[int, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Project(Contents):
    """All decisions; edits are methods that return another project."""

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
        absent = one.absent and not isinstance(choice, Pick)
        return self.with_layer(replace(one, choices=choices, absent=absent))

    def correct(self, layer: LayerId, corrections: Mapping[int, Correction]) -> Project:
        """Return the project with masks in the place of the network's, by frame.

        An object of which there is one is no longer said not to be there.

        Raises:
            EditError: a frame is outside of the video.
        """
        one = self.layer(layer)
        for frame, correction in corrections.items():
            self._frame_of(one, frame)
            if correction.source is not None:
                self._frame_of(one, correction.source)
        together = MappingProxyType({**one.corrections, **corrections})
        absent = one.absent and not any(each.mask.area for each in corrections.values())
        return self.with_layer(replace(one, corrections=together, absent=absent))

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
        return self.correct(layer, propagated)

    def uncorrect(self, layer: LayerId, start: int, stop: int) -> Project:
        """Return the project without corrections from `start` until before `stop`."""
        one, start, stop = self._within(layer, start, stop)
        kept = {
            frame: correction
            for frame, correction in one.corrections.items()
            if not start <= frame < stop
        }
        return self.with_layer(replace(one, corrections=MappingProxyType(kept)))

    def review(
        self,
        layer: LayerId,
        start: int,
        stop: int,
        review: Review | None,
        note: str = "",
        reviewer: str = "",
    ) -> Project:
        """Return the project with a stretch accepted, rejected, or (None) not looked at.

        Raises:
            EditError: there is no frame of the video between them, or a text is too long.
        """
        one, start, stop = self._within(layer, start, stop)
        if review is None:
            verdicts = one.verdicts.clear(start, stop)
        else:
            verdict = Verdict(review, on_one_line(note), on_one_line(reviewer, MOST_OF_A_NAME))
            verdicts = one.verdicts.put(start, stop, verdict)
        return self.with_layer(replace(one, verdicts=verdicts))

    def note(self, layer: LayerId, start: int, stop: int, note: str) -> Project:
        """Return the project with another note at the verdicts of a stretch.

        Raises:
            EditError: none of it is reviewed, or the note is too long.
        """
        one, start, stop = self._within(layer, start, stop)
        verdicts, noted = one.verdicts, on_one_line(note)
        for each in one.verdicts:
            first, last = max(start, each.start), min(stop, each.stop)
            if first < last:
                verdicts = verdicts.put(first, last, replace(each.value, note=noted))
        if not any(each.start < stop and each.stop > start for each in one.verdicts):
            raise EditError(
                message("A note is for frames with a review."),
                message("Mark these frames as right or wrong first."),
            )
        return self.with_layer(replace(one, verdicts=verdicts))

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
