"""What is shown while the playhead is dragged over a video whose frames take long to reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from soc_rvos.masks import Mask
from soc_studio.core.media.key_pictures import KeyPictures
from soc_studio.core.project import edits
from soc_studio.core.project.project import Correction
from soc_studio.ui.controllers.looks import Looks
from soc_studio.ui.controllers.picture import PictureController
from soc_studio.ui.playback.frame_supplier import FrameSupplier
from soc_studio.ui.widgets.pill import Pill
from soc_studio.ui.widgets.viewer import Viewer
from tests.ui.controllers.conftest import Bench

FRAMES, GROUP, WIDTH, HEIGHT = 500, 250, 576, 320
_TENS, _ONES = 11, 9  # steps of grey


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A video in two groups of pictures; each picture says its number by its two halves' grey."""
    path = tmp_path_factory.mktemp("long") / "groups.mp4"
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        options = {"g": str(GROUP), "keyint_min": str(GROUP), "sc_threshold": "0", "qp": "4"}
        stream.options = {"preset": "ultrafast", **options}
        for number in range(FRAMES):
            picture = np.full((HEIGHT, WIDTH), 20 + _TENS * (number // 25), dtype=np.uint8)
            picture[:, WIDTH // 2 :] = 20 + _ONES * (number % 25)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "gray")))
        container.mux(stream.encode())
    return path


def number_in(image: QImage) -> int:
    """Return which picture of the clip an image is; looks where no mask lies."""
    row = image.height() - 4
    left, right = (image.pixelColor(column, row).green() for column in (4, image.width() - 4))
    return 25 * round((left - 20) / _TENS) + round((right - 20) / _ONES)


def is_masked(image: QImage) -> bool:
    """Return whether a colour lies over the middle of the upper edge, as all clips are grey."""
    colour = image.pixelColor(image.width() // 4, 10)
    values = colour.red(), colour.green(), colour.blue()
    return max(values) - min(values) > 12


@dataclass(frozen=True)
class Seen:
    """A picture that came to the screen, and what the window said of it."""

    is_near: bool
    frame: int
    image: QImage
    badge: str
    can_be_drawn_on: bool


@dataclass
class Screen:
    """The picture of a bench's document, and all that was shown."""

    bench: Bench
    viewer: Viewer
    badge: Pill
    supplier: FrameSupplier
    seen: list[Seen] = field(default_factory=list)

    def scrub(self, qtbot: QtBot, *frames: int) -> list[Seen]:
        """Drag over some frames; return what was shown until the last of them was."""
        self.seen.clear()
        for frame in frames:
            self.bench.playback.scrub(frame)
        return self.settle(qtbot, frames[-1])

    def settle(self, qtbot: QtBot, frame: int) -> list[Seen]:
        qtbot.waitUntil(
            lambda: bool(self.seen) and not self.seen[-1].is_near and self.seen[-1].frame == frame
        )
        return list(self.seen)

    def add(self, is_near: bool, frame: int, image: QImage) -> None:
        drawable = self.viewer.shows_frame
        self.seen.append(Seen(is_near, frame, image, self.badge.text, drawable))


@pytest.fixture
def screen(bench: Bench, qtbot: QtBot) -> Screen:
    """The first frame on the screen, masks at the top of every frame."""
    reader, video = bench.document.reader, bench.document.video
    assert reader is not None
    assert video is not None
    edit, (layer,) = edits.add_layers(bench.document.project, video.id, ["the top"])
    bench.document.do(*edit)
    pixels = np.zeros((HEIGHT, WIDTH), dtype=bool)
    pixels[:60] = True
    correction = Correction(Mask.from_array(pixels))
    marked = dict.fromkeys((0, 140, 160, GROUP, 395, 399), correction)
    bench.document.do("mark", bench.document.project.correct(layer, marked))
    viewer = Viewer()
    qtbot.addWidget(viewer)
    viewer.resize(WIDTH, HEIGHT)
    viewer.set_picture_size(WIDTH, HEIGHT)
    badge = Pill(viewer)
    supplier = bench.keep(
        FrameSupplier(reader, KeyPictures(reader), bench.document.track_cache, video.id)
    )
    looks = Looks(bench.actions, viewer, bench.owner)
    picture = PictureController(
        bench.document, bench.playback, supplier, viewer, badge, looks, bench.owner
    )
    screen = Screen(bench, viewer, badge, supplier)

    # After the controller: the window has said already what it says.
    supplier.ready.connect(lambda request, image: screen.add(False, request.frame, image))
    supplier.stood_in.connect(lambda _, image, frame: screen.add(True, frame, image))
    bench.document.track_cache.refresh(layer)
    bench.document.refreshed(layer)
    picture.refresh()
    qtbot.waitUntil(lambda: bool(screen.seen) and is_masked(screen.seen[-1].image))
    return screen


@pytest.mark.slow
def test_a_drag_shows_the_nearest_key_frame_without_masks_and_then_the_frame(
    screen: Screen, qtbot: QtBot
) -> None:
    *before, exact = screen.scrub(qtbot, 140)
    (near,) = [each for each in before if each.is_near]
    assert near.frame == number_in(near.image) == GROUP
    assert not is_masked(near.image)
    assert str(GROUP) in near.badge
    assert not near.can_be_drawn_on
    assert number_in(exact.image) == 140
    assert is_masked(exact.image)
    assert exact.badge == ""
    assert exact.can_be_drawn_on
    assert screen.supplier.shows_exact


def test_a_frame_that_is_gone_to_by_a_key_is_shown_itself(screen: Screen, qtbot: QtBot) -> None:
    screen.seen.clear()
    screen.bench.playback.go(395)
    *before, exact = screen.settle(qtbot, 395)
    assert not any(each.is_near for each in before)
    assert number_in(exact.image) == 395
    assert is_masked(exact.image)


@pytest.mark.slow
def test_what_is_nearer_than_a_key_frame_stays_on_the_screen(screen: Screen, qtbot: QtBot) -> None:
    screen.scrub(qtbot, 160)
    shown = screen.scrub(qtbot, 140)  # twenty frames back: the key frame is farther
    assert not any(each.is_near for each in shown)
    assert number_in(shown[-1].image) == 140


@pytest.mark.slow
def test_a_long_drag_shows_key_frames_without_masks_and_ends_on_the_last_frame(
    screen: Screen, qtbot: QtBot
) -> None:
    shown = screen.scrub(qtbot, *range(130, 400))
    near = [each for each in shown if each.is_near]
    assert {each.frame for each in near} == {GROUP}
    assert not any(is_masked(each.image) for each in near)
    assert all(number_in(each.image) == each.frame for each in shown)
    assert len(shown) < 100  # those that were passed over were not made
    assert is_masked(shown[-1].image)
