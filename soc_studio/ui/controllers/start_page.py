"""The start page: reads recent work off the GUI thread, and opens, saves or forgets it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import QMenu

from soc_studio.core.storage.unsaved import remove_draft
from soc_studio.core.system.errors import StudioError
from soc_studio.core.tracks.recent_work import RecentWork, picture_of, recent_work
from soc_studio.resources import resource
from soc_studio.ui.controllers.open_document import DocumentOpener
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.text import work_text
from soc_studio.ui.toolkit.images import to_qimage
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.question import Question
from soc_studio.ui.widgets.window_frame import WindowFrame
from soc_studio.ui.widgets.work_card import read_picture


@dataclass(frozen=True, slots=True)
class StartPageNeeds:
    """What the start page needs of the window.

    `current` returns the document that is open, `go_back` shows it, and `ask_save_as` asks for its
    name.
    """

    current: Callable[[], OpenDocument | None]
    go_back: Callable[[], object]
    ask_save_as: Callable[[], object]


class StartPageController(QObject):
    """Lives as long as the window. Cards come one by one, then their pictures."""

    failed = Signal(object)  # the exception

    def __init__(
        self,
        frame: WindowFrame,
        preferences: Preferences,
        opener: DocumentOpener,
        needs: StartPageNeeds,
    ) -> None:
        super().__init__(frame)
        self._opener = opener
        self._needs = needs
        self._frame = frame
        self._page = frame.empty_state
        self._preferences = preferences
        self._named_next: Path | None = None  # unsaved work that opens to be given a name
        self._known: dict[Path, RecentWork] = {}
        self._coming: list[RecentWork] = []
        self._runner = JobRunner(self, stays=True)
        self._reading = LatestJob(self, self._runner)
        self._reading.stepped.connect(self._take)
        self._reading.returned.connect(self._show)
        self._reading.failed.connect(self.failed)
        opener.pictured.connect(self._show_opening)
        opener.stayed.connect(self._end_opening)
        self._page.open_asked.connect(opener.ask_file)
        self._page.sample_asked.connect(opener.open_sample)
        self._page.folder_asked.connect(opener.ask_folder)
        self._page.import_asked.connect(self._import)
        self._page.work_asked.connect(self._open)
        self._page.save_asked.connect(self._save)
        self._page.menu_asked.connect(self._ask_menu)

    @property
    def is_reading(self) -> bool:
        """Whether cards or pictures are still to come."""
        return bool(self._runner.jobs)

    def refresh(self) -> None:
        """Read what there is now, and show it as it comes."""
        document = self._needs.current()
        self._page.set_import(self._frame.actions_["import_masks"].isEnabled())
        self._coming = []
        recent = self._preferences.value.recent
        open_now = None if document is None else document.core.file.path
        steps = partial(recent_work, recent, open_now)
        self._reading.start(Job(self.tr("Reading recent work"), steps, minor=True, harmless=True))
        if self._page.sample.picture.pixmap.isNull():
            job = Job(self.tr("Reading the sample"), once(_sample_picture), minor=True)
            job.returned.connect(self._show_sample)
            self._runner.start(job)

    def make_picture(self, path: Path) -> None:
        """Make the picture of a project that was closed, for the next time it is shown."""
        job = Job(self.tr("Making a picture"), once(partial(picture_of, path)), minor=True)
        self._runner.start(job)

    def picture(self, path: Path) -> QPixmap:
        """Return the picture of a piece of work as far as it is known; null where it is not."""
        work = self._known.get(path)
        return QPixmap() if work is None else read_picture(work)

    def finish(self) -> None:
        """Stop reading, and wait until nothing is read."""
        self._runner.finish()

    # What is read

    def _take(self, work: object) -> None:
        """Show a card as soon as it is read; those of the former reading stay until the end."""
        if not isinstance(work, RecentWork):
            return
        places = [each.path for each in self._coming]
        if work.path in places:
            self._coming[places.index(work.path)] = work
        else:
            self._coming.append(work)
        if len(self._coming) >= len(self._known):
            self._show(self._coming)

    def _show(self, found: list[RecentWork]) -> None:
        self._known = {each.path: each for each in found}
        self._page.show_work(found)

    def _show_sample(self, picture: Path | None) -> None:
        if picture is not None:
            self._page.sample.show_picture(QPixmap(str(picture)))

    # What is wanted

    def _open(self, work: RecentWork) -> None:
        if work.is_open:
            self._needs.go_back()
            return
        picture = self.picture(work.path)
        if not picture.isNull():
            self._show_picture(picture)
        self._opener.open(work.path, called=work_text.title(work))

    def _show_opening(self, picture: NDArray[np.uint8]) -> None:
        """Show the first picture of a video that takes long to open, in place of the page only:
        work that is looked at stays until it is closed."""
        if self._frame.stack.currentWidget() is self._page:
            self._show_picture(QPixmap.fromImage(to_qimage(picture)))

    def _show_picture(self, picture: QPixmap) -> None:
        self._frame.opening_picture.show_picture(picture)
        self._frame.stack.setCurrentWidget(self._frame.opening_picture)

    def _save(self, work: RecentWork) -> None:
        """Open unsaved work and ask for a name; or ask at once, where it is open already."""
        if work.is_open:
            self._needs.go_back()
            self._needs.ask_save_as()
            return
        self._named_next = work.path
        self._open(work)

    def name_opened(self, path: Path) -> None:
        """Ask for a name of what was opened in order to be named."""
        wanted, self._named_next = self._named_next, None
        if wanted == path:
            self._needs.ask_save_as()

    def _end_opening(self) -> None:
        """Show the page again after all: it was not opened."""
        self._named_next = None
        if self._frame.stack.currentWidget() is self._frame.opening_picture:
            self._frame.stack.setCurrentWidget(self._page)

    def _import(self) -> None:
        self._needs.go_back()
        self._frame.actions_["import_masks"].trigger()

    def _ask_menu(self, work: RecentWork, place: QPoint) -> None:
        menu = self.menu_of(work)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def menu_of(self, work: RecentWork) -> QMenu:
        """Return what can be done with a piece of work beside opening it."""
        menu = QMenu(self._frame)
        shown = Path(work.video_path) if work.is_draft else work.path
        show = menu.addAction(self.tr("Show in folder"))
        show.setEnabled(not work.is_missing and bool(shown.name))
        show.triggered.connect(partial(self._show_in_folder, shown))
        if work.is_draft:
            throw = menu.addAction(self.tr("Throw draft away…"))
            throw.setEnabled(not work.is_open)
            throw.triggered.connect(partial(self._ask_throw_away, work))
        else:
            remove = menu.addAction(self.tr("Remove from list"))
            remove.setEnabled(not work.is_open)
            remove.triggered.connect(partial(self._remove, work.path))
        return menu

    def _show_in_folder(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def _remove(self, path: Path) -> None:
        others = tuple(each for each in self._preferences.value.recent if Path(each) != path)
        self._preferences.change(recent=others)
        self._drop(path)

    def _ask_throw_away(self, work: RecentWork) -> None:
        question = Question(
            self._frame,
            self.tr("Throw the draft of “{0}” away?").format(work_text.title(work)),
            self.tr("{0}. It cannot be brought back. The video stays.").format(
                work_text.contents(len(work.layers), work.corrected)
            ),
            self.picture(work.path),
        )
        question.offer(self.tr("Keep it"), lambda: None, "primary")
        throw = partial(self._throw_away, work.path)
        question.offer(self.tr("Throw away"), throw, "destructive", at_the_end=True)
        question.open()

    def _throw_away(self, path: Path) -> None:
        try:
            remove_draft(path)
        except StudioError as error:
            self.failed.emit(error)
            return
        self._drop(path)

    def _drop(self, path: Path) -> None:
        """Show the others at once, and read again."""
        self._show([each for each in self._known.values() if each.path != path])
        self.refresh()


def _sample_picture() -> Path | None:
    return picture_of(resource("sample", "sample.mp4"))
