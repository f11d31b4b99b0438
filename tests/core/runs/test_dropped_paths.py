"""Paths that come together are recognised one by one."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.runs.dropped_paths import recognised
from tests.core.datasets.made_datasets import WRITTEN, plain_video, written


def test_each_path_is_what_it_is_among_others(tmp_path: Path) -> None:
    datasets = []
    for format in WRITTEN:
        written(Dataset((plain_video(),)), format, tmp_path / format.id)
        datasets.append(tmp_path / format.id)
    footage = tmp_path / "footage"
    (footage / "frames").mkdir(parents=True)
    cv2.imwrite(str(footage / "frames" / "1.png"), np.zeros((4, 4, 3), np.uint8))
    for name in ("a.mp4", "footage/b.mov", "work.soc", "list.csv", "list.json", "notes.txt"):
        (tmp_path / name).write_text("[]", encoding="utf-8")
    names = ("a.mp4", "footage", "work.soc", "list.csv", "notes.txt", "list.json", "a.mp4")
    found = recognised([*datasets, *(tmp_path / name for name in names)])
    assert found.datasets == tuple(datasets)
    assert found.projects == (tmp_path / "work.soc",)
    assert found.lists == (tmp_path / "list.csv", tmp_path / "list.json")
    assert found.clips == (
        tmp_path / "a.mp4",
        footage / "b.mov",
        footage / "frames",
        tmp_path / "notes.txt",
    )
