"""Controller of the small pictures of layers: what each object looks like, for the list."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmap

from soc_studio.core.media.resize import fit_within
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.project import LayerId
from soc_studio.core.system.errors import SPOKEN
from soc_studio.core.tracks.candidate_list import portrait
from soc_studio.core.tracks.layer_facts import showiest_frame
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.toolkit.images import to_qimage
from soc_studio.ui.widgets.layer_list import LayerList

_SIDE = 36  # logical pixels
_PAUSE = 800  # milliseconds between two looks, while results come


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A picture to be made: of a layer as it is on a frame, where its mask has this area."""

    layer: LayerId
    view: ResolvedTrack
    frame: int
    area: float
    colour: Rgb

    @property
    def key(self) -> tuple[int, float, Rgb]:
        """What the picture depends on."""
        return self.frame, self.area, self.colour


@dataclass(frozen=True, slots=True)
class _Made:
    wanted: _Wanted
    picture: NDArray[np.uint8]


class LayerPictureController(QObject):
    """Makes a picture of each layer's object, off the GUI thread, and anew where it changed."""

    def __init__(
        self, document: OpenDocument, layers: LayerList, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._layers = layers
        self._made: dict[LayerId, tuple[int, float, Rgb]] = {}
        self._job = LatestJob(self)
        self._job.stepped.connect(self._show)
        self._job.failed.connect(self._fail)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look)
        document.changed.connect(self.refresh)
        document.views_changed.connect(self.refresh)
        self.refresh()

    def close(self) -> None:
        """Stop."""
        self._pause.stop()
        self._job.finish()

    def refresh(self, *_: object) -> None:
        """Make what is missing, soon."""
        if not self._pause.isActive():
            self._pause.start()

    def _look(self) -> None:
        reader = self._document.reader
        if reader is None:
            return
        if self._job.is_running:
            self.refresh()
            return
        wanted = []
        for each in self._document.layers:
            view = self._document.view(each.id)
            frame = None if view is None else showiest_frame(view)
            if view is not None and frame is not None:
                one = _Wanted(each.id, view, frame, float(view.areas[frame]), each.colour)
                # The list forgets the picture of a layer that was removed, and may come back.
                is_seen = self._layers.picture_of(each.id) is not None
                if not is_seen or self._made.get(each.id) != one.key:
                    wanted.append(one)
        if wanted:
            side = round(_SIDE * self._layers.devicePixelRatioF())
            steps = partial(_pictures, reader, wanted, side)
            self._job.start(Job(self.tr("Pictures of layers"), steps, minor=True))

    def _show(self, made: _Made) -> None:
        self._made[made.wanted.layer] = made.wanted.key
        pixmap = QPixmap.fromImage(to_qimage(made.picture))
        self._layers.show_picture(made.wanted.layer, pixmap)

    def _fail(self, error: Exception) -> None:
        # What cannot be read is told where the frame itself is shown.
        if not isinstance(error, SPOKEN):
            raise error


def _pictures(
    reader: VideoReader, wanted: Sequence[_Wanted], side: int
) -> Generator[_Made, None, None]:
    for each in wanted:
        mask = each.view.mask(each.frame)
        if mask is not None and mask.area:
            picture = fit_within(reader.frame(each.frame), 540, 960)
            yield _Made(each, portrait(picture, mask, each.colour, side, side))
