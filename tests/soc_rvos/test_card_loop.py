"""What is asked of a graphics card in the loop over windows, where there is none.

PyTorch's "meta" device stands for it: tensors there have no numbers, so whoever looks at one, which
would have a card finish all it was told first, fails. Whatever goes to or comes from it is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

from soc_rvos.config import SgMgConfig, SocConfig, SocPlusConfig
from soc_rvos.inference.engines import TokenEngine
from soc_rvos.inference.mini_engine import MiniEngine
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.inference.transfer import fetched, sent
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.network import SwinNetwork
from soc_rvos.networks.parts.text import TextFeatures
from soc_rvos.networks.sgmg import SgMg
from soc_rvos.networks.soc import Soc
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.networks.soc_plus import SocPlus

_CARD = torch.device("meta")
_EXPRESSIONS = ("a dog", "the woman", "a red car", "the dog on the left", "a dog on the right")

# Of each way in which answers are ranked, doubted, joined and compared there is one.
_SHIPPED_ASKED = (
    "the second red dog from the left",
    "the man riding a horse",
    "the woman with a dog",
    "the largest boat that is not blue",
    "the zebra",
    "blorf",
)


class Crossings(TorchDispatchMode):
    """Lists what goes to the card and comes from it, and whether anyone waits for it."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[tuple[int, ...], bool]] = []
        self.fetched: list[tuple[tuple[int, ...], bool]] = []
        self._made = _Made(self)

    def __enter__(self) -> Crossings:
        self._made.__enter__()
        super().__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        super().__exit__(*error)
        self._made.__exit__(*error)

    def __torch_dispatch__(
        self, function: Any, types: Any, given: tuple[Any, ...] = (), named: Any = None
    ) -> Any:
        named = named or {}
        target = named.get("device")
        from_card = any(each.device == _CARD for each in _tensors((given, named)))
        if from_card and target is not None and torch.device(target).type == "cpu":
            (values,) = _tensors((given, named))
            self.fetched.append((tuple(values.shape), not named.get("non_blocking", False)))
            return torch.zeros(values.shape, dtype=named.get("dtype") or values.dtype)
        answer = function(*given, **named)
        whole = _tensors((given, named, answer))
        if len({each.device for each in whole}) > 1:
            self.sent.append((tuple(whole[-1].shape), not named.get("non_blocking", False)))
        return answer


class _Made(TorchFunctionMode):
    """Counts tensors that are made of Python's numbers on the card, which are sent there."""

    def __init__(self, crossings: Crossings) -> None:
        super().__init__()
        self._crossings = crossings

    def __torch_function__(
        self, function: Any, types: Any, given: tuple[Any, ...] = (), named: Any = None
    ) -> Any:
        answer = function(*given, **(named or {}))
        makes = getattr(function, "__name__", "") in ("tensor", "as_tensor", "new_tensor")
        if makes and answer.device == _CARD:
            self._crossings.sent.append((tuple(answer.shape), True))
        return answer


def _tensors(values: Any) -> list[Tensor]:
    return [each for each in tree_leaves(values) if isinstance(each, Tensor)]


class ReadSoc(Soc):
    """SOC whose sentences are read: RoBERTa asks for its padding, but once a search."""

    def encode_text(self, ids: Tensor, present: Tensor) -> TextFeatures:
        return _words(len(ids), ids.shape[1], self.config.width)


def _words(count: int, length: int, width: int) -> TextFeatures:
    def made(*shape: int) -> Tensor:
        return torch.empty(*shape, device=_CARD)

    words = made(count, length, width)
    return TextFeatures(words, made(count, width), made(count, length, width), words[..., 0] > 0)


@pytest.fixture(params=["soc", "soc++", "sgmg"])
def network(
    request: pytest.FixtureRequest,
    small_soc: SocConfig,
    small_soc_plus: SocPlusConfig,
) -> SwinNetwork:
    small_sgmg = SgMgConfig("small", small_soc.backbone, small_soc.text, 128, 4, 64, 1, 2)
    builds: dict[str, Callable[[], SwinNetwork]] = {
        "soc": lambda: Soc(small_soc),
        "soc++": lambda: SocPlus(small_soc_plus),
        "sgmg": lambda: SgMg(small_sgmg),
    }
    with torch.device(_CARD):
        return builds[request.param]().eval()


