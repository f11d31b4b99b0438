"""A real network on the CPU: small and untrained, but through all the code that runs the large."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer, pre_tokenizers
from torch import Tensor

from soc_rvos import checkpoint
from soc_rvos.config import SocConfig, SocPlusConfig
from soc_rvos.errors import CheckpointError, RvosError
from soc_rvos.inference.device import choose_device, free_on_card, windows_that_fit
from soc_rvos.inference.engines import TokenEngine
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.loading import load_predictor
from soc_rvos.networks.outputs import SocAnswers
from soc_rvos.networks.parts.text import TextFeatures
from soc_rvos.networks.soc import Soc, SocNetwork, VisualFeatures
from soc_rvos.networks.soc_plus import SocPlus
from soc_rvos.tokenizer import from_folder

Make = Callable[..., NetworkPredictor]


@pytest.fixture(scope="module", params=["soc", pytest.param("soc++", marks=pytest.mark.slow)])
def network(
    request: pytest.FixtureRequest, small_soc: SocConfig, small_soc_plus: SocPlusConfig
) -> SocNetwork:
    torch.manual_seed(1)
    network = Soc(small_soc) if request.param == "soc" else SocPlus(small_soc_plus)
    return network.eval().requires_grad_(False)


@pytest.fixture(scope="module")
def make(word_tokenizer: Tokenizer) -> Make:
    """Put a network behind a predictor."""

    def put(network: SocNetwork, cache_bytes: int = 0) -> NetworkPredictor:
        engine = TokenEngine(network, word_tokenizer, torch.device("cpu"), torch.float32)
        return NetworkPredictor(engine, cache_bytes=cache_bytes)

    return put


@pytest.fixture
def clip() -> NDArray[np.uint8]:
    return np.random.default_rng(2).integers(0, 256, (8, 48, 64, 3), dtype=np.uint8)


class Calls:
    """Counts how often the backbone runs, and on how many clips."""

    def __init__(self, network: SocNetwork) -> None:
        self.clips: list[int] = []
        self._hook = network.backbone.register_forward_pre_hook(
            lambda _, inputs: self.clips.append(len(inputs[0]))
        )

    def remove(self) -> None:
        self._hook.remove()


@pytest.mark.slow
def test_eight_expressions_run_the_backbone_once_and_answer_as_each_alone(
    network: SocNetwork, make: Make, clip: NDArray[np.uint8]
) -> None:
    expressions = [f"the {colour} ball" for colour in ("red", "blue", "green", "white")]
    expressions += ["the largest cube", "cone", "the ring on the left", "the thing that moves"]
    predictor = make(network)
    calls = Calls(network)
    (together,) = predictor.predict([clip], expressions, count=3)
    calls.remove()
    assert calls.clips == [1]
    for expression, found in zip(expressions, together, strict=True):
        ((alone,),) = predictor.predict([clip], [expression], count=3)
        np.testing.assert_allclose(found.scores, alone.scores, atol=1e-5)
        np.testing.assert_array_equal(found.queries, alone.queries)
        np.testing.assert_allclose(found.logits, alone.logits, atol=1e-3)


def test_half_precision_where_no_place_depends_on_it_hardly_changes_the_answers(
    network: SocNetwork, make: Make, word_tokenizer: Tokenizer, clip: NDArray[np.uint8]
) -> None:
    copy = deepcopy(network)
    engine = TokenEngine(copy, word_tokenizer, torch.device("cpu"), torch.bfloat16)
    kinds = {
        name.removeprefix("transformer."): each.dtype for name, each in copy.named_parameters()
    }
    assert kinds["encoder.0.feed_forward.expand.weight"] == torch.bfloat16
    assert kinds["encoder.0.attention.offsets.weight"] == torch.float32
    assert kinds["decoder.0.feed_forward.expand.weight"] == torch.float32
    ((full,),) = make(network).predict([clip], ["the red ball"], count=5)
    ((half,),) = NetworkPredictor(engine).predict([clip], ["the red ball"], count=5)
    order = [half.queries.tolist().index(query) for query in full.queries]
    np.testing.assert_allclose(half.scores[order], full.scores, atol=2e-2)
    np.testing.assert_allclose(half.boxes[order], full.boxes, atol=1e-2)
    assert ((half.logits[order] > 0) == (full.logits > 0)).mean() > 0.98


def test_answers_come_best_first_with_their_shapes(
    network: SocNetwork, make: Make, clip: NDArray[np.uint8]
) -> None:
    ((found,),) = make(network).predict([clip], ["the red ball"], count=4)
    assert found.scores.shape == (4, 8)
    assert found.boxes.shape == (4, 8, 4)
    assert found.logits.shape == (4, 8, 12, 16)
    assert found.embeddings.shape == (4, 128)
    assert (np.diff(found.scores.mean(1)) <= 1e-7).all()
    assert found.boxes.min() >= 0
    assert found.boxes.max() <= 1


def test_a_sentence_is_read_once_for_all_windows_however_many_there_are(
    network: SocNetwork, make: Make, clip: NDArray[np.uint8]
) -> None:
    predictor = make(network)
    read: list[int] = []
    hook = network.text.register_forward_pre_hook(lambda *_: read.append(1))
    first = predictor.predict([clip, clip], ["the red ball"], 3)
    (other,) = predictor.predict([clip], ["the blue cube"], 3)
    (again,) = predictor.predict([clip], ["the red ball"], 3)
    assert len(read) == 2
    predictor.predict([clip, clip], [f"the ball number {number}" for number in range(6)], 3)
    hook.remove()
    assert len(read) == 4  # in two groups
    np.testing.assert_array_equal(first[0][0].logits, first[1][0].logits)
    np.testing.assert_array_equal(first[0][0].logits, again[0].logits)
    assert not np.array_equal(other[0].logits, again[0].logits)


@pytest.mark.slow
def test_a_clip_seen_before_is_not_seen_again_for_another_expression(
    network: SocNetwork, make: Make, clip: NDArray[np.uint8]
) -> None:
    predictor = make(network, cache_bytes=50_000_000)
    ((first,),) = predictor.predict([clip], ["the red ball"], 3, keys=["window 0"])
    calls = Calls(network)
    ((again,),) = predictor.predict([clip], ["the red ball"], 3, keys=["window 0"])
    predictor.predict([clip], ["the blue cube"], 3, keys=["window 0"])
    assert calls.clips == []
    predictor.predict([clip], ["the blue cube"], 3, keys=["window 1"])
    calls.remove()
    assert calls.clips == [1]
    np.testing.assert_array_equal(first.logits, again.logits)


@pytest.mark.slow
def test_the_feature_cache_stays_within_its_bytes(
    network: SocNetwork, make: Make, clip: NDArray[np.uint8]
) -> None:
    predictor = make(network)
    with torch.inference_mode():
        size = network.encode_frames(torch.zeros(1, 8, 3, 48, 64)).bytes
    predictor = make(network, cache_bytes=2 * size)
    calls = Calls(network)
    for key in (0, 1, 2, 0, 2):  # the third finds no room
        predictor.predict([clip], ["the red ball"], 1, keys=[key])
    assert (predictor.encoded, predictor.reused) == (4, 1)
    predictor.begin_round()
    for key in (0, 2, 1):  # 1, unused since the earlier search, makes room for 2
        predictor.predict([clip], ["the red ball"], 1, keys=[key])
    calls.remove()
    assert (predictor.encoded, predictor.reused) == (6, 2)
    assert calls.clips == [1] * 6


@pytest.mark.slow
def test_several_clips_in_one_call_answer_as_each_alone(
    network: SocNetwork, make: Make, clip: NDArray[np.uint8]
) -> None:
    predictor = make(network)
    predictor.batch = 2
    other = clip[::-1].copy()
    calls = Calls(network)
    (first,), (second,), (third,) = predictor.predict([clip, other, clip], ["the cube"], count=2)
    calls.remove()
    assert calls.clips == [2, 1]
    ((alone,),) = predictor.predict([other], ["the cube"], count=2)
    np.testing.assert_allclose(second.logits, alone.logits, atol=1e-3)
    np.testing.assert_allclose(first.logits, third.logits, atol=1e-3)


def test_windows_at_once_are_as_many_as_free_memory_holds() -> None:
    window = 8 * 360 * 640  # pixels, 1.1 GB by the rule
    fitting = [windows_that_fit(gigabytes * 10**9, window, 8) for gigabytes in (0, 1, 3, 6, 80)]
    assert fitting == [1, 1, 2, 4, 8]
    assert windows_that_fit(3 * 10**9, 2 * window, 8) == 1
    assert windows_that_fit(None, window, 8) == 8
    assert free_on_card(torch.device("cpu")) is None


class Cramped(Soc):
    """A network on a device whose memory holds one clip and two expressions at once."""

    def encode_frames(self, frames: Tensor, extents: Tensor | None = None) -> VisualFeatures:
        if len(frames) > 1:
            raise torch.OutOfMemoryError("clips")
        return super().encode_frames(frames, extents)

    def decode(
        self,
        visual: VisualFeatures,
        text: TextFeatures,
        best: int | None = None,
        everything: bool = False,
    ) -> SocAnswers:
        if len(text) > 2:
            raise torch.OutOfMemoryError("expressions")
        return super().decode(visual, text, best, everything)


def test_what_does_not_fit_the_memory_is_asked_in_smaller_pieces(
    small_soc: SocConfig,
    word_tokenizer: Tokenizer,
    clip: NDArray[np.uint8],
    caplog: pytest.LogCaptureFixture,
) -> None:
    torch.manual_seed(1)
    roomy = Soc(small_soc).eval()
    cramped = Cramped(small_soc).eval()
    cramped.load_state_dict(roomy.state_dict())
    clips, sentences = [clip[:4], clip[4:], clip[2:6]], ["the ball", "the red cube", "a dog"]
    plain, pieces = (
        NetworkPredictor(
            TokenEngine(each, word_tokenizer, torch.device("cpu"), torch.float32), batch=4
        )
        for each in (roomy, cramped)
    )
    expected = plain.predict(clips, sentences, 3)
    found = pieces.predict(clips, sentences, 3)
    assert pieces.batch == 1
    assert [record.args for record in caplog.records] == [
        (2, "windows at once"),
        (1, "windows at once"),
        (1, "expressions at once"),
    ]
    caplog.clear()
    for one, other in zip(found, expected, strict=True):
        for answer, wanted in zip(one, other, strict=True):
            np.testing.assert_array_equal(answer.queries, wanted.queries)
            np.testing.assert_allclose(answer.logits, wanted.logits, atol=1e-4)
            np.testing.assert_allclose(answer.boxes, wanted.boxes, atol=1e-5)


def test_words_that_were_never_taught_are_named(network: SocNetwork, make: Make) -> None:
    predictor = make(network)
    assert predictor.unknown_words('The red "theodolite", rolling!') == ("theodolite",)
    assert predictor.unknown_words("the red ball") == ()
    assert predictor.unknown_words("the 🚗 , please - !") == ("🚗", "please")


def test_an_expression_longer_than_the_network_reads_is_refused_with_a_sentence(
    network: SocNetwork, make: Make, clip: NDArray[np.uint8]
) -> None:
    with pytest.raises(RvosError, match="too long"):
        make(network).predict([clip], ["red " * 60], count=1)


def test_a_device_that_is_not_there_is_said() -> None:
    if torch.cuda.is_available():
        pytest.skip("this machine has the device that should be missing")
    with pytest.raises(RvosError, match="no device 'cuda'"):
        choose_device("cuda")


def write_tokenizer(folder: Path, first: int = 0) -> None:
    """Write RoBERTa's files with a vocabulary of single bytes and one merge."""
    tokens = ["<s>", "<pad>", "</s>", "<unk>", *sorted(pre_tokenizers.ByteLevel.alphabet()), "re"]
    ids = {token: number + first for number, token in enumerate(tokens)}
    (folder / "vocab.json").write_text(json.dumps(ids), encoding="utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\nr e\n", encoding="utf-8")


