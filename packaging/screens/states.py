"""The states of the window that pictures are taken of: a function each.

A new one needs nothing but its function here: it brings the window into the state and waits for
what belongs to it. The picture is taken when nothing moves any more.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable

from PySide6.QtTest import QTest
from screens.answers import answer
from screens.driver import FRAME, SENTENCES, Driver
from screens.names import NAMES

from soc_studio.core.project import edits, label_edits
from soc_studio.core.project.project import Review
from soc_studio.core.storage.document import Document
from soc_studio.core.system.health import Condition, HealthLine
from soc_studio.core.system.progress import Progress
from soc_studio.ui.widgets.question import Question
from soc_studio.ui.widgets.toasts import Kind

NOWHERE = ("the blue elephant",)


def empty(driver: Driver) -> None:
    """The start page when nothing was done yet."""


def recent(driver: Driver) -> None:
    """The start page with work of before."""
    driver.open_found()
    window = driver.window
    window.close_document()
    projects = [driver.folder / f"{name}.soc" for name in ("Harbour", "Market", "Street")]
    for each in projects:
        if not each.exists():
            shutil.copy(driver.project, each)
    driver.leave_in_past(*projects)
    window.preferences.change(recent=tuple(str(each) for each in reversed(projects)))
    window.home.show(True)
    driver.wait(lambda: not window.start_page.is_reading)


def hint(driver: Driver) -> None:
    """The first of the first steps, at its moment."""
    driver.window.preferences.change(hints=True)
    driver.window.shell.first_steps.begin()
    driver.open_sample()
    driver.wait(driver.window.hint.isVisible)


def first_steps(driver: Driver) -> None:
    driver.open_sample()
    driver.window.shell.first_steps.ask()


def opened(driver: Driver) -> None:
    driver.open_sample()


def typed(driver: Driver) -> None:
    """What a search will take, before it is begun."""
    driver.open_found()
    driver.window.expression_bar.line.setText("the man with the umbrella")
    driver.wait(driver.window.estimate_chip.isVisible)


def words(driver: Driver) -> None:
    """A sentence with words that the model does not follow."""
    _type(driver, "the person not holding a cup")


def spelling(driver: Driver) -> None:
    _type(driver, "the womn in the yelow dress")


def several(driver: Driver) -> None:
    """A sentence that means more than one object."""
    _type(driver, "all the people")


def language(driver: Driver) -> None:
    """A sentence that is not in English."""
    _type(driver, "der Hund")


def searching(driver: Driver) -> None:
    driver.open_sample()
    window = driver.window
    window.search(SENTENCES[0], False)
    driver.wait(lambda: any(window.document.view(each.id) for each in window.document.layers))
    driver.is_still = False


def found(driver: Driver) -> None:
    driver.open_found()


def which_one(driver: Driver) -> None:
    """Two answers are as likely: what the shipped model would ask, if it were less sure here."""
    driver.open_sample()
    window = driver.window
    window.go(FRAME)
    layer = answer(window, "the car", {"red-car": 0.68, "blue-car": 0.66, "white-van": 0.6})
    window.document.select(layer)
    window.expression_bar.line.clear()
    driver.wait(lambda: window.document.view(layer))
    window.video.which_one.begin(layer)
    window.document.refreshed(layer)
    driver.wait(lambda: window.advice.advice is not None)


def not_found(driver: Driver) -> None:
    """Nothing was found: why, and what to do."""
    driver.open_found(NOWHERE)
    window = driver.window
    window.video.not_found.look(window.document.layers[0].id)
    driver.wait(lambda: window.advice.advice is not None)


def candidates(driver: Driver) -> None:
    driver.open_found()
    driver.window.document.select(driver.window.document.layers[1].id)


def hover(driver: Driver) -> None:
    """What is under the pointer on the timeline."""
    driver.open_found()
    driver.hover(driver.window.timeline, 0.6, 0.6)
    driver.rest(400)


def legend(driver: Driver) -> None:
    """What the lanes show."""
    driver.open_found()
    driver.window.timeline_panel.head.legend_button.click()


def points(driver: Driver) -> None:
    """A point was set on what is missing."""
    driver.open_found()
    driver.act("points")
    pointing = driver.window.video.corrections.pointing
    driver.settle()
    driver.drag((0.25, 0.6))
    driver.wait(lambda: pointing.count and not pointing.is_waiting)


def corrections(driver: Driver) -> None:
    driver.open_found()
    driver.act("brush")
    driver.drag(*((0.4 + 0.006 * step, 0.6) for step in range(12)))


def propagating(driver: Driver) -> None:
    """A correction is carried to other frames."""
    driver.open_found()
    driver.act("brush")
    layer = driver.window.document.layers[0]
    sentence = f"Carrying “{layer.expression}”"
    driver.window.propagation_bar.show_progress(sentence, layer.colour, Progress(31, 60, 4.0))
    driver.window.video.next_step.refresh()  # which makes room for it


def refine(driver: Driver) -> None:
    driver.open_found()
    driver.window.inspector.edge.set_open(True)
    driver.act("matte")


def cut_out(driver: Driver) -> None:
    driver.open_found()
    driver.act("colour")


def split(driver: Driver) -> None:
    driver.open_found()
    driver.act("split")


def label(driver: Driver) -> None:
    driver.open_found()
    driver.act("workspace_label")


def demo(driver: Driver) -> None:
    driver.open_found()
    driver.act("workspace_demo")
    driver.window.expression_bar.line.setText(SENTENCES[0])


def tasks(driver: Driver) -> None:
    """The list of tasks, with one that is done."""
    driver.open_found()
    window = driver.window
    window.export(driver.folder / "masks", overlay=False)
    driver.wait(lambda: not window.working.jobs)
    window.tasks_popover.toggle()


def export(driver: Driver) -> None:
    driver.open_found()
    driver.act("export")
    sheet = driver.window.video.export.dialog
    driver.wait(lambda: sheet.knows and sheet.fields.isVisible())
    driver.wait(lambda: sheet.head.picture.image is not None)
    place = sheet.fields.place
    place.blockSignals(True)  # it is shown, and not looked for
    place.setText("/home/anna/Videos")


def dataset(driver: Driver) -> None:
    driver.open_found()
    driver.act("export_dataset")
    sheet = driver.window.project.dataset.dialog
    driver.wait(lambda: bool(sheet.lost.text()))
    place = sheet.fields.place
    place.blockSignals(True)  # it is shown, and not looked for
    place.setText("/home/anna/Videos")


def exported(driver: Driver) -> None:
    """An export is done."""
    driver.open_found()
    window = driver.window
    window.export(driver.folder / "street masks", overlay=False)
    driver.wait(lambda: window.toasts.shown)


def help_page(driver: Driver) -> None:
    driver.open_sample()
    driver.act("help")
    driver.dialog()


def preferences(driver: Driver) -> None:
    driver.open_sample()
    driver.act("preferences")


def models(driver: Driver) -> None:
    driver.open_sample()
    driver.act("models")
    desk = driver.window.model_controller
    driver.wait(lambda: any(e.recommended.isVisible() for e in desk.dialog.tiers.values()))


def models_failed(driver: Driver) -> None:
    """A host that does not answer: why, and what to do."""
    from soc_studio.core.models.google_drive import GoogleDrive

    driver.open_sample()
    desk = driver.window.model_controller
    desk.host = GoogleDrive("http://127.0.0.1:9/uc?id={id}", timeouts=(1.0, 1.0))
    desk.hub = "http://127.0.0.1:9"
    driver.act("models")
    driver.wait(lambda: desk.dialog.table.list.count())
    desk.dialog.choose("sgmg-ytvos-b")
    desk.fetch("sgmg-ytvos-b")
    driver.wait(lambda: not desk.working.jobs)


def shortcuts(driver: Driver) -> None:
    driver.open_sample()
    driver.act("shortcuts")
    driver.dialog()


def palette(driver: Driver) -> None:
    driver.open_sample()
    driver.act("palette")
    driver.dialog()


def about(driver: Driver) -> None:
    driver.open_sample()
    driver.act("about")
    driver.dialog()


def computer(driver: Driver) -> None:
    """What was found on a computer on which something is wrong."""
    driver.open_sample()
    driver.act("doctor")
    check = driver.window.shell.computer_check
    driver.wait(lambda: not check.runner.jobs)
    dialog = check.dialog
    dialog.begin()
    dialog.add(HealthLine("python", "Python", "3.12.1 (CPython)"))
    lacks = "The window needs system libraries that are not installed: libxcb-cursor.so.0."
    command = "sudo apt install libxcb-cursor0"
    bad = (Condition.BAD, lacks, "Install them:", command)
    dialog.add(HealthLine("window", "Window", "Qt 6.11.3", *bad))
    dialog.end()
    driver.dialog()


def toasts(driver: Driver) -> None:
    """Something failed, and something was done."""
    driver.open_sample()
    path = driver.folder / "holiday on the coast, second camera.mp4"
    path.write_bytes(b"no video")
    driver.window.open(path)
    driver.wait(lambda: bool(driver.window.toasts.shown))
    driver.window.toasts.tell(Kind.DONE, "The masks are exported.")


def merging(driver: Driver) -> None:
    """Another person's project, in which some things were decided differently."""
    driver.open_found()
    project, document = driver.window.project, driver.window.document
    path, layer = driver.folder / "ben.soc", document.layers[0].id
    document.core.save()
    document.core.file.copy(path)
    with Document.open(path) as other:
        other.do(*label_edits.categorise(other.project, [layer], "pedestrian"))
        said = (Review.REJECTED, "a foot is missing", "Ben")
        other.do(*label_edits.review(other.project, layer, 10, 20, *said))
    document.do(*label_edits.categorise(document.project, [layer], "person"))
    said = (Review.ACCEPTED, "", "Anna")
    document.do(*label_edits.review(document.project, layer, 0, 40, *said))
    project.merging.read(path)
    driver.wait(lambda: project.merging.sheet is not None)
    driver.wait(lambda: not project.merging.sheet.picture_shown.isNull())


