"""SgMg against the published numbers, by definition, in the files it comes in, and as predictor."""

from __future__ import annotations

import argparse
import math
import random
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

from soc_rvos import checkpoint
from soc_rvos.config import (
    SGMG_SWIN_B,
    SGMG_SWIN_T,
    SgMgConfig,
    SocConfig,
    SwinConfig,
)
from soc_rvos.errors import CheckpointError, RvosError
from soc_rvos.inference.engines import SgMgEngine
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.inference.preprocess import (
    logits_to_masks,
    normalise,
    pad,
    resize,
    resize_size,
)
from soc_rvos.loading import engine_of
from soc_rvos.networks.outputs import SocAnswers, best_queries, parameter_count
from soc_rvos.networks.parts.sgmg_patches import PatchStep, dynamic_patches, patch_parameters
from soc_rvos.networks.parts.sgmg_spectrum import SpectralBlock, spectral_filters
from soc_rvos.networks.parts.video_swin import relative_position_index
from soc_rvos.networks.sgmg import SMALLEST, SgMg
from soc_rvos.published_names import SGMG, published_name
from tests.soc_rvos import golden

pytestmark = pytest.mark.slow  # whole networks

VIDEO = ("ytvos", "davis")  # whose frames the published scripts pad to less, and answer for once

Weights = dict[str, torch.Tensor]


def cases(pattern: str = "*") -> list[Any]:
    return golden.cases(f"sgmg_swin_*/cases/{pattern}.npz")


@pytest.fixture(scope="module")
def network_of() -> Iterator[Callable[[Path], SgMg]]:
    with golden.networks() as build:
        yield cast(Callable[[Path], SgMg], build)


def run(network: SgMg, case: dict[str, NDArray[Any]], best: int | None = None) -> SocAnswers:
    """Answer for the clip of `case`, with all its expressions."""
    frames = normalise(torch.from_numpy(case["in.frames0"]))[None]
    height, width = case["in.size"].tolist()
    assert frames.shape[-2:] == (height, width)
    frames = pad(frames, 16 if case["in.mode"] in VIDEO else 32)
    with torch.inference_mode():
        visual = network.encode_frames(frames, torch.tensor([[width, height]]))
        if "in.valid_frame" in case:
            visual = visual.at_frames(torch.tensor([int(case["in.valid_frame"])]))
        words = network.encode_text(
            torch.from_numpy(case["in.input_ids"]).long(),
            torch.from_numpy(case["in.attention_mask"]).long(),
        )
        return network.decode(visual, words, best)


@pytest.mark.parametrize("path", cases())
def test_network_gives_the_published_numbers(
    path: Path, network_of: Callable[[Path], SgMg]
) -> None:
    case = dict(np.load(path))
    network = network_of(path)
    seen: list[tuple[Any, ...]] = []
    last = network.transformer.decoder[-1]
    hook = last.register_forward_hook(lambda _, inputs, output: seen.append((*inputs, output)))
    single = case["in.mode"] in VIDEO
    answers = run(network, case, best=1 if single else None)
    hook.remove()
    (level,) = answers.levels
    assert list(level.masks.shape) == case["out.pred_masks.shape"].tolist()
    stride = int(case["out.pred_masks.stride"])
    # Expressions may be asked one after the other.
    places, valid, queries = (
        torch.cat(parts)
        for parts in zip(*((each[2], each[4].valid, each[5]) for each in seen), strict=True)
    )
    before = places[:, :, 0, :2] / valid[:, None, 0]  # centres after the layer before
    before = before.unflatten(0, (len(answers.chosen), -1))
    index = answers.chosen[:, None, :, None].expand(-1, before.shape[1], -1, 2)
    ours = {
        "pred_masks.strided": (level.masks[..., ::stride, ::stride], 2e-3),
        "pred_logits": (level.scores, 1e-4),
        "pred_boxes": (level.boxes, 1e-4),
        "reference_points": (before.gather(2, index), 1e-4),
        "hs_last": (queries, 1e-4),
        "pred_masks.stats": (
            torch.stack(
                (
                    level.masks.mean((-2, -1)),
                    level.masks.double().std((-2, -1), correction=0).float(),
                    level.masks.amin((-2, -1)),
                    level.masks.amax((-2, -1)),
                ),
                dim=-1,
            ),
            2e-3,
        ),
    }
    if not single:
        del ours["reference_points"]
    for name, (values, tolerance) in ours.items():
        expected = case[f"out.{name}"]
        np.testing.assert_allclose(values, expected, rtol=0, atol=tolerance, err_msg=name)
    if single:
        np.testing.assert_array_equal(answers.chosen[:, 0], case["out.selected_query"])
    else:
        chosen = best_queries(level.scores, 1)[:, 0]
        np.testing.assert_array_equal(chosen, case["out.selected_query"])


