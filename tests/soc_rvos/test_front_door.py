"""Python's front door: load a model by name, give it frames and sentences, take tracks."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from tokenizers import Tokenizer

import soc_rvos
from soc_rvos import checkpoint, places
from soc_rvos.config import SgMgConfig, SocConfig, SocPlusConfig, SwinConfig
from soc_rvos.found_tracks import find_tracks
from soc_rvos.inference.engines import SgMgEngine, TokenEngine
from soc_rvos.inference.mini_engine import MiniEngine
from soc_rvos.inference.pipeline import RunSettings
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.inference.preprocess import resize
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.outputs import SocAnswers
from soc_rvos.networks.sgmg import SgMg
from soc_rvos.networks.soc import Soc
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.networks.soc_plus import SocPlus

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTED = ("soc_rvos", "soc_rvos.places", "soc_rvos.model", "soc_rvos.picture_folder")
EXPRESSIONS = ["the red ball", "the largest thing on the left"]


@pytest.fixture(scope="module")
def sample() -> NDArray[np.uint8]:
    """The first ten frames of the shipped sample, uint8 [10, 360, 640, 3]."""
    with av.open(str(ROOT / "resources" / "sample" / "sample.mp4")) as container:
        frames = islice(container.decode(video=0), 10)
        return np.stack([frame.to_ndarray(format="rgb24") for frame in frames])


@pytest.fixture
def frames() -> NDArray[np.uint8]:
    """Four frames of noise, of a size that no network sees."""
    return np.random.default_rng(1).integers(0, 256, (4, 90, 120, 3), dtype=np.uint8)


@pytest.fixture(scope="module")
def files(
    tmp_path_factory: pytest.TempPathFactory,
    word_tokenizer: Tokenizer,
    small_soc: SocConfig,
    small_soc_plus: SocPlusConfig,
    small_mini: tuple[SocMini, SentenceReader],
) -> Path:
    """A folder with an untaught model of each kind, named by it."""
    folder = tmp_path_factory.mktemp("models")
    torch.manual_seed(5)
    small_sgmg = SgMgConfig(
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
    for name, network in (
        ("soc", Soc(small_soc)),
        ("plus", SocPlus(small_soc_plus)),
        ("sgmg", SgMg(small_sgmg)),
    ):
        checkpoint.save(folder / f"{name}.safetensors", network, word_tokenizer.to_str())
    checkpoint.save(folder / "mini.safetensors", *small_mini)
    return folder


@pytest.fixture
def load(files: Path) -> Callable[[str], soc_rvos.Model]:
    return lambda name: soc_rvos.load(files / f"{name}.safetensors", "cpu")


@pytest.fixture(scope="module")
def soc(files: Path) -> soc_rvos.Model:
    """The model of SOC, for tests that do not change it."""
    return soc_rvos.load(files / "soc.safetensors", "cpu")


@pytest.fixture
def no_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of a person who has fetched nothing; places that are added are forgotten."""
    monkeypatch.setattr(places, "_added", [])
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    folder = tmp_path / "data" / "models"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCUMENTED)
def test_the_examples_of_the_documentation_hold(name: str, sample: NDArray[np.uint8]) -> None:
    found = doctest.testmod(import_module(name), extraglobs={"frames": sample})
    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.slow
def test_importing_is_quick_and_loading_needs_nothing_of_the_studio() -> None:
    script = (
        "import os, sys\n"
        "import soc_rvos\n"
        "assert os.environ['OMP_WAIT_POLICY'] == 'PASSIVE'  # before torch is loaded\n"
        "soc_rvos.available()\n"
        "slow = {'torch', 'cv2', 'transformers', 'PIL'} & set(sys.modules)\n"
        "soc_rvos.load('soc-mini', 'cpu')\n"
        "late = {'soc_rvos.tracking', 'scipy', 'torch._dynamo'} & set(sys.modules)\n"
        "studio = {'soc_studio', 'av', 'PySide6'} & set(sys.modules)\n"
        "import gc\n"
        "assert gc.isenabled()  # not while torch was imported\n"
        "sys.exit(', '.join(slow | late | studio) or 0)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "model")}
    environment.pop("OMP_WAIT_POLICY", None)
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment)
    assert run.returncode == 0, run.stderr.decode()


def test_what_the_package_offers_is_there() -> None:
    assert [name for name in soc_rvos.__all__ if not hasattr(soc_rvos, name)] == []
    assert set(soc_rvos.__all__) <= set(dir(soc_rvos))
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        soc_rvos.lode  # noqa: B018


