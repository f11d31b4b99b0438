"""Writes what a search finds, replacing earlier answers where a block is planned again."""

from __future__ import annotations

from collections.abc import Sequence

from soc_rvos.inference.candidates import WindowResult
from soc_studio.core.storage.gaps import Gap
from soc_studio.core.storage.result_writer import ResultWriter


class ReplacementWriter:
    """Puts the results for a gap into a writer, those of a block that has answers all at once.

    Until then the earlier answers stay: a search that is stopped loses none of them.
    """

    def __init__(
        self, gap: Gap, numbers: Sequence[int], preview: bool, whole: int, writer: ResultWriter
    ) -> None:
        """Begin with a gap; `numbers` are those of the answers by expression, `whole` is how many
        frames a block has at most."""
        self._again = list(gap.again)
        self._numbers = numbers
        self._preview = preview
        self._whole = whole
        self._writer = writer
        self._held: list[tuple[int, WindowResult]] = []
        self._block = -1
        self._fresh: set[int] = set()  # frames of the block under way that are answered
        self._ends = False  # whether its last window is there

    def put(self, result: WindowResult) -> bool:
        """Take the next result; return whether its block is complete, as far as the expression of
        the result goes, and no result is held back: only then may other frames be planned."""
        numbered = (self._numbers[result.expression], result)
        if self._again and result.window.block + self._whole > self._again[0][0]:
            self._held.append(numbered)
        else:
            self._writer.put(*numbered)
        if result.early:
            return False
        complete, stop = self._progress(result)
        if complete and result.expression == len(self._numbers) - 1:
            self._let_go(stop)
        return complete and not self._held

    def _progress(self, result: WindowResult) -> tuple[bool, int]:
        """Return whether the block of a result is complete, and where it ends so far."""
        window = result.window
        if window.block != self._block:
            self._block, self._fresh, self._ends = window.block, set(), False
        self._fresh.update(result.frames if result.preview else window.fresh)
        self._ends |= window.last or result.preview
        stop = max(self._fresh) + 1
        return self._ends and len(self._fresh) == stop - window.block, stop

    def _let_go(self, stop: int) -> None:
        """Write held results that answer all frames of the earlier answers.

        They wait while some of them answer a part of further ones: a frame has one answer.
        """
        gone = [span for span in self._again if span[1] <= stop]
        further = self._again[len(gone) :]
        if not gone or (further and further[0][0] < stop):
            return
        self._writer.replace(
            [
                (number, self._preview, first, end - 1)
                for number in self._numbers
                for first, end in gone
            ],
            self._held,
        )
        self._again = further
        self._held = []