@pytest.mark.parametrize("path", cases("c[146]_*"))
def test_masks_scores_and_boxes_of_the_original_frame_are_the_published_ones(
    path: Path, network_of: Callable[[Path], SgMg]
) -> None:
    case = dict(np.load(path))
    single = case["in.mode"] in VIDEO
    answers = run(network_of(path), case, best=1 if single else None)
    (level,) = answers.levels
    height, width = case["in.size"].tolist()
    size = tuple(case["in.orig_size"].tolist())
    order = torch.arange(level.scores.shape[2])
    if case["in.mode"] == "refcoco":
        order = level.scores[0, 0, :, 0].argsort(descending=True)
    logits = level.masks[0, :, order, :height, :width].numpy()  # [T, Q, h, w]
    masks = logits_to_masks(logits, size).reshape(case["out.final_masks.shape"])
    count = masks.size
    expected = np.unpackbits(case["out.final_masks.bits"], count=count).astype(bool)
    assert (masks.ravel() != expected).mean() <= 1e-4
    if single:
        return
    scores = level.scores[0, 0, order, 0].sigmoid()
    np.testing.assert_allclose(scores, case["out.final_scores"][0], rtol=0, atol=1e-4)
    if "out.final_boxes_xyxy" in case:
        centre, extent = level.boxes[0, 0, order].split(2, dim=-1)
        corners = torch.cat((centre - extent / 2, centre + extent / 2), dim=-1)
        scale = torch.tensor([size[1], size[0]] * 2)
        expected = case["out.final_boxes_xyxy"][0]
        np.testing.assert_allclose(corners * scale, expected, rtol=0, atol=1e-4 * max(size))


@pytest.mark.parametrize("path", cases("c2_*")[:1])
def test_the_best_queries_alone_answer_as_they_do_among_all(
    path: Path, network_of: Callable[[Path], SgMg]
) -> None:
    case = dict(np.load(path))
    network = network_of(path)
    every, few = run(network, case).levels[0], run(network, case, best=3)
    chosen = few.chosen[0]
    assert chosen.tolist() == best_queries(every.scores, 3)[0].tolist()
    torch.testing.assert_close(few.levels[0].masks, every.masks[:, :, chosen], rtol=0, atol=1e-3)
    torch.testing.assert_close(few.levels[0].boxes, every.boxes[:, :, chosen], rtol=0, atol=1e-5)


def test_frames_get_the_published_sizes_and_pixels() -> None:
    kit = np.load(golden.KIT / "sgmg_preproc.npz")
    short, long = SGMG_SWIN_T.short_side, SGMG_SWIN_T.long_side
    for row in kit["sizes_wh_then_resize360_then_resize360max640"].tolist():
        width, height, free_width, free_height, bound_width, bound_height = row
        assert resize_size(height, width, short, long) == (free_height, free_width)
        assert resize_size(height, width, short, 640) == (bound_height, bound_width)
    small = resize(kit["frame"], resize_size(*kit["frame"].shape[:2], 72, long))
    np.testing.assert_array_equal(small, kit["resized_short72"])


@pytest.mark.parametrize(
    ("config", "parameters"), [(SGMG_SWIN_T, 177_877_628), (SGMG_SWIN_B, 238_382_430)]
)
def test_a_published_network_has_as_many_parameters_as_published(
    config: SgMgConfig, parameters: int
) -> None:
    with torch.device("meta"):
        assert parameter_count(SgMg(config)) == parameters


def test_the_query_is_chosen_by_the_mean_of_probabilities_not_of_logits() -> None:
    logits = torch.tensor([[[6.0, 0.8], [-1.0, 0.8]]])[..., None]  # [B, T, Q, K]
    assert logits.mean(1).argmax().item() == 0
    assert best_queries(logits, 1).tolist() == [[1]]


def test_filters_keep_low_frequencies_and_are_resized_from_map_to_map() -> None:
    maps = [torch.zeros(1, 1, *size) for size in ((20, 27), (10, 14), (5, 7))]
    first, second, third = spectral_filters(maps)
    assert first[10, 13] == 1  # the highest frequency, in an unshifted spectrum
    assert first[0, 0] == first.min()  # the mean of the picture
    assert first[10, 6].item() == pytest.approx(math.exp(-0.5))  # seven away from it
    twice = functional.interpolate(first[None, None], size=(10, 14), mode="bilinear")
    torch.testing.assert_close(second, twice[0, 0])
    thrice = functional.interpolate(twice, size=(5, 7), mode="bilinear")
    torch.testing.assert_close(third, thrice[0, 0])


