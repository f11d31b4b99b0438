"""Where a project is proposed to be kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from soc_studio.core.storage.project_place import proposed_place


@pytest.mark.parametrize(
    ("video", "place"),
    [
        ("clips/street.mp4", "clips/street.soc"),
        ("clips/frames/shot", "clips/frames/shot.soc"),
        ("sets/DAVIS/JPEGImages/480p/bear", "sets/DAVIS.soc"),
        ("sets/Ref-YouTube-VOS/train/JPEGImages/0a1b", "sets/Ref-YouTube-VOS.soc"),
        ("sets/own/images/a", "sets/own.soc"),
        ("sets/test/JPEGImages/a", "sets/test.soc"),
    ],
)
def test_a_project_is_beside_its_video_but_not_inside_a_dataset(
    tmp_path: Path, video: str, place: str
) -> None:
    for folder in ("own/Annotations", "Ref-YouTube-VOS/valid"):
        (tmp_path / "sets" / folder).mkdir(parents=True)
    assert proposed_place(tmp_path / video) == tmp_path / place
