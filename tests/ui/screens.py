"""Every screen of the window, for tests of what all screens have in common.

A screen is a function that brings a window into a state and returns the widget that is looked at:
the window, or the part that is new; or several pages. One that is added to `SCREENS` is read out,
and looked at in every theme, by the tests that go through this table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.project import edits, label_edits
from soc_studio.core.project.project import LayerId, Review
from soc_studio.core.system.health import Condition, HealthLine
from soc_studio.core.system.progress import Progress
from soc_studio.core.training.fine_tune_wish import FineTuned, VideoScores
from soc_studio.ui.dialogs.crash import CrashDialog
from soc_studio.ui.dialogs.dataset import DatasetSheet
from soc_studio.ui.dialogs.export import ExportSheet
from soc_studio.ui.dialogs.merge import MergeSheet
from soc_studio.ui.dialogs.models import ModelsSheet
from soc_studio.ui.dialogs.palette import Palette
from soc_studio.ui.dialogs.preferences import PreferencesSheet
from soc_studio.ui.dialogs.rate import RateDialog
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.sheet import Sheet
from soc_studio.ui.widgets.toasts import Kind
from tests.ui.controllers.test_several_people import another
from tests.ui.controllers.test_start_page import made, shown
from tests.ui.shapes import tell_found, write_clip

Pages = list[Callable[[], QWidget]]
"""What brings each page of a screen into sight, and returns what is looked at then."""


@dataclass(frozen=True)
class Setting:
    """An empty window, a clip of a square and a disc, and a folder for projects."""

    window: MainWindow
    qtbot: QtBot
    clip: Path
    folder: Path

    def open(self) -> MainWindow:
        """Show the clip."""
        window = self.window
        window.open(self.clip)
        self.qtbot.waitUntil(lambda: window.viewer.image is not None)
        self.qtbot.waitUntil(lambda: not window.opening.jobs)
        self.qtbot.waitUntil(lambda: bool(window.footer.facts.text()))
        return window

    def find(self, text: str = "the square", scores: tuple[float, float] = (0.9, 0.6)) -> LayerId:
        """Show the clip and what was found in it, chosen."""
        window = self.window if self.window.document is not None else self.open()
        layer = tell_found(window, text, scores=scores)
        assert window.document is not None
        window.document.select(layer)
        video = window.video
        assert video is not None
        self.qtbot.waitUntil(lambda: window.candidates.list.count() > 0)
        self.qtbot.waitUntil(lambda: not video.candidates.is_busy)
        self.qtbot.waitUntil(lambda: window.layers.picture_of(layer) is not None)
        self.qtbot.waitUntil(window.next_bar.isVisible)
        return layer

    def act(self, command: str) -> MainWindow:
        """Do what a menu entry does."""
        self.window.actions_[command].trigger()
        return self.window

    def front(self) -> QWidget:
        """Return the dialog or sheet that stands over the window, once it is there."""
        return self.wait(_front)

    def wait(self, found: Callable[[], QWidget | None]) -> QWidget:
        """Return a widget once it is there."""
        self.qtbot.waitUntil(lambda: found() is not None)
        widget = found()
        assert widget is not None
        return widget


def _front() -> QWidget | None:
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible():
            return each
    for each in QApplication.allWidgets():
        if isinstance(each, Sheet) and each.isVisible():
            return each
    return None


def start_empty(setting: Setting) -> QWidget:
    return setting.window


def start_recent(setting: Setting) -> QWidget:
    """Two projects and unsaved work."""
    first, second = setting.folder / "Monday.soc", setting.folder / "Tuesday.soc"
    made(setting.clip, first, "the red car")
    made(setting.clip, second, "a dog", "a cat")
    made(setting.clip, None, "the square")
    shown(setting.window, setting.qtbot, second, first)
    return setting.window.empty_state


def edit_empty(setting: Setting) -> QWidget:
    return setting.open()


def edit_result(setting: Setting) -> Pages:
    """What was found is not sure everywhere; and what the lanes show."""
    setting.find(scores=(0.55, 0.2))
    window = setting.window
    setting.qtbot.waitUntil(window.next_bar.isVisible)
    for section in window.side_panel.sections:
        section.set_open(True)
    legend = window.timeline_panel.head.legend

    def page(explained: bool) -> QWidget:
        legend.dismiss()
        if explained:
            legend.open()
        return legend if explained else window

    return [partial(page, explained) for explained in (False, True)]


def edit_correct(setting: Setting) -> QWidget:
    setting.find()
    setting.act("brush")
    return setting.window.side_panel


def tool_options(setting: Setting) -> QWidget:
    setting.find()
    setting.act("points")
    setting.window.tool_options.show_count(2, 1)
    return setting.window.tool_options


def propagating(setting: Setting) -> QWidget:
    setting.find()
    setting.window.propagation_bar.show_progress("Propagating", None, Progress(3, 10, 1.0))
    return setting.window.propagation_bar


def searching(setting: Setting) -> QWidget:
    pill = setting.open().search_pill
    pill.show_search("Searching for", "the square", None, Progress(8, 24, 2.0))
    return pill


def demo(setting: Setting) -> QWidget:
    setting.find()
    return setting.act("workspace_demo")


def export(setting: Setting) -> Pages:
    """Without and with what few people need."""
    setting.find()
    setting.act("export")
    sheet = setting.front()
    (go,) = (each for each in sheet.findChildren(QPushButton) if each.text() == "Export")
    setting.qtbot.waitUntil(go.isEnabled)
    assert isinstance(sheet, ExportSheet)
    more = sheet.more

    def unfolded(shown: bool) -> QWidget:
        if more.head.isChecked() is not shown:
            more.head.setChecked(shown)
            setting.qtbot.wait(50)  # until the rows are laid out
        return more if shown else sheet

    return [partial(unfolded, shown) for shown in (False, True)]


def dataset(setting: Setting) -> QWidget:
    """What a dataset of one video would lose."""
    setting.find()
    setting.act("export_dataset")
    sheet = setting.front()
    assert isinstance(sheet, DatasetSheet)
    setting.qtbot.waitUntil(lambda: bool(sheet.lost.text()))
    sheet.fields.place.setText("/home/anna/Videos")
    return sheet


def improve(setting: Setting) -> Pages:
    """What a model is called that is to be improved, and what it gained."""
    setting.find()
    project = setting.act("improve_model").project
    assert project is not None
    improving = project.improving

    def asked() -> QWidget:
        improving.ask()
        assert improving.sheet is not None
        return improving.sheet

    def gained() -> QWidget:
        rows = (VideoScores("quay", 4, 0.612, 0.731), VideoScores("street", 2, 0.8, 0.79))
        improving.show_gain(FineTuned("ours", "soc-mini", ("harbour",), rows, 0.706, 0.761, 0.14))
        assert improving.sheet is not None
        return improving.sheet

    return [asked, gained]


def videos(setting: Setting) -> QWidget:
    """Three videos: one that is reviewed, one with something wrong, and one without a sentence."""
    first = setting.find()
    window = setting.window
    document = window.document
    assert document is not None
    more = [setting.folder / name for name in ("cups.mp4", "street.mp4")]
    for seed, path in enumerate(more):
        write_clip(path, seed)
    window.video_room.adder.add(more)
    setting.qtbot.waitUntil(lambda: len(document.project.videos) == 3)
    other = document.project.videos[1].id
    edit, given = edits.add_layers(document.project, other, ["the red cup"])
    document.do(*edit)
    for layers, review in (([first], Review.ACCEPTED), (given, Review.REJECTED)):
        document.do(*label_edits.review_all(document.project, layers, review))
    panel = setting.act("workspace_label").videos
    assert window.project is not None
    reading = window.project.videos
    setting.qtbot.waitUntil(lambda: panel.isVisible() and not reading.is_reading)
    setting.qtbot.waitUntil(lambda: panel.done.text() == "2 of 2 reviewed")
    return panel


def label(setting: Setting) -> QWidget:
    """Two rows, one of them reviewed and with a category, a third that is not searched, and a
    sentence of two of them."""
    first, second = setting.find(), setting.find("the disc")
    document = setting.window.document
    assert document is not None
    assert document.video is not None
    document.do(*label_edits.review_all(document.project, [first], Review.ACCEPTED))
    document.do(*label_edits.categorise(document.project, [first], "shape"))
    edit, _ = edits.add_layers(document.project, document.video.id, ["the triangle"])
    document.do(*edit)
    edit, _ = label_edits.add_expression(
        document.project, document.video.id, "both of them", [first, second]
    )
    document.do(*edit)
    document.select(second)
    table = setting.act("workspace_label").label_table
    setting.qtbot.waitUntil(lambda: table.table.rowCount() == 3 and table.isVisible())
    setting.qtbot.waitUntil(table.doubt.isVisible)  # both rows show the same pixels
    setting.qtbot.waitUntil(lambda: bool(table.left.left.text()))
    return table


def palette(setting: Setting) -> QWidget:
    """Commands and a layer that fit what was typed."""
    setting.find()
    setting.act("palette")
    dialog = setting.front()
    assert isinstance(dialog, Palette)
    setting.qtbot.keyClicks(dialog.line, "sq")
    return dialog


def preferences(setting: Setting) -> Pages:
    setting.act("preferences")
    sheet = setting.front()
    assert isinstance(sheet, PreferencesSheet)

    def page(row: int) -> QWidget:
        sheet.pages.setCurrentRow(row)
        return sheet

    return [partial(page, row) for row in range(sheet.pages.count())]


def models(setting: Setting) -> Pages:
    """Three tiers; and the research models, with what is known of one of them."""
    setting.act("models")
    sheet = setting.front()
    assert isinstance(sheet, ModelsSheet)
    setting.qtbot.waitUntil(lambda: not setting.window.model_controller.looking.jobs)
    sheet.choose("soc-joint-b")

    def page(table: bool) -> QWidget:
        sheet.show_table(table)
        return sheet.table.card if table else sheet

    return [partial(page, table) for table in (False, True)]


def shortcuts(setting: Setting) -> QWidget:
    setting.act("shortcuts")
    return setting.front()


def about(setting: Setting) -> QWidget:
    setting.act("about")
    return setting.front()


def computer(setting: Setting) -> QWidget:
    """What was found on a computer on which something is wrong."""
    check = setting.window.shell.computer_check
    setting.act("doctor")
    dialog = check.dialog
    assert dialog is not None
    setting.qtbot.waitUntil(lambda: not check.runner.jobs)
    dialog.begin()  # what is here is another thing on every computer
    dialog.add(HealthLine("python", "Python", "3.12.1 (CPython)"))
    lacks = "The window needs system libraries that are not installed: libxcb-cursor.so.0."
    command = "sudo apt install libxcb-cursor0"
    bad = (Condition.BAD, lacks, "Install them:", command)
    dialog.add(HealthLine("window", "Window", "Qt 6.11.3", *bad))
    dialog.end()
    return dialog


def tasks(setting: Setting) -> QWidget:
    setting.find()
    window = setting.window
    assert window.export(setting.folder / "masks", overlay=False) is not None
    setting.qtbot.waitUntil(lambda: not window.working.jobs)
    window.tasks_popover.toggle()
    return setting.window.tasks_popover


def words(setting: Setting) -> QWidget:
    """A sentence with words that the model does not follow."""
    window = setting.open()
    setting.qtbot.keyClicks(window.expression_bar.line, "the person not holding a cup")
    setting.qtbot.waitUntil(lambda: window.advice.advice is not None)
    return window.advice


def which_one(setting: Setting) -> QWidget:
    """Two answers are as likely."""
    layer = setting.find("the thing", scores=(0.7, 0.65))
    window = setting.window
    assert window.video is not None
    assert window.document is not None
    window.video.which_one.begin(layer)
    window.document.refreshed(layer)
    setting.qtbot.waitUntil(lambda: window.advice.advice is not None)
    return window.advice


def not_found(setting: Setting) -> QWidget:
    """Nothing counts as found, and the closest thing is shown."""
    layer = setting.find()
    window = setting.window
    assert window.video is not None
    assert window.document is not None
    window.document.do(*edits.set_matte(window.document.project, [layer], threshold=0.99))
    window.video.not_found.look(layer)
    setting.qtbot.waitUntil(lambda: window.advice.advice is not None)
    return window.advice


def help_page(setting: Setting) -> QWidget:
    """A short page of the documentation."""
    setting.act("help")
    window = setting.window.shell.help_menu.window
    assert window is not None
    window.show_page("reference/commands")
    return window


def toasts(setting: Setting) -> QWidget:
    window = setting.open()
    window.toasts.tell_sentences(Kind.ERROR, "The file cannot be read.", ("Again", lambda: None))
    window.toasts.tell(Kind.EVENT, "The square was renamed.", subject="event")
    setting.qtbot.waitUntil(lambda: len(window.toasts.shown) == 2)
    return window.stage


def first_steps(setting: Setting) -> QWidget:
    setting.open()
    setting.act("first_steps")
    setting.qtbot.wait(50)
    return setting.front()


def hint(setting: Setting) -> QWidget:
    """The first of the first steps, at its moment."""
    setting.window.preferences.change(hints=True)
    setting.window.shell.first_steps.begin()
    setting.open()
    bubble = setting.window.hint
    setting.qtbot.waitUntil(bubble.isVisible)
    return bubble


def dialogs(setting: Setting) -> Pages:
    """The rate of a video that does not state it, and a fault of the program."""

    def shown(dialog: QDialog) -> QWidget:
        dialog.show()
        return dialog

    window = setting.window
    rate = RateDialog(setting.clip, 24, window)
    return [partial(shown, each) for each in (rate, CrashDialog("KeyError: 1", "", window))]


def unsaved_work(setting: Setting) -> QWidget:
    made(setting.clip, None, "the square")
    setting.act("recover")
    dialog = setting.front()
    rows = dialog.findChildren(QListWidget)[0]
    setting.qtbot.waitUntil(lambda: rows.count() == 1)
    return dialog


def merging(setting: Setting) -> QWidget:
    """Another person's project, in which some things were decided differently."""
    path = another(setting.open(), setting.folder / "ben.soc")
    project = setting.window.project
    assert project is not None
    project.merging.read(path)
    sheet = setting.front()
    assert isinstance(sheet, MergeSheet)
    setting.qtbot.waitUntil(lambda: not sheet.picture_shown.isNull())
    return sheet


