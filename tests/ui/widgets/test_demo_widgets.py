"""What the workspace Demo is made of, one widget at a time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.masks.effects import Backdrop, EffectSettings, PictureEffect
from soc_studio.core.project.project import LayerId
from soc_studio.core.tracks.object_boxes import ObjectBox
from soc_studio.ui.widgets.demo.demo_panel import DemoPanel
from soc_studio.ui.widgets.demo.effect_tiles import EffectTiles
from soc_studio.ui.widgets.demo.name_tags import NameTags
from soc_studio.ui.widgets.demo.scrub_bar import ObjectLine, ScrubBar
from soc_studio.ui.widgets.demo.wipe_handle import WipeHandle
from soc_studio.ui.widgets.popover import Popover
from soc_studio.ui.widgets.viewer import Viewer
from tests.ui.pixels import pixel

CYAN, PINK = (53, 200, 234), (230, 76, 158)


@pytest.fixture
def bar(qtbot: QtBot) -> ScrubBar:
    made = ScrubBar()
    qtbot.addWidget(made)
    made.resize(500, made.height())
    made.set_frames(101)
    made.show()
    return made


def told(signal: object) -> list[object]:
    """Return a list that gets what a signal says."""
    heard: list[object] = []
    signal.connect(heard.append)  # type: ignore[attr-defined]
    return heard


def test_the_mouse_takes_the_playhead_where_it_presses_and_drags(bar: ScrubBar) -> None:
    frames = told(bar.asked)
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.place_of(25)), 14))
    QTest.mouseMove(bar, QPoint(round(bar.place_of(80)), 14))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(10, 14))
    assert frames == [25, 80]
    bar.show_frame(50)  # what the program shows is nobody's wish
    assert frames == [25, 80]
    assert bar.value() == 50
    assert [bar.frame_at(bar.place_of(each)) for each in (0, 7, 100)] == [0, 7, 100]


def test_keys_move_the_playhead_by_a_frame_and_by_ten(bar: ScrubBar) -> None:
    frames = told(bar.asked)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_Left):
        QTest.keyClick(bar, key)
    assert frames == [1, 11, 10]


def test_each_object_has_a_line_where_it_is_in_the_video(bar: ScrubBar) -> None:
    bar.show_lines([ObjectLine("a cat", CYAN, ((0, 30), (60, 101))), ObjectLine("a dog", PINK, ())])
    image = bar.grab().toImage()
    row = [pixel(image, column, 28).getRgb()[:3] == CYAN for column in range(2, bar.width())]
    share = sum(row) / len(row)
    assert share == pytest.approx(71 / 101, abs=0.03)
    assert not row[round(45 / 101 * len(row))]
    assert bar.accessibleDescription() == "a cat, a dog"


@pytest.fixture
def viewer(qtbot: QtBot) -> Viewer:
    made = Viewer()
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.set_picture_size(320, 180)
    made.show()
    return made


def test_the_wipe_is_dragged_and_moved_with_the_arrow_keys(viewer: Viewer) -> None:
    handle = WipeHandle(viewer)
    handle.show()
    shares = told(handle.moved)
    middle = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(handle, middle - QPoint(100, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle)
    assert handle.share == pytest.approx(0.64 - 100 / 400, abs=0.01)
    before = handle.share
    QTest.keyClick(handle, Qt.Key.Key_Right)
    assert handle.share == pytest.approx(before + 0.01, abs=0.006)
    QTest.keyClick(handle, Qt.Key.Key_End)
    assert shares[-1] == handle.share == 1
    viewer.resize(800, 200)
    assert handle.geometry().center().x() == pytest.approx(800, abs=1)


def test_a_picture_is_compared_with_its_source_at_the_wipe(viewer: Viewer) -> None:
    both = QImage(320, 360, QImage.Format.Format_RGB32)
    both.fill(QColor("red"))
    painter = QPainter(both)
    painter.fillRect(0, 180, 320, 180, QColor("blue"))
    painter.end()
    viewer.compared_at = 0.25
    viewer.show_image(both, compares=True)
    image = viewer.grab().toImage()
    assert [pixel(image, x, 100).name() for x in (40, 97, 103, 360)] == [
        "#ff0000",
        "#ff0000",
        "#0000ff",
        "#0000ff",
    ]
    # Neither reaches into the other at its upper and lower edges.
    assert pixel(image, 50, round(viewer.target().bottom()) - 2).name() == "#ff0000"
    assert pixel(image, 200, round(viewer.target().top()) + 2).name() == "#0000ff"
    alone = viewer.pixmap().toImage()
    assert alone.size().toTuple() == (320, 180)
    assert QColor(alone.pixel(300, 170)).name() == "#ff0000"


def test_a_picture_that_fills_reaches_the_edges_and_the_place_of_before_comes_back(
    viewer: Viewer,
) -> None:
    viewer.zoom_to(2.0, QPointF(50, 50))
    before = viewer.target()
    viewer.fill(True)
    assert viewer.target().left() == pytest.approx(0)
    assert viewer.target().width() == pytest.approx(400)
    assert viewer.target().top() < 0
    viewer.resize(200, 320)  # too much would be cut off: the picture is only a little larger
    assert viewer.target().height() == pytest.approx(1.2 * 200 * 180 / 320)
    viewer.resize(400, 200)
    viewer.zoom_to(3.0)
    viewer.fill(False)
    assert viewer.target() == before


def test_effects_are_chosen_by_mouse_and_by_arrow_keys(qtbot: QtBot) -> None:
    tiles = EffectTiles()
    qtbot.addWidget(tiles)
    tiles.show_effect(PictureEffect.SPOTLIGHT)
    chosen = told(tiles.chosen)
    tiles.show()
    tiles.activateWindow()
    qtbot.waitUntil(tiles.isActiveWindow)
    QTest.mouseClick(tiles.buttons[PictureEffect.BLUR], Qt.MouseButton.LeftButton)
    tiles.buttons[PictureEffect.BLUR].setFocus()
    QTest.keyClick(tiles.buttons[PictureEffect.BLUR], Qt.Key.Key_Right)
    assert chosen == [PictureEffect.BLUR, PictureEffect.BACKGROUND]
    assert tiles.buttons[PictureEffect.BACKGROUND].isChecked()
    QTest.keyClick(tiles.buttons[PictureEffect.BACKGROUND], Qt.Key.Key_Left)
    assert chosen[-1] is PictureEffect.BLUR
    assert all(each.accessibleName() and each.toolTip() for each in tiles.buttons.values())


@pytest.fixture
def panel(qtbot: QtBot) -> DemoPanel:
    made = DemoPanel(QAction("Play"), QAction("Loop"), QAction("Mute"))
    qtbot.addWidget(made)
    made.resize(1200, 220)
    made.show()
    return made


def test_examples_are_offered_and_their_room_stays(panel: DemoPanel) -> None:
    height = panel.sizeHint().height()
    asked = told(panel.example_asked)
    panel.show_examples(["the red car", "salt & pepper"])
    panel.examples[1].click()
    assert asked == ["salt & pepper"]
    assert panel.examples[0].accessibleName() == "Find “the red car”"
    assert panel.sizeHint().height() == height
    panel.show_examples([])
    assert panel.examples == []
    assert panel.sizeHint().height() == height


def test_a_new_background_has_its_options_and_their_room_stays(panel: DemoPanel) -> None:
    height = panel.sizeHint().height()
    assert not panel.colours.isVisible()
    picture = Backdrop(np.zeros((4, 4, 3), np.uint8))
    panel.show_effect(EffectSettings(PictureEffect.BACKGROUND, backdrop=picture), "beach.jpg")
    assert panel.colours.isVisible()
    assert panel.picture_button.text() == "beach.jpg"
    assert panel.sizeHint().height() == height
    panel.show_effect(EffectSettings(PictureEffect.BACKGROUND, ground=PINK))
    assert panel.picture_button.text() == "Picture…"


def boxes(*names: str) -> tuple[ObjectBox, ...]:
    return tuple(
        ObjectBox(LayerId(place), name, CYAN, (0.1 + 0.3 * place, 0.4, 0.2, 0.3))
        for place, name in enumerate(names)
    )


def painted(tags: NameTags, room: QRectF | None = None) -> QImage:
    image = QImage(800, 450, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    whole = QRectF(0, 0, 800, 450)
    tags.paint(painter, whole, room or whole)
    painter.end()
    return image


def test_names_are_painted_in_the_colour_of_their_layer_in_the_room_that_is_seen(
    qtbot: QtBot,
) -> None:
    tags = NameTags(lambda: [])
    tags.show_objects(boxes("a cat", "a dog " * 40))
    image = painted(tags)
    assert [each.key for each in tags.placed] == [0, 1]
    for each in tags.placed:
        at = QPoint(round(each.area.left) + 6, round(each.area.top) + 16)
        assert QColor(image.pixel(at)).getRgb()[:3] == CYAN
    assert tags.placed[1].area.width == 320
    painted(tags, QRectF(0, 0, 300, 450))  # the other is at the right of the wipe
    assert [each.key for each in tags.placed] == [0]
    assert tags.placed[0].area.right <= 300


def test_names_keep_clear_of_what_lies_over_the_picture(qtbot: QtBot) -> None:
    cover = QRect(0, 0, 800, 180)
    tags = NameTags(lambda: [cover])
    tags.show_objects(boxes("a cat"))
    painted(tags)
    (only,) = tags.placed
    assert only.area.top >= 180


def test_a_popover_stands_above_its_owner_where_there_is_no_room_below(
    qtbot: QtBot, make_window: Callable[[], QWidget]
) -> None:
    window = make_window()
    owner = QLabel("field", window)
    owner.setGeometry(20, 260, 100, 30)
    popover = Popover(owner)
    popover.setMinimumSize(120, 90)
    window.show()
    popover.open()
    assert popover.geometry().bottom() < 260
    owner.move(20, 20)
    popover.place()
    assert popover.geometry().top() >= 50
    popover.hide()


@pytest.fixture
def make_window(qtbot: QtBot) -> Callable[[], QWidget]:
    def make() -> QWidget:
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(400, 300)
        return window

    return make
