"""The network that ships: its parts, its file, and the engine around it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import safetensors
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file

from soc_rvos import checkpoint
from soc_rvos.checkpoint import MiniCheckpoint
from soc_rvos.colour_names import NAMES
from soc_rvos.errors import CheckpointError, RvosError
from soc_rvos.inference.mini_engine import MiniEngine
from soc_rvos.inference.motion import motion_maps
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.parts.efficientnet_lite import CHANNELS, Convolution, EfficientNetLite
from soc_rvos.networks.parts.mini_features import best_margin, class_evidence, steadied
from soc_rvos.networks.soc_mini import SocMini

Mini = tuple[SocMini, SentenceReader]
CPU = torch.device("cpu")


def put(mini: Mini, precision: torch.dtype = torch.float32) -> NetworkPredictor:
    network = SocMini(mini[0].config)  # an engine may change the weights' type
    network.load_state_dict(mini[0].state_dict())
    return NetworkPredictor(MiniEngine(network.eval(), mini[1], CPU, precision))


@pytest.fixture
def clip() -> NDArray[np.uint8]:
    return np.random.default_rng(2).integers(0, 256, (5, 64, 96, 3), dtype=np.uint8)


@pytest.mark.parametrize(("height", "width"), [(64, 96), (45, 83), (33, 97)])
def test_the_trunk_halves_any_size_and_rounds_up(height: int, width: int) -> None:
    torch.manual_seed(0)
    with torch.inference_mode():
        seen = EfficientNetLite().eval()(torch.randn(1, 3, height, width))
    for level, channels, stride in zip(seen.maps, CHANNELS, (4, 8, 16, 32), strict=True):
        assert level.shape == (1, channels, -(-height // stride), -(-width // stride))
    assert seen.logits.shape == (1, 1000, -(-height // 32), -(-width // 32))


def test_uneven_padding_lies_right_and_below() -> None:
    convolution = Convolution(1, 1, 3, 2, bias=False)
    torch.nn.init.zeros_(convolution.weight)
    with torch.no_grad():
        convolution.weight[0, 0, 0, 0] = 1  # copies the pixel up and left of the middle
        copied = convolution(torch.arange(16.0).view(1, 1, 4, 4))
    assert copied[0, 0].tolist() == [[0, 2], [8, 10]]


@pytest.mark.parametrize(
    ("kernel", "stride", "groups"), [(1, 1, 1), (3, 2, 1), (5, 1, 8), (5, 2, 8)]
)
@torch.inference_mode()
def test_what_is_cut_off_in_one_go_is_what_is_cut_off_afterwards(
    kernel: int, stride: int, groups: int
) -> None:
    layer = Convolution(8, 8, kernel, stride, groups=groups).bfloat16()
    for size in ((12, 16), (13, 15)):
        values = (20 * torch.randn(1, 8, *size)).bfloat16()
        plain, kept = layer(values), values.clone()
        found = layer.up_to_six(values)
        assert (plain < 0).any()
        assert (plain > 6).any()
        assert torch.allclose(found.float(), plain.clamp(0, 6).float(), atol=0.03)
        assert (values == kept).all()


def test_evidence_is_where_the_nouns_classes_are_and_nothing_for_unknown_nouns() -> None:
    logits = torch.zeros(1, 2, 1000, 3, 4)
    logits[0, 1, 207, 2, 3] = 12
    classes = torch.zeros(3, 1000)
    classes[0, 207] = 1
    classes[1, [8, 207]] = torch.tensor([1.0, 0.5])
    maps = class_evidence(logits, classes)
    assert maps.shape == (3, 2, 4, 3, 4)
    for row in (0, 1):
        for channel in (0, 1, 2):
            assert maps[row, :, channel].flatten().argmax() == 12 + 2 * 4 + 3
    assert not maps[2].any()


def test_a_card_that_is_not_asked_finds_the_same_margin() -> None:
    generator = torch.Generator().manual_seed(0)
    scaled = torch.randn(2, 3, 4, 1000, generator=generator)
    deviation = torch.rand(2, 3, 4, 1, generator=generator) + 0.5
    weights = torch.zeros(1000)
    weights[[8, 207, 500]] = torch.tensor([1.0, 0.5, 0.1])  # the last is too little to count
    asked, not_asked = (best_margin(scaled, deviation, weights, asks) for asks in (True, False))
    torch.testing.assert_close(not_asked, asked, rtol=0, atol=0)
    own = scaled[..., [8, 207]] / deviation + torch.tensor([1.0, 0.5]).log()
    torch.testing.assert_close(asked, own.amax(-1))


def test_a_square_that_moves_over_a_panning_background_is_what_moves() -> None:
    rng = np.random.default_rng(0)
    wall = cv2.resize(rng.integers(0, 256, (20, 30, 3), dtype=np.uint8), (240, 160))
    thing = cv2.resize(rng.integers(0, 256, (6, 6, 3), dtype=np.uint8), (40, 40))
    frames = np.stack([wall[20:148, 10 + 3 * k : 202 + 3 * k] for k in range(3)])
    for k in range(3):  # 8 to the right in the picture, 11 before the wall
        frames[k, 40:80, 60 + 8 * k : 100 + 8 * k] = thing
    maps = motion_maps(frames)
    assert maps.shape == (3, 3, 16, 24)
    still = np.ones((16, 24), dtype=bool)
    still[3:12, 5:17] = False
    for k in range(3):
        inside = maps[k, 0, 6:9, 8 + k : 11 + k]
        # Flow of so small a thing is soft; what counts is the direction, and that it stands out.
        assert 0.15 < inside.mean() < 1.2 * 11 / 192 * 20
        assert np.abs(maps[k, :2][:, still]).mean() < 0.03
    assert not motion_maps(np.repeat(frames[:1], 3, axis=0)).any()
    assert not motion_maps(frames[:1]).any()


@pytest.mark.slow
def test_answers_come_best_first_with_their_shapes(
    small_mini: Mini, clip: NDArray[np.uint8]
) -> None:
    ((found,),) = put(small_mini).predict([clip], ["the red dog"], count=2)
    assert found.scores.shape == (2, 5)
    assert found.boxes.shape == (2, 5, 4)
    assert found.logits.shape == (2, 5, 64, 96)
    assert (np.diff(found.scores.mean(1)) <= 1e-7).all()


@pytest.mark.slow
def test_several_expressions_and_clips_answer_as_each_alone(
    small_mini: Mini, clip: NDArray[np.uint8]
) -> None:
    predictor = put(small_mini)
    expressions = ["the red dog", "a woman on the left who turns around", "blorf"]
    seen: list[int] = []
    engine = predictor._engine
    assert isinstance(engine, MiniEngine)
    engine._network.backbone.register_forward_pre_hook(lambda _, args: seen.append(len(args[0])))
    other = clip[::-1].copy()
    together = predictor.predict([clip, other], expressions, count=3)
    assert seen == [5, 5]  # once a clip, whatever the number of expressions
    for pictures, answers in zip((clip, other), together, strict=True):
        for text, found in zip(expressions, answers, strict=True):
            ((alone,),) = predictor.predict([pictures], [text], count=3)
            np.testing.assert_allclose(found.scores, alone.scores, atol=1e-4)
            np.testing.assert_allclose(found.logits, alone.logits, atol=1e-3)


@pytest.mark.slow
def test_half_precision_hardly_changes_what_the_shipped_network_says(
    shipped: MiniCheckpoint, clip: NDArray[np.uint8]
) -> None:
    mini = shipped.network, shipped.reader
    ((full,),) = put(mini).predict([clip], ["a dog"], count=3)
    ((half,),) = put(mini, torch.bfloat16).predict([clip], ["a dog"], count=3)
    order = [list(half.queries).index(query) for query in full.queries]
    np.testing.assert_allclose(half.scores[order], full.scores, atol=0.05)


def test_an_expression_longer_than_the_network_reads_is_refused_with_a_sentence(
    small_mini: Mini, clip: NDArray[np.uint8]
) -> None:
    with pytest.raises(RvosError, match="too long"):
        put(small_mini).predict([clip], ["red " * 200], count=1)


def test_nouns_hide_where_their_classes_are_known(shipped: MiniCheckpoint) -> None:
    reader = shipped.reader
    said = reader.read(["the brown dog", "the theodolite", "the brown dog"], hidden={0, 1})
    unknown = reader.tokenizer.token_to_id("[UNK]")
    assert (said.ids == unknown).sum(1).tolist() == [1, 0, 0]
    assert said.classes.amax(1).tolist() == [1, 0, 1]
    assert not torch.equal(said.noun_ids[0], said.noun_ids[2])
    assert said.colours.sum(1).tolist() == [1, 0, 1]
    assert said.present.sum(1).tolist()[0] == 5
    names = reader.bridge.concepts
    assert said.concepts[2, names.index("animal")] == 1


@pytest.mark.slow
def test_a_file_brings_back_the_network_and_its_words(
    tmp_path: Path, small_mini: Mini, clip: NDArray[np.uint8]
) -> None:
    path = tmp_path / "mini.safetensors"
    checkpoint.save(path, *small_mini, {"made_by": "a test"})
    found = checkpoint.load(path)
    assert isinstance(found, MiniCheckpoint)
    assert found.config == small_mini[0].config
    assert found.about["made_by"] == "a test"
    ((before,),) = put(small_mini).predict([clip], ["the red dog"], count=3)
    ((after,),) = put((found.network, found.reader)).predict([clip], ["the red dog"], count=3)
    np.testing.assert_allclose(after.scores, before.scores, atol=0.02)
    assert list(tmp_path.iterdir()) == [path]


def damaged(path: Path, change: str) -> None:
    with safetensors.safe_open(path, framework="pt") as file:
        weights = {name: file.get_tensor(name) for name in list(file.keys())}
        metadata = dict(file.metadata())
    config = json.loads(metadata["config"])
    if change == "missing":
        del weights["grounding.weight"]
    elif change == "extra":
        weights["more"] = torch.zeros(2)
    elif change == "shape":
        weights["grounding.weight"] = torch.zeros(1, 5)
    elif change == "infinite":
        weights["grounding.bias"] = torch.full((1,), torch.inf)
    elif change == "scale":
        del weights["text.pieces.weight.scale"]
    elif change == "bridge":
        weights["bridge.nouns"] = weights["bridge.nouns"][:20].clone()
    elif change == "no bridge":
        weights = {name: value for name, value in weights.items() if "bridge" not in name}
    elif change == "huge":
        config["text"]["vocabulary"] = 900_000
    elif change == "odd":
        config["heads"] = 7
    elif change == "unknown setting":
        config["colour"] = "red"
    elif change == "tokenizer":
        metadata["tokenizer"] = "{}"
    elif change == "number of a word":
        words = json.loads(metadata["tokenizer"])
        words["model"]["vocab"]["dog"] = 999_999
        metadata["tokenizer"] = json.dumps(words)
    elif change == "no window":
        config["window_length"] = 0
    elif change == "kind of bridge":
        weights["bridge.nouns"] = weights["bridge.nouns"].to(torch.bfloat16)
    metadata["config"] = json.dumps(config)
    save_file(weights, path, metadata)


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        "missing",
        "extra",
        "shape",
        "infinite",
        "scale",
        "bridge",
        "no bridge",
        "huge",
        "odd",
        "unknown setting",
        "tokenizer",
        "number of a word",
        "no window",
        "kind of bridge",
    ],
)
def test_a_file_that_is_not_exactly_right_is_refused_with_a_sentence(
    tmp_path: Path, small_mini: Mini, change: str
) -> None:
    path = tmp_path / "mini.safetensors"
    checkpoint.save(path, *small_mini)
    damaged(path, change)
    with pytest.raises(CheckpointError, match=r"mini\.safetensors"):
        checkpoint.load(path)


@pytest.mark.slow
def test_a_file_cut_short_is_refused(tmp_path: Path, small_mini: Mini) -> None:
    path = tmp_path / "mini.safetensors"
    checkpoint.save(path, *small_mini)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(CheckpointError, match="cut short"):
        checkpoint.load(path)


def test_the_shipped_file_is_small_and_complete(shipped: MiniCheckpoint) -> None:
    folder = Path(__file__).resolve().parents[2] / "resources" / "models"
    assert sum(file.stat().st_size for file in folder.iterdir()) < 40_000_000
    assert (folder / "soc-mini.md").is_file()
    assert (folder / "CREDITS.md").is_file()
    assert shipped.config.name == "soc-mini"
    assert replace(shipped.config, threshold=0.5).text.vocabulary <= 14_000


def test_a_frame_in_doubt_is_carried_by_its_clip_and_a_sure_one_is_not() -> None:
    chances = torch.tensor([0.8, 0.8, 0.2, 1e-5]).view(1, 4, 1, 1)
    steady = steadied(chances.logit()).sigmoid().flatten()
    assert 0.2 < float(steady[2]) < 0.8
    assert float(steady[3]) < 0.01
    even = torch.full((1, 3, 1, 1), 0.37)
    torch.testing.assert_close(steadied(even.logit()).sigmoid(), even)


def test_colours_before_the_noun_are_the_things_own(
    small_mini: tuple[SocMini, SentenceReader],
) -> None:
    reader = small_mini[1]

    def named(text: str) -> set[str]:
        return {name for name, own in zip(NAMES, reader.own_colours(text), strict=True) if own}

    assert named("the red dog") == {"red"}
    assert named("The black and white dog on the green lawn") == {"black", "white"}
    assert named("the dog in the red coat") == set()
    assert named("") == set()