def test_a_spectral_block_is_the_published_formula() -> None:
    torch.manual_seed(2)
    block = SpectralBlock(4).eval()
    features = torch.randn(3, 4, 6, 7)
    (dampening,) = spectral_filters([features])
    mean = block.edges(features).mean((-2, -1))  # the convolution first, as published
    strength = block.contract(block.expand(mean).relu()).sigmoid()
    torch.testing.assert_close(block.strength(features), strength)
    spectrum = torch.fft.fft2(features) * (1 - strength[..., None, None] * dampening)
    parts = torch.cat((spectrum.real, spectrum.imag), dim=1)
    real, imaginary = block.second(block.first(parts).relu()).chunk(2, dim=1)
    expected = features + torch.fft.ifft2(real + 1j * imaginary).real
    torch.testing.assert_close(block(features, dampening), expected)
    with torch.no_grad():  # picture by picture
        torch.testing.assert_close(block(features, dampening), expected)


def test_dynamic_patches_apply_each_objects_own_kernels() -> None:
    generator = torch.Generator().manual_seed(5)
    features = torch.randn(1, 8, 3, 5, generator=generator)
    kernels = torch.randn(1, 2, patch_parameters(8), generator=generator)
    centres = torch.tensor([[[3.0, 9.0], [31.0, 12.0]]])
    patches = dynamic_patches(features, kernels, centres)
    assert patch_parameters(256) == 4416
    assert patches.shape == (1, 2, 16, 3, 5)
    for query in range(2):
        first, second, bias1, bias2 = kernels[0, query].split([160, 256, 16, 16])
        for row in range(3):
            for column in range(5):
                apart = centres[0, query] - torch.tensor([8.0 * column + 4, 8.0 * row + 4])
                seen = torch.cat((features[0, :, row, column], apart))
                hidden = (first.view(16, 10) @ seen + bias1).relu()
                expected = second.view(16, 16) @ hidden + bias2
                found = patches[0, query, :, row, column]
                torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-3)


def test_patches_are_refined_as_if_patch_and_map_lay_side_by_side() -> None:
    torch.manual_seed(7)
    step = PatchStep(6).eval()
    patches, stage = torch.randn(4, 16, 5, 6), torch.randn(2, 6, 5, 6)  # two patches a frame
    beside = torch.cat((patches, stage.repeat_interleave(2, dim=0)), dim=1)
    expected = patches + step.second(step.first(beside.relu()).relu())
    torch.testing.assert_close(step(patches, step.read(stage)), expected)


@pytest.fixture(scope="module")
def small(small_soc: SocConfig) -> SgMgConfig:
    """An SgMg network small enough to build and run in no time."""
    return SgMgConfig(
        "small-sgmg",
        SwinConfig(32, (1, 1, 2, 1), (1, 2, 4, 8)),
        small_soc.text,
        width=64,
        heads=4,
        feed_forward=64,
        encoder_layers=1,
        decoder_layers=2,
        short_side=144,
    )


@pytest.fixture(scope="module")
def network(small: SgMgConfig) -> SgMg:
    torch.manual_seed(1)
    return SgMg(small).eval().requires_grad_(False)


@pytest.fixture
def small_is_published(
    publish: Callable[..., None], small: SgMgConfig, small_soc: SocConfig
) -> None:
    publish(small, small_soc)


@pytest.fixture
def weights(network: SgMg) -> Weights:
    """The network's weights as its trainer would have saved them."""
    named = {published_name(name, SGMG): value for name, value in network.state_dict().items()}
    for name in [name for name in named if name.startswith("bbox_embed.")]:
        named[f"transformer.decoder.{name}"] = named[name]
    index = relative_position_index(network.config.backbone.window)
    named["backbone.0.body.layers.0.blocks.0.attn.relative_position_index"] = index
    named["text_encoder.text_backbone.embeddings.position_ids"] = torch.arange(40)[None]
    named["backbone.total_ops"] = torch.zeros(1)
    return named


def assert_same(path: Path, network: SgMg) -> None:
    found = checkpoint.load(path).network
    assert isinstance(found, SgMg)
    loaded = found.state_dict()
    for name, value in network.state_dict().items():
        assert torch.equal(loaded[name], value), name


