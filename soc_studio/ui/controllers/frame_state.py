"""The pill over the picture: whether the selected layer is corrected on the frame, and how."""

from __future__ import annotations

from PySide6.QtCore import QObject

from soc_studio.core.project.project import Absent, Correction, Origin
from soc_studio.ui.controllers.propagation import PropagationController
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.widgets.drawing import Tool
from soc_studio.ui.widgets.pill import Pill
from soc_studio.ui.widgets.viewer import Viewer


class FrameState(QObject):
    """Shows the decisions about the frame under the playhead in the pill."""

    def __init__(
        self,
        document: OpenDocument,
        playback: Playback,
        propagation: PropagationController,
        viewer: Viewer,
        pill: Pill,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._playback = playback
        self._propagation = propagation
        self._viewer = viewer
        self._pill = pill
        propagation.frame_changed.connect(self.refresh)

    def refresh(self, *_: object) -> None:
        """Update the pill."""
        one, frame = self._document.selection, self._playback.frame
        if one is None:
            self._pill.tell("")
            return
        source = self._propagation.source_of(one.id, frame)
        correction = one.corrections.get(frame)
        if source is not None:
            self._pill.tell(self.tr("Carried from frame {0} · not kept yet").format(source))
        elif correction is not None:
            self._pill.tell(self._origin(correction), locked=True)
        elif any(
            isinstance(each.value, Absent) and each.start <= frame < each.stop
            for each in one.choices
        ):
            self._pill.tell(self.tr("Marked as not here"))
        elif one.locked and self._viewer.tool is not Tool.POINTER:
            self._pill.tell(self.tr("“{0}” is locked").format(one.label), locked=True)
        else:
            self._pill.tell("")

    def clear(self) -> None:
        """Hide the pill."""
        self._pill.tell("")

    def _origin(self, correction: Correction) -> str:
        match correction.origin:
            case Origin.PROPAGATED:
                return self.tr("Carried from frame {0} · locked").format(correction.source)
            case Origin.IMPORTED:
                return self.tr("Imported · locked")
        return self.tr("Corrected by you · locked")
