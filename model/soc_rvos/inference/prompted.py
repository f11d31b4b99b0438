"""Puts the video models of transformers that take points, boxes and masks to work as trackers."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from inspect import signature
from itertools import pairwise
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from soc_rvos.inference.prompted_tensors import (
    as_seen,
    enlarged,
    fitted,
    points_of,
    probabilities,
)
from soc_rvos.inference.tracking import Corrections, Given, Pictures, Tracked

NEAREST = 8
"""Corrections that a frame is compared with at most: more would take memory and time for ever."""
_CERTAIN = 10.0  # logit of a pixel of which a person said that it is of the object


@dataclass(slots=True)
class _Object:
    """An object with its memory: what the library calls a session.

    `answers` are logits [1, 1, h, w] by frame where points corrected a mask; only these differ from
    what the session says itself.
    """

    session: Any
    answers: dict[int, Tensor] = field(default_factory=dict)


class PromptedTracker:
    """Follows every object by itself, with the memory of the library's own session.

    Frames are shown one by one: memory does not grow with the video. Frames that a person gave a
    mask for come back with that mask. Cuts are not told to these models: their memory finds an
    object again.
    """

    def __init__(
        self,
        name: str,
        model: Any,
        session: Callable[..., Any],
        device: torch.device,
        precision: torch.dtype = torch.float32,
    ) -> None:
        """Use `model`, which is on `device`, with sessions of the class `session` of its library.

        `precision` is the type it multiplies in.
        """
        self.name = name
        self._model = model
        self._session = session
        self._device = device
        self._precision = precision
        size = model.config.image_size
        self._size = int(size if isinstance(size, int) else size[0])
        # How many frames back the memory of these models reaches: masks, and objects.
        self._reach = int(model.config.num_maskmem) - 1
        self._far_reach = int(model.config.max_object_pointers_in_encoder) - 1
        # Only some of these models ask whether an answer is to be remembered.
        asked = signature(model._run_single_frame_inference).parameters
        self._unremembered = {"run_mem_encoder": False} if "run_mem_encoder" in asked else {}
        self._looked_at: tuple[NDArray[np.uint8], Any] | None = None

    def track(
        self,
        frames: Pictures,
        given: Corrections,
        numbers: Sequence[int],
        cuts: frozenset[int] = frozenset(),
    ) -> Generator[Tracked, None, None]:
        """Yield the frames `numbers` with the masks of all objects; see `Tracker.track`.

        Raises:
            ValueError: nothing is given, or `numbers` do not follow each other.
        """
        of_object = _by_object(given)
        steps = {later - number for number, later in pairwise(numbers)}
        if not of_object or len(steps) > 1 or not steps <= {1, -1}:
            raise ValueError("no corrections, or frames that do not follow each other")
        reverse = steps == {-1}
        objects: dict[int, _Object] = {}
        for number in numbers:
            frame = frames(number)
            if not objects:
                objects = self._new_objects(of_object, frame)
            self._remember(objects, of_object, number, frames)
            pixels = as_seen(frame, self._size).to(self._device)
            masks, trust = {}, {}
            for key, corrections in of_object.items():
                logits, score = self._follow(objects[key], number, pixels, reverse)
                found = probabilities(logits, frame.shape[:2])
                correction = corrections.get(number)
                if correction is not None and _is_mask(correction):
                    assert correction.mask is not None
                    found = correction.mask.astype(np.float32)
                masks[key] = found
                trust[key] = 1.0 if correction is not None else _trust(found, score)
            yield Tracked(number, masks, trust)

    def answer(
        self,
        frame: NDArray[np.uint8],
        number: int,
        given: Mapping[int, Given],
        frames: Pictures | None = None,
        others: Corrections | None = None,
    ) -> Mapping[int, NDArray[np.float32]]:
        """Return each object of `given` on one frame; see `Tracker.answer`.

        These models answer by what is given on the frame alone. What they see of the frame is kept
        for the next call on the same frame.
        """
        cache = None
        if self._looked_at is not None and np.array_equal(self._looked_at[0], frame):
            cache = self._looked_at[1]
        masks: dict[int, NDArray[np.float32]] = {}
        pixels = None if cache else as_seen(frame, self._size).to(self._device)
        for key, correction in given.items():
            if _is_mask(correction):
                assert correction.mask is not None
                masks[key] = correction.mask.astype(np.float32)
                continue
            one = _Object(self._new_session(frame, cache))
            if cache is None:
                self._looked_at = (frame.copy(), one.session.cache)
            cache = one.session.cache
            logits = self._condition(one, 0, correction, pixels, frame.shape[:2])
            masks[key] = probabilities(logits, frame.shape[:2])
        return masks

    def _new_session(self, frame: NDArray[np.uint8], cache: Any) -> Any:
        """Return a session for one object; with a `cache` it shares what is seen of frames."""
        height, width = frame.shape[:2]
        session = self._session(
            video_height=height,
            video_width=width,
            inference_device=self._device,
            inference_state_device=self._device,
            video_storage_device=self._device,
            dtype=torch.float32,
            max_vision_features_cache_size=1,
        )
        session.obj_id_to_idx(0)
        if cache is not None:
            session.cache = cache
        return session

    def _new_objects(self, keys: Iterable[int], frame: NDArray[np.uint8]) -> dict[int, _Object]:
        cache = self._new_session(frame, None).cache
        return {key: _Object(self._new_session(frame, cache)) for key in keys}

    def _remember(
        self,
        objects: Mapping[int, _Object],
        given: Mapping[int, Mapping[int, Given]],
        number: int,
        frames: Pictures,
    ) -> None:
        """Show the corrections nearest to a frame to the sessions; these forget all others."""
        unknown: dict[int, list[int]] = {}
        for key, one in objects.items():
            nearest = nearest_corrections(number, given[key])
            known = one.session.output_dict_per_obj[0]["cond_frame_outputs"]
            for each in [each for each in known if each not in nearest]:
                del known[each]
                one.answers.pop(each, None)
            for each in nearest:
                if each not in known:
                    unknown.setdefault(each, []).append(key)
        for each, keys in unknown.items():
            frame = frames(each)
            pixels = as_seen(frame, self._size).to(self._device)
            for key in keys:
                self._condition(objects[key], each, given[key][each], pixels, frame.shape[:2])

    def _condition(
        self,
        one: _Object,
        number: int,
        correction: Given,
        pixels: Tensor | None,
        size: tuple[int, ...],
    ) -> Tensor:
        """Show a correction to the session; return the logits [1, 1, h, w] of its answer.

        `pixels` may be None where the session knows the frame already.
        """
        session = one.session
        if pixels is not None:
            session.add_new_frame(pixels, number)
        points = points_of(correction, size, self._size)
        if correction.mask is not None:
            mask = fitted(correction.mask, self._size)
            if points is not None:
                prior = (2 * mask - 1) * _CERTAIN
                logits = self._refined(one, number, points, prior)
                one.answers[number] = logits
                mask = enlarged(logits.cpu(), self._size) > 0
            session.add_mask_inputs(0, number, mask)
        else:
            session.add_point_inputs(0, number, points)
        session.obj_with_new_inputs = [0]
        answer: Tensor = self._run(number, session, pixels).pred_masks
        for output in session.output_dict_per_obj[0]["cond_frame_outputs"].values():
            output.pop("high_res_masks", None)
        session.mask_inputs_per_obj[0].clear()
        session.point_inputs_per_obj[0].clear()
        self._forget_frame(session, number)
        return one.answers.get(number, answer)

    def _refined(
        self, one: _Object, number: int, points: Mapping[str, Tensor], prior: Tensor
    ) -> Tensor:
        """Return the logits [1, 1, h, w] where points correct a mask with the logits `prior`."""
        # The library refines earlier answers inside a session only: this is the call it does so by.
        on_device = {name: value.to(self._device) for name, value in points.items()}
        low = F.interpolate(
            prior, self._model.prompt_encoder.mask_input_size, mode="bilinear", antialias=True
        )
        with torch.inference_mode(), self._autocast():
            found = self._model._run_single_frame_inference(
                inference_session=one.session,
                frame_idx=number,
                obj_idx=0,
                batch_size=1,
                is_init_cond_frame=True,
                point_inputs=on_device,
                mask_inputs=None,
                reverse=False,
                prev_sam_mask_logits=low.to(self._device),
                **self._unremembered,
            )
        logits: Tensor = found["pred_masks"]
        return logits

    def _follow(
        self, one: _Object, number: int, pixels: Tensor, reverse: bool
    ) -> tuple[Tensor, float]:
        """Return the logits [1, 1, h, w] on a frame, and the logit of whether the object is there.

        Memory that no later frame will read is dropped.
        """
        session = one.session
        found = self._run(number, session, pixels, reverse)
        outputs = session.output_dict_per_obj[0]["non_cond_frame_outputs"]
        for each in list(outputs):
            age = abs(number - each)
            if age >= self._far_reach:
                del outputs[each]
                continue
            for name in ("high_res_masks", "pred_masks"):
                outputs[each].pop(name, None)
            if age >= self._reach:
                for name in ("maskmem_features", "maskmem_pos_enc"):
                    outputs[each].pop(name, None)
        session.frames_tracked_per_obj[0].clear()
        self._forget_frame(session, number)
        logits = one.answers.get(number, found.pred_masks)
        return logits, float(found.object_score_logits.flatten()[0])

    def _run(self, number: int, session: Any, pixels: Tensor | None, reverse: bool = False) -> Any:
        # Given with the frame, as the library has it for streams: the video's length is not asked.
        if pixels is None:
            session.processed_frames = {}
        with torch.inference_mode(), self._autocast():
            return self._model(session, frame_idx=number, frame=pixels, reverse=reverse)

    def _autocast(self) -> AbstractContextManager[object]:
        if self._precision == torch.float32:
            return nullcontext()
        return torch.autocast(self._device.type, self._precision)

    @staticmethod
    def _forget_frame(session: Any, number: int) -> None:
        if session.processed_frames is not None:
            session.processed_frames.pop(number, None)


def nearest_corrections(
    number: int, corrections: Mapping[int, Given], most: int = NEAREST
) -> list[int]:
    """Return which corrections a frame is compared with: those on either side, then the nearest.

    This is the library's own choice among frames that a person gave something on.
    """
    before = max((each for each in corrections if each < number), default=None)
    after = min((each for each in corrections if each >= number), default=None)
    chosen = [each for each in (before, after) if each is not None]
    others = sorted(set(corrections) - set(chosen), key=lambda each: (abs(each - number), each))
    return sorted([*chosen, *others[: max(0, most - len(chosen))]])


def _by_object(given: Mapping[int, Mapping[int, Given]]) -> dict[int, dict[int, Given]]:
    found: dict[int, dict[int, Given]] = {}
    for number in sorted(given):
        for key, correction in given[number].items():
            found.setdefault(key, {})[number] = correction
    return found


def _is_mask(correction: Given) -> bool:
    """Return whether a correction is a mask and nothing else: that is never changed."""
    return correction.mask is not None and not correction.points and correction.box is None


def _trust(mask: NDArray[np.float32], score: float) -> float:
    """Return 0 to 1: whether the object is there, times how certain its pixels are."""
    inside = mask[mask > 0.5]
    if not inside.size:
        return 0.0
    there = 1 / (1 + np.exp(-np.clip(score, -50, 50)))
    return float(there * inside.mean())
