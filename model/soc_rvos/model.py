"""A model in three lines: load it, give it frames and expressions, take tracks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from soc_rvos.errors import ModelNotFoundError, RvosError
from soc_rvos.found_tracks import find_tracks
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.inference.preprocess import resize
from soc_rvos.inference.windows import default_stride
from soc_rvos.language.findings import Understanding
from soc_rvos.language.understanding import understand
from soc_rvos.loading import load_predictor
from soc_rvos.messages import message
from soc_rvos.networks.network import Network
from soc_rvos.object_track import Track
from soc_rvos.places import find
from soc_rvos.settings import RunSettings
from soc_rvos.sources import Frames, checked_rate, source_of
from soc_rvos.vocabulary_file import reading_vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A network on its device, with its readers of frames and expressions.

    Not for several threads at once.

    Attributes:
        name: the name of its file, without the ending.
        file: the weights file.
        predictor: answers windows of frames, one by one; the program uses it directly.
    """

    name: str
    file: Path
    predictor: NetworkPredictor

    @property
    def network(self) -> Network:
        """The network: `network(**model.processor(frames, expressions))` is a `SocAnswers`."""
        return self.predictor.engine.network

    @property
    def device(self) -> torch.device:
        """The device of the network."""
        return self.predictor.engine.device

    @property
    def window_length(self) -> int:
        """Number of frames that the network was trained to see together."""
        return self.predictor.window_length

    @property
    def threshold(self) -> float:
        """Score in [0, 1] from which an object counts as present."""
        return self.predictor.threshold

    def unknown_words(self, expression: str) -> tuple[str, ...]:
        """Return the words of `expression` that the network was never taught.

        >>> import soc_rvos
        >>> soc_rvos.load("soc-mini").unknown_words("the theodolite on the left")
        ('theodolite',)
        """
        return self.predictor.unknown_words(expression)

    def understand(self, sentence: str) -> Understanding:
        """Return how the network understands `sentence`, with findings on words it cannot follow.

        Findings concern words alone: unknown, misspelt, negated, counted and compared ones, and
        sentences in other languages. This takes about a millisecond.

        >>> import soc_rvos
        >>> understood = soc_rvos.load("soc-mini").understand("the gril in red, not the dogs")
        >>> [(each.kind.value, each.words) for each in understood.findings]
        [('misspelt', 'gril'), ('negated', 'not the dogs')]
        >>> understood.findings[0].suggestions[0]
        'girl'
        """
        return understand(sentence, self.predictor.vocabulary or reading_vocabulary())

    def processor(self, frames: Frames, expressions: str | Sequence[str]) -> dict[str, Tensor]:
        """Return the network's inputs for one clip and B expressions.

        Args:
            frames: T frames of any size, as in `segment`; the network sees all of them together
                (it was trained on `window_length`), resized to the size of its training.
            expressions: one or several sentences.

        Returns:
            Tensors on `device`, by the names of the network's `forward`, which says their shapes.

        Raises:
            FramesError: `frames` holds no frames.
            RvosError: there is no expression, one is too long, or the frames are too small.
        """
        texts = [expressions] if isinstance(expressions, str) else list(expressions)
        _check_expressions(texts)
        source = source_of(frames)
        size = self.predictor.frame_size(source.height, source.width)
        clip = np.stack([resize(each, size) for each in source.frames(0, source.frame_count)])
        engine = self.predictor.engine
        return {**engine.frame_inputs([clip]), **engine.text_inputs(texts)}

    def segment(
        self,
        frames: Frames,
        *expressions: str,
        rate: float | Fraction | None = None,
        threshold: float | None = None,
        stride: int | None = None,
        preview: bool = False,
        whole: bool = False,
        steady: bool = False,
    ) -> tuple[Track, ...]:
        """Find the object of each of `expressions`; return one track each, in the same order.

        Memory does not grow with the length of the video, but for masks in run-length code.

        Args:
            frames: RGB, uint8 [T, H, W, 3] (numpy or torch), the path of a folder of pictures, or a
                `FrameSource`, such as a video of `soc_studio.core.media.video_reader.open_video`.
            expressions: a sentence for each object, such as "the dog on the left".
            rate: frames a second, from which `stride` follows; None takes the source's own, or 25.
            threshold: an object with this score or more counts as present, 0 to 1; None takes the
                model's, 0 counts every object as present, as published benchmarks do.
            stride: distance between the frames that the network sees together; None brings the
                video near 6 frames a second, the rate on which the networks were trained.
            preview: quick quality: look at few frames and move masks to those between, faster, less
                exact. Otherwise it is full quality, with finer pictures where the network has them.
            whole: search all frames in one pass, as published benchmarks do; for short videos.
            steady: let the tracker follow each object through its shot from the frames of which the
                model is surest, and even out the others; not in a preview. Sentences whose object
                the tracker does not follow keep the model's own answer.

        Raises:
            FramesError: `frames` holds no frames, or cannot be read.
            RvosError: an argument is out of range, an expression is too long, or the memory of the
                device is too small.
        """
        if threshold is not None and not 0 <= threshold <= 1:
            raise RvosError(
                message("The threshold {threshold} is no score: give 0 to 1.", threshold=threshold)
            )
        if stride is not None and stride < 1:
            raise RvosError(
                message(
                    "The stride {stride} is no number of frames: give 1 or more.", stride=stride
                )
            )
        _check_expressions(expressions)
        source = source_of(frames, rate)
        step = stride or default_stride(checked_rate(rate) or source.rate)
        tracker = None
        if steady and not preview:
            from soc_rvos.tracking import load_tracker  # late: a model loads sooner without it

            tracker = load_tracker()
        return tuple(
            find_tracks(
                source,
                expressions,
                self.predictor,
                RunSettings(stride=step, preview=preview, whole=whole),
                self.threshold if threshold is None else threshold,
                tracker,
            )
        )


