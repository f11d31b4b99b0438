"""Controller of the picture: asks for the frame under the playhead and shows it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from soc_studio.core.tracks.object_boxes import ObjectBoxes
from soc_studio.ui.controllers.looks import Looks
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.playback.frame_request import Request
from soc_studio.ui.playback.frame_supplier import FrameSupplier
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.widgets.viewer import Viewer


class PictureController(QObject):
    """Renders the frame again whenever the playhead, the document or the look changes.

    `boxes` knows where the objects of a frame are that was shown with an effect.
    """

    shown = Signal(object)  # the request whose picture is on the screen

    def __init__(
        self,
        document: OpenDocument,
        playback: Playback,
        supplier: FrameSupplier,
        viewer: Viewer,
        looks: Looks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._playback = playback
        self._supplier = supplier
        self._viewer = viewer
        self._looks = looks
        self.boxes = ObjectBoxes(document.track_cache)
        supplier.ready.connect(self._show)
        for signal in (
            playback.moved,
            document.changed,
            document.views_changed,
            looks.changed,
            viewer.pixels_wanted,
        ):
            signal.connect(self.refresh)

    def refresh(self, *_: object) -> None:
        """Render the frame under the playhead again."""
        height, width = self._viewer.wanted_pixels()
        looks = self._looks
        self._supplier.ask(
            Request(
                self._playback.frame,
                looks.current,
                height,
                width,
                wipe=looks.wipe,
                effect=looks.effect,
                boxes=None if looks.effect is None else self.boxes,
            )
        )

    def refresh_frame(self, frame: int) -> None:
        """Render a frame again, if it is the one under the playhead."""
        if frame == self._playback.frame:
            self.refresh()

    def _show(self, request: Request, image: QImage) -> None:
        self._viewer.show_image(image, request.compares)
        self.shown.emit(request)