def leaving(setting: Setting) -> QWidget:
    """Work without a name is left."""
    setting.find()
    setting.window.close()
    return setting.front()


def missing_video(setting: Setting) -> QWidget:
    """A project whose video is not where it was."""
    video = setting.folder / "elsewhere.mp4"
    video.write_bytes(setting.clip.read_bytes())
    project = made(video, setting.folder / "Monday.soc", "the red car")
    video.unlink()
    setting.window.open(project)
    return setting.front()


def without_video(setting: Setting) -> QWidget:
    """The same project, open without its picture."""
    question = missing_video(setting)
    window = setting.window
    buttons = [each for each in question.answers if "without" in each.text()]  # type: ignore[attr-defined]
    setting.qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    setting.qtbot.waitUntil(lambda: window.layers.count() == 1)
    setting.qtbot.waitUntil(lambda: "frames" in window.layers.item(0).data(spoken))
    return window


SCREENS: dict[str, Callable[[Setting], QWidget | Pages]] = {
    each.__name__: each
    for each in (
        start_empty,
        start_recent,
        edit_empty,
        edit_result,
        edit_correct,
        tool_options,
        propagating,
        searching,
        demo,
        export,
        dataset,
        improve,
        label,
        videos,
        palette,
        preferences,
        models,
        shortcuts,
        about,
        computer,
        tasks,
        words,
        which_one,
        not_found,
        help_page,
        toasts,
        first_steps,
        hint,
        dialogs,
        unsaved_work,
        merging,
        leaving,
        missing_video,
        without_video,
    )
}
