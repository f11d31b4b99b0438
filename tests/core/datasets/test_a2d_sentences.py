"""A2D-Sentences: MP4 and HDF5 as the published loaders read them, and nothing of hostile files."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import h5py
import numpy as np
import pytest
from pycocotools import mask as coco

from soc_rvos.datasets.hdf5 import MOST_BYTES
from soc_rvos.datasets.published import open_published
from soc_studio.core.datasets.dataset import Dataset, DatasetVideo, FramePictures
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.frame_pictures import FrameFiles
from soc_studio.core.datasets.registry import open_dataset
from soc_studio.core.datasets.selection import every_nth
from soc_studio.core.datasets.writing import fitted_to
from tests.core.datasets.made_datasets import (
    FIVES,
    HEIGHT,
    WIDTH,
    by_id,
    check_equal,
    pictures,
    plain_video,
    read_all,
    rich_dataset,
    written,
)

A2D = by_id("a2d-sentences")
MASKS = Path("text_annotations/a2d_annotation_with_instances")


def clip_of(folder: Path, video: str) -> list[np.ndarray[Any, Any]]:
    """Return the frames of a clip, RGB uint8 [H, W, 3]."""
    with av.open(folder / "Release" / "clips320H" / f"{video}.mp4") as container:
        return [each.to_ndarray(format="rgb24") for each in container.decode(video=0)]


def read_as_published(folder: Path, split: str) -> list[dict[str, Any]]:
    """Return the samples of a split as the loaders of MTTR and ReferFormer make them.

    Without their list of single frames, which the export has too, they go by the tables.
    """
    with (folder / "Release" / "videoset.csv").open(newline="") as file:
        table = list(csv.reader(file))
    assert all(len(row) == 9 for row in table)
    missed = (folder / "text_annotations" / "a2d_missed_videos.txt").read_text().splitlines()
    subset = {"train": 0, "test": 1}[split]
    used = {row[0] for row in table if row[0] not in missed and int(row[8]) == subset}
    with (folder / "text_annotations" / "a2d_annotation.txt").open(newline="") as file:
        texts = list(csv.DictReader(file))
    samples = []
    for row in texts:
        if row["video_id"] not in used:
            continue
        for path in sorted((folder / MASKS / row["video_id"]).glob("*.h5")):
            with h5py.File(path, "r") as file:
                instances = list(file["instance"])
                if int(row["instance_id"]) not in instances:
                    continue
                index = instances.index(int(row["instance_id"]))
                planes = np.array(file["reMask"])
                boxes = file["reBBox"]
                box = boxes[:, index] if len(instances) > 1 else np.array(boxes).squeeze()
            if len(instances) == 1:
                planes = planes[np.newaxis]
            planes = planes.transpose(0, 2, 1)
            # Column after column, as the codes are made.
            codes = [coco.encode(each) for each in planes]
            frames = clip_of(folder, row["video_id"])
            number = int(path.stem)
            samples.append(
                {
                    "id": f"v_{row['video_id']}_f_{number}_i_{row['instance_id']}",
                    "text": " ".join(row["query"].lower().split()),
                    "mask": planes[index],
                    "code": codes[index],
                    "area": float(coco.area(codes[index])),
                    "box": box.tolist(),
                    "frames": frames,
                    "frame": frames[number - 1],
                }
            )
    return samples


def exported(tmp_path: Path, name: str = "a1b2") -> Path:
    shown = pictures(tmp_path / "frames", FIVES)
    written(Dataset((plain_video(name, "valid", shown),)), A2D, tmp_path / "out")
    return tmp_path / "out"


def test_it_is_written_as_its_loaders_read_it(tmp_path: Path) -> None:
    folder = exported(tmp_path)
    video = plain_video()
    samples = read_as_published(folder, "test")
    assert read_as_published(folder, "train") == []
    assert [each["id"] for each in samples] == [
        f"v_a1b2_f_{number}_i_{id}" for id in (1, 1, 2) for number in (1, 2, 3)
    ]
    assert [each["text"] for each in samples[::3]] == [each.text for each in video.expressions]
    for place, sample in enumerate(samples):
        one = video.objects[place >= 6]
        mask = one.masks.read(place % 3)
        left, top, width, height = mask.box
        assert (sample["mask"] == mask.to_array()).all()
        assert sample["area"] == mask.area
        assert sample["box"] == [left, top, left + width, top + height]
        assert len(sample["frames"]) == 4
        assert np.abs(sample["frame"].astype(int) - (40 * (place % 3) + 20)).max() <= 3


def test_our_own_reader_of_the_published_dataset_reads_it(tmp_path: Path) -> None:
    dataset = open_published(exported(tmp_path))
    assert (dataset.kind, dataset.missing) == ("a2d-sentences", ())
    video = plain_video()
    samples = dataset.samples("test")
    assert dataset.samples("train") == []
    assert {each.text for each in samples} == {each.text for each in video.expressions}
    for sample in samples:
        (place,) = sample.annotated
        (id,) = sample.objects or ()
        wanted = video.objects[int(id) - 1].masks.read(place).to_array()
        assert (sample.truth(place).mask == wanted).all()
        assert len(sample.frames) == 4
        (frame,) = sample.frames.read([place])
        assert np.abs(frame.astype(int) - (40 * place + 20)).max() <= 3


def test_the_lists_of_json_say_the_same_as_hdf5(tmp_path: Path) -> None:
    folder = exported(tmp_path)
    samples = read_as_published(folder, "test")
    path = folder / "a2d_sentences_single_frame_test_annotations.json"
    listed = json.loads(path.read_bytes())
    assert [f"v_{video}_f_{frame}_i_{id}" for _, video, frame, id in listed[:3]] == [
        "v_a1b2_f_1_i_1",
        "v_a1b2_f_1_i_1",
        "v_a1b2_f_1_i_2",
    ]
    assert sorted(f"v_{video}_f_{frame}_i_{id}" for _, video, frame, id in listed) == sorted(
        each["id"] for each in samples
    )
    path = folder / "a2d_sentences_test_annotations_in_coco_format.json"
    said = json.loads(path.read_bytes())
    by_id = {each["image_id"]: each for each in said["annotations"]}
    assert {each["id"] for each in said["images"]} == set(by_id)
    for sample in samples:
        own = by_id[sample["id"]]
        assert own["segmentation"]["counts"].encode() == sample["code"]["counts"]
        assert own["area"] == sample["area"]
    shutil.copytree(folder, tmp_path / "json", ignore=shutil.ignore_patterns("*_with_instances"))
    check_equal(open_dataset(folder)[1], open_dataset(tmp_path / "json")[1])
    path = tmp_path / "json" / "a2d_sentences_test_annotations_in_coco_format.json"
    path.unlink()
    with pytest.raises(DatasetError, match="lacks the masks of A2D-Sentences"):
        open_dataset(tmp_path / "json")


def test_it_comes_back_from_an_archive(tmp_path: Path) -> None:
    rich = rich_dataset(tmp_path / "frames")
    held, losses = written(rich, A2D, tmp_path / "out")
    assert "Frames are written as H.264 in MP4, with some loss: 9." in [
        str(each.sentence) for each in losses
    ]
    path = tmp_path / "a2d.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each in (tmp_path / "out").rglob("*"):
            archive.write(each, Path("inside", each.relative_to(tmp_path / "out")))
    format, dataset = open_dataset(path)
    assert format.id == A2D.id
    check_equal(held, dataset)
    clip = dataset.videos[0].clip
    assert clip is not None
    assert clip.folder is None
    assert clip.read(clip.file)[4:8] == b"ftyp"
    written(dataset, A2D, tmp_path / "again")
    assert len(clip_of(tmp_path / "again", "a1b2")) == 4


@pytest.mark.parametrize("kept", FrameFiles)
def test_clips_are_copied_linked_or_left(kept: FrameFiles, tmp_path: Path) -> None:
    folder = exported(tmp_path)
    clip = folder / "Release" / "clips320H" / "a1b2.mp4"
    _, losses = written(open_dataset(folder)[1], A2D, tmp_path / "again", kept)
    assert losses == []
    again = tmp_path / "again" / "Release" / "clips320H" / "a1b2.mp4"
    assert again.exists() == (kept is not FrameFiles.LEAVE)
    if again.exists():
        assert again.read_bytes() == clip.read_bytes()
        assert again.samefile(clip) == (kept is FrameFiles.LINK)
    _, losses = written(open_dataset(folder)[1], by_id("mevis"), tmp_path / "mevis", kept)
    assert any("files get no pictures" in each.sentence for each in losses) == again.exists()


def test_odd_sizes_and_missing_pictures(tmp_path: Path) -> None:
    """A clip has the size of its masks, and no holes."""
    odd = DatasetVideo("odd", ("1", "2"), 11, 17, rate=Fraction(30000, 1001))
    (tmp_path / "frames").mkdir()
    for name, colour in (("1", (10, 20, 200)), ("2", (200, 20, 10))):
        cv2.imwrite(str(tmp_path / "frames" / f"{name}.png"), np.full((11, 17, 3), colour))
    files = FramePictures(
        ("1.png", "2.png"), lambda name: (tmp_path / "frames" / name).read_bytes()
    )
    written(Dataset((replace(odd, pictures=files),)), A2D, tmp_path / "out")
    frames = clip_of(tmp_path / "out", "odd")
    assert [each.shape for each in frames] == [(11, 17, 3)] * 2
    assert np.abs(frames[1].astype(int) - (10, 20, 200)).max() <= 4  # blue first in files
    holes = replace(odd, pictures=replace(files, files=("1.png", None)))
    _, losses = written(Dataset((holes,)), A2D, tmp_path / "holes")
    assert "Videos that lack pictures of frames get no MP4: 1." in [
        str(each.sentence) for each in losses
    ]
    assert list((tmp_path / "holes" / "Release" / "clips320H").iterdir()) == []
    small = Dataset((replace(odd, height=12, width=16, pictures=files),))
    with pytest.raises(DatasetError, match="17x11 pixels, but its video has 16x12"):
        written(small, A2D, tmp_path / "small")
    assert not (tmp_path / "small").exists()


def test_every_nth_frame_of_a_clip_is_labelled_and_all_stay(tmp_path: Path) -> None:
    video = plain_video(shown=pictures(tmp_path / "frames", FIVES))
    held, _ = written(every_nth(Dataset((video,)), 2, whole=True), A2D, tmp_path / "out")
    assert held.videos[0].annotated == (0, 2)
    names = sorted(each.name for each in (tmp_path / "out" / MASKS / "a1b2").iterdir())
    assert names == ["00001.h5", "00003.h5"]
    assert len(clip_of(tmp_path / "out", "a1b2")) == 4


@pytest.mark.parametrize("name", ["0123", "1e5", "nan", "NA", "True", "-3.5"])
def test_no_video_is_called_as_a_number(name: str, tmp_path: Path) -> None:
    """Tables are read with pandas, which makes numbers of such names."""
    held, losses = fitted_to(Dataset((plain_video(name),)), A2D, FrameFiles.LEAVE)
    assert held.videos[0].name == f"v_{name}"
    assert any("for a number or for nothing: 1" in each.sentence for each in losses)


def virtual(file: h5py.File, path: Path) -> None:
    with h5py.File(path.with_name("other.h5"), "w") as other:
        other["reMask"] = np.ones((WIDTH, HEIGHT), dtype=np.uint8)
    layout = h5py.VirtualLayout((WIDTH, HEIGHT), dtype=np.uint8)
    layout[:] = h5py.VirtualSource(path.with_name("other.h5"), "reMask", (WIDTH, HEIGHT))
    file.create_virtual_dataset("reMask", layout)


def external(file: h5py.File, path: Path) -> None:
    path.with_name("secret").write_bytes(bytes(WIDTH * HEIGHT))
    kept = [(str(path.with_name("secret")), 0, WIDTH * HEIGHT)]
    file.create_dataset("reMask", (WIDTH, HEIGHT), np.uint8, external=kept)


def linked(file: h5py.File, path: Path) -> None:
    with h5py.File(path.with_name("other.h5"), "w") as other:
        other["reMask"] = np.ones((WIDTH, HEIGHT), dtype=np.uint8)
    file["reMask"] = h5py.ExternalLink(str(path.with_name("other.h5")), "/reMask")


def soft(file: h5py.File, path: Path) -> None:
    file["reMask"] = h5py.SoftLink("/instance")


def bomb(file: h5py.File, path: Path) -> None:
    """Chunks that nobody wrote take no place in the file."""
    shape = (1, WIDTH, MOST_BYTES // WIDTH + 1)
    file.create_dataset("reMask", shape, np.uint8, chunks=(1, WIDTH, 64), compression="gzip")


def texts(file: h5py.File, path: Path) -> None:
    file["reMask"] = np.full((WIDTH, HEIGHT), "x", dtype=h5py.string_dtype())


def group(file: h5py.File, path: Path) -> None:
    file.create_group("reMask")


def several(file: h5py.File, path: Path) -> None:
    file["reMask"] = np.ones((2, WIDTH, HEIGHT), dtype=np.uint8)


def larger(file: h5py.File, path: Path) -> None:
    file["reMask"] = np.ones((WIDTH + 1, HEIGHT), dtype=np.uint8)


def unknown(file: h5py.File, path: Path) -> None:
    file["reMask"] = np.ones((WIDTH, HEIGHT), dtype=np.uint8)
    del file["instance"]
    file["instance"] = np.array([np.nan])


def missing(file: h5py.File, path: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (virtual, "from another file"),
        (external, "from another file"),
        (linked, "leads to another place"),
        (soft, "leads to another place"),
        (bomb, "more than 512 MB"),
        (texts, "has no numbers"),
        (group, "is no array"),
        (several, "a mask for each object"),
        (larger, "17x12 pixels, but its video has 16x12|16x12 pixels, but"),
        (unknown, "no numbers of objects"),
        (missing, "leads to another place|has no 'reMask'"),
    ],
)
def test_hdf5_that_is_hostile_is_refused(
    harm: Callable[[h5py.File, Path], None], words: str, tmp_path: Path
) -> None:
    folder = exported(tmp_path)
    path = folder / MASKS / "a1b2" / "00002.h5"
    with h5py.File(path, "w") as file:
        file["instance"] = np.array([1])
        harm(file, path)
    with pytest.raises(DatasetError, match=rf"00002\.h5'.*({words})"):
        read_all(folder)