def test_both_packages_say_that_they_are_typed() -> None:
    for folder in ("model/soc_rvos", "soc_studio"):
        assert (ROOT / folder / "py.typed").is_file()


@pytest.mark.slow
def test_names_are_looked_up_among_what_ships_was_added_and_was_fetched(
    no_places: Path, files: Path, tmp_path: Path
) -> None:
    known = soc_rvos.available()
    assert known["soc-mini"] == ROOT / "resources" / "models" / "soc-mini.safetensors"
    assert known["soc-joint-t"] is None
    assert next(iter(known)) == "soc-mini"

    content = (files / "soc.safetensors").read_bytes()
    (no_places / "soc-joint-t.safetensors").write_bytes(content)
    added = tmp_path / "added"
    added.mkdir()
    for name in ("mine", "soc-joint-t", "soc-mini"):
        (added / f"{name}.safetensors").write_bytes(content)
    assert soc_rvos.available()["soc-joint-t"] == no_places / "soc-joint-t.safetensors"
    soc_rvos.add_place(added)
    assert soc_rvos.available()["mine"] == added / "mine.safetensors"
    assert soc_rvos.available()["soc-joint-t"] == added / "soc-joint-t.safetensors"
    assert soc_rvos.available()["soc-mini"] == known["soc-mini"]
    model = soc_rvos.load("mine", device="cpu")
    assert (model.name, model.file, model.device.type) == (
        "mine",
        added / "mine.safetensors",
        "cpu",
    )


@pytest.mark.slow
def test_a_name_that_leads_elsewhere_is_no_name_of_a_model(no_places: Path, files: Path) -> None:
    (no_places.parent / "outside.safetensors").write_bytes(b"")
    for name in ("../outside", "", "\0", "a" * 5000):
        with pytest.raises(soc_rvos.ModelNotFoundError, match="There is no model"):
            soc_rvos.load(name)


@pytest.mark.slow
def test_a_file_is_loaded_by_its_path_and_a_missing_one_named(files: Path) -> None:
    assert soc_rvos.load(str(files / "soc.safetensors"), "cpu").name == "soc"
    with pytest.raises(soc_rvos.ModelNotFoundError, match=r"There is no file '.*none.pth'"):
        soc_rvos.load(files / "none.pth")
    with pytest.raises(soc_rvos.ModelNotFoundError, match=r"no model 'soc-maxi'.*here: soc-mini"):
        soc_rvos.load("soc-maxi")
    with pytest.raises(soc_rvos.CheckpointError, match="test_front_door"):
        soc_rvos.load(Path(__file__))


def test_a_published_model_that_was_not_fetched_says_how_to_get_it(no_places: Path) -> None:
    with pytest.raises(soc_rvos.ModelNotFoundError, match="models fetch sgmg-a2d-t` gets it"):
        soc_rvos.load("sgmg-a2d-t")


@pytest.mark.slow
def test_the_dog_of_the_sample_is_found_and_an_elephant_is_not(sample: NDArray[np.uint8]) -> None:
    model = soc_rvos.load("soc-mini", "cpu")
    dog, nothing = model.segment(sample, "the dog", "the elephant", rate=25)
    assert (dog.expression, len(dog)) == ("the dog", 10)
    assert dog.masks.shape == sample.shape[:3]
    assert (dog.masks.dtype, dog.scores.dtype, dog.present.dtype) == (bool, np.float32, bool)
    assert dog.present.all()
    assert dog.scores.min() > 2 * model.threshold
    assert 0 < dog.masks.mean() < 0.1
    np.testing.assert_array_equal(dog.mask(-1), dog.masks[9])
    assert not nothing.present.any()
    assert not nothing.masks.any()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["soc", "plus", "sgmg", "mini"])
