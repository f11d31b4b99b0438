"""Controller of the cut-out of one frame: saved as a picture, or copied."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from soc_studio.core.formats.export_names import name_about
from soc_studio.core.formats.frame_cutout import frame_cutout, save_frame_cutout
from soc_studio.core.formats.result_folder import mask_folders
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.export_end import ExportEnd
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.images import to_qimage


class FrameExport(QObject):
    """Saves or copies what the visible layers cut out of the frame under the playhead."""

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        runner: JobRunner,
        window: QWidget,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        """Cut out on the thread of `runner`, ask above `window`."""
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._playback = playback
        self._runner = runner
        self._window = window
        self._end = ExportEnd(operations, self)
        actions.call_methods(export_frame=self.ask, copy_frame=self.copy)

    def ask(self) -> None:
        """Ask where to save the frame, and save it."""
        video = self._document.video
        if video is None or self._operations.visible() is None:
            return
        shown = [each.label for each in self._document.layers if each.visible]
        words = mask_folders(shown)[0][2:] if len(shown) == 1 else ""
        frame = f"{{0}}{words}-{self._playback.frame:05d}"
        name = f"{name_about(Path(video.name).stem, frame)}.png"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save the cut-out of this frame"),
            str(Path(video.absolute).with_name(name)),
            self.tr("PNG picture (*.png)"),
        )
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix.lower() == ".png" else path.with_name(f"{path.name}.png"))

    def save(self, path: Path) -> Job | None:
        """Save the cut-out of the frame under the playhead at `path`."""
        shown = self._operations.visible()
        if shown is None:
            return None
        job = Job(
            self.tr("Save {0}").format(path.name),
            once(partial(save_frame_cutout, path, *shown, self._playback.frame)),
            minor=True,
        )
        job.returned.connect(partial(self._saved, job, path))
        self._operations.start(job, self._runner)
        return job

    def copy(self) -> Job | None:
        """Put the cut-out of the frame under the playhead on the clipboard."""
        shown = self._operations.visible()
        if shown is None:
            return None
        cut = partial(frame_cutout, *shown, self._playback.frame)
        job = Job(self.tr("Copy the cut-out"), once(cut), minor=True)
        job.returned.connect(self._copied)
        self._operations.start(job, self._runner)
        return job

    def _saved(self, job: Job, path: Path, _: object) -> None:
        self._end.tell(job, path)

    def _copied(self, picture: NDArray[np.uint8]) -> None:
        QGuiApplication.clipboard().setImage(to_qimage(picture))
        self._operations.told.emit(self.tr("Copied the cut-out of this frame"))
