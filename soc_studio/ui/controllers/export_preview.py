"""Draws the frame under the playhead as an export will show it, off the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from soc_studio.core.formats.export_picture import export_picture
from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.formats.material import Material
from soc_studio.core.system.errors import SPOKEN
from soc_studio.ui.jobs.job import Job, once
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.toolkit.images import to_qimage

_LARGEST = QSize(960, 540)  # pixels: enough for the sheet on a fine screen


class ExportPreview(QObject):
    """Draws one frame for the latest plan; `drawn` hands it over with its number."""

    drawn = Signal(object, object)  # QImage and the number of the frame; None and None for nothing

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._latest = LatestJob(self)
        self._latest.returned.connect(self._hand_over)
        self._latest.failed.connect(self._fail)

    def look(self, plan: ExportPlan, material: Material, frame: int) -> None:
        """Draw `frame`, or the nearest one that is exported."""

        def draw() -> tuple[int, QImage] | None:
            found = export_picture(plan.chosen_formats(), material, frame)
            if found is None:
                return None
            number, picture = found
            image = to_qimage(picture)
            if image.width() > _LARGEST.width() or image.height() > _LARGEST.height():
                image = image.scaled(
                    _LARGEST,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            return number, image

        self._latest.start(Job("export picture", once(draw), minor=True))

    def drop(self) -> None:
        """Draw nothing any more."""
        self._latest.drop()

    def close(self) -> None:
        """End the thread."""
        self._latest.finish()

    def _hand_over(self, found: tuple[int, QImage] | None) -> None:
        number, image = (None, None) if found is None else found
        self.drawn.emit(image, number)

    def _fail(self, error: Exception) -> None:
        # Why a frame cannot be read is said by the outlook, which reads some, and by the export.
        if not isinstance(error, SPOKEN):
            raise error
        self.drawn.emit(None, None)
