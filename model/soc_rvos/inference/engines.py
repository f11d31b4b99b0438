"""What a predictor asks of a network, whatever its parts: to look, to read, to answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from soc_rvos.config import NetworkConfig, SgMgConfig, TokenNetworkConfig
from soc_rvos.errors import RvosError
from soc_rvos.inference.key_frames import KeyFrames
from soc_rvos.inference.preprocess import normalise, pad
from soc_rvos.inference.transfer import sent
from soc_rvos.language.reader import normal
from soc_rvos.language.vocabulary import Vocabulary
from soc_rvos.messages import message
from soc_rvos.networks.network import Network
from soc_rvos.networks.outputs import SocAnswers
from soc_rvos.networks.parts.constants import constant
from soc_rvos.networks.parts.precision import MULTIPLYING, Linear
from soc_rvos.networks.sgmg import SMALLEST

Refiner = Callable[[str, NDArray[np.float32]], NDArray[np.float32]]
"""Takes the expression that names the object and mask logits as the network gave them,
[N, T, h, w]; returns those to be used, [N, T, h', w']."""

_MARKS = ".,;:!?\"'()-"


class EncodedFrames(Protocol):
    """What a network saw in clips, for any expression; `bytes` is the memory it takes."""

    @property
    def bytes(self) -> int: ...

    def __len__(self) -> int: ...

    def clip(self, number: int) -> Any:
        """Return the features of one clip alone."""
        ...


class Engine(Protocol):
    """A network on its device, together with what reads its expressions."""

    @property
    def config(self) -> NetworkConfig:
        """The network's configuration."""
        ...

    @property
    def network(self) -> Network:
        """The network; its `forward` takes what `frame_inputs` and `text_inputs` return."""
        ...

    @property
    def device(self) -> torch.device:
        """The device of the network."""
        ...

    @property
    def vocabulary(self) -> Vocabulary | None:
        """The words that it knows; None where it reads all words in pieces."""
        ...

    def frame_inputs(self, clips: Sequence[NDArray[np.uint8]]) -> dict[str, Tensor]:
        """Return what the network sees of `clips`, RGB uint8 [T, h, w, 3] each, all of one shape.

        Raises:
            RvosError: the network cannot see frames of this size.
        """
        ...

    def text_inputs(self, expressions: Sequence[str]) -> dict[str, Tensor]:
        """Return what the network reads of `expressions`.

        Raises:
            RvosError: one of them is too long.
        """
        ...

    def encode_frames(self, clips: Sequence[NDArray[np.uint8]]) -> Any:
        """Return a `EncodedFrames` of `clips`, RGB uint8 [T, h, w, 3] each, all of one shape."""
        ...

    def encode_text(self, expressions: Sequence[str]) -> Any:
        """Return the text features of `expressions`.

        Raises:
            RvosError: one of them is too long.
        """
        ...

    def decode(self, visual: Any, text: Any, count: int) -> SocAnswers:
        """Return the best `count` answers for one clip and all the expressions of `text`."""
        ...

    def refiner(
        self, clip: NDArray[np.uint8], visual: Any, key_frames: KeyFrames | None = None
    ) -> Refiner:
        """Return what refines the masks of `clip`, RGB uint8 [T, h, w, 3], on any thread.

        `visual` holds the features of `clip`, and what is needed of them begins to be fetched;
        `key_frames` may be looked at more closely.
        """
        ...

    def unknown(self, expression: str) -> tuple[str, ...]:
        """Return the words of `expression` that the network was never taught."""
        ...

    def get_ready(self) -> None:
        """Load what searches need besides the network; any thread may ask for it ahead."""
        ...

    @property
    def fine(self) -> Engine:
        """The engine of full quality on the same network; itself where there is one quality."""
        ...