def test_every_network_takes_what_its_processor_gives_and_answers_as_its_predictor(
    kind: str, load: Callable[[str], soc_rvos.Model], frames: NDArray[np.uint8]
) -> None:
    model = load(kind)
    inputs = model.processor(frames, EXPRESSIONS)
    output = model.network(**inputs)
    assert isinstance(output, SocAnswers)
    queries, width = model.network.config.queries, model.network.config.width
    times = len(frames)
    assert output.scores.shape == (2, times, queries, 1)
    assert output.boxes.shape == (2, times, queries, 4)
    assert output.masks.shape[:3] == (2, times, queries)
    assert output.embeddings.shape == (2, queries, width)
    height, wide = model.predictor.frame_size(*frames.shape[1:3])
    clip = np.stack([resize(each, (height, wide)) for each in frames])
    ((*predicted,),) = model.predictor.predict([clip], EXPRESSIONS, queries)
    # Without gradients other sums are made, which half precision rounds otherwise, and less.
    is_half = any(each.dtype == torch.bfloat16 for each in model.network.parameters())
    apart = 3e-3 if is_half else 1e-5
    for row, found in enumerate(predicted):
        scores = output.scores[row].sigmoid().amax(-1).T[found.queries].numpy()
        # An answer that looks like another thing is doubted after the network has answered.
        factors = found.scores.mean(1) / scores.mean(1)
        assert (factors < 1.01).all()
        np.testing.assert_allclose(scores * factors[:, None], found.scores, atol=apart)
        boxes = output.boxes[row].transpose(0, 1)[found.queries].numpy()
        np.testing.assert_allclose(boxes, found.boxes, atol=apart)
        embeddings = output.embeddings[row, found.queries].numpy()
        np.testing.assert_allclose(embeddings, found.embeddings, atol=10 * apart)
        if kind != "mini":  # whose masks are settled and sharpened afterwards
            masks = output.masks[row].transpose(0, 1)[found.queries].numpy()
            shown = masks[..., : found.logits.shape[2], : found.logits.shape[3]]
            np.testing.assert_allclose(shown, found.logits, atol=200 * apart)


@pytest.mark.parametrize(
    "kind", ["mini", *(pytest.param(each, marks=pytest.mark.slow) for each in ("soc", "sgmg"))]
)
def test_a_network_in_half_precision_takes_the_same_call(
    kind: str, load: Callable[[str], soc_rvos.Model], frames: NDArray[np.uint8]
) -> None:
    whole = load(kind)
    expected = whole.network(**whole.processor(frames, EXPRESSIONS))
    engine: Any = load(kind).predictor.engine
    reader = engine._reader if kind == "mini" else engine._tokenizer
    made = {"soc": TokenEngine, "sgmg": SgMgEngine, "mini": MiniEngine}[kind](
        engine.network, reader, torch.device("cpu"), torch.bfloat16
    )
    half = replace(whole, predictor=NetworkPredictor(made))
    output = half.network(**half.processor(frames, EXPRESSIONS))
    assert any(each.dtype == torch.bfloat16 for each in half.network.parameters())
    torch.testing.assert_close(output.boxes, expected.boxes, atol=0.05, rtol=0)
    torch.testing.assert_close(output.scores.float(), expected.scores, atol=0.5, rtol=0)


@pytest.mark.slow
def test_frames_are_taken_as_array_tensor_source_or_folder_of_pictures(
    load: Callable[[str], soc_rvos.Model],
    frames: NDArray[np.uint8],
    array_source: Any,
    tmp_path: Path,
) -> None:
    model = load("soc")
    for number, frame in enumerate(frames):
        Image.fromarray(frame).save(tmp_path / f"{8 + number}.png")
    (tmp_path / "notes.txt").write_text("no picture", encoding="utf-8")
    given = (
        frames,
        torch.from_numpy(frames),
        array_source(frames),
        tmp_path,
        str(tmp_path),
    )
    first, *others = [model.segment(each, "the cube", threshold=0)[0] for each in given]
    assert first.scores.any()
    for other in others:
        np.testing.assert_array_equal(other.masks, first.masks)
        np.testing.assert_array_equal(other.scores, first.scores)


def test_see_through_and_turned_pictures_are_frames_as_they_are_displayed(tmp_path: Path) -> None:
    picture = np.full((20, 30, 4), 200, dtype=np.uint8)
    picture[..., 3] = np.where(np.arange(30) < 15, 255, 0)
    Image.fromarray(picture).save(tmp_path / "1.png")
    (frame,) = soc_rvos.PictureFolder(tmp_path).frames(0, 1)
    assert frame[:, :15].min() == 200
    assert frame[:, 15:].max() == 0
    (tmp_path / "1.png").unlink()
    turn = Image.Exif()
    turn[0x0112] = 6
    Image.fromarray(picture[..., :3]).save(tmp_path / "1.jpg", exif=turn)
    folder = soc_rvos.PictureFolder(tmp_path)
    assert (folder.height, folder.width) == (30, 20)


