"""The window's open project: its only owner, the only way to change it, and signals for changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import Layer, LayerId, Project, Video, VideoId
from soc_studio.core.storage.document import Document
from soc_studio.core.system.errors import StudioError
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.track_cache import TrackCache


class OpenDocument(QObject):
    """A project, its current video, and the tracks shown for its layers.

    Widgets draw its contents and keep no copy.
    """

    changed = Signal()  # decisions, or which can be undone
    views_changed = Signal(int)  # the view of a layer changed, by its id
    any_view_changed = Signal()  # likewise, once for several that changed one after the other
    selected = Signal(object)  # id of the selected layer, or None
    trouble_changed = Signal(object)  # StudioError that keeps decisions from being saved, or None

    def __init__(self, core: Document, reader: VideoReader | None, video: VideoId | None) -> None:
        """Own `core`, and `reader`, which reads its `video`; both may be missing at first."""
        super().__init__()
        self.core = core
        core.tell_trouble_to(self.tell_trouble)
        self.track_cache = TrackCache(core)
        self.reader = reader
        self._several = QTimer(self)
        self._several.setSingleShot(True)
        self._several.setInterval(0)
        self._several.timeout.connect(self.any_view_changed)
        self.views_changed.connect(self._view_changed)
        self.discards = False  # whether closing removes it for good, as unsaved work can be
        self._video = video
        self._selection: LayerId | None = None
        layers = self.layers
        if layers:
            self._selection = layers[0].id

    @property
    def project(self) -> Project:
        """The decisions as they are now."""
        return self.core.project

    @property
    def video(self) -> Video | None:
        """The video that is shown; None where the project has none, or not this one any more."""
        return next((each for each in self.project.videos if each.id == self._video), None)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers of the video, the uppermost first."""
        return () if self._video is None else self.project.of_video(self._video)

    @property
    def selection(self) -> Layer | None:
        """The selected layer."""
        found = [each for each in self.layers if each.id == self._selection]
        return found[0] if found else None

    @property
    def title(self) -> str:
        """What the window is called after."""
        if not self.core.is_draft:
            return self.core.file.path.stem
        video = self.video
        return "" if video is None else Path(video.name).stem

    @property
    def is_unsaved(self) -> bool:
        """Whether there is work in it that was never saved under a name."""
        return self.core.is_draft and self.core.has_work

    def view(self, layer: LayerId) -> ResolvedTrack | None:
        """Return the view of a layer, None where it is still being read."""
        return self.track_cache.view(layer)

    def select(self, layer: LayerId | None) -> None:
        """Work on another layer."""
        if layer != self._selection:
            self._selection = layer
            self.selected.emit(layer)

    def do(self, name: str, after: Project, gesture: str | None = None) -> None:
        """Make an edit; raises StudioError where nothing can be changed."""
        self.core.do(name, after, gesture)
        self._after_edit()

    def amend(self, change: Callable[[Project], Project]) -> None:
        """Change what is no step of the person's; raises StudioError where nothing can be."""
        self.core.amend(change)
        self._after_edit()

    def undo(self) -> None:
        """Take the last edit back."""
        if self.core.undo() is not None:
            self._after_edit()

    def redo(self) -> None:
        """Redo the edit that was undone last."""
        if self.core.redo() is not None:
            self._after_edit()

    def refreshed(self, layer: LayerId) -> None:
        """Tell that more is known of a layer; called on any thread."""
        self.views_changed.emit(layer)

    def _view_changed(self, _: LayerId) -> None:
        self._several.start()

    def close(self) -> None:
        """Save and close everything; or discard it, where that is what the person wants."""
        if self.reader is not None:
            self.reader.close()
        if self.discards:
            self.core.discard()
        else:
            self.core.close()

    def _after_edit(self) -> None:
        if self.selection is None:
            layers = self.layers
            self._selection = layers[-1].id if layers else None
            self.selected.emit(self._selection)
        self.changed.emit()

    def tell_trouble(self, trouble: StudioError | None) -> None:
        """Tell whether decisions are saved; called on any thread."""
        self.trouble_changed.emit(trouble)
