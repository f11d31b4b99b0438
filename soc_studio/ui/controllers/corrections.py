"""Controller of manual corrections: turns strokes of all tools into edits."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSettings, QSizeF
from PySide6.QtGui import QAction

from soc_rvos.masks import Mask
from soc_studio.core.masks.brush import Stroke, drawn
from soc_studio.core.masks.pointed import means_object
from soc_studio.core.project import edits
from soc_studio.core.project.project import Correction, Layer, LayerId, Project
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.frame_state import FrameState
from soc_studio.ui.controllers.mask_reader import FrameMask, MaskReader
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.pointing import PointingController
from soc_studio.ui.controllers.propagation import PropagationController
from soc_studio.ui.jobs.precedence import Precedence
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.widgets.correct_panel import CorrectPanel
from soc_studio.ui.widgets.drawing import POINTING, Tool
from soc_studio.ui.widgets.pill import Pill
from soc_studio.ui.widgets.tool_options import ToolOptions
from soc_studio.ui.widgets.tool_strip import ToolStrip
from soc_studio.ui.widgets.viewer import Viewer

if TYPE_CHECKING:
    from soc_studio.core.masks.pointing import Copies

_SMALLER, _LARGER = 0.8, 1.25
_SHARE = 20  # of the picture's height that a brush has at first


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A stroke on a frame whose mask is not read yet."""

    layer: LayerId
    frame: int
    stroke: Stroke