def _picture(folder: Path, name: str, picture: NDArray[Any]) -> Path:
    folder.mkdir(exist_ok=True)
    Image.fromarray(picture).save(folder / name)
    return folder


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (lambda _: np.zeros((2, 9, 9, 3), np.float32), "uint8.*these are float32"),
        (lambda _: torch.zeros(2, 9, 9, 3), "uint8.*these are torch.float32"),
        (lambda _: np.zeros((2, 3, 9, 9), np.uint8), r"channels first: use .transpose\(0, 2"),
        (lambda _: torch.zeros(2, 3, 9, 9, dtype=torch.uint8), r"use .permute\(0, 2, 3, 1\)"),
        (lambda _: np.zeros((9, 9, 3), np.uint8), r"these are \[9, 9, 3\]"),
        (lambda _: np.zeros((0, 9, 9, 3), np.uint8), "no frames"),
        (lambda _: np.zeros((2, 9, 0, 3), np.uint8), "no frames"),
        (lambda _: 7, "of the type int"),
        (lambda folder: folder / "none", "cannot be read"),
        (lambda folder: folder, "holds no pictures"),
        (lambda _: Path(__file__), "is a file.*open_video"),
        (
            lambda folder: _picture(folder / "deep", "1.png", np.zeros((9, 9), np.uint16)),
            "more than 8 bits",
        ),
        (
            lambda folder: _picture(
                _picture(folder / "mixed", "1.png", np.zeros((9, 9), np.uint8)),
                "1.jpg",
                np.zeros((9, 9), np.uint8),
            ),
            "several kinds",
        ),
        (
            lambda folder: _picture(
                _picture(folder / "sizes", "1.png", np.zeros((9, 9), np.uint8)),
                "2.png",
                np.zeros((9, 8), np.uint8),
            ),
            "2.png' is 8 x 9 pixels",
        ),
    ],
)
def test_what_is_no_video_is_refused_with_a_sentence(
    given: Callable[[Path], Any],
    sentence: str,
    soc: soc_rvos.Model,
    tmp_path: Path,
) -> None:
    with pytest.raises(soc_rvos.RvosError, match=sentence):
        soc.segment(given(tmp_path), "the cube")


@pytest.mark.parametrize(
    ("expressions", "options", "sentence"),
    [
        ((), {}, "Say what to find"),
        (("the cube", " "), {}, "A sentence is empty"),
        ((["the cube", "the cone"],), {}, "not of the type list"),
        (("the cube",), {"threshold": 50}, "threshold 50 is no score"),
        (("the cube",), {"stride": 0}, "stride 0 is no number"),
        (("the cube",), {"rate": 0}, "0 is no frame rate"),
        (("the cube",), {"rate": float("nan")}, "nan is no frame rate"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_with_a_sentence(
    expressions: tuple[Any, ...],
    options: dict[str, Any],
    sentence: str,
    soc: soc_rvos.Model,
    frames: NDArray[np.uint8],
) -> None:
    with pytest.raises(soc_rvos.RvosError, match=sentence):
        soc.segment(frames, *expressions, **options)


@pytest.mark.slow
def test_the_network_sees_frames_a_stride_apart_that_follows_from_the_rate(
    load: Callable[[str], soc_rvos.Model], array_source: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = load("soc")
    seen: list[NDArray[np.uint8]] = []
    monkeypatch.setattr(model.predictor, "frame_size", lambda height, width: (height, width))
    predict = model.predictor.predict

    def noted(clips: Any, *others: Any) -> Any:
        seen.append(clips[0][:, 0, 0, 0])
        return predict(clips, *others)

    def apart(given: Any, **options: Any) -> int:
        seen.clear()
        model.segment(given, "cube", **options)
        return int(seen[0][1]) - int(seen[0][0])

    monkeypatch.setattr(model.predictor, "predict", noted)
    frames = np.zeros((80, 32, 32, 3), np.uint8)
    frames[:] = np.arange(80, dtype=np.uint8)[:, None, None, None]
    source = array_source(frames)  # of 30 frames a second
    assert apart(frames) == 4  # 25 frames a second where nothing is said
    assert apart(frames, rate=60) == 10
    assert apart(source) == 5
    assert apart(source, rate=12) == 2
    assert apart(source, stride=3) == 3


@pytest.mark.slow
def test_masks_of_large_frames_are_kept_small_and_shown_at_full_size(
    squares: Any, array_source: Any, predictor: Any
) -> None:
    shot = squares(8, {"red": (200, 100, 4)}, size=(1000, 1200), side=200)
    shot[5] = 0  # the square is away
    predictor.scale = 4
    (track,) = find_tracks(array_source(shot), ["red"], predictor, RunSettings(stride=1), 0.5)
    assert track.coded[0].height * track.coded[0].width <= 1280 * 720
    assert track.present.tolist() == [number != 5 for number in range(8)]
    assert track.masks.shape == (8, 1000, 1200)
    truth = (shot[3] == (255, 0, 0)).all(-1)
    assert (track.mask(3) & truth).sum() / (track.mask(3) | truth).sum() > 0.9
    assert not track.mask(5).any()
    with pytest.raises(IndexError):
        track.mask(8)
