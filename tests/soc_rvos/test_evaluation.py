"""Clips with true masks are read with care and scored on every frame."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from soc_rvos.evaluation.manifest import Clip, ManifestError, read_clips
from soc_rvos.evaluation.protocol import (
    AbsentScore,
    ObjectScore,
    evaluate,
    segmenter,
    summarise,
    to_json,
)
from soc_rvos.inference.pipeline import FrameSource, RunSettings
from soc_rvos.masks import Mask

LENGTH = 10


def write_clip(folder: Path, pictures: NDArray[np.uint8], labels: NDArray[np.uint8]) -> None:
    for inner in ("frames", "masks"):
        (folder / inner).mkdir(parents=True)
    for number, (picture, label) in enumerate(zip(pictures, labels, strict=True)):
        Image.fromarray(picture).save(folder / "frames" / f"{number:05d}.jpg", quality=95)
        paletted = Image.new("P", (label.shape[1], label.shape[0]))
        paletted.putdata(label.flatten().tolist())
        paletted.putpalette([0, 0, 0, 255, 0, 0, 0, 0, 255])
        paletted.save(folder / "masks" / f"{number:05d}.png")


@pytest.fixture
def entry() -> dict[str, Any]:
    """What the manifest says of the clip, to be spoilt by tests."""
    return {
        "name": "squares",
        "frames": LENGTH,
        "width": 160,
        "height": 96,
        "fps": 12.0,
        "objects": [
            {
                "id": 1,
                "category": "square",
                "expressions": [{"text": "red"}, {"text": "a red one"}],
            },
            {"id": 2, "category": "square", "expressions": [{"text": "blue"}]},
        ],
        "absent_expressions": [{"text": "green"}],
    }


@pytest.fixture
def folder(tmp_path: Path, squares: Callable[..., NDArray[np.uint8]]) -> Path:
    """A folder of one clip: a red and a blue square."""
    pictures = squares(LENGTH, {"red": (10, 10, 1), "blue": (100, 60, 0)})
    labels = np.zeros(pictures.shape[:3], dtype=np.uint8)
    labels[(pictures == (255, 0, 0)).all(axis=-1)] = 1
    labels[(pictures == (0, 0, 255)).all(axis=-1)] = 2
    write_clip(tmp_path / "clips" / "squares", pictures, labels)
    return tmp_path / "clips"


def manifest(folder: Path, *entries: dict[str, Any], version: int = 1) -> Path:
    content = {"format_version": version, "clips": list(entries)}
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def the_truth(clip: FrameSource, expressions: Sequence[str]) -> list[Mapping[int, Mask]]:
    assert isinstance(clip, Clip)
    values = {"red": 1, "a red one": 1, "blue": 2}
    return [
        {
            number: Mask.from_array(clip.labels(number) == values[text])
            for number in range(clip.frame_count)
        }
        if text in values
        else {}
        for text in expressions
    ]


def test_a_clip_is_read_as_its_manifest_says(folder: Path, entry: dict[str, Any]) -> None:
    (clip,) = read_clips(manifest(folder, entry))
    assert (clip.height, clip.width, clip.frame_count, clip.rate) == (96, 160, 10, Fraction(12))
    assert clip.objects[0].expressions == ("red", "a red one")
    assert clip.absent_expressions == ("green",)
    frames = list(clip.frames(2, 5))
    assert [frame.shape for frame in frames] == [(96, 160, 3)] * 3
    assert frames[0][20, 20, 0] > 200
    assert frames[0][20, 20, 2] < 60
    assert set(np.unique(clip.labels(3))) == {0, 1, 2}
    assert np.count_nonzero(clip.labels(3) == 2) == 24 * 24


def test_true_masks_score_one_and_silence_on_what_is_absent_too(
    folder: Path, entry: dict[str, Any]
) -> None:
    scores = list(evaluate(read_clips(manifest(folder, entry)), the_truth))
    assert scores == [
        ObjectScore("squares", 1, "red", LENGTH, 1.0, 1.0),
        ObjectScore("squares", 1, "a red one", LENGTH, 1.0, 1.0),
        ObjectScore("squares", 2, "blue", LENGTH, 1.0, 1.0),
        AbsentScore("squares", "green", LENGTH, 1.0, 0.0),
    ]


def test_kinds_that_the_manifest_tells_are_scored_apart(
    folder: Path, entry: dict[str, Any]
) -> None:
    entry["objects"][1]["expressions"] = [{"text": "blue", "kind": "colour"}]
    entry["absent_expressions"] = [{"text": "green", "kind": "absent"}]
    scores = list(evaluate(read_clips(manifest(folder, entry)), the_truth))
    kinds = to_json(scores)["kinds"]
    assert set(kinds) == {"absent", "colour"}
    assert (kinds["colour"]["expressions"], kinds["colour"]["region"]) == (1, 1.0)
    assert (kinds["absent"]["absent_expressions"], kinds["absent"]["empty"]) == (1, 1.0)


def test_frames_without_an_answer_count_as_wrong(folder: Path, entry: dict[str, Any]) -> None:
    def half(clip: FrameSource, expressions: Sequence[str]) -> list[Mapping[int, Mask]]:
        found = the_truth(clip, expressions)
        return [{n: mask for n, mask in masks.items() if n < LENGTH / 2} for masks in found]

    first, *_ = evaluate(read_clips(manifest(folder, entry)), half)
    assert isinstance(first, ObjectScore)
    assert (first.region, first.contour, first.joint) == (0.5, 0.5, 0.5)


def test_what_is_marked_for_something_absent_is_counted(
    folder: Path, entry: dict[str, Any]
) -> None:
    pixels = np.zeros((96, 160), dtype=np.bool_)
    pixels[:48] = True

    def too_much(clip: FrameSource, expressions: Sequence[str]) -> list[Mapping[int, Mask]]:
        shown = {0: Mask.from_array(pixels), 1: Mask.empty(96, 160), 4: Mask.from_array(pixels)}
        return [shown for _ in expressions]

    *_, absent = evaluate(read_clips(manifest(folder, entry)), too_much)
    assert absent == AbsentScore("squares", "green", LENGTH, 0.8, 0.1)


def test_masks_kept_smaller_than_the_frame_are_scored_at_its_size(
    folder: Path, entry: dict[str, Any]
) -> None:
    entry["objects"] = entry["objects"][1:]  # the still square, whose sides are even numbers

    def small(clip: FrameSource, expressions: Sequence[str]) -> list[Mapping[int, Mask]]:
        found = the_truth(clip, expressions)
        return [
            {n: Mask.from_array(mask.to_array()[::2, ::2]) for n, mask in masks.items()}
            for masks in found
        ]

    first, *_ = evaluate(read_clips(manifest(folder, entry)), small)
    assert isinstance(first, ObjectScore)
    assert first.region == 1


@pytest.mark.parametrize("settings", [RunSettings(), RunSettings(whole=True)])
def test_a_predictor_is_scored_through_the_pipeline(
    folder: Path, entry: dict[str, Any], predictor: Any, settings: RunSettings
) -> None:
    scores = list(evaluate(read_clips(manifest(folder, entry)), segmenter(predictor, settings)))
    summary = summarise(scores)
    assert summary.expressions == 3
    assert summary.joint is not None
    assert summary.joint > 0.85
    assert summary.empty == 1
    assert {texts for _, texts, _ in predictor.asked} == {("red", "a red one", "blue", "green")}


@pytest.mark.slow
def test_without_a_threshold_the_low_scored_answer_counts_too(
    folder: Path, entry: dict[str, Any], predictor: Any
) -> None:
    segment = segmenter(predictor, RunSettings(), threshold=0.0)
    *_, absent = evaluate(read_clips(manifest(folder, entry)), segment)
    assert isinstance(absent, AbsentScore)
    assert absent.empty < 1
    assert absent.marked > 0


def test_means_are_over_expressions_and_what_is_none_has_none() -> None:
    scores = [
        ObjectScore("one", 1, "a", 10, 0.4, 0.6),
        ObjectScore("one", 1, "b", 10, 0.6, 0.8),
        ObjectScore("two", 1, "c", 90, 0.8, 1.0),
    ]
    summary = summarise(scores)
    assert summary.region == pytest.approx(0.6)
    assert summary.contour == pytest.approx(0.8)
    assert summary.joint == pytest.approx(0.7)
    assert summary.empty is None
    content = json.loads(json.dumps(to_json(scores)))
    assert content["clips"]["one"]["joint"] == pytest.approx(0.6)
    assert content["overall"]["expressions"] == 3
    assert [each["expression"] for each in content["expressions"]] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "../elsewhere"}, "leads out"),
        ({"name": "squares/../.."}, "leads out"),
        ({"name": "."}, "leads out"),
        ({"name": 7}, "name"),
        ({"name": "a\0b"}, "name|no place"),
        ({"frames": 11}, "missing"),
        ({"frames": 0}, "frames"),
        ({"frames": True}, "frames"),
        ({"fps": "fast"}, "fps"),
        ({"fps": float("nan")}, "fps"),
        ({"width": -4}, "width"),
        ({"objects": {}}, "objects"),
        ({"objects": [{"id": 256, "category": "x", "expressions": []}]}, "id"),
        ({"objects": [{"id": 1, "category": "x", "expressions": ["red"]}]}, "text"),
        ({"absent_expressions": None}, "absent_expressions"),
    ],
)
def test_a_manifest_that_is_wrong_is_refused(
    folder: Path, entry: dict[str, Any], change: dict[str, Any], said: str
) -> None:
    with pytest.raises(ManifestError, match=said):
        read_clips(manifest(folder, {**entry, **change}))


def test_an_absolute_name_is_refused(folder: Path, entry: dict[str, Any], tmp_path: Path) -> None:
    write_clip(tmp_path / "other", np.zeros((1, 8, 8, 3), np.uint8), np.zeros((1, 8, 8), np.uint8))
    with pytest.raises(ManifestError, match="leads out"):
        read_clips(manifest(folder, {**entry, "name": str(tmp_path / "other")}))


def test_a_link_that_leads_out_is_refused(
    folder: Path, entry: dict[str, Any], tmp_path: Path
) -> None:
    outside = tmp_path / "secret.png"
    picture = folder / "squares" / "masks" / "00003.png"
    picture.rename(outside)
    try:
        picture.symlink_to(outside)
    except OSError:
        pytest.skip("links cannot be made here")
    with pytest.raises(ManifestError, match="leads out"):
        read_clips(manifest(folder, entry))


def test_other_versions_and_other_files_are_refused(folder: Path, entry: dict[str, Any]) -> None:
    with pytest.raises(ManifestError, match="version 2"):
        read_clips(manifest(folder, entry, version=2))
    with pytest.raises(ManifestError, match="twice"):
        read_clips(manifest(folder, entry, entry))
    for content in (b"[1, 2]", b"{", b"\xff\xfe", b"[" * 100_000):
        (folder / "manifest.json").write_bytes(content)
        with pytest.raises(ManifestError, match=r"manifest\.json"):
            read_clips(folder)
    with pytest.raises(ManifestError, match="could not be read"):
        read_clips(folder / "squares")


def test_pictures_that_are_not_what_they_should_be_are_refused(
    folder: Path, entry: dict[str, Any]
) -> None:
    (clip,) = read_clips(manifest(folder, entry))
    (clip.folder / "frames" / "00001.jpg").write_bytes(b"no picture")
    Image.new("RGB", (160, 96)).save(clip.folder / "frames" / "00003.jpg", "EPS")
    Image.new("RGB", (20, 20)).save(clip.folder / "frames" / "00002.jpg")
    Image.new("RGB", (160, 96)).save(clip.folder / "masks" / "00000.png")
    with pytest.raises(ManifestError, match=r"00001\.jpg could not be read"):
        list(clip.frames(0, 3))
    with pytest.raises(ManifestError, match=r"00003\.jpg could not be read"):
        list(clip.frames(3, 4))
    with pytest.raises(ManifestError, match="20x20"):
        list(clip.frames(2, 3))
    with pytest.raises(ManifestError, match="colours"):
        clip.labels(0)
