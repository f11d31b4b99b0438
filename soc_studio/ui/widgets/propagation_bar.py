"""The progress of a propagation on the stage, and buttons to keep or discard its masks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from soc_studio.core.system.progress import Progress
from soc_studio.ui.text.time_text import seconds_left
from soc_studio.ui.toolkit.theme import make_tabular
from soc_studio.ui.widgets.labelled_button import KeyButton
from soc_studio.ui.widgets.notice import Notice, NoticeIcon, Place, ThinBar, TwoTones

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PropagationBar(Notice):
    """Shown while a correction is propagated, and until that is kept or discarded.

    While the stage has the keyboard, Enter keeps and Escape asks before it discards.
    """

    keep_asked = Signal()
    stop_asked = Signal()
    discard_asked = Signal()
    go_on_asked = Signal()

    def __init__(self, stage: QWidget) -> None:
        super().__init__(stage, Place.BOTTOM)
        self._swatch = NoticeIcon("arrow-left-right", "t2")
        self.sentence = TwoTones()
        self._said: Sequence[str] = ()
        self._doubts = False  # whether it asks before it discards
        self._goes_on = False  # whether there is more to propagate
        self.progress = ThinBar()
        self.progress.setAccessibleName(self.tr("Progress of carrying"))
        self.count = QLabel()
        self.count.setProperty("tone", "second")
        font = self.count.font()
        make_tabular(font)
        self.count.setFont(font)
        self.stop_button = KeyButton(self.tr("&Stop"), kind="quiet")
        self.stop_button.setToolTip(self.tr("Leaves the masks so far to be looked at."))
        self.go_on_button = KeyButton(self.tr("Go on"), kind="quiet")
        self.discard_button = KeyButton(self.tr("&Discard"))
        self.keep_button = KeyButton(self.tr("&Keep"), self.tr("Enter"), kind="primary")
        self.keep_button.setToolTip(self.tr("Keeps the masks so far as corrections."))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._swatch)
        row.addWidget(self.sentence, 1)
        for each in (
            self.progress,
            self.count,
            self.stop_button,
            self.go_on_button,
            self.discard_button,
            self.keep_button,
        ):
            row.addWidget(each)
        for button in (
            self.stop_button,
            self.go_on_button,
            self.discard_button,
            self.keep_button,
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # keys stay with the picture
        self.stop_button.clicked.connect(self.stop_asked)
        self.keep_button.clicked.connect(self._keep)
        self.discard_button.clicked.connect(self.discard_asked)
        self.go_on_button.clicked.connect(self.go_on_asked)

    def show_progress(
        self, sentence: str, colour: tuple[int, int, int] | None, progress: Progress
    ) -> None:
        """Show how far it is; `colour` is the layer's."""
        if self.isHidden() or self.progress.isHidden():  # a run begins
            self._doubts = False
        if colour is not None:
            self._swatch.show_swatch(colour)
        total = progress.total or 0
        count = self.tr("{0} of {1} frames").format(progress.done, total)
        left = seconds_left(progress.seconds_left)
        self.count.setText(f"{count} · " + self.tr("{0} left").format(left) if left else count)
        self.progress.show_share(progress.done, total)
        self._show((sentence,), runs=True)

    def show_result(self, said: Sequence[str], goes_on: bool = False) -> None:
        """Ask whether to keep it, with the first of some sentences, and whether to go on."""
        self._doubts = False
        self._goes_on = goes_on
        self._show(said, runs=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._stage and event.type() in _KEYS and self.isVisible():
            assert isinstance(event, QKeyEvent)
            if event.key() in (*_ENTER, Qt.Key.Key_Escape) and not event.modifiers():
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self._answer(event.key() in _ENTER)
                return True
        return super().eventFilter(watched, event)

    def _answer(self, keeps: bool) -> None:
        if keeps:
            self._keep()
        elif self._doubts:
            self.discard_asked.emit()
        else:
            self._doubts = True
            self._show(self._said, runs=not self.progress.isHidden())

    def _keep(self) -> None:
        self._doubts = False
        self.keep_asked.emit()

    def _show(self, said: Sequence[str], runs: bool) -> None:
        self._said = said
        if self._doubts:
            first = self.tr("Discard these masks?")
            second = self.tr("Esc discards, Enter keeps.")
            self.sentence.show_text(first, second)
        else:
            self.sentence.show_text(*said)
        self.setAccessibleName(self.sentence.text)
        if self.isHidden() and self._stage is not None:
            self._stage.setFocus()  # which Enter and Escape are meant for
        self.progress.setVisible(runs)
        self.count.setVisible(runs)
        if not runs and self.stop_button.hasFocus():
            self.keep_button.setFocus()
        self.stop_button.setVisible(runs)
        self.go_on_button.setVisible(self._goes_on and not runs)
        self.appear()
