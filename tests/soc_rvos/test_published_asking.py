"""Networks are asked about published datasets as the published code asks them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from soc_rvos.config import SgMgConfig, SocConfig
from soc_rvos.datasets.published import open_published
from soc_rvos.evaluation.asking import Asker, answer_of, combine, passes_of, system_of
from soc_rvos.evaluation.procedures import Procedure, procedure_of
from soc_rvos.inference.engines import SgMgEngine, TokenEngine
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.inference.preprocess import normalise, resize
from soc_rvos.masks import Mask
from soc_rvos.networks.outputs import query_scores
from soc_rvos.networks.sgmg import SgMg
from soc_rvos.networks.soc import Soc
from tests import published_layouts as made
from tests.soc_rvos import golden

Kit = dict[str, NDArray[np.generic]]


@pytest.fixture(scope="module")
def kit() -> Kit:
    """A made-up output of a network, and what the published code makes of it."""
    with np.load(golden.KIT / "soc_prepost" / "prepost.npz") as file:
        return {name: file[name] for name in file.files if name.startswith("post.")}


def parts(kit: Kit) -> tuple[torch.Tensor, torch.Tensor, tuple[int, int]]:
    """Return class logits [T, Q, K], mask logits [Q, T, h, w], and the original size."""
    classes = torch.from_numpy(kit["post.pred_cls"]).reshape(3, 5, 2)
    masks = torch.from_numpy(kit["post.pred_masks"]).reshape(3, 5, 12, 20).transpose(0, 1)
    height, width = (int(side) for side in kit["post.original_size"].ravel())
    return classes, masks, (height, width)


def unpacked(packed: NDArray[np.generic], width: int) -> NDArray[np.bool_]:
    """Return masks that were packed along their rows."""
    return np.unpackbits(packed.astype(np.uint8), axis=-1, count=width).astype(np.bool_)


def sides(kit: Kit, name: str) -> tuple[int, int]:
    """Return a size of the kit."""
    height, width = (int(side) for side in kit[name].ravel())
    return height, width


def test_masks_of_videos_are_the_published_ones(kit: Kit) -> None:
    classes, masks, full = parts(kit)
    query = int(query_scores(classes[None])[0].argmax())
    assert query == int(kit["post.infer.query"])
    one = masks[query : query + 1]
    straight = answer_of(torch.zeros(1), one, False, (0, 0), full)
    assert (straight.masks[0] == unpacked(kit["post.infer.masks"], full[1]).squeeze()).all()
    validated = answer_of(
        torch.zeros(1),
        one,
        True,
        sides(kit, "post.validation.resized_size"),
        full,
        sides(kit, "post.validation.padded_size"),
    )
    expected = unpacked(kit["post.validation.masks"], full[1]).squeeze()
    assert (validated.masks[0] == expected).all()


def test_masks_of_single_frames_are_the_published_ones(kit: Kit) -> None:
    classes, masks, full = parts(kit)
    scores = classes[0, :, 0].sigmoid()
    size, padded = (sides(kit, f"post.validation.{name}_size") for name in ("resized", "padded"))
    answer = answer_of(scores, masks[:, :1], True, size, full, padded)
    assert np.allclose(answer.scores, kit["post.a2d.scores"].ravel(), atol=1e-6)
    codes = [Mask.from_array(mask[0]).counts.decode() for mask in answer.masks]
    assert codes == [str(code) for code in kit["post.a2d.rle"].ravel()]


def test_objects_are_merged_as_published(kit: Kit) -> None:
    _, masks, full = parts(kit)
    objects = [
        answer_of(torch.zeros(1), masks[query : query + 1], False, (0, 0), full).probabilities
        for query in kit["post.davis.queries"].ravel().tolist()
    ]
    assert (combine(objects) == kit["post.davis.labels"].reshape(3, *full)).all()


def test_objects_that_are_not_sure_are_background() -> None:
    planes = [np.array([[[0.49, 0.6, 0.7, 0.5]]], dtype=np.float32)]
    planes.append(np.array([[[0.2, 0.6, 0.9, 0.0]]], dtype=np.float32))
    assert combine(planes).ravel().tolist() == [0, 1, 2, 1]


def test_each_system_has_its_procedure() -> None:
    assert procedure_of("SOC", "ref-davis", "valid").passes == 36
    assert procedure_of("SOC++", "mevis", "valid").passes is None
    assert procedure_of("SOC++", "mevis", "valid_u").passes == 40
    soc, sgmg = (procedure_of(each, "a2d-sentences", "test") for each in ("SOC", "SgMg"))
    assert (soc.around, soc.short, soc.long, soc.multiple, soc.nearest) == (8, 320, 576, 1, True)
    assert (sgmg.around, sgmg.short, sgmg.long, sgmg.multiple) == (5, 360, 640, 32)
    assert procedure_of("SgMg", "ref-youtube-vos", "valid").long is None
    assert procedure_of("SgMg", "ref-youtube-vos", "valid").multiple == 16
    assert procedure_of("soc-mini", "ref-davis", "valid").note


def test_windows_lie_around_the_annotated_frame() -> None:
    eight, five = Procedure(around=8), Procedure(around=5)
    assert eight.window(6, 12) == ([2, 3, 4, 5, 6, 7, 8, 9], 4)
    assert eight.window(1, 12) == ([0, 0, 0, 0, 1, 2, 3, 4], 4)
    assert eight.window(11, 12) == ([7, 8, 9, 10, 11, 11, 11, 11], 4)
    assert five.window(6, 12) == ([4, 5, 6, 7, 8], 2)
    assert five.window(0, 12) == ([0, 0, 0, 1, 2], 0)
    assert five.window(11, 12) == ([9, 10, 11, 11, 11], 2)
    assert passes_of(Procedure(passes=36), 80) == [range(36), range(36, 72), range(72, 80)]
    assert passes_of(Procedure(), 5) == [range(5)]


@pytest.fixture
def soc(small_soc: SocConfig, word_tokenizer: Tokenizer) -> NetworkPredictor:
    """A small SOC that nobody taught."""
    torch.manual_seed(4)
    network = Soc(replace(small_soc, short_side=32, long_side=48))
    device = torch.device("cpu")
    return NetworkPredictor(TokenEngine(network, word_tokenizer, device, torch.float32))


def test_a_pass_is_one_forward_of_the_network(soc: NetworkPredictor, tmp_path: Path) -> None:
    assert system_of(soc) == "SOC"
    sample = open_published(made.ref_youtube_vos(tmp_path)).samples("train")[1]
    (masks,) = Asker(soc, Procedure()).video(sample)
    network = soc.engine.network
    clip = np.stack([resize(each, (32, 42)) for each in sample.frames.read([0, 1, 2, 3])])
    with torch.inference_mode():
        words = soc.engine.text_inputs([sample.text])
        found = network(normalise(torch.from_numpy(clip))[None], **words)
        query = int(query_scores(found.scores)[0].argmax())
        logits = found.masks[0, :, query][:, None]
        full = torch.nn.functional.interpolate(logits, (48, 64), mode="bilinear")
    assert (masks == (full[:, 0].sigmoid() > 0.5).numpy()).all()


def test_of_a_window_the_annotated_frame_alone_is_answered(
    soc: NetworkPredictor, tmp_path: Path
) -> None:
    sample = open_published(made.jhmdb_sentences(tmp_path)).samples("test")[1]
    procedure = procedure_of("SOC", "jhmdb-sentences", "test")
    answer = Asker(soc, procedure).frame(sample)
    clip = [resize(each, (32, 42)) for each in sample.frames.read([0, 1, 2, 3, 4, 5, 6, 7])]
    with torch.inference_mode():
        found = soc.engine.network(
            normalise(torch.from_numpy(np.stack(clip)))[None],
            **soc.engine.text_inputs([sample.text]),
            annotated=torch.tensor([4]),
        )
    expected = found.scores[0, 0, :, 0].sigmoid().numpy()
    assert answer.masks.shape == (6, 1, 48, 64)
    assert np.allclose(np.sort(answer.scores), np.sort(expected), atol=1e-6)


def test_frames_of_sgmg_are_padded_as_the_procedure_says(
    small_soc: SocConfig, word_tokenizer: Tokenizer, tmp_path: Path
) -> None:
    torch.manual_seed(5)
    config = SgMgConfig(
        "small",
        small_soc.backbone,
        small_soc.text,
        width=128,
        heads=4,
        feed_forward=128,
        encoder_layers=1,
        decoder_layers=1,
        short_side=136,
    )
    engine = SgMgEngine(SgMg(config), word_tokenizer, torch.device("cpu"), torch.float32)
    predictor = NetworkPredictor(engine)
    assert system_of(predictor) == "SgMg"
    sample = open_published(made.jhmdb_sentences(tmp_path)).samples("test")[0]
    answer = Asker(predictor, replace(procedure_of("SgMg", "jhmdb-sentences", "test"))).frame(
        sample
    )
    (place,) = sample.annotated
    clip = [resize(each, (136, 181)) for each in sample.frames.read([0, 0, 0, 1, 2])]
    frames = torch.zeros(1, 5, 3, 160, 192)
    frames[..., :136, :181] = normalise(torch.from_numpy(np.stack(clip)))
    with torch.inference_mode():
        found = engine.network(
            frames,
            **engine.text_inputs([sample.text]),
            extents=torch.tensor([[181, 136]]),
            annotated=torch.tensor([0]),
        )
    assert place == 0
    expected = found.scores[0, 0, :, 0].sigmoid().numpy()
    assert np.allclose(np.sort(answer.scores), np.sort(expected), atol=1e-5)
    logits = found.masks[0, 0, :, :136, :181][:, None]
    full = torch.nn.functional.interpolate(logits, (48, 64), mode="bilinear")
    order = np.argsort(-expected, kind="stable")
    assert (answer.masks[:, 0] == (full[:, 0].sigmoid() > 0.5).numpy()[order]).mean() > 0.9999


def test_sentences_are_read_as_written_or_in_lower_case(
    small_soc: SocConfig, word_tokenizer: Tokenizer
) -> None:
    engine = TokenEngine(Soc(small_soc), _cased(word_tokenizer), torch.device("cpu"), torch.float32)
    written = engine.text_inputs(["The Red"], as_written=True)["ids"]
    lowered = engine.text_inputs(["The  Red"])["ids"]
    assert written.tolist() != lowered.tolist()
    assert lowered.tolist() == engine.text_inputs(["the red"], as_written=True)["ids"].tolist()


def _cased(tokenizer: Tokenizer) -> Tokenizer:
    """Return the tokenizer without its lowering of letters."""
    copy: Callable[[str], Tokenizer] = Tokenizer.from_str
    text = tokenizer.to_str().replace('{"type":"Lowercase"},', "")
    return copy(text)
