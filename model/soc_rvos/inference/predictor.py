"""A network on its device: answers for clips and expressions."""

from __future__ import annotations

import logging
from collections.abc import Hashable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from soc_rvos import checkpoint
from soc_rvos.errors import RvosError
from soc_rvos.inference.device import backbone_precision, choose_device, lower_backbone
from soc_rvos.inference.features import FeatureCache
from soc_rvos.inference.preprocess import normalise, resize_size
from soc_rvos.networks.soc import Soc, VisualFeatures
from soc_rvos.networks.text import TextFeatures
from soc_rvos.tokenizer import from_folder, from_json

_log = logging.getLogger(__name__)

_GPU_BATCH = 4  # windows at once; halved where they do not fit
_EXPRESSIONS_AT_ONCE = 4
_MARKS = ".,;:!?\"'()-"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a network for one clip of T frames and one expression, N of them, best first.

    Attributes:
        queries: int64 [N], indices of the object queries.
        scores: float32 [N, T], probability in [0, 1] that the query is the referred object.
        boxes: float32 [N, T, 4], centre x, centre y, width, height in [0, 1] of the frame.
        logits: float32 [N, T, h, w], mask logits at a quarter of the network's input size.
        embeddings: float32 [N, C], the video-level queries.
    """

    queries: NDArray[np.int64]
    scores: NDArray[np.float32]
    boxes: NDArray[np.float32]
    logits: NDArray[np.float32]
    embeddings: NDArray[np.float32]


class Predictor(Protocol):
    """A network on its device.

    `window_length` is the number of frames it was trained on, `threshold` the score from which an
    object counts as present, `batch` how many clips one call should get at most.
    """

    window_length: int
    threshold: float
    batch: int

    def frame_size(self, height: int, width: int) -> tuple[int, int]:
        """Return height and width at which the network sees a displayed frame of this size."""
        ...

    def predict(
        self,
        clips: Sequence[NDArray[np.uint8]],
        expressions: Sequence[str],
        count: int,
        keys: Sequence[Hashable | None] | None = None,
    ) -> list[list[Answers]]:
        """Return the best `count` answers, `[clip][expression]`.

        Args:
            clips: uint8 [T, h, w, 3] each, RGB at network size, all of one shape.
            expressions: one sentence an object.
            count: how many answers are wanted at most.
            keys: what identifies each clip for the feature cache; None keeps nothing.
        """
        ...


class NetworkPredictor:
    """SOC on a device. Clips and expressions in, `Answers` out; not for several threads at once."""

    def __init__(
        self,
        network: Soc,
        tokenizer: Tokenizer,
        device: torch.device,
        precision: torch.dtype | None = None,
        cache_bytes: int = 0,
    ) -> None:
        """Put `network` on `device`.

        `precision` is the backbone's; None takes the best that does not change masks.
        `cache_bytes` bounds the visual features kept for later expressions.
        """
        config = network.config
        self.name = config.name
        self.window_length = config.window_length
        self.threshold = config.threshold
        self.batch = _GPU_BATCH if device.type == "cuda" else 1
        self._network = network.to(device).eval()
        self._tokenizer = tokenizer
        self._device = device
        self._precision = precision or backbone_precision(device)
        lower_backbone(self._network, self._precision)
        self._cache = FeatureCache(cache_bytes)
        self._expressions_at_once = _EXPRESSIONS_AT_ONCE

    def frame_size(self, height: int, width: int) -> tuple[int, int]:
        """Return height and width at which the network sees a displayed frame of this size."""
        config = self._network.config
        return resize_size(height, width, config.short_side, config.long_side)

    def unknown_words(self, expression: str) -> tuple[str, ...]:
        """Return the words of `expression` that the network was never taught.

        A tokenizer of word pieces knows every word, so this finds none with RoBERTa's.
        """
        unknown = self._tokenizer.token_to_id("<unk>")
        found = []
        for word in expression.split():
            ids = self._tokenizer.encode(_normal(word), add_special_tokens=False).ids
            if unknown is not None and (unknown in ids or (not ids and _is_more_than_marks(word))):
                found.append(word.strip(_MARKS))
        return tuple(found)

    def predict(
        self,
        clips: Sequence[NDArray[np.uint8]],
        expressions: Sequence[str],
        count: int,
        keys: Sequence[Hashable | None] | None = None,
    ) -> list[list[Answers]]:
        """Return the best `count` answers, `[clip][expression]`; see `Predictor.predict`.

        Raises:
            RvosError: an expression is too long, or one clip alone does not fit the memory.
        """
        with torch.inference_mode():
            visual = self._see(clips, keys or [None] * len(clips))
            return [self._answer(features, expressions, count) for features in visual]

    def _see(
        self, clips: Sequence[NDArray[np.uint8]], keys: Sequence[Hashable | None]
    ) -> list[VisualFeatures]:
        """Run the backbone on the clips whose features are not kept."""
        features = [None if key is None else self._cache.get(key) for key in keys]
        fresh = [number for number, known in enumerate(features) if known is None]
        while fresh:
            now = fresh[: self.batch]
            frames = torch.from_numpy(np.stack([clips[number] for number in now]))
            try:
                with self._half_precision():
                    seen = self._network.read_frames(normalise(frames.to(self._device)))
            except torch.OutOfMemoryError as error:
                self.batch = self._smaller(self.batch, "windows at once", error)
                continue
            for place, number in enumerate(now):
                one = seen.clip(place) if len(now) > 1 else seen
                features[number] = one
                if keys[number] is not None:
                    self._cache.put(keys[number], one)
            fresh = fresh[len(now) :]
        return [known for known in features if known is not None]

    def _answer(
        self, visual: VisualFeatures, expressions: Sequence[str], count: int
    ) -> list[Answers]:
        """Run the heads for every expression on one clip."""
        answers: list[Answers] = []
        while len(answers) < len(expressions):
            now = expressions[len(answers) : len(answers) + self._expressions_at_once]
            try:
                found = self._network.answer(visual, self._read(tuple(now)), best=count)
            except torch.OutOfMemoryError as error:
                self._expressions_at_once = self._smaller(len(now), "expressions at once", error)
                continue
            (level,), (objects,) = found.levels, found.objects
            scores = level.scores.sigmoid().amax(-1)  # [B, T, N]
            for row in range(len(now)):
                chosen = found.chosen[row]
                answers.append(
                    Answers(
                        chosen.cpu().numpy(),
                        scores[row].T.float().cpu().numpy(),
                        level.boxes[row].transpose(0, 1).float().cpu().numpy(),
                        level.masks[row].transpose(0, 1).float().cpu().numpy(),
                        objects[row, chosen].float().cpu().numpy(),
                    )
                )
        return answers

    def _read(self, expressions: tuple[str, ...]) -> TextFeatures:
        encoded = self._tokenizer.encode_batch([_normal(text) for text in expressions])
        config = self._network.config.text
        longest = max(range(len(encoded)), key=lambda number: sum(encoded[number].attention_mask))
        # RoBERTa counts positions from two.
        if len(encoded[longest].ids) > config.positions - 2:
            raise RvosError(
                f"The expression '{expressions[longest][:40]}…' is too long: {self.name} reads at "
                f"most {config.positions - 4} words or parts of words."
            )
        ids = torch.tensor([one.ids for one in encoded])
        if int(ids.max()) >= config.vocabulary:
            raise RvosError(f"The tokenizer is not of {self.name}: it knows more words.")
        present = torch.tensor([one.attention_mask for one in encoded])
        return self._network.read_words(ids.to(self._device), present.to(self._device))

    def _half_precision(self) -> AbstractContextManager[object]:
        if self._precision == torch.float32:
            return nullcontext()
        return torch.autocast(self._device.type, self._precision)

    def _smaller(self, number: int, what: str, error: Exception) -> int:
        """Return half of `number` after memory ran out."""
        if number == 1:
            raise RvosError(
                f"One window does not fit the memory of the device ({self._device.type}). Close "
                "other programs that use it, or choose --device cpu."
            ) from error
        torch.cuda.empty_cache()
        _log.warning("The device's memory is full: going on with %d %s.", number // 2, what)
        return number // 2


def _is_more_than_marks(word: str) -> bool:
    return bool(word.strip(_MARKS))


def _normal(expression: str) -> str:
    """Lower the case and collapse blanks, as the published training did."""
    return " ".join(expression.lower().split())


def load_predictor(
    path: Path, device: str = "auto", tokenizer: Path | None = None, cache_bytes: int = 0
) -> NetworkPredictor:
    """Load the network in `path` onto the device called `device`.

    A published file carries no tokenizer: its files are looked for in the folder `tokenizer`, else
    beside `path`.

    Raises:
        CheckpointError: the file or its tokenizer is not what it should be.
        RvosError: there is no such device.
    """
    chosen = choose_device(device)
    found = checkpoint.load(path)
    if found.tokenizer is not None:
        words = from_json(found.tokenizer, path.name)
    else:
        words = from_folder(tokenizer or path.parent)
    return NetworkPredictor(found.network, words, chosen, cache_bytes=cache_bytes)
