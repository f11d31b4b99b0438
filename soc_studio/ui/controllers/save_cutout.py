"""Controller of the one button that saves what is cut out, and asks for the place alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from soc_studio.core.formats.export_guard import sources_of
from soc_studio.core.formats.export_names import name_about
from soc_studio.core.formats.single_video import SINGLE, write_single
from soc_studio.ui.controllers.export_end import ExportEnd
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.widgets.window_frame import WindowFrame

_FORMAT, _PLACE = "export/single_format", "export/single_place"


class SaveCutout(QObject):
    """Saves the visible layers as one cut-out video, from the in to the out point."""

    def __init__(
        self,
        operations: Operations,
        runner: JobRunner,
        settings: QSettings,
        frame: WindowFrame,
        parent: QObject | None = None,
    ) -> None:
        """Write on the thread of `runner`, remember in `settings`, ask above `frame`."""
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._runner = runner
        self._settings = settings
        self._frame = frame
        self._end = ExportEnd(operations, self)
        frame.actions_.call_methods(save_cutout=self.ask)
        frame.demo_bar.format_chosen.connect(self.choose)
        self._show()

    @property
    def kind(self) -> str:
        """The id of the format to save in: the one of last time."""
        kind = str(self._settings.value(_FORMAT, ""))
        return kind if kind in SINGLE else next(iter(SINGLE))

    def choose(self, kind: str) -> None:
        """Save in another format from now on."""
        self._settings.setValue(_FORMAT, kind)
        self._show()

    def ask(self) -> None:
        """Ask for the place, and save there."""
        video = self._document.video
        if video is None or self._operations.visible() is None:
            return
        ending = SINGLE[self.kind].ending
        name = name_about(Path(video.name).stem, self.tr("{0} cut-out"))
        chosen, _ = QFileDialog.getSaveFileName(
            self._frame,
            self.tr("Save cut-out video"),
            str(Path(self._folder()) / f"{name}{ending}"),
            f"{self._names()[self.kind]} (*{ending})",
        )
        if chosen:
            path = Path(chosen)
            right = path.suffix.lower() == ending
            self.save(path if right else path.with_name(f"{path.name}{ending}"))

    def save(self, path: Path) -> Job | None:
        """Save the visible layers at `path`; tell why, and return None, where that cannot be."""
        document, shown = self._document, self._operations.visible()
        if document.video is None or shown is None:
            return None
        reader, views = shown
        self._settings.setValue(_PLACE, str(path.parent))
        kind, span, sources = self.kind, document.video.span, sources_of(document.core)
        job = Job(
            self.tr("Save {0}").format(path.name),
            lambda: write_single(path, kind, reader, views, span, sources),
        )
        job.icon, job.about = "download", document.one_of_several
        job.returned.connect(self._saved)
        self._operations.start(job, self._runner)
        return job

    def _saved(self, path: Path) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._end.tell(job, path)

    def _folder(self) -> str:
        kept = str(self._settings.value(_PLACE, ""))
        if kept and Path(kept).is_dir():
            return kept
        movies = QStandardPaths.StandardLocation.MoviesLocation
        return QStandardPaths.writableLocation(movies) or str(Path.home())

    def _show(self) -> None:
        self._frame.demo_bar.show_formats(self._names(), self.kind)

    def _names(self) -> dict[str, str]:
        return {
            "cutout": self.tr("ProRes 4444, for editing programs"),
            "cutout-web": self.tr("WebM, for web pages"),
        }