@pytest.mark.usefixtures("small_is_published")
@pytest.mark.parametrize(
    "name",
    ["sgmg_videosiwnb_ytvos.pth", pytest.param("soc_joint_swin_t.tar", marks=pytest.mark.slow)],
)
@pytest.mark.parametrize(
    "wrapper",
    ["model", *(pytest.param(each, marks=pytest.mark.slow) for each in ("model_state_dict", None))],
)
def test_a_trainers_file_is_known_by_its_weights_whatever_it_is_called(
    tmp_path: Path, network: SgMg, weights: Weights, name: str, wrapper: str | None
) -> None:
    rest = {
        "optimizer": {"state": {}, "param_groups": [{"lr": 1e-4}]},
        "lr_scheduler": {"milestones": {3: 1}, "last_epoch": 6},
        "epoch": 5,
        "args": argparse.Namespace(backbone="video_swin_t_p4w7", lr=1e-4, masks=True, device=None),
        "grad_scaler": {},
    }
    content = weights if wrapper is None else {wrapper: weights, **rest}
    torch.save(content, tmp_path / name, _use_new_zipfile_serialization=False)
    assert_same(tmp_path / name, network)
    torch.save(content, tmp_path / name)
    assert_same(tmp_path / name, network)


@pytest.mark.usefixtures("small_is_published")
def test_what_is_saved_loads_again_and_serves(
    tmp_path: Path, network: SgMg, word_tokenizer: Tokenizer, clip: NDArray[np.uint8]
) -> None:
    path = tmp_path / "soc.safetensors"
    checkpoint.save(path, network, word_tokenizer.to_str())
    assert_same(path, network)
    found = checkpoint.load(path)
    engine = engine_of(found, path, torch.device("cpu"), torch.float32)
    ((one,),) = NetworkPredictor(engine).predict([clip], ["the red ball"], count=2)
    assert one.logits.shape == (2, 3, 150, 164)


@pytest.mark.usefixtures("small_is_published")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda weights: weights.pop("mask_refine.conv1_1div4.bias"), "lacks what small-sgmg"),
        (lambda weights: weights.pop("query_embed.weight"), r"lacks .*query_embed\.weight"),
        (lambda weights: weights.update({"voc.fq_pos.weight": torch.ones(2)}), "no place for"),
        (
            lambda weights: weights.update({"class_embed.1.bias": torch.zeros(65)}),
            r"class_embed\.1\.bias is 65, not 1",
        ),
        (
            lambda weights: weights["input_fft.2.conv1.bias"].data.fill_(torch.nan),
            "not finite numbers: input_fft.2.conv1.bias",
        ),
        (
            lambda weights: weights.update(
                {"backbone.0.body.patch_embed.proj.weight": torch.zeros(96, 3, 1, 4, 4)}
            ),
            "no published SgMg network",
        ),
    ],
)
def test_a_file_that_is_not_quite_sgmg_is_refused_with_what_is_wrong(
    tmp_path: Path, weights: Weights, change: Callable[[Weights], Any], said: str
) -> None:
    weights = {name: value.clone() for name, value in weights.items()}
    change(weights)
    torch.save({"model": weights}, tmp_path / "sgmg.pth")
    with pytest.raises(CheckpointError, match=said):
        checkpoint.load(tmp_path / "sgmg.pth")


class Hostile:
    """Pickles as a call that makes a file."""

    def __init__(self, proof: Path) -> None:
        self.proof = proof

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return Path.touch, (self.proof,)  # type: ignore[return-value]


def test_options_that_want_to_run_code_are_refused_and_nothing_happens(
    tmp_path: Path, weights: Weights
) -> None:
    path, proof = tmp_path / "sgmg.pth", tmp_path / "it-ran"
    options = argparse.Namespace(resume=Hostile(proof))
    for new in (True, False):
        torch.save({"model": weights, "args": options}, path, _use_new_zipfile_serialization=new)
        with pytest.raises(CheckpointError, match="asks to run code"):
            checkpoint.load(path)
    assert not proof.exists()


@pytest.mark.usefixtures("small_is_published")
def test_a_file_in_the_old_layout_changed_anywhere_is_read_or_refused(
    tmp_path: Path, weights: Weights
) -> None:
    path = tmp_path / "sgmg.pth"
    content = {"model": weights, "args": argparse.Namespace(lr=1e-4)}
    torch.save(content, path, _use_new_zipfile_serialization=False)
    whole = path.read_bytes()
    storage = re.findall(rb"X[\x05-\x20]\0\0\0(\d{5,})", whole)[0]  # its key, named once more later
    at = whole.rindex(storage)
    path.write_bytes(whole[:at] + b"9" * len(storage) + whole[at + len(storage) :])
    with pytest.raises(CheckpointError, match=r"sgmg\.pth"):
        checkpoint.load(path)
    chance = random.Random(4)
    for _ in range(100):
        changed = bytearray(whole)
        for _ in range(chance.choice((1, 1, 3, 20))):
            changed[chance.randrange(30_000)] = chance.randrange(256)
        path.write_bytes(changed)
        with suppress(CheckpointError):  # anything else fails here
            assert isinstance(checkpoint.load(path).network, SgMg)


