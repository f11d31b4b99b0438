"""Controller of the export sheet, which remembers its settings and says what a plan comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from soc_studio.core.formats.export_guard import sources_of
from soc_studio.core.formats.export_names import name_about, next_name
from soc_studio.core.formats.export_outlook import ExportOutlook, look_ahead
from soc_studio.core.formats.export_plan import ExportPlan, Part, recalled, remembered
from soc_studio.core.formats.export_writing import Outlook
from soc_studio.core.formats.material import Material
from soc_studio.core.project.project import LayerId
from soc_studio.core.tracks.unfinished import unfinished
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.export_jobs import ExportJobs
from soc_studio.ui.controllers.export_presets import ExportPresets
from soc_studio.ui.controllers.export_preview import ExportPreview
from soc_studio.ui.controllers.finish_first import FinishFirst
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.dialogs.export import ExportSheet
from soc_studio.ui.jobs.job import Job, once
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.toolkit.application_events import unwatched
from soc_studio.ui.widgets.toasts import Kind, Told

_SETTLING = 150  # milliseconds without a change before the outlook of a plan is computed
_REMEMBERED, _FINISHES = "export/last", "export/finishes"


class ExportController(QObject):
    """Asks what to export of the open document, and writes it."""

    def __init__(
        self,
        operations: Operations,
        jobs: ExportJobs,
        settings: QSettings,
        window: QWidget,
        actions: Actions,
        playback: Playback,
        finishing: FinishFirst,
        code: Callable[[int], str],
        parent: QObject | None = None,
    ) -> None:
        """Write as `jobs`, remember in `settings`, ask above `window`.

        `finishing` brings layers to full quality first; `code` returns the time code of a frame.
        """
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._window = window
        self._settings = settings
        self._playback = playback
        self._finishing = finishing
        self._code = code
        self._jobs = jobs
        self._jobs.changed.connect(self._show_queue)
        self._preview = ExportPreview(self)
        self._preview.drawn.connect(self._show_picture)
        self._looking = LatestJob(self)
        self._looking.returned.connect(self._looked)
        self._looking.failed.connect(operations.failed)
        self._found: ExportOutlook | None = None
        self._wanted: Callable[[], None] | None = None  # when it is known what the plan comes to
        self._presets = ExportPresets(operations, self)
        self.dialog: ExportSheet | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLING)
        self._settled.timeout.connect(self._look)
        self._document.views_changed.connect(self._layer_read)
        self._unread: set[LayerId] = set()  # layers of the plan whose tracks are being read
        finishing.done.connect(self.export)
        finishing.given_up.connect(self._tell_given_up)
        actions.call_methods(export=self.ask)

    def close(self) -> None:
        """Close the sheet."""
        self._settled.stop()
        self._finishing.close()
        if self.dialog is not None:
            self.dialog.dismiss()
        self._looking.finish()
        self._preview.close()

    def refresh(self, *_: object) -> None:
        """Look again at what the plan of an open sheet comes to: more was found."""
        self._look_soon()

    def first_plan(self) -> ExportPlan | None:
        """Return the plan that the dialog starts with, None without a video."""
        document = self._document
        if document.video is None:
            return None
        video = document.video
        layers = tuple(each.id for each in document.layers if each.visible)
        kinds = QStandardPaths.StandardLocation
        home = QStandardPaths.writableLocation(kinds.MoviesLocation) or str(Path.home())
        name = name_about(document.title or Path(video.name).stem, self.tr("{0} export"))
        span = video.span
        plan = ExportPlan(
            home, name, layers, first=span.start, last=span.stop - 1, formats=("cutout",)
        )
        plan = recalled(plan, str(self._settings.value(_REMEMBERED, "")))
        return plan if Path(plan.place).is_dir() else replace(plan, place=home)

    def ask(self) -> None:
        """Ask what to export, and export it."""
        document, plan = self._document, self.first_plan()
        reader = document.reader
        if document.video is None or plan is None or reader is None or self.dialog is not None:
            return
        with unwatched():
            sheet = ExportSheet(
                self._jobs.beside_others(plan),
                document.video,
                document.layers,
                self._code,
                reader.timing.is_variable,
                reader.info.bit_depth,
                bool(reader.info.audio_streams),
                self._window,
            )
        self.dialog = sheet
        sheet.head.advice.finish.setChecked(self._settings.value(_FINISHES, "true") != "false")
        for signal, slot in (
            (sheet.changed, self._plan_changed),
            (sheet.export_asked, self._accept),
            (sheet.queue_asked, self._enqueue),
            (sheet.finish_changed, self.show_found),
            (sheet.built, self._offer_presets),
            (sheet.closed, self._closed),
        ):
            signal.connect(slot)
        self._show_queue()
        sheet.open()
        self._look()

    def export(self, plan: ExportPlan) -> Job | None:
        """Write the result of a plan; tell why, and return None, where that is impossible."""
        return self._jobs.export(plan)

    def export_marked(self, folder: Path, overlay: bool = True) -> Job | None:
        """Write masks, tracks and, with `overlay`, a video that marks the objects into `folder`."""
        plan = self.first_plan()
        if plan is None:
            return None
        formats = ("masks", "tracks", "overlay") if overlay else ("masks", "tracks")
        place, name = str(folder.parent), folder.name
        return self.export(
            replace(plan, place=place, name=name, part=Part.MARKED, formats=formats, opens=False)
        )

    # The sheet

    def _layer_read(self, layer: LayerId) -> None:
        if layer in self._unread and self._document.view(layer) is not None:
            self.refresh()

    def _plan_changed(self) -> None:
        self._wanted = None  # it was wanted of another plan
        self._look_soon()

    def _look_soon(self) -> None:
        if self.dialog is None:
            return
        material = self._material(self.dialog.plan)
        if isinstance(material, str):
            self._settled.stop()
            self._looking.drop()
            self._show_problem(material)
        else:
            self._show_looking(material)
            self._settled.start()

    def _material(self, plan: ExportPlan) -> Material | str:
        self._unread = {each for each in plan.layers if self._document.view(each) is None}
        return self._jobs.material_of(plan)

    def _look(self) -> None:
        """Compute the plan's outlook and its picture off the GUI thread."""
        document = self._document
        if self.dialog is None:
            return
        plan = self.dialog.plan
        material = self._material(plan)
        if isinstance(material, str):
            self._show_problem(material)
            return
        self._show_looking(material)
        sources = sources_of(document.core)
        look = once(lambda: (plan, look_ahead(plan, material, sources)))
        self._looking.start(Job("outlook", look, minor=True))
        self._preview.look(plan, material, self._playback.frame)

    def _show_looking(self, material: Material) -> None:
        assert self.dialog is not None
        self._found = None
        lacking = unfinished([*material.views.values(), *material.waiting], material.span)
        self.dialog.show_looking(lacking, self._finishing.seconds(lacking.layers))

    def _looked(self, found: tuple[ExportPlan, ExportOutlook]) -> None:
        plan, outlook = found
        if self.dialog is not None and plan == self.dialog.plan:
            self._found, wanted = outlook, self._wanted
            self._wanted = None
            self.show_found()
            if wanted is not None and not plan.folder.exists():
                wanted()
            elif wanted is not None:  # what it would replace has to be read first
                self.dialog.point_at_primary()

    def show_found(self) -> None:
        """Show what is known of the plan, and how long it takes to finish its layers first."""
        if self.dialog is not None and self._found is not None:
            seconds = self._finishing.seconds(self._found.unfinished.layers)
            self.dialog.show_outlook(self._found, seconds)

    def _show_problem(self, problem: str) -> None:
        assert self.dialog is not None
        self._found = self._wanted = None
        self._preview.drop()
        image = self.dialog.head.picture.image
        # One that was drawn before stays, but no longer says that it will be so.
        self.dialog.show_picture(image, "" if image else self.tr("There is nothing to see yet."))
        self.dialog.show_outlook(ExportOutlook(Outlook(problem=problem)))

    def _show_picture(self, image: QImage | None, frame: int | None) -> None:
        if self.dialog is not None:
            caption = self.tr("Frame {0}, as it will be").format(frame)
            if image is None:
                caption = self.tr("There is nothing to see in this format.")
            self.dialog.show_picture(image, caption)

    def _accept(self) -> None:
        if self._begin(self._accept):
            assert self.dialog is not None
            self.dialog.dismiss()

    def _enqueue(self) -> None:
        """Begin the export, and offer the next one under another name."""
        if self._begin(self._enqueue):
            assert self.dialog is not None
            self.dialog.take_name(next_name(self.dialog.plan.name))

    def _begin(self, again: Callable[[], None]) -> bool:
        """Begin what is asked for; return whether that could be. Where it is not known yet what
        the plan comes to, `again` is called then."""
        dialog, found = self.dialog, self._found
        if dialog is None or found is None or found.outlook.problem:
            self._wanted = again if found is None else None
            return False
        plan = dialog.plan
        self._settings.setValue(_REMEMBERED, remembered(plan))
        if found.unfinished.layers:
            self._settings.setValue(_FINISHES, "true" if dialog.finishes else "false")
        if dialog.finishes:
            self._finishing.begin(plan, found.unfinished.layers)
            self._operations.tell(
                self.tr("“{0}” is exported when the search is done.").format(plan.name)
            )
        else:
            self.export(plan)
        return True

    def _offer_presets(self) -> None:
        if self.dialog is not None:
            self._presets.offer(self.dialog)

    def _closed(self) -> None:
        self._settled.stop()
        self._preview.drop()
        self._looking.drop()
        self._unread = set()
        if self.dialog is not None:
            self._presets.leave()
            self.dialog.deleteLater()
            self.dialog = None

    def _show_queue(self) -> None:
        if self.dialog is not None:
            self.dialog.show_queue(self._jobs.count)
            if self._found is None:  # what kept it from being exported may be over
                self._look_soon()

    def _tell_given_up(self, plan: ExportPlan) -> None:
        self._operations.report(
            Told(
                Kind.QUESTION,
                self.tr("“{0}” was not exported.").format(plan.name),
                self.tr("The search before it did not come to its end."),
                ((self.tr("Export as it is"), lambda: self.export(plan)),),
            )
        )
