"""Runs a list into result files, one for each video, on this machine."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing

from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.runs.clip_search import Manner
from soc_studio.core.runs.clips import ListedClip
from soc_studio.core.runs.project_run import RunStep
from soc_studio.core.runs.result_files import ends_of, result_name, search_into_file
from soc_studio.core.runs.run_table import RunTable
from soc_studio.core.runs.storage_places import ResultPlace


def run_into_folder(
    place: ResultPlace,
    clips: Iterable[ListedClip],
    root: str,
    model: LoadedModel,
    manner: Manner,
    table: RunTable,
) -> Generator[RunStep, None, None]:
    """Search the clips one after the other, each into a result file at `place`.

    Videos are read from `root`, a folder or an address. A clip whose result is there is not
    searched again; one that is stopped in its midst begins anew the next time.

    Raises:
        WriteError: a result cannot be written.
        StoreError: a store cannot be reached.
    """
    for clip in clips:
        with closing(search_into_file(clip, root, place, model, manner)) as steps:
            while True:
                try:
                    yield RunStep(clip, next(steps))
                except StopIteration as end:
                    table.end(end.value)
                    break
        yield RunStep(clip, None)


def known_results(
    clips: Iterable[ListedClip], place: ResultPlace, model: str, manner: Manner, table: RunTable
) -> list[ListedClip]:
    """Return the clips that have no result at `place` yet; `table` is told of the others.

    `model` is the digest of its file.

    Raises:
        StoreError: the store cannot be reached.
    """
    left = []
    for clip in clips:
        ends = ends_of(clip, result_name(clip, model, manner), place)
        if ends is None:
            left.append(clip)
        else:
            table.end(ends)
    return left
