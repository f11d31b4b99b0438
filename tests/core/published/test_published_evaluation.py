"""A model, or anybody's masks, are measured on published datasets as papers do."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from soc_rvos.datasets.published import open_published
from soc_studio.cli import main
from soc_studio.core.published.results import ResultFolder
from tests import published_layouts as made
from tests.thoroughness import only_thorough

pytestmark = pytest.mark.usefixtures("data_of_the_test")


def evaluate(*words: object) -> int:
    """Return the exit code of the command."""
    return main(["evaluate", *map(str, words)])


def scores(folder: Path) -> dict[str, Any]:
    """Return what the command wrote."""
    return dict(json.loads((folder / "scores.json").read_text(encoding="utf-8")))


def write_truth(dataset: Path, split: str, out: Path) -> Path:
    """Write the true masks in the folders of answers."""
    results = ResultFolder(out)
    samples = open_published(dataset).samples(split)
    for sample in samples:
        if sample.annotator is not None:
            planes = np.stack([sample.labels(place) for place in sample.annotated])  # type: ignore[misc]
            swapped = np.array([0, 2, 1, *range(3, 256)], dtype=np.uint8)[planes]
            swapped[planes == 255] = 1  # what is answered there does not count
            results.write_combined(sample, [[swapped] * 4])
        elif len(sample.annotated) == 1:
            (place,) = sample.annotated
            results.write_answers(sample, [(0.9, sample.truth(place).mask)])
        else:
            masks = np.stack([sample.truth(place).mask for place in sample.annotated])
            results.write_masks([sample], [[masks]])
    return out


LAYOUTS = [
    (made.ref_youtube_vos, "train"),
    (made.ref_davis, "valid"),
    (made.ref_davis_converted, "valid"),
    (made.mevis, "valid_u"),
    (made.jhmdb_sentences, "test"),
    (made.refcoco, "refcoco/val"),
    (made.a2d_sentences, "test"),
]


@pytest.mark.parametrize(("layout", "split"), LAYOUTS)
def test_true_masks_get_everything(
    tmp_path: Path, layout: Callable[[Path], Path], split: str, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset = layout(tmp_path / "data")
    masks = write_truth(dataset, split, tmp_path / "masks")
    out = tmp_path / "out"
    assert evaluate("--dataset", dataset, "--split", split, "--masks", masks, "-o", out) == 0
    said = scores(out)["measures"]
    best = {name: value for name, value in said.items() if "decay" not in name}
    best = {name: value for name, value in best.items() if "variance" not in name}
    assert set(best.values()) == {1.0}
    assert capsys.readouterr().out.splitlines()[-1] == f"Report: {out / 'report.html'}"
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "By kind of sentence" in page
    assert "report/00.jpg" in page
    assert (out / "report" / "00.jpg").is_file()


@pytest.mark.parametrize(("layout", "split"), [LAYOUTS[1], LAYOUTS[3], LAYOUTS[6]])
def test_a_network_that_nobody_taught_is_measured_and_goes_on_where_it_was(
    tmp_path: Path, layout: Callable[[Path], Path], split: str, model: Path
) -> None:
    dataset = layout(tmp_path / "data")
    words = ("--dataset", dataset, "--split", split, "--model", model, "-o", tmp_path / "out")
    assert evaluate(*words) == 0
    first = scores(tmp_path / "out")
    assert all(-1 <= value <= 1 for value in first["measures"].values())
    tops = [
        each for each in (tmp_path / "out").iterdir() if each.is_dir() and each.name != "report"
    ]
    kept = next(each for each in sorted(tops[0].rglob("*")) if each.is_file())
    stamp = kept.stat().st_mtime_ns
    if len(tops) == 4:  # of one annotator everything is lost
        shutil.rmtree(tops[1])
    assert evaluate(*words) == 0
    assert scores(tmp_path / "out") == first
    assert len(tops) == 4 or kept.stat().st_mtime_ns == stamp
    assert evaluate(*words, "--protocol", "studio") == 1  # of another protocol


def test_a_split_without_public_masks_becomes_an_archive_for_the_server(
    tmp_path: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset = made.ref_youtube_vos(tmp_path / "data")
    assert evaluate("--dataset", dataset, "--model", model, "-o", tmp_path / "out") == 0
    assert "For the server:" in capsys.readouterr().out
    with zipfile.ZipFile(tmp_path / "out" / "submission.zip") as archive:
        names = archive.namelist()
        with Image.open(archive.open(names[0])) as picture:
            assert picture.mode == "L"
            assert set(np.unique(np.array(picture))) <= {0, 255}
            assert picture.size == (made.WIDTH, made.HEIGHT)
    assert names == [f"Annotations/9e8f/{id}/{frame}.png" for id in "01" for frame in made.fives(4)]


def test_a_mask_that_is_missing_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset = made.ref_youtube_vos(tmp_path / "data")
    masks = write_truth(dataset, "train", tmp_path / "masks")
    (masks / "Annotations" / "2c3d" / "1" / "00010.png").unlink()
    words = ("--dataset", dataset, "--split", "train", "--masks", masks, "-o", tmp_path / "out")
    assert evaluate(*words) == 1
    assert "00010.png' is missing" in capsys.readouterr().err


@pytest.mark.parametrize("split", ["train", "valid"])
def test_masks_of_another_size_are_told_and_frames_without_true_masks(
    tmp_path: Path, split: str, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = made.ref_youtube_vos if split == "train" else made.ref_davis_converted
    dataset = layout(tmp_path / "data")
    masks = write_truth(dataset, split, tmp_path / "masks")
    words = ("--dataset", dataset, "--split", split, "--masks", masks, "-o", tmp_path / "out")
    (true := sorted(dataset.glob(f"{split}/Annotations/*/*.png"))[1]).unlink()
    assert evaluate(*words) == 0
    said = f"'{true.parent.name}' has masks of {3 if split == 'train' else 4} of its"
    assert said in capsys.readouterr().err
    answer = sorted(masks.rglob("*.png"))[2]
    with Image.open(answer) as picture:
        half = picture.resize((made.WIDTH // 2, made.HEIGHT // 2), Image.Resampling.NEAREST)
    half.save(answer)
    assert evaluate(*words) == 1
    assert "has 32x24 pixels, the true mask 64x48" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("count", only_thorough(2))
def test_two_processes_find_what_one_does(tmp_path: Path, model: Path, count: int) -> None:
    dataset = made.ref_youtube_vos(tmp_path / "data")
    words = ("--dataset", dataset, "--split", "train", "--model", model, "--device", "cpu")
    assert evaluate(*words, "-o", tmp_path / "one") == 0
    assert evaluate(*words, "-o", tmp_path / "two", "--processes", count) == 0
    assert scores(tmp_path / "one") == scores(tmp_path / "two")
    for mask in (tmp_path / "one" / "Annotations").rglob("*.png"):
        other = tmp_path / "two" / mask.relative_to(tmp_path / "one")
        assert other.read_bytes() == mask.read_bytes()


def test_what_users_get_is_measured_too(tmp_path: Path, model: Path) -> None:
    for layout, split in ((made.ref_davis, "valid"), (made.refcoco, "refcoco/val")):
        dataset, out = layout(tmp_path / split[:4] / "data"), tmp_path / split[:4] / "out"
        words = ("--dataset", dataset, "--model", model, "--protocol", "studio", "-o", out)
        assert evaluate(*words) == 0
        assert scores(out)["protocol"] == "studio"


@pytest.mark.parametrize(
    ("layout", "split", "said"),
    [
        (made.ref_youtube_vos, "train", "1 sentences, such as 0a1b 1, is on none of the annotated"),
        (made.ref_davis_converted, "valid", "4 sentences, such as motorbike 4, are not in the fir"),
    ],
)
def test_a_wrong_label_is_told(
    tmp_path: Path,
    layout: Callable[[Path], Path],
    split: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    dataset = layout(tmp_path / "data")
    masks = write_truth(dataset, split, tmp_path / "masks")
    path = dataset / "meta_expressions" / split / "meta_expressions.json"
    count = 1 if split == "train" else 4
    path.write_text(path.read_text().replace('"obj_id": "2"', '"obj_id": "7"', count))
    words = ("--dataset", dataset, "--split", split, "--masks", masks, "-o", tmp_path / "out")
    assert evaluate(*words) == 0
    assert said in capsys.readouterr().err
    capsys.readouterr()
    assert evaluate(dataset, "--dataset", dataset) == 1
    assert "cannot be given together" in capsys.readouterr().err


def test_lists_of_results_as_the_published_code_writes_them_are_scored(tmp_path: Path) -> None:
    dataset = made.jhmdb_sentences(tmp_path / "data")
    results = [
        {
            "image_id": f"v_clip_f_{number}",
            "category_id": 1,
            "score": score,
            "segmentation": made.code(made.labels(number - 1 + shift) == 1),
        }
        for number in (1, 5)
        for score, shift in ((0.8, 0), (0.3, 3))
    ]
    made.write_json(tmp_path / "theirs" / "predictions.json", results)
    words = ("--dataset", dataset, "--masks", tmp_path / "theirs", "-o", tmp_path / "out")
    assert evaluate(*words) == 0
    said = scores(tmp_path / "out")
    assert (said["measures"]["mAP"], said["measures"]["P@0.9"]) == (1, 1)
    assert len(said["sentences"][0]["scores"]) == 2


def test_a_project_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset, project = made.ref_youtube_vos(tmp_path / "data"), tmp_path / "labels.soc"
    assert main(["datasets", "import", str(dataset), "-o", str(project)]) == 0
    out = tmp_path / "out"
    assert evaluate("--dataset", dataset, "--split", "train", "--project", project, "-o", out) == 0
    assert scores(out)["measures"]["J&F"] == 1
    path = dataset / "meta_expressions" / "train" / "meta_expressions.json"
    path.write_text(path.read_text().replace("the red square", "a red thing"))
    words = ("--dataset", dataset, "--split", "train", "--project", project, "-o", tmp_path / "new")
    capsys.readouterr()
    assert evaluate(*words) == 0
    assert "no masks for 2 of 4 sentences, such as 'a red thing'" in capsys.readouterr().err
    assert scores(tmp_path / "new")["measures"]["J&F"] == 0.5


def test_a_published_dataset_in_the_place_of_clips_is_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset = made.mevis(tmp_path / "data")
    assert evaluate(dataset) == 1
    assert (
        f"is MeViS, as it is published. Give it as --dataset {dataset}" in capsys.readouterr().err
    )