class TokenEngine:
    """Any network that sees normalised frames and reads the tokens of an expression: SOC, SOC++.

    Its `encode_frames` takes `frames`, float32 [B, T, 3, H, W], its `encode_text` `ids` and
    `present`, int64 [B, N]. A network whose inputs are others has an engine of its own.
    """

    def __init__(
        self,
        network: Network,
        tokenizer: Tokenizer,
        device: torch.device,
        precision: torch.dtype,
    ) -> None:
        self.config: TokenNetworkConfig = network.config  # type: ignore[assignment]
        self._network = network.to(device).eval()
        self._tokenizer = tokenizer
        self.device = device
        self._precision = precision
        lower(network.lowered(), precision)

    @property
    def network(self) -> Network:
        """See `Engine.network`."""
        return self._network

    @property
    def precision(self) -> torch.dtype:
        """The type in which the backbone computes."""
        return self._precision

    def frame_inputs(self, clips: Sequence[NDArray[np.uint8]]) -> dict[str, Tensor]:
        """See `Engine.frame_inputs`."""
        return {"frames": normalise(sent(np.stack(clips), self.device))}

    def encode_frames(self, clips: Sequence[NDArray[np.uint8]]) -> Any:
        """See `Engine.encode_frames`."""
        inputs = self.frame_inputs(clips)
        with autocast(self.device, self._precision):
            return self._network.encode_frames(**inputs)

    def text_inputs(
        self, expressions: Sequence[str], as_written: bool = False
    ) -> dict[str, Tensor]:
        """See `Engine.text_inputs`; `as_written` keeps the case and the blanks of expressions."""
        said = expressions if as_written else [normal(text) for text in expressions]
        encoded = self._tokenizer.encode_batch(list(said))
        config = self.config.text
        # RoBERTa counts positions from two.
        lengths = [sum(one.attention_mask) for one in encoded]
        check_length(self.config, expressions, lengths, config.positions - 2)
        ids = torch.tensor([one.ids for one in encoded])
        if int(ids.max()) >= config.vocabulary:
            raise RvosError(
                message(
                    "The tokenizer is not of {network}: it knows more words.",
                    network=self.config.name,
                )
            )
        present = torch.tensor([one.attention_mask for one in encoded])
        return {"ids": ids.to(self.device), "present": present.to(self.device)}

    def encode_text(self, expressions: Sequence[str]) -> Any:
        """See `Engine.encode_text`."""
        return self._network.encode_text(**self.text_inputs(expressions))

    def decode(self, visual: Any, text: Any, count: int) -> SocAnswers:
        """See `Engine.decode`."""
        return self._network.decode(visual, text, best=count)

    def refiner(
        self, clip: NDArray[np.uint8], visual: Any, key_frames: KeyFrames | None = None
    ) -> Refiner:
        """See `Engine.refiner`: published masks are scored unchanged."""
        return lambda expression, logits: logits

    def get_ready(self) -> None:
        """See `Engine.get_ready`: the network is all."""

    @property
    def fine(self) -> Engine:
        """See `Engine.fine`: published networks see frames of the size they were taught with."""
        return self

    @property
    def vocabulary(self) -> Vocabulary | None:
        """See `Engine.vocabulary`: it has no nouns of its own."""
        return None

    def unknown(self, expression: str) -> tuple[str, ...]:
        """Return unknown words; a tokenizer of word pieces knows every word."""
        unknown = self._tokenizer.token_to_id("<unk>")
        found = []
        for word in expression.split():
            ids = self._tokenizer.encode(normal(word), add_special_tokens=False).ids
            if unknown is not None and (unknown in ids or (not ids and word.strip(_MARKS))):
                found.append(word.strip(_MARKS))
        return tuple(found)


class SgMgEngine(TokenEngine):
    """SgMg with a Video Swin backbone and RoBERTa, whose frames are padded.

    Many expressions at once share what the backbone saw, and are answered side by side; the paper's
    own way of many objects in one pass was never published.
    """

    config: SgMgConfig

    def frame_inputs(self, clips: Sequence[NDArray[np.uint8]]) -> dict[str, Tensor]:
        """See `Engine.frame_inputs`; frames are padded, `extents` says how large they were."""
        height, width = clips[0].shape[1:3]
        if min(height, width) < SMALLEST:
            raise RvosError(
                message(
                    "{network} cannot see frames of {width} x {height} pixels: it needs {least} or "
                    "more to a side.",
                    network=self.config.name,
                    width=width,
                    height=height,
                    least=SMALLEST,
                )
            )
        frames = super().frame_inputs(clips)["frames"]
        extents = constant(((width, height),), self.device, torch.int64).expand(len(clips), -1)
        return {"frames": pad(frames, self.config.padded_to), "extents": extents}

    def refiner(
        self, clip: NDArray[np.uint8], visual: Any, key_frames: KeyFrames | None = None
    ) -> Refiner:
        """See `Engine.refiner`: masks lose their padding, and are scored unchanged."""
        height, width = clip.shape[1:3]
        return lambda expression, logits: logits[..., :height, :width]


def check_length(
    config: NetworkConfig,
    expressions: Sequence[str],
    lengths: Sequence[int],
    most: int,
) -> None:
    longest = max(range(len(lengths)), key=lengths.__getitem__)
    if lengths[longest] > most:
        raise RvosError(
            message(
                "The sentence '{start}…' is too long: {network} reads at most {most} words or "
                "parts of words.",
                start=expressions[longest][:40],
                network=config.name,
                most=most - 2,
            )
        )


def autocast(device: torch.device, precision: torch.dtype) -> AbstractContextManager[object]:
    """Return the context in which a network computes in `precision` on its device."""
    return nullcontext() if precision == torch.float32 else torch.autocast(device.type, precision)


def lower(parts: Sequence[nn.Module], precision: torch.dtype) -> None:
    """Turn the weights that `parts` multiply by to `precision`, for use under autocast.

    Autocast would turn them at every call. Norms and sums stay in float32.
    """
    for part in parts:
        for layer in part.modules():
            if isinstance(layer, Linear):
                layer.lower(precision)
            elif isinstance(layer, MULTIPLYING):
                layer.to(precision)