def test_robertas_tokenizer_is_made_of_its_files(tmp_path: Path) -> None:
    write_tokenizer(tmp_path)
    tokenizer = from_folder(tmp_path)
    first, second = tokenizer.encode_batch(["Red red", "a"])
    assert first.tokens == ["<s>", "R", "e", "d", "Ġ", "re", "d", "</s>"]
    assert second.ids[3:] == [1] * 5
    assert second.attention_mask == [1, 1, 1, 0, 0, 0, 0, 0]
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    assert from_folder(tmp_path).encode("Red red").ids == first.ids


def test_missing_or_foreign_tokenizer_files_are_said(tmp_path: Path, network: SocNetwork) -> None:
    with pytest.raises(CheckpointError, match=r"vocab\.json and merges\.txt"):
        from_folder(tmp_path)
    write_tokenizer(tmp_path, first=5)
    with pytest.raises(CheckpointError, match="is not RoBERTa's"):
        from_folder(tmp_path)
    (tmp_path / "vocab.json").write_text("{", encoding="utf-8")
    with pytest.raises(CheckpointError, match="are not a tokenizer"):
        from_folder(tmp_path)
    path = tmp_path / "soc.safetensors"
    checkpoint.save(path, network, "{not a tokenizer")
    with pytest.raises(CheckpointError, match=r"soc\.safetensors carries a tokenizer"):
        load_predictor(path, "cpu")
