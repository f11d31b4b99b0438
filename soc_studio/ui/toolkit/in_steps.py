"""Work of the GUI thread in steps, between which the event loop comes round."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid

_END = object()


class InSteps(QObject):
    """Does the steps of an iterator one by one, each after what is to be painted and what a person
    did meanwhile; `done` says that the last one is done.

    What a step makes and somebody asks for before its turn is made by `finish`.
    """

    done = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None
        self._is_at_work = False
        # A timer comes after what is to be painted and what a person does, a posted event does not.
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to be done."""
        return self._steps is None

    def begin(self, steps: Iterator[object]) -> None:
        """Do `steps` from the next round of the event loop on, in place of any that are left."""
        self._steps = steps
        self._turn.start()

    def finish(self) -> None:
        """Do what is left at once; within a step it changes nothing."""
        while self._steps is not None and not self._is_at_work:
            self._go_on()

    def _go_on(self) -> None:
        steps = self._steps
        if steps is None or self._is_at_work:  # a step lets the event loop run
            return
        self._is_at_work = True
        is_over = True
        try:
            is_over = next(steps, _END) is _END
        finally:
            self._is_at_work = False
            if is_over and self._steps is steps:
                self._steps = None
                self._turn.stop()
        if is_over:
            self.done.emit()


def laid_out_last(window: QWidget, steps: Iterator[object]) -> Iterator[object]:
    """Do steps while nothing in `window` is laid out: all is in its place after the last one.

    For steps after each of which everything would have another size, and that nobody sees.
    """
    held = []
    for each in (window, *window.findChildren(QWidget)):
        layout = each.layout()
        if layout is not None:
            layout.setEnabled(False)
            held.append(each)
    try:
        yield from steps
    finally:
        for each in reversed(held):  # from the inside, as sizes add up
            layout = each.layout() if isValid(each) else None
            if layout is not None:
                layout.setEnabled(True)
                layout.invalidate()
                if each.isVisible():
                    layout.activate()


def unpainted(window: QWidget, steps: Iterator[object]) -> Iterator[object]:
    """Do steps while `window` is not painted: it looks as it did until the last one is done."""
    window.setUpdatesEnabled(False)
    try:
        yield from steps
        yield None  # what is to be laid out has its turn before all is painted
    finally:
        if isValid(window):
            window.setUpdatesEnabled(True)
            if window.isVisible():  # at once: what was to be painted meanwhile may never be else
                _make_dirty(window)
                window.repaint()


def _make_dirty(window: QWidget) -> None:
    """Have all that is dirty in `window` painted together.

    WORKAROUND Where nothing but whole widgets is dirty, Qt paints a window and then, once more,
    all within it that was moved (`QWidgetRepaintManager::sync`). The place of a dot that was hidden
    is no widget.
    """
    dot = QWidget(window)
    dot.setGeometry(0, 0, 1, 1)
    dot.show()
    dot.hide()
    delete(dot)
