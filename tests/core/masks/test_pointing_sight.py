"""What is seen in a frame that is pointed at, and from which picture of it."""

from __future__ import annotations

import threading
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from soc_rvos.inference.device import use_one_thread
from soc_studio.core.masks.brush import Shape, Stroke
from soc_studio.core.masks.pointed import Pointed
from soc_studio.core.masks.pointing import look, pointed_mask
from soc_studio.core.media.video_reader import open_video
from tests.ui.shapes import Pixels, square, write_clip

CLICK = Pointed().and_stroke(Stroke(Shape.POINT, ((80.0, 40.0),)))
FRAME = 10


def test_a_copy_stands_in_for_a_frame_that_takes_long_to_decode(tmp_path: Path) -> None:
    write_clip(tmp_path / "a.mp4")
    asked: list[int] = []
    with open_video(tmp_path / "a.mp4") as reader:
        large = np.asarray(cv2.resize(reader.frame(FRAME), (640, 360)), dtype=np.uint8)
        exact = pointed_mask(look(reader, FRAME, asked.append), CLICK)
    assert asked == []  # it was decoded already

    def copies(frame: int) -> NDArray[np.uint8] | None:
        asked.append(frame)
        return large

    with open_video(tmp_path / "a.mp4") as reader:
        sight = look(reader, FRAME, copies)
        assert reader.way_to(FRAME) > 0  # nothing was decoded
    assert asked == [FRAME]
    assert sight.shape == (180, 320)
    mask = pointed_mask(sight, CLICK)
    assert (mask.height, mask.width) == (180, 320)
    assert iou(mask.to_array(), exact.to_array()) > 0.95
    assert iou(mask.to_array(), square(FRAME)) > 0.8
    with open_video(tmp_path / "a.mp4") as reader:
        large = large[::8, ::8]  # too little is seen in it
        assert look(reader, FRAME, copies).picture.shape == sight.picture.shape
        assert reader.way_to(FRAME) == 0


def iou(one: Pixels, other: Pixels) -> float:
    return float((one & other).sum() / (one | other).sum())


def test_one_thread_computes_alone_and_leaves_the_others_as_they_are() -> None:
    known: dict[str, int] = {}
    before = torch.get_num_threads()

    def alone() -> None:
        use_one_thread()
        known["alone"] = torch.get_num_threads()

    def other() -> None:
        known["other"] = torch.get_num_threads()

    try:
        torch.set_num_threads(3)
        for work in (alone, other):
            thread = threading.Thread(target=work)
            thread.start()
            thread.join()
        assert known == {"alone": 1, "other": 3}
        assert torch.get_num_threads() == 3
    finally:
        torch.set_num_threads(before)