def leaving(driver: Driver) -> None:
    """Work without a name is left."""
    driver.open_sample()
    window = driver.window
    document = window.document
    edit, _ = edits.add_layers(document.project, document.video.id, SENTENCES[:2])
    document.do(*edit)
    driver.settle()
    window.close()
    driver.wait(lambda: window.findChildren(Question))


def missing_video(driver: Driver) -> None:
    """A project whose video is not where it was."""
    _lose_video(driver)


def without_video(driver: Driver) -> None:
    """The same project, open without its picture."""
    _lose_video(driver)
    (question,) = driver.window.findChildren(Question)
    next(each for each in question.answers if "without" in each.text()).click()
    driver.wait(lambda: driver.window.document is not None)


def dropping(driver: Driver) -> None:
    """A file is dragged over the window."""
    driver.open_sample()
    driver.window.drop_frame.put()


def _type(driver: Driver, sentence: str) -> None:
    """Type a sentence, and wait for what is said of it."""
    driver.open_sample()
    line = driver.window.expression_bar.line
    line.clear()
    QTest.keyClicks(line, sentence)
    driver.wait(lambda: driver.window.advice.advice is not None)


def _lose_video(driver: Driver) -> None:
    from soc_studio.core.media.video_reader import open_video
    from soc_studio.core.storage.project_videos import put_video
    from soc_studio.resources import resource

    video = driver.folder / "street.mp4"
    shutil.copy(resource("sample", "sample.mp4"), video)
    with open_video(video) as reader, Document.new() as document:
        own = put_video(document, video, reader)
        edit, _ = edits.add_layers(document.project, own.id, SENTENCES)
        document.do(*edit)
        document.save_as(driver.folder / "Street.soc")
    video.unlink()
    driver.window.open(driver.folder / "Street.soc")
    driver.wait(lambda: driver.window.findChildren(Question))


STATES: dict[str, Callable[[Driver], None]] = {each: globals()[each] for each in NAMES}
