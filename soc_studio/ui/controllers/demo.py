"""Controller of the workspace Demo: effects, names beside objects, and the bar to scrub on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QSettings
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFileDialog

from soc_studio.core.masks.backdrop import read_backdrop
from soc_studio.core.masks.effects import Backdrop, EffectSettings, PictureEffect
from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.project import LayerId
from soc_studio.core.system.settings import Settings
from soc_studio.core.tracks.frame_states import State, runs
from soc_studio.ui.controllers.demo_examples import examples_for, note_worked
from soc_studio.ui.controllers.expression import ExpressionController
from soc_studio.ui.controllers.looks import Looks
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.picture import PictureController
from soc_studio.ui.controllers.video_codes import video_codes
from soc_studio.ui.jobs.job import Job
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.playback.frame_request import Request
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.demo.name_tags import NameTags
from soc_studio.ui.widgets.demo.scrub_bar import ObjectLine
from soc_studio.ui.widgets.window_frame import WindowFrame

_EFFECT, _GROUND = "demo/effect", "demo/ground"  # of the settings
_LINE = 3  # pixels that names keep away from the line of the wipe


class DemoController(QObject):
    """Shows the objects of a video with an effect, for as long as the window is in Demo.

    The effect that was chosen last is the one of the next video and the next session, too.
    """

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        picture: PictureController,
        expression: ExpressionController,
        looks: Looks,
        frame: WindowFrame,
        preferences: Preferences,
        settings: QSettings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._document = document = operations.document
        self._playback = playback
        self._picture = picture
        self._looks = looks
        self._frame = frame
        self._panel = panel = frame.demo_panel
        self._store = settings
        self._file = ""  # name of the picture that is being read
        self._compares = False
        self.tags = NameTags(frame.demo_bar.covered)
        self._reading = LatestJob(self)
        self._reading.returned.connect(self._take_backdrop)
        self._reading.failed.connect(operations.failed)
        for signal in (
            frame.demo_changed,
            document.changed,
            document.views_changed,
            frame.expression_bar.line.textChanged,
        ):
            signal.connect(self.refresh)
        expression.found.connect(self._note)
        playback.moved.connect(self._moved)
        playback.playing_changed.connect(self._show_playing)
        picture.shown.connect(self._show_names)
        panel.scrub.asked.connect(self._go)
        panel.example_asked.connect(self._find)
        panel.effect_asked.connect(self._choose)
        panel.ground_asked.connect(self._choose_ground)
        panel.backdrop_asked.connect(self._ask_backdrop)
        frame.wipe_handle.moved.connect(self._wipe)
        frame.demo_bar.source_held.connect(self._hold_source)
        preferences.changed.connect(self._prefer)
        self._set_codes(preferences.value)
        self._recall()
        self.refresh()

    def close(self) -> None:
        """Show nothing."""
        self._reading.finish()
        self._panel.play_button.show_playing(False)
        self._frame.viewer.marks = None
        self._frame.wipe_handle.hide()
        self._looks.set_effect(None)

    def refresh(self, *_: object) -> None:
        """Show what the document has now, with its effect where the window is in Demo."""
        frame = self._frame
        if not frame.in_demo:
            self._show_effect(False)
            return
        lines = self._lines()
        self._panel.scrub.show_lines(lines)
        self._panel.show_examples(self._examples())
        self._show_effect(bool(lines))

    def _show_effect(self, shown: bool) -> None:
        """Show the effect, what moves its edge and the names, or none of it."""
        frame = self._frame
        frame.viewer.marks = self._paint_names if shown else None
        frame.viewer.compared_at = frame.wipe_handle.share
        frame.wipe_handle.setVisible(shown)
        frame.demo_bar.raise_()
        self._looks.set_effect(self._panel.settings if shown else None)

    def _lines(self) -> list[ObjectLine]:
        """Return when the visible objects are in the video; none that were found nowhere."""
        found = []
        for each in self._document.layers:
            view = self._document.view(each.id)
            if view is not None and self._document.track_cache.shows(each):
                spans = runs(view.states == State.PRESENT)
                if spans:
                    found.append(ObjectLine(each.label, each.colour, tuple(spans)))
        return found

    def _examples(self) -> list[str]:
        reader = self._document.reader
        if reader is None or self._frame.expression_bar.line.text().strip():
            return []
        known = [each.expression for each in self._document.layers]
        return examples_for(reader.path, self._store, known)

    # Names

    def _show_names(self, request: Request) -> None:
        self._compares = request.compares
        objects = self._picture.boxes.known(request.frame) if request.compares else ()
        self.tags.show_objects(objects)

    def _paint_names(self, painter: QPainter) -> None:
        viewer = self._frame.viewer
        target = viewer.target()
        room = QRectF(viewer.rect()).intersected(target)
        if self._compares:
            room.setRight(min(room.right(), viewer.compared_at * viewer.width() - _LINE))
        self.tags.paint(painter, target, room)

    # What the person does

    def _recall(self) -> None:
        """Choose the effect that was chosen last, without its picture: only this session has it."""
        if self._panel.settings.backdrop is not None:
            return
        name, ground = self._store.value(_EFFECT), QColor(str(self._store.value(_GROUND)))
        if name in list(PictureEffect) and ground.isValid():
            colour = (ground.red(), ground.green(), ground.blue())
            self._panel.show_effect(EffectSettings(PictureEffect(name), colour))

    def _wipe(self, share: float) -> None:
        self._frame.viewer.compared_at = share
        self._frame.viewer.update()

    def _hold_source(self, held: bool) -> None:
        self._looks.hold_source(held)

    def _choose(self, effect: PictureEffect) -> None:
        self._take(replace(self._panel.settings, effect=effect))

    def _choose_ground(self, ground: Rgb) -> None:
        self._take(replace(self._panel.settings, ground=ground, backdrop=None))

    def _ask_backdrop(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._frame,
            self.tr("Picture for the background"),
            "",
            self.tr("Pictures (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp)"),
        )
        if name:
            self.read_backdrop(Path(name))

    def read_backdrop(self, path: Path) -> None:
        """Show the picture at `path` behind the objects as soon as it is read."""
        self._file = path.name
        job = Job(self.tr("Reading a picture"), partial(read_backdrop, path), minor=True)
        self._reading.start(job)

    def _take_backdrop(self, backdrop: Backdrop) -> None:
        settings = replace(self._panel.settings, effect=PictureEffect.BACKGROUND, backdrop=backdrop)
        self._take(settings, self._file)

    def _take(self, settings: EffectSettings, picture: str = "") -> None:
        self._panel.show_effect(settings, picture)
        self._store.setValue(_EFFECT, settings.effect.value)
        self._store.setValue(_GROUND, QColor(*settings.ground).name())
        self.refresh()

    def _find(self, sentence: str) -> None:
        bar = self._frame.expression_bar
        bar.line.setText(sentence)
        bar.ask()

    def _go(self, frame: int) -> None:
        self._playback.go(frame)

    # What happens

    def _prefer(self, before: Settings, now: Settings) -> None:
        """Begin time codes elsewhere."""
        if now.file_time_code != before.file_time_code:
            self._set_codes(now)

    def _set_codes(self, settings: Settings) -> None:
        reader = self._document.reader
        assert reader is not None
        self._panel.set_codes(video_codes(reader, settings))
        self._moved(self._playback.frame)

    def _moved(self, frame: int) -> None:
        self._panel.show_frame(frame)

    def _show_playing(self, speed: float) -> None:
        self._panel.play_button.show_playing(bool(speed))

    def _note(self, layer: LayerId) -> None:
        """Remember a sentence that found something."""
        view = self._document.view(layer)
        if view is not None and view.present_anywhere():
            note_worked(self._store, view.layer.searched)
