"""The window's open project: its only owner, the only way to change it, and signals for changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import Layer, LayerId, Project, Video, VideoId
from soc_studio.core.project.video_names import video_names
from soc_studio.core.storage.document import Document
from soc_studio.core.system.errors import StudioError
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.track_cache import TrackCache


class OpenDocument(QObject):
    """A project, the video of it that is shown, and the tracks shown for its layers.

    Widgets draw its contents and keep no copy.
    """

    changed = Signal()  # decisions, or which can be undone
    views_changed = Signal(int)  # the view of a layer of the video changed, by its id
    answering = Signal(object, float)  # ids of layers; the share of frames a search has answered
    found_changed = Signal(int)  # more is known of a layer of any video, by its id
    any_view_changed = Signal()  # as `views_changed`, once for several in a row
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
        self._selections: dict[VideoId | None, LayerId | None] = {}  # of videos shown before
        self._selection = self._first()
        self._former: LayerId | None = None  # selected before
        self._lost: LayerId | None = None  # selected when it went

    @property
    def project(self) -> Project:
        """The decisions as they are now."""
        return self.core.project

    @property
    def video(self) -> Video | None:
        """The video that is shown; None where the project has none, or not this one any more."""
        return next((each for each in self.project.videos if each.id == self._video), None)

    @property
    def shown_id(self) -> VideoId | None:
        """The id of the video that is shown, also where the project has lost it."""
        return self._video

    @property
    def one_of_several(self) -> str:
        """What the video that is shown is called beside others of its project; "" where there are
        none."""
        videos = self.project.videos
        if self._video is None or len(videos) < 2:
            return ""
        return video_names(videos).get(self._video, "")

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
    def folder(self) -> str:
        """Where dialogs look for more: the folder of the video that is shown, else that of the
        project; "" where that is a draft."""
        if self.reader is not None and self.video is not None:
            return str(Path(self.video.absolute).parent)
        return "" if self.core.is_draft else str(self.core.file.path.parent)

    @property
    def is_unsaved(self) -> bool:
        """Whether there is work in it that was never saved under a name."""
        return self.core.is_draft and self.core.has_work

    def show_video(self, video: VideoId | None, reader: VideoReader | None) -> VideoReader | None:
        """Show another video, which `reader` reads; return the reader of the one before, which the
        caller closes."""
        before, self.reader = self.reader, reader
        self._selections[self._video] = self._selection
        self._video = video
        self._selection = self._selections.get(video)
        if self.selection is None:
            self._selection = self._first()
        self.changed.emit()
        return before

    def view(self, layer: LayerId) -> ResolvedTrack | None:
        """Return the view of a layer, None where it is still being read."""
        return self.track_cache.view(layer)

    def select(self, layer: LayerId | None) -> None:
        """Work on another layer."""
        if layer != self._selection:
            self._former = self._selection
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
        """Take the last edit back; a layer that comes back or changes with it is selected."""
        self._walk(self.core.undo)

    def redo(self) -> None:
        """Redo the edit undone last; a layer that comes back or changes with it is selected."""
        self._walk(self.core.redo)

    def _walk(self, step: Callable[[], str | None]) -> None:
        before = {each.id: each for each in self.layers}
        if step() is None:
            return
        came = [each.id for each in self.layers if each.id not in before]
        changed = [each.id for each in self.layers if before.get(each.id, each) != each]
        if came:
            self.select(self._lost if self._lost in came else came[-1])
        elif len(changed) == 1:
            self.select(changed[0])
        self._after_edit()

    def refreshed(self, layer: LayerId) -> None:
        """Tell that more is known of a layer of any video; called on any thread."""
        if any(each.id == layer for each in self.layers):
            self.views_changed.emit(layer)
        self.found_changed.emit(layer)

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

    def _first(self) -> LayerId | None:
        layers = self.layers
        return layers[0].id if layers else None

    def _after_edit(self) -> None:
        if self.selection is None:
            ids = [each.id for each in self.layers]
            self._lost = self._selection
            self._selection = self._former if self._former in ids else ids[-1] if ids else None
            self.selected.emit(self._selection)
        self.changed.emit()

    def tell_trouble(self, trouble: StudioError | None) -> None:
        """Tell whether decisions are saved; called on any thread."""
        self.trouble_changed.emit(trouble)
