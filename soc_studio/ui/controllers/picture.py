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
from soc_studio.ui.widgets.pill import Pill
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
        badge: Pill,
        looks: Looks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._playback = playback
        self._supplier = supplier
        self._viewer = viewer
        self._badge = badge
        self._looks = looks
        self.boxes = ObjectBoxes(document.track_cache)
        self._shown = -1  # the frame that was shown last, where it was one itself
        self._newest = 0  # number of the request whose picture was shown last
        supplier.ready.connect(self._show)
        supplier.stood_in.connect(self._show_near)
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
                scrubs=self._playback.scrubs,
            )
        )

    def refresh_frame(self, frame: int) -> None:
        """Render a frame again, if it is the one under the playhead."""
        if frame == self._playback.frame:
            self.refresh()

    def close(self) -> None:
        """Say nothing of the picture any more."""
        self._badge.tell("")

    def _show(self, request: Request, image: QImage) -> None:
        if request.number < self._newest:
            return  # it was still being made when a later one was at hand
        self._newest = request.number
        self._shown = request.frame
        self._viewer.show_image(image, compares=request.compares)
        self._badge.tell("")
        self.shown.emit(request)

    def _show_near(self, request: Request, image: QImage, frame: int) -> None:
        if self._shown == self._playback.frame or request.number < self._newest:
            return  # the frame itself was at hand meanwhile
        self._shown = -1
        self._viewer.show_image(image, is_of_frame=False)
        self._badge.tell(self.tr("nearby frame {0}, without masks").format(frame))
