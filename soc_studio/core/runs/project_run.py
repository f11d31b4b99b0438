"""Runs a list into one project."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.runs.clip_search import Manner, search_clip
from soc_studio.core.runs.clips import ListedClip, place_of
from soc_studio.core.runs.list_file import ListError
from soc_studio.core.runs.run_table import RunTable, failed
from soc_studio.core.storage.document import Document
from soc_studio.core.system.progress import Progress


@dataclass(frozen=True, slots=True)
class RunStep:
    """A step of a run: in which clip, how far it came in it; None where the clip has ended."""

    clip: ListedClip
    progress: Progress | None

    @property
    def ended(self) -> ListedClip | None:
        """The clip, where it has ended."""
        return self.clip if self.progress is None else None


def run_into_project(
    document: Document,
    clips: Iterable[ListedClip],
    root: Path,
    model: LoadedModel,
    manner: Manner,
    table: RunTable,
) -> Generator[RunStep, None, None]:
    """Search the clips one after the other into a project; `table` is told how each ended.

    A clip that cannot be searched is no reason to stop. What is found stays when the generator
    closes or the program is killed: the next run continues there.

    Args:
        document: the project.
        clips: what to search; paths begin in the folder `root`, and may not lead out of it.
        root: see `clips`.
        model: it searches all of them.
        manner: how.
        table: knows the clips; it is told how each ended.

    Raises:
        WriteError: the project cannot be written.
        DamageError: it cannot be read.
    """
    for clip in clips:
        try:
            path = place_of(clip, root)
        except ListError as error:
            table.end(failed(clip, error))
            yield RunStep(clip, None)
            continue
        with closing(search_clip(document, clip, path, model, manner)) as steps:
            while True:
                try:
                    yield RunStep(clip, next(steps))
                except StopIteration as end:
                    table.end(end.value)
                    break
        document.save()
        yield RunStep(clip, None)
