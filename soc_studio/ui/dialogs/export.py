"""The Export sheet: what to write, how it will look, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.formats.export_kinds import Kind, KindChoice, Variant, choice_of, kinds
from soc_studio.core.formats.export_outlook import ExportOutlook
from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.formats.export_presets import Preset
from soc_studio.core.project.project import Layer, Video
from soc_studio.core.tracks.unfinished import Unfinished
from soc_studio.ui.text import export_text
from soc_studio.ui.toolkit.application_events import unwatched
from soc_studio.ui.toolkit.in_steps import InSteps
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.export_fields import ExportFields
from soc_studio.ui.widgets.export_head import ExportHead
from soc_studio.ui.widgets.export_more import MoreRows
from soc_studio.ui.widgets.export_summary import ExportSummary
from soc_studio.ui.widgets.kind_list import KindList, KindText
from soc_studio.ui.widgets.labelled_button import KeyButton
from soc_studio.ui.widgets.sheet import Sheet
from soc_studio.ui.widgets.wheel_guard import WheelGuard

_WIDTH, _LIST, _BODY = 1040, 264, 708


class ExportSheet(Sheet):
    """Shows a plan; `plan` is what is asked for now.

    Its fields are made in steps while it is shown already, or at once where somebody asks for them.
    """

    built = Signal()  # the fields are there
    changed = Signal(object)  # ExportPlan
    export_asked = Signal()
    queue_asked = Signal()  # export, and leave the sheet open for the next one
    finish_changed = Signal()
    keep_asked = Signal(str)  # keep what is chosen as a preset of this name
    delete_asked = Signal(object)  # Preset
    rename_asked = Signal(object, str)  # Preset, and its new name

    def __init__(
        self,
        plan: ExportPlan,
        video: Video,
        layers: Sequence[Layer],
        code: Callable[[int], str],
        is_variable: bool,
        bits: int,
        has_sound: bool,
        window: QWidget,
    ) -> None:
        """`code` returns the time code of a frame; `is_variable` says whether frames of the video
        are shown for uneven times, `bits` how many a level of them has,
        `has_sound` whether the video is heard."""
        super().__init__(window, "", _WIDTH, video.name)
        self.title.setText(self.tr("Export"))
        self.setAccessibleName(self.tr("Export"))
        self._plan = plan
        self.knows = False
        """Whether it shows what the plan comes to, and not that this is being found out."""
        self._filling = True
        self._found: ExportOutlook | None = None
        self.kinds = {each.id: each for each in kinds()}
        self.list = KindList([_row(each) for each in self.kinds.values()])
        self.list.setAccessibleName(self.tr("What to export"))
        self.list.setFixedWidth(_LIST - 24)
        self.head = ExportHead()
        self.head.advice.toggled.connect(self.finish_changed)
        self._make_foot()
        self._arrange()
        self.list.chosen.connect(self._choose_kind)
        self._show_choice()

        def fields() -> ExportFields:
            return ExportFields(video, layers, code, is_variable, bits, has_sound, self._inside)

        self._building = InSteps(self)
        self._building.done.connect(self.built)
        self._building.begin(self._build(fields))

    @property
    def fields(self) -> ExportFields:
        """The fields that everybody needs."""
        self._building.finish()
        return self._fields

    @property
    def more(self) -> MoreRows:
        """What few people change."""
        self._building.finish()
        return self._more

    @property
    def plan(self) -> ExportPlan:
        """What is asked for."""
        return self._plan

    @property
    def finishes(self) -> bool:
        """Whether what is not in full quality is to be finished first."""
        return self.head.advice.finishes

    def open(self) -> None:
        """Show it, with the keyboard on the list."""
        super().open()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_outlook(self, found: ExportOutlook, finishing: float | None = None) -> None:
        """Show what the plan comes to, or what is in its way; `finishing` is how many seconds it
        takes to finish the layers first, None where nobody knows."""
        self.knows = True
        problem = found.outlook.problem
        self._show_unfinished(Unfinished() if problem else found.unfinished, finishing)
        limits = found.finished_limits if self.finishes else found.limits
        self.head.show_limits(() if problem else limits)
        self._found = found
        if self._building.is_done:
            self.fields.show_outlook(found)
        self.summary.show_outlook(found, self.finishes, finishing)
        for button in (self.export_button, self.queue_button):
            button.setEnabled(not problem)

    def point_at_primary(self) -> None:
        """Ring the button that exports: it is to be pressed once more."""
        self.export_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_looking(self, unfinished: Unfinished, finishing: float | None = None) -> None:
        """Show that it is being found out what the plan comes to, and what is `unfinished`."""
        self.knows = False
        self._show_unfinished(unfinished, finishing)
        for button in (self.export_button, self.queue_button):
            button.setEnabled(True)
        self.summary.show_looking()

    def show_picture(self, image: QImage | None, caption: str) -> None:
        """Show a frame as it will come out, and say which it is."""
        self.head.picture.show_picture(image, caption)

    def show_queue(self, count: int) -> None:
        """Say how many exports are under way."""
        words = self.tr("Add to queue")
        self.queue_button.setText(f"{words} · {count}" if count else words)

    def take_name(self, name: str) -> None:
        """Offer another name for the next export."""
        self.fields.name.setText(name)
        self._change()

    def show_presets(self, presets: Sequence[Preset]) -> None:
        """Offer presets."""
        self.fields.presets.show_presets(presets, self._plan)
        self.more.preset.clear()

    def _show_unfinished(self, unfinished: Unfinished, finishing: float | None) -> None:
        self.head.show_unfinished(unfinished, finishing)
        self.export_button.setText(
            self.tr("Finish, then export") if self.finishes else self.tr("Export")
        )

    # What it is made of

    def _build(self, make_fields: Callable[[], ExportFields]) -> Iterator[None]:
        """Make the fields, and show them when they are filled in."""
        yield  # the sheet is painted first
        self._fields = fields = make_fields()
        fields.hide()
        self._column.insertWidget(1, fields)
        for _ in fields.rows():
            yield from self._polished(fields)
        yield from self._polished(fields)
        self._more = more = MoreRows(self._inside)
        more.hide()
        self._column.insertWidget(2, more)
        yield from self._polished(more)
        with unwatched():
            self._fill()
            if self._found is not None:
                fields.show_outlook(self._found)
        fields.changed.connect(self._change)
        fields.variant_chosen.connect(self._choose_variant)
        fields.presets.chosen.connect(self._take_preset)
        fields.presets.delete_asked.connect(self.delete_asked)
        fields.presets.rename_asked.connect(self.rename_asked)
        more.changed.connect(self._change)
        more.keep_asked.connect(self.keep_asked)
        more.head.toggled.connect(self._show_more)
        WheelGuard(self._inside)
        yield
        with unwatched():
            fields.show()
        yield
        with unwatched():
            more.show()

    def _polished(self, part: QWidget) -> Iterator[None]:
        """Have what is new in `part` styled before it is shown: showing it is one step."""
        yield
        with unwatched():
            for each in part.findChildren(QWidget):
                each.ensurePolished()
        yield

    def _make_foot(self) -> None:
        self.summary = ExportSummary()
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.dismiss)
        self.queue_button = QPushButton(self.tr("Add to queue"))
        self.queue_button.setToolTip(
            self.tr("Export this after what is being exported, and choose another export.")
        )
        self.queue_button.clicked.connect(self.queue_asked)
        self.export_button = KeyButton(self.tr("Export"), self.tr("Enter"), "", "primary")
        self.export_button.clicked.connect(self.export_asked)
        self.primary = self.export_button
        self.foot.addWidget(self.summary, 1)
        for button in (cancel, self.queue_button, self.export_button):
            button.setFixedHeight(32)
            self.foot.addWidget(button)

    def _arrange(self) -> None:
        # From the outside to the inside: what a widget holds is styled anew wherever it goes.
        left = QVBoxLayout()
        left.setContentsMargins(12, 12, 12, 12)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedWidth(1)
        self._inside = inside = QWidget()
        inside.setObjectName("pane")
        self.area = _Scrolled(inside, self.head)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        left.addWidget(self.list)
        row.addWidget(line)
        row.addWidget(self.area, 1)
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addStretch(1)

    def _show_more(self, unfolded: bool) -> None:
        if unfolded:  # once the rows have their room
            QTimer.singleShot(0, self.area, lambda: self.area.ensureWidgetVisible(self.more, 0, 12))

    # What is asked for

    @property
    def choice(self) -> KindChoice:
        """What the formats of the plan come to."""
        return choice_of(self._plan.formats, self._plan.look.look, list(self.kinds.values()))

    def _fill(self) -> None:
        self._filling = True
        self.fields.fill(self._plan)
        self.more.fill(self._plan)
        self._show_kind()
        self._filling = False

    def _show_choice(self) -> None:
        kind, chosen = self.choice.kind, self.choice.variant
        self.list.set_value("" if kind is None else kind.id)
        self.head.show_kind(kind)
        if kind is not None and chosen is not None:
            self.list.show_second(kind.id, export_text.variant(kind, chosen))

    def _show_kind(self) -> None:
        self._show_choice()
        choice = self.choice
        self.fields.show_variants(choice.kind, choice.variant)
        self.fields.show_plan(self._plan)
        self.more.show_others(choice)
        self.more.show_plan(self._plan)

    def _choose_kind(self, name: str) -> None:
        choice = self.choice
        if choice.kind is None or choice.kind.id != name:
            self._write(self.kinds[name].variants[0], ())

    def _choose_variant(self, variant: Variant) -> None:
        self._write(variant, self.choice.others)

    def _write(self, variant: Variant, others: Sequence[str]) -> None:
        plan = self._plan
        look = plan.look if variant.look is None else replace(plan.look, look=variant.look)
        formats = tuple(dict.fromkeys((*variant.formats, *others)))
        self._put(replace(plan, formats=formats, look=look))
        self._show_kind()

    def _take_preset(self, preset: Preset) -> None:
        self._put(preset.applied(self._plan))
        self._fill()

    def _change(self, *_: object) -> None:
        if self._filling:
            return
        chosen = self.choice.variant
        formats = () if chosen is None else chosen.formats
        plan = self.more.applied(self.fields.applied(self._plan))
        together = tuple(dict.fromkeys((*formats, *self.more.others)))
        self._put(replace(plan, formats=together))
        for part in (self.fields, self.more):
            part.show_plan(self._plan)

    def _put(self, plan: ExportPlan) -> None:
        if plan != self._plan:
            if plan.formats != self._plan.formats:
                self.fields.forget_outlook()
                self.head.show_limits(())
            self._plan = plan
            self.changed.emit(plan)


class _Scrolled(QScrollArea):
    """What scrolls where the sheet is lower than it likes to be."""

    def __init__(self, inside: QWidget, head: ExportHead) -> None:
        """`head` is in it, and smaller where there is little room."""
        super().__init__()
        self._head = head
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its room is always there, or the fields would move as the last row unfolds.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.setEnabled(False)
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(low < high))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("pane")
        self.setWidget(inside)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(600, _BODY)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._head.fit(self.size())


def _row(kind: Kind) -> KindText:
    return KindText(
        kind.id,
        export_text.icon(kind),
        export_text.name(kind),
        export_text.variant(kind, kind.variants[0]),
        translated(kind.purpose.value),
    )