@pytest.mark.slow
def test_networks_ask_nothing_of_the_card_and_send_it_nothing(network: SwinNetwork) -> None:
    frames = torch.empty(2, 4, 3, 160, 192, device=_CARD)
    words = _words(3, 5, network.config.width)

    def run() -> None:
        visual = network.encode_frames(frames)
        for clip in range(2):
            network.decode(visual.clip(clip), words, best=2)

    with torch.inference_mode():
        run()  # what is always the same is sent, and kept
        with Crossings() as crossings:
            run()
    assert crossings.sent == []
    assert crossings.fetched == []


@pytest.mark.slow
def test_the_network_that_ships_ranks_its_answers_without_a_look_at_the_card(
    small_mini: tuple[SocMini, SentenceReader],
) -> None:
    config, reader = small_mini[0].config, small_mini[1]
    with torch.device(_CARD):
        network = SocMini(config)
    predictor = NetworkPredictor(MiniEngine(network, reader, _CARD, torch.float32), batch=1)
    clips: list[NDArray[np.uint8]] = [np.zeros((5, 64, 96, 3), np.uint8)] * 2
    with Crossings():
        predictor.predict(clips, _SHIPPED_ASKED, 2)  # sentences, and what is always the same
    with Crossings() as crossings:
        found = predictor.predict(clips, _SHIPPED_ASKED, 2)
        fetched_before = list(crossings.fetched)
        for each in found[1]:
            assert each.logits.shape == (2, 5, 64, 96)
        assert crossings.fetched == fetched_before
    motion, colours = (5, 3, 8, 12), (5, 11, 8, 12)
    once = [((1, *shape), False) for shape in ((5, 64, 96, 3), motion, colours)]
    assert crossings.sent == once * len(clips)
    assert not any(waits for _, waits in crossings.fetched)
    assert len(found[1]) == len(_SHIPPED_ASKED)


@pytest.mark.slow
def test_windows_are_sent_once_and_fetched_without_waiting(
    small_soc: SocConfig, word_tokenizer: Tokenizer
) -> None:
    with torch.device(_CARD):
        engine = TokenEngine(ReadSoc(small_soc), word_tokenizer, _CARD, torch.float32)
    predictor = NetworkPredictor(engine, batch=1)
    clips: list[NDArray[np.uint8]] = [np.zeros((8, 48, 64, 3), np.uint8)] * 2
    with Crossings():
        predictor.predict(clips, _EXPRESSIONS, 3)  # sentences, and what is always the same
    with Crossings() as crossings:
        found = predictor.predict(clips, _EXPRESSIONS, 3)
        assert crossings.sent == [((1, 8, 48, 64, 3), False)] * 2
        assert not any(waits for _, waits in crossings.fetched)
        groups, parts = 2, 5
        assert len(crossings.fetched) == len(clips) * groups * parts
        fetched_before = list(crossings.fetched)
        assert found[1][4].scores.shape == (3, 8)
        assert found[1][4].logits.shape[:2] == (3, 8)
        assert found[0][0].embeddings.shape == (3, small_soc.width)
        assert crossings.fetched == fetched_before


def test_a_look_at_what_the_card_has_is_found_out() -> None:
    values = torch.zeros(3, device=_CARD)
    with Crossings() as crossings:
        torch.tensor([1.0, 2.0], device=_CARD)
        values.to("cpu")
        values.cpu()
        sent(np.zeros(2), _CARD)
        with pytest.raises(RuntimeError, match="meta"):
            values.sum().item()
    assert crossings.sent == [((2,), True), ((2,), False)]
    assert crossings.fetched == [((3,), True)] * 2


def test_what_is_sent_and_fetched_is_the_same_on_a_processor() -> None:
    numbers = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
    values = sent(numbers, torch.device("cpu"))
    (back, half) = fetched([values, values[:, 1] / 2])()
    np.testing.assert_array_equal(back, numbers)
    np.testing.assert_array_equal(half, numbers[:, 1] / 2)
