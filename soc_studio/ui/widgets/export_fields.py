"""The fields of the export sheet that everybody needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QDir, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from soc_studio.core.formats.export_kinds import Kind, Variant
from soc_studio.core.formats.export_outlook import ExportOutlook
from soc_studio.core.formats.export_plan import LONGEST_NAME, ExportPlan
from soc_studio.core.formats.picture_choices import PictureChoices, picture_choices
from soc_studio.core.masks.looks import Look
from soc_studio.core.project.project import Layer, Video
from soc_studio.ui.text import export_text
from soc_studio.ui.widgets.background_row import BackgroundRow
from soc_studio.ui.widgets.choice import Choice
from soc_studio.ui.widgets.export_form import ExportForm
from soc_studio.ui.widgets.layer_chips import LayerChips
from soc_studio.ui.widgets.part_row import PartRow
from soc_studio.ui.widgets.picture_rows import EdgeRow, PictureRow
from soc_studio.ui.widgets.preset_chips import PresetChips

_CHOICE = 240  # pixels of a list to choose from, at least


class ExportFields(ExportForm):
    """Presets, layers, format, frames and place; `changed` says that one was changed.

    They are there when `rows` is at its end.
    """

    changed = Signal()
    variant_chosen = Signal(object)  # Variant

    def __init__(
        self,
        video: Video,
        layers: Sequence[Layer],
        code: Callable[[int], str],
        is_variable: bool = False,
        bits: int = 8,
        has_sound: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`code` returns the time code of a frame; `is_variable` says whether frames of the video
        are shown for uneven times, `bits` how many a level of them has, `has_sound` whether they
        are heard."""
        super().__init__(parent)
        self._is_variable, self._bits, self._has_sound = is_variable, bits, has_sound
        self._video, self._code, self._offered = video, code, layers

    def rows(self) -> Iterator[None]:
        """Make all rows, a few at a time."""
        self.presets = PresetChips(self)
        self.add(self.tr("Presets"), self.presets)
        self.layers = LayerChips(self._offered, self)
        self.layers.changed.connect(self.changed)
        self.add(self.tr("Objects"), self.layers)
        yield
        self._add_format()
        yield
        self._add_pictures()
        yield
        self._add_place()

    def _add_format(self) -> None:
        self.combined = Choice(self, height=28)
        self.combined.setAccessibleName(self.tr("One file for"))
        self.combined.add(True, self.tr("All objects together"))
        self.combined.add(False, self.tr("Each object"))
        self.combined.chosen.connect(self.changed)
        self.variant = QComboBox(self)
        self.variant.setMinimumWidth(_CHOICE)
        self.variant.activated.connect(self._choose_variant)
        self.background = BackgroundRow(self)
        self.background.changed.connect(self.changed)
        self.add(self.tr("One file for"), self.combined, grows=False)
        self.add(self.tr("Format"), self.variant, grows=False)
        self.add(self.tr("Background"), self.background)

    def _add_pictures(self) -> None:
        self.edge = EdgeRow(self)
        self.edge.changed.connect(self.changed)
        self.part = PartRow(self._video, self)
        self.part.changed.connect(self.changed)
        self.pictures = PictureRow(self._has_sound, self)
        self.pictures.changed.connect(self.changed)
        self.add(self.tr("Edge"), self.edge)
        self.add(self.tr("Part"), self.part)
        self.add(self.tr("Pictures"), self.pictures)

    def _add_place(self) -> None:
        self.name, folder = QLineEdit(self), QWidget(self)
        folder.setObjectName("pane")
        self.place = QLineEdit(folder)
        self.name.setMaxLength(LONGEST_NAME)
        for line in (self.place, self.name):
            line.textEdited.connect(self.changed)
        self.choose_button = QPushButton(self.tr("Choose…"), folder)
        self.choose_button.clicked.connect(self._choose)
        row = QHBoxLayout(folder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        row.addWidget(self.choose_button)
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("Folder"), folder, self.place)

    def fill(self, plan: ExportPlan) -> None:
        """Show what a plan has of these."""
        self.layers.tick(plan.layers)
        self.show_row(self.layers, bool(self.layers.chips))
        self.part.set_value(plan.part, plan.first, plan.last)
        self.edge.show_edge(plan.edge_band, plan.edge_softness)
        self.place.setText(QDir.toNativeSeparators(plan.place))
        self.name.setText(plan.name)
        self.name.setCursorPosition(0)  # the beginning of a long one tells most
        self.show_plan(plan)

    def applied(self, plan: ExportPlan) -> ExportPlan:
        """Return `plan` with what is chosen here."""
        together = bool(self.combined.value)
        look = self.background.applied(plan.look)
        plan = self.pictures.applied(self.edge.applied(plan))
        return replace(
            plan,
            place=QDir.fromNativeSeparators(self.place.text().strip()),
            name=self.name.text().strip(),
            layers=self.layers.ticked,
            part=self.part.part,
            first=self.part.first.value(),
            last=self.part.last.value(),
            combined=plan.combined if "look" in plan.formats else together,
            look=replace(look, each_layer=not together) if "look" in plan.formats else look,
        )

    def show_plan(self, plan: ExportPlan) -> None:
        """Show which frames a plan has, whether it can have one file for all objects, and which
        preset it follows."""
        span = plan.span(self._video)
        text = ""
        if span:
            first, last = self._code(span.start), self._code(span.stop - 1)
            text = export_text.frames(len(span), first, last)
        self.part.note.setText(text)
        has_look = "look" in plan.formats
        combines = has_look or any(each.written.combines for each in plan.chosen_formats())
        self.combined.set_value(not plan.look.each_layer if has_look else plan.combined)
        self.show_row(self.combined, combines and len(self.layers.chips) > 1)
        self.background.show_look(plan.look)
        is_behind = plan.look.look in (Look.COLOUR, Look.BACKGROUND)
        self.show_row(self.background, has_look and is_behind)
        choices = self._choices(plan)
        rate = float(self._video.rate)
        self.pictures.show_choices(choices, plan, rate, self._is_variable)
        self.show_row(self.pictures, bool(choices.sizes))
        self.show_row(self.edge, choices.has_edge)
        self.presets.follow(plan)

    def _choices(self, plan: ExportPlan) -> PictureChoices:
        width, height = self._video.width, self._video.height
        formats = plan.chosen_formats()
        return picture_choices(formats, width, height, self._bits, plan.longest_side)

    def show_variants(self, kind: Kind | None, chosen: Variant | None) -> None:
        """Offer the ways to write a kind, with one of them chosen."""
        self.variant.clear()
        if kind is not None and chosen is not None:
            for each in kind.variants:
                self.variant.addItem(export_text.variant(kind, each), each)
            self.variant.setCurrentIndex(kind.variants.index(chosen))
        self.show_row(self.variant, self.variant.count() > 1)

    def show_outlook(self, found: ExportOutlook) -> None:
        """Show what becomes of the sound."""
        self.pictures.sound.setText(export_text.sound(found.sound))

    def forget_outlook(self) -> None:
        """Say nothing of the sound until it is known what becomes of it in other formats."""
        self.pictures.sound.setText("")

    def _choose_variant(self, place: int) -> None:
        self.variant_chosen.emit(self.variant.itemData(place))

    def _choose(self) -> None:
        found = QFileDialog.getExistingDirectory(
            self, self.tr("Folder for the result"), self.place.text()
        )
        if found:
            self.place.setText(QDir.toNativeSeparators(found))
            self.changed.emit()