def load(
    name: str | os.PathLike[str],
    device: str = "auto",
    tokenizer: str | os.PathLike[str] | None = None,
    cache_bytes: int = 0,
    exact: bool = False,
) -> Model:
    """Load a model by its name or from its file.

    Args:
        name: one of `soc_rvos.available()`, or the path of a weights file, ours or as published.
        device: "auto" (the fastest there is), "cuda", "mps" or "cpu".
        tokenizer: folder of RoBERTa's tokenizer, which published files lack; None looks beside the
            file.
        cache_bytes: memory for features of the frames seen last, which another expression on them
            does not compute again; 0 keeps none.
        exact: whether everything is computed in float32, as published numbers were made.

    Raises:
        ModelNotFoundError: there is no such model here; the message lists those that are.
        CheckpointError: the file is not weights of a network we know, or lacks its tokenizer.
        RvosError: there is no such device.

    >>> import soc_rvos
    >>> soc_rvos.load("soc-mini", device="cpu").window_length
    8
    >>> soc_rvos.load("soc-maxi")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    soc_rvos.errors.ModelNotFoundError: There is no model 'soc-maxi', ... here: soc-mini...
    """
    file = _file(name)
    folder = None if tokenizer is None else Path(tokenizer)
    return Model(file.stem, file, load_predictor(file, device, folder, cache_bytes, exact))


def _file(name: str | os.PathLike[str]) -> Path:
    """Return the file of a name, else the file at that path."""
    path = Path(name)
    if not isinstance(name, str):
        if not path.is_file():
            raise ModelNotFoundError(message("There is no file '{path}'.", path=path))
        return path
    try:
        return find(name)
    except ModelNotFoundError:
        try:
            is_file = path.is_file()
        except (OSError, ValueError):  # a name that is too long, or that no file can have
            is_file = False
        if not is_file:
            raise
    return path


def _check_expressions(expressions: Sequence[str]) -> None:
    if not expressions:
        raise RvosError(message('Say what to find: at least one sentence, such as "the dog".'))
    for each in expressions:
        if not isinstance(each, str):
            raise RvosError(
                message(
                    "An expression is a sentence, not of the type {type}.",
                    type=type(each).__name__,
                )
            )
        if not each.strip():
            raise RvosError(message('A sentence is empty: say what to find, such as "the dog".'))
