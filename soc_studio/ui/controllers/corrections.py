"""Controller of manual corrections: turns strokes of brush, eraser, box and lasso into edits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QAction, QActionGroup

from soc_rvos.masks import Mask
from soc_studio.core.masks.brush import Stroke, at_size, drawn
from soc_studio.core.project import edits
from soc_studio.core.project.project import Absent, Correction, Layer, LayerId, Origin
from soc_studio.core.system.errors import StudioError
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.propagation import PropagationController
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.widgets.badge import Badge
from soc_studio.ui.widgets.drawing import Tool
from soc_studio.ui.widgets.tool_strip import ToolStrip
from soc_studio.ui.widgets.viewer import Viewer

_SMALLER, _LARGER = 0.8, 1.25
_SHARE = 20  # of the picture's height that a brush has at first

TOOLS = ("pointer", "brush", "eraser", "box", "lasso")
CORRECTIONS = (
    "absent",
    "forget_correction",
    "propagate_backwards",
    "propagate_both_ways",
    "propagate_forwards",
)


@dataclass(frozen=True, slots=True)
class _Base:
    """What a frame showed when it was read: the mask at the video's size, and the answers."""

    view: ResolvedTrack
    frame: int
    mask: Mask
    answers: tuple[Mask, ...]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A stroke on a frame that is not read yet."""

    layer: LayerId
    frame: int
    stroke: Stroke


class CorrectionController(QObject):
    """Keeps tools and badge in step with the document, and corrects what is drawn on.

    What is on a frame is read off the GUI thread as soon as a tool is in hand, so that a stroke
    takes effect at once; one that comes before that waits for it.
    """

    told = Signal(str)  # a sentence for the status bar
    failed = Signal(object)  # StudioError

    def __init__(
        self,
        viewer: Viewer,
        actions: Actions,
        propagation_controller: PropagationController,
        settings: QSettings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.strip = ToolStrip(
            [actions[each] for each in TOOLS], [actions[each] for each in CORRECTIONS]
        )
        self.badge = Badge(viewer)
        self._viewer = viewer
        self._carrying = propagation_controller
        self._settings = settings
        self._forget_action = actions["forget_correction"]
        self._runner = JobRunner(self)
        self._document: OpenDocument | None = None
        self._playback: Playback | None = None
        self._base: _Base | None = None
        self._waiting: list[_Waiting] = []
        self._latest: Job | None = None
        self._tools = {each: actions[each.value] for each in Tool}
        group = QActionGroup(self)
        for action in self._tools.values():
            group.addAction(action)
        group.triggered.connect(self._take)
        self._tools[Tool.POINTER].setChecked(True)
        actions.call(
            brush_smaller=self.make_smaller,
            brush_larger=self.make_larger,
            forget_correction=self.forget,
            propagate_backwards=propagation_controller.propagate_backwards,
            propagate_both_ways=propagation_controller.propagate_both_ways,
            propagate_forwards=propagation_controller.propagate_forwards,
        )
        viewer.drawn.connect(self._draw)
        viewer.drawing_began.connect(self._stop_playing)
        viewer.drawing_refused.connect(self._tell_why_not)
        viewer.diameter_asked.connect(self.set_diameter)
        self.strip.diameter_asked.connect(self.set_diameter)
        propagation_controller.changed.connect(self.refresh)
        propagation_controller.frame_changed.connect(self._show_badge)
        self.strip.show_diameter(viewer.diameter)
        self.strip.show_size(False)
        self.strip.hide()

    def open(self, document: OpenDocument, playback: Playback) -> None:
        """Correct masks of a document whose video can be read."""
        self._document, self._playback = document, playback
        document.changed.connect(self.refresh)
        document.views_changed.connect(self.refresh)
        document.selected.connect(self.refresh)
        playback.moved.connect(self._moved)
        playback.playing_changed.connect(self.refresh)
        reader = document.reader
        assert reader is not None
        kept = self._settings.value("tools/diameter")
        self.set_diameter(float(str(kept)) if kept is not None else reader.height / _SHARE)
        self.strip.show()
        self.refresh()

    def close(self) -> None:
        """Stop; the pointer is in hand again."""
        self._latest = None
        self._runner.finish()
        self._waiting.clear()
        self._base = None
        if self._document is not None:
            for signal in (
                self._document.changed,
                self._document.views_changed,
                self._document.selected,
            ):
                signal.disconnect(self.refresh)
        if self._playback is not None:
            self._playback.moved.disconnect(self._moved)
            self._playback.playing_changed.disconnect(self.refresh)
        self._document = self._playback = None
        self.take(Tool.POINTER)
        self.strip.hide()
        self.badge.tell("")
        self._viewer.forget_strokes()

    def take(self, tool: Tool) -> None:
        """Take a tool in hand."""
        self._tools[tool].setChecked(True)
        self._viewer.set_tool(tool)
        self.strip.show_size(tool in (Tool.BRUSH, Tool.ERASER))
        self.refresh()

    def set_diameter(self, diameter: float) -> None:
        """Take a brush of another size, in pixels of the video."""
        self._viewer.set_diameter(float(round(diameter)))
        self.strip.show_diameter(self._viewer.diameter)
        self._settings.setValue("tools/diameter", self._viewer.diameter)

    def make_smaller(self) -> None:
        """Take a smaller brush."""
        diameter = self._viewer.diameter
        self.set_diameter(min(diameter - 1, diameter * _SMALLER))

    def make_larger(self) -> None:
        """Take a larger brush."""
        diameter = self._viewer.diameter
        self.set_diameter(max(diameter + 1, diameter * _LARGER))

    def forget(self) -> None:
        """Take the correction of the frame back."""
        document, playback = self._document, self._playback
        one = None if document is None else document.selection
        if document is None or playback is None or one is None:
            return
        if self._refusal(one):
            self._tell_why_not()
        elif playback.frame not in one.corrections:
            self.told.emit(self.tr("This frame is not corrected."))
        else:
            frame = playback.frame
            self._do(*edits.uncorrect(document.project, one.id, frame, frame + 1))

    def refresh(self, *_: object) -> None:
        """Show what can be drawn on the frame, and what is known of it."""
        document, playback = self._document, self._playback
        if document is None or playback is None:
            return
        one = document.selection
        can_draw = one is not None and not self._refusal(one)
        colour = to_qcolor(one.colour if one is not None else (255, 255, 255))
        self._viewer.set_drawable(can_draw, colour)
        corrected = one is not None and playback.frame in one.corrections
        self._forget_action.setEnabled(corrected and can_draw)
        self._show_badge()
        self._read()

    def _moved(self, _: int) -> None:
        self._viewer.forget_strokes()
        self.refresh()

    def _take(self, action: QAction) -> None:
        self.take(Tool(action.objectName()))

    def _stop_playing(self) -> None:
        if self._playback is not None:
            self._playback.stop()

    # Strokes

    def _draw(self, stroke: Stroke) -> None:
        document, playback = self._document, self._playback
        if document is None or playback is None or document.selection is None:
            self._viewer.forget_strokes()
            return
        self._waiting.append(_Waiting(document.selection.id, playback.frame, stroke))
        self._apply()

    def _apply(self) -> None:
        """Make corrections of the strokes whose frames are read; have the first other one read."""
        document = self._document
        assert document is not None
        while self._waiting:
            first = self._waiting[0]
            if not any(each.id == first.layer for each in document.layers):
                self._waiting.pop(0)
                continue
            base = self._known(first.layer, first.frame)
            if base is None:
                self._read()
                return
            self._waiting.pop(0)
            self._correct(first, base)

    def _correct(self, drawing: _Waiting, base: _Base) -> None:
        document = self._document
        assert document is not None
        video = base.view.video
        mask = drawn(base.mask, drawing.stroke, video.height, video.width, base.answers)
        if mask == base.mask:
            self._viewer.forget_strokes()
            return
        corrections = {drawing.frame: Correction(mask)}
        # What is drawn is shown until the picture with it in it is there.
        self._viewer.settle_strokes()
        self._do(*edits.correct(document.project, drawing.layer, corrections))

    def _do(self, name: str, after: Any) -> None:
        assert self._document is not None
        try:
            self._document.do(name, after)
        except StudioError as error:
            self._viewer.forget_strokes()
            self.failed.emit(error)
            return
        self.told.emit(name)

    # What is on a frame

    def _known(self, layer: LayerId, frame: int) -> _Base | None:
        """Return what is on a frame, None where it has to be read first."""
        document = self._document
        assert document is not None
        view = document.view(layer)
        base = self._base
        if view is None or base is None or base.frame != frame:
            return None
        if base.view is view:
            return base
        if base.view.layer.id != layer or base.view.data is not view.data:
            return None
        # Only decisions changed: where they are corrections, they are at hand.
        correction = view.layer.corrections.get(frame)
        size = (view.video.height, view.video.width)
        if correction is None or (correction.mask.height, correction.mask.width) != size:
            return None
        self._base = _Base(view, frame, correction.mask, base.answers)
        return self._base

    def _read(self) -> None:
        """Have the frame read that is drawn on, or will be, unless it is known."""
        document, playback = self._document, self._playback
        if document is None or playback is None:
            return
        if self._waiting:
            layer, frame = self._waiting[0].layer, self._waiting[0].frame
        elif (
            self._viewer.tool is Tool.POINTER
            or playback.is_playing
            or document.selection is None
            or self._refusal(document.selection)
        ):
            return
        else:
            layer, frame = document.selection.id, playback.frame
        view = document.view(layer)
        if view is None or self._known(layer, frame) is not None:
            return
        self._runner.cancel_all()

        def read() -> _Base:
            mask = at_size(view.mask(frame), view.video.height, view.video.width)
            return _Base(view, frame, mask, tuple(mask for _, mask in view.alternatives(frame)))

        job = Job(self.tr("Reading the mask"), once(read))
        job.returned.connect(self._take_base)
        job.failed.connect(self._fail)
        self._latest = job
        self._runner.start(job)

    def _take_base(self, base: Any) -> None:
        if self.sender() is self._latest and self._document is not None:
            self._base = base
            self._apply()

    def _fail(self, error: Exception) -> None:
        if self.sender() is self._latest:
            self._waiting.clear()
            self._viewer.forget_strokes()
            self.failed.emit(error)

    # Telling

    def _refusal(self, one: Layer) -> str:
        """Return why a layer cannot be changed, nothing where it can."""
        if one.locked:
            return self.tr("“{0}” is locked. Unlock it to change it.").format(one.label)
        if self._carrying.is_open:
            return self.tr("Keep or discard the propagated masks first.")
        if not self._is_shown(one):
            return self.tr("“{0}” is hidden. Show it to correct it.").format(one.label)
        return ""

    def _is_shown(self, one: Layer) -> bool:
        return self._document is not None and self._document.track_cache.shows(one)

    def _tell_why_not(self) -> None:
        one = None if self._document is None else self._document.selection
        if one is None:
            self.told.emit(self.tr("Describe an object first, then correct its mask."))
        else:
            self.told.emit(self._refusal(one))

    def _show_badge(self, *_: object) -> None:
        document, playback = self._document, self._playback
        one = None if document is None else document.selection
        if playback is None or one is None:
            self.badge.tell("")
            return
        frame = playback.frame
        source = self._carrying.source_of(one.id, frame)
        correction = one.corrections.get(frame)
        if source is not None:
            self.badge.tell(self.tr("propagated from frame {0} · not kept yet").format(source))
        elif correction is not None:
            self.badge.tell(self._origin(correction), locked=True)
        elif any(
            isinstance(each.value, Absent) and each.start <= frame < each.stop
            for each in one.choices
        ):
            self.badge.tell(self.tr("marked absent"))
        elif one.locked and self._viewer.tool is not Tool.POINTER:
            self.badge.tell(self.tr("“{0}” is locked").format(one.label), locked=True)
        else:
            self.badge.tell("")

    def _origin(self, correction: Correction) -> str:
        match correction.origin:
            case Origin.PROPAGATED:
                return self.tr("propagated from frame {0} · locked").format(correction.source)
            case Origin.IMPORTED:
                return self.tr("imported · locked")
        return self.tr("corrected by you · locked")