class CorrectionController(QObject):
    """Keeps the tools in step with the document, and turns strokes into corrections.

    The frame's mask is read off the GUI thread as soon as the user picks a tool, so that a stroke
    takes effect at once; an earlier stroke waits for the mask.
    """

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        copies: Copies,
        precedence: Precedence,
        propagation: PropagationController,
        viewer: Viewer,
        strip: ToolStrip,
        panel: CorrectPanel,
        options: ToolOptions,
        pill: Pill,
        actions: Actions,
        settings: QSettings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._document = document = operations.document
        self._playback = playback
        self._propagation = propagation
        self._viewer = viewer
        self._strip = strip
        self._panel = panel
        self._options = options
        self._settings = settings
        self._tools = {each: actions[each.value] for each in Tool}
        icons = {each.id: each for each in actions.commands}
        self._commands = {each: icons[each.value] for each in Tool}
        self._forget_action = actions["forget_correction"]
        self._waiting: list[_Waiting] = []
        self._reader = MaskReader(document, self)
        self._reader.ready.connect(self._apply)
        self._reader.failed.connect(self._fail)
        self.pointing = PointingController(
            operations, viewer, playback, copies, precedence, self._allows, self
        )
        self.pointing.changed.connect(self._count_points)
        options.clear_asked.connect(self.pointing.clear)
        options.removes_asked.connect(self._remove)
        self._state = FrameState(document, playback, propagation, viewer, pill, self)
        actions.call_methods(
            brush_smaller=self.make_smaller,
            brush_larger=self.make_larger,
            forget_correction=self.forget,
        )
        strip.tools.triggered.connect(self._take)
        options.diameter_asked.connect(self.set_diameter)
        viewer.drawn.connect(self._draw)
        viewer.drawing_began.connect(self._stop_playing)
        viewer.drawing_refused.connect(self._tell_why_not)
        viewer.diameter_asked.connect(self.set_diameter)
        for signal in (
            document.changed,
            document.any_view_changed,
            document.selected,
            playback.playing_changed,
            propagation.changed,
        ):
            signal.connect(self.refresh)
        playback.moved.connect(self._moved)
        video, kept = document.video, settings.value("tools/diameter")
        assert video is not None
        self.set_diameter(float(str(kept)) if kept is not None else video.height / _SHARE)
        self.take(next(tool for tool, action in self._tools.items() if action.isChecked()))

    def close(self) -> None:
        """Stop, and return to the pointer."""
        self._reader.finish()
        self.pointing.close()
        self._waiting.clear()
        self._tools[Tool.POINTER].setChecked(True)
        self._viewer.set_tool(Tool.POINTER)
        self._panel.show_tool(corrects=False)
        self._options.hide()
        self._state.clear()
        self._viewer.forget_strokes()

    def wait(self, then: Callable[[], object]) -> bool:
        """Do something as soon as the last click is answered; return False where it is already."""
        coming = any(means_object(each.stroke) for each in self._waiting)
        return self.pointing.wait(then, coming)

    def take(self, tool: Tool) -> None:
        """Switch to a tool."""
        self._tools[tool].setChecked(True)
        self._viewer.set_tool(tool)
        self._viewer.removes = False
        self._panel.show_tool(tool is not Tool.POINTER, self._advice(tool))
        command = self._commands[tool]
        self._options.show_tool(tool, command.icon, command.title)
        self.refresh()

    def set_diameter(self, diameter: float) -> None:
        """Set the size of the brush, in pixels of the video."""
        self._viewer.set_diameter(float(round(diameter)))
        self._options.show_diameter(self._viewer.diameter)
        self._settings.setValue("tools/diameter", self._viewer.diameter)

    def make_smaller(self) -> None:
        """Make the brush smaller."""
        diameter = self._viewer.diameter
        self.set_diameter(min(diameter - 1, diameter * _SMALLER))

    def make_larger(self) -> None:
        """Make the brush larger."""
        diameter = self._viewer.diameter
        self.set_diameter(max(diameter + 1, diameter * _LARGER))

    def forget(self) -> None:
        """Remove the correction of the frame."""
        one, frame = self._document.selection, self._playback.frame
        if one is None:
            return
        if self._refusal(one):
            self._tell_why_not()
        elif self._viewer.tool in POINTING and self.pointing.take_last():
            return
        elif frame not in one.corrections:
            self._operations.tell(self.tr("This frame is not corrected."))
        else:
            self._operations.edit(
                lambda project: edits.uncorrect(project, one.id, frame, frame + 1)
            )

    def refresh(self, *_: object) -> None:
        """Show which tools work on the frame, and the facts about its mask."""
        one = self._document.selection
        points = self._viewer.tool in POINTING
        can_draw = points if one is None else not self._refusal(one)
        colour = to_qcolor(one.colour if one is not None else (255, 255, 255))
        self._viewer.set_drawable(can_draw, colour)
        corrected = one is not None and self._playback.frame in one.corrections
        self._forget_action.setEnabled(corrected and can_draw)
        self._state.refresh()
        self._read()
        self._options.keep_clear_of(self._object())

    def _object(self) -> QRect | None:
        """Return where the object is in the picture's widget, None where that is not known."""
        one = self._document.selection
        known = None if one is None else self._reader.known(one.id, self._playback.frame)
        if known is None or not known.mask.area:
            return None
        left, top, width, height = known.mask.box
        target = self._viewer.target()
        scale = target.width() / known.mask.width
        corner = QPointF(target.x() + left * scale, target.y() + top * scale)
        return QRectF(corner, QSizeF(width, height) * scale).toAlignedRect()

    def _remove(self, removes: bool) -> None:
        self._viewer.removes = removes
        self._viewer.setFocus()

    def _moved(self, _: int) -> None:
        self._viewer.forget_strokes()
        self.pointing.refresh()
        self.refresh()

    def _take(self, action: QAction) -> None:
        self.take(Tool(action.objectName()))
        self._viewer.setFocus()  # the keys that follow are the tool's

    def _count_points(self) -> None:
        marks = self.pointing.pointed.marks
        points = sum(len(each.places) == 1 for each in marks)
        self._options.show_count(points, len(marks) - points)

    def _stop_playing(self) -> None:
        self._playback.stop()
        self._propagation.stay()

    # Strokes

    def _draw(self, stroke: Stroke) -> None:
        one, gesture = self._document.selection, None
        if one is None and means_object(stroke):
            gesture = f"point {time.time_ns()}"
            one = self._begin_object(gesture)
        if one is None:
            self._viewer.forget_strokes()
        elif gesture is not None:
            self.pointing.add(one.id, self._playback.frame, stroke, self._nothing(), (), gesture)
        else:
            self._waiting.append(_Waiting(one.id, self._playback.frame, stroke))
            self._apply()

    def _nothing(self) -> Mask:
        """Return the mask of an object that nothing is known of."""
        video = self._document.video
        assert video is not None
        return Mask.empty(video.height, video.width)

    def _begin_object(self, gesture: str) -> Layer | None:
        """Add a layer for an object that nobody described, and select it.

        With the first answer it is one step to undo, of the `gesture`.
        """
        video, given = self._document.video, []
        if video is None:
            return None
        name = self.tr("Object {0}").format(len(self._document.layers) + 1)

        def make(project: Project) -> edits.Edit:
            edit, layers = edits.add_layers(project, video.id, [name])
            given.extend(layers)
            return edit

        if self._operations.edit(make, gesture):
            self._document.select(given[0])
        return self._document.selection

    def _apply(self) -> None:
        """Turn strokes on frames already read into corrections; read the next frame."""
        while self._waiting:
            first = self._waiting[0]
            one = next((each for each in self._document.layers if each.id == first.layer), None)
            if one is None or one.locked:  # removed or locked meanwhile
                self._waiting.pop(0)
                self.pointing.wait(None, is_coming=True)
                self._viewer.forget_strokes()
                continue
            base = self._reader.known(first.layer, first.frame)
            if base is None:
                self._read()
                return
            self._waiting.pop(0)
            self._correct(first, base)

    def _correct(self, drawing: _Waiting, base: FrameMask) -> None:
        if means_object(drawing.stroke):
            self.pointing.add(drawing.layer, drawing.frame, drawing.stroke, base.mask, base.answers)
            return
        video = base.view.video
        mask = drawn(base.mask, drawing.stroke, video.height, video.width, base.answers)
        if mask == base.mask:
            self._viewer.forget_strokes()
            return
        corrections = {drawing.frame: Correction(mask)}
        # The viewer shows the stroke until the picture with the correction arrives.
        self._viewer.settle_strokes()
        if not self._operations.edit(
            lambda project: edits.correct(project, drawing.layer, corrections)
        ):
            self._viewer.forget_strokes()

    def _read(self) -> None:
        """Read the mask of the frame under the tool, unless it is known."""
        one = self._document.selection
        if self._waiting:
            self._reader.want(self._waiting[0].layer, self._waiting[0].frame)
        elif (
            self._viewer.tool is not Tool.POINTER
            and not self._playback.is_playing
            and one is not None
            and not self._refusal(one)
        ):
            self._reader.want(one.id, self._playback.frame)
        if self._viewer.tool in POINTING and not self._playback.is_playing:
            self.pointing.look(self._playback.frame)

    def _fail(self, error: Exception) -> None:
        self._waiting.clear()
        self._viewer.forget_strokes()
        self._operations.failed.emit(error)

    # Telling

    def _advice(self, tool: Tool) -> str:
        """Return how a tool that means an object is used."""
        return {
            Tool.POINTS: self.tr(
                "Click what belongs to it. With the right button, or Alt, click what does not. "
                "The edge follows at once."
            ),
            Tool.BOX: self.tr(
                "Draw a box around it. Then take Points and click what is missing or too much."
            ),
            Tool.SCRIBBLE: self.tr(
                "Stroke roughly over it. With the right button, or Alt, stroke over what is not."
            ),
        }.get(tool, "")

    def _refusal(self, one: Layer) -> str:
        """Return why a layer cannot be changed, nothing where it can."""
        if one.locked:
            return self.tr("“{0}” is locked. Unlock it to change it.").format(one.label)
        if not self._document.track_cache.shows(one):
            return self.tr("“{0}” is hidden. Show it to correct it.").format(one.label)
        return ""

    def _allows(self) -> bool:
        one = self._document.selection
        if one is not None and not self._refusal(one):
            return True
        self._tell_why_not()
        return False

    def _tell_why_not(self) -> None:
        one = self._document.selection
        if one is None:
            self._operations.tell(self.tr("Describe an object first, then correct its mask."))
        else:
            self._operations.tell(self._refusal(one))