@pytest.fixture
def clip() -> NDArray[np.uint8]:
    """Three frames of a size that is no multiple of what they are padded to."""
    return np.random.default_rng(2).integers(0, 256, (3, 150, 164, 3), dtype=np.uint8)


@pytest.fixture(scope="module")
def predictor(network: SgMg, word_tokenizer: Tokenizer) -> NetworkPredictor:
    engine = SgMgEngine(network, word_tokenizer, torch.device("cpu"), torch.float32)
    return NetworkPredictor(engine, cache_bytes=50_000_000)


def test_expressions_run_the_backbone_once_and_answer_as_each_alone(
    network: SgMg, predictor: NetworkPredictor, clip: NDArray[np.uint8]
) -> None:
    expressions = ["the red ball", "cone", "the ring on the left", "the thing that moves", "cube"]
    seen: list[int] = []
    hook = network.backbone.register_forward_pre_hook(lambda _, inputs: seen.append(len(inputs[0])))
    (together,) = predictor.predict([clip], expressions, count=3, keys=["window"])
    alone = [
        predictor.predict([clip], [text], count=3, keys=["window"])[0][0] for text in expressions
    ]
    hook.remove()
    assert seen == [1]
    for one, other in zip(together, alone, strict=True):
        np.testing.assert_array_equal(one.queries, other.queries)
        np.testing.assert_allclose(one.scores, other.scores, atol=1e-5)
        np.testing.assert_allclose(one.logits, other.logits, atol=1e-3)


def test_answers_are_of_the_frames_without_their_padding(
    predictor: NetworkPredictor, clip: NDArray[np.uint8]
) -> None:
    ((found,),) = predictor.predict([clip], ["the red ball"], count=9)
    assert found.queries.shape == (5,)
    assert found.scores.shape == (5, 3)
    assert found.boxes.shape == (5, 3, 4)
    assert found.logits.shape == (5, 3, 150, 164)
    assert found.embeddings.shape == (5, 64)
    assert (np.diff(found.scores.mean(1)) <= 1e-7).all()


def test_several_clips_in_one_call_answer_as_each_alone(
    network: SgMg, word_tokenizer: Tokenizer, clip: NDArray[np.uint8]
) -> None:
    engine = SgMgEngine(network, word_tokenizer, torch.device("cpu"), torch.float32)
    other = clip[::-1].copy()
    (first,), (second,) = NetworkPredictor(engine, batch=2).predict([clip, other], ["cube"], 2)
    for found, of in ((first, clip), (second, other)):
        ((alone,),) = NetworkPredictor(engine).predict([of], ["cube"], 2)
        np.testing.assert_allclose(found.logits, alone.logits, atol=1e-3)


def test_a_backbone_in_half_precision_hardly_changes_the_answers(
    small: SgMgConfig, network: SgMg, word_tokenizer: Tokenizer, clip: NDArray[np.uint8]
) -> None:
    copy = SgMg(small).eval().requires_grad_(False)
    copy.load_state_dict(network.state_dict())
    engines = [
        SgMgEngine(network, word_tokenizer, torch.device("cpu"), torch.float32),
        SgMgEngine(copy, word_tokenizer, torch.device("cpu"), torch.bfloat16),
    ]
    assert copy.backbone.patches.weight.dtype == torch.bfloat16
    assert copy.spectra_before[0].first.weight.dtype == torch.float32
    full, half = (NetworkPredictor(each).predict([clip], ["cube"], 5)[0][0] for each in engines)
    order = [half.queries.tolist().index(query) for query in full.queries]
    np.testing.assert_allclose(half.scores[order], full.scores, atol=5e-3)
    np.testing.assert_allclose(half.boxes[order], full.boxes, atol=5e-3)
    assert ((half.logits[order] > 0) == (full.logits > 0)).mean() > 0.98


def test_frames_too_small_for_the_coarsest_map_are_refused_with_a_sentence(
    predictor: NetworkPredictor, clip: NDArray[np.uint8]
) -> None:
    with pytest.raises(RvosError, match="164 x 128 pixels: it needs 129"):
        predictor.predict([clip[:, : SMALLEST - 1]], ["cube"], 1)
    ((found,),) = predictor.predict([clip[:1, :SMALLEST]], ["cube"], 1)
    assert found.logits.shape == (1, 1, 129, 164)
