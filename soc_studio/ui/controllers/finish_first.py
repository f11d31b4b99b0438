"""Finishes layers in full quality, and then has them exported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.project.project import LayerId


class Searches(Protocol):
    """Searches for layers in full quality."""

    @property
    def found(self) -> SignalInstance:
        """Says which layer a search ran to its end for."""

    @property
    def finished(self) -> SignalInstance:
        """Says that no search is left to run."""

    def finish(self, layers: Sequence[LayerId]) -> None:
        """Search for layers, one after the other."""

    def searches_for(self, layer: LayerId) -> int:
        """Return how many searches for a layer run or wait."""


class FinishFirst(QObject):
    """Waits for the searches that a plan needs; then `done` hands the plan over.

    Where one of them was stopped or failed, `given_up` does: an export of half of it would be taken
    for the whole.
    """

    done = Signal(object)  # ExportPlan
    given_up = Signal(object)  # ExportPlan

    def __init__(
        self,
        searches: Searches,
        seconds: Callable[[Sequence[LayerId]], float | None],
        parent: QObject | None = None,
    ) -> None:
        """`seconds` returns how long full quality of some layers takes, None where nobody knows."""
        super().__init__(parent)
        self._searches = searches
        self.seconds = seconds
        self._plans: list[tuple[ExportPlan, Counter[LayerId]]] = []
        searches.found.connect(self._find)
        searches.finished.connect(self._end)

    @property
    def waits(self) -> bool:
        """Whether an export waits for a search."""
        return bool(self._plans)

    def begin(self, plan: ExportPlan, layers: Sequence[LayerId]) -> None:
        """Finish `layers`, then hand `plan` over."""
        # A quick search that is under way says that it found the layer, too.
        before = {each: self._searches.searches_for(each) for each in layers}
        self._plans.append((plan, Counter({each: count + 1 for each, count in before.items()})))
        self._searches.finish(layers)

    def close(self) -> None:
        """Wait for nothing any more."""
        self._plans.clear()

    def _find(self, layer: LayerId) -> None:
        for _, wanted in self._plans:
            wanted[layer] -= 1

    def _end(self, _: LayerId) -> None:
        plans, self._plans = self._plans, []
        for plan, wanted in plans:
            is_done = all(count <= 0 for count in wanted.values())
            (self.done if is_done else self.given_up).emit(plan)
