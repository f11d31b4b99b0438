"""Takes the results and imported masks of another project, as far as they are not there yet."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Mapping
from dataclasses import replace
from typing import Any

from soc_studio.core.project.project import MOST_FRAMES
from soc_studio.core.storage.gaps import blocks_of
from soc_studio.core.storage.imported_masks import Import, ImportedMasks
from soc_studio.core.storage.result_codec import ResultError, unpack_masks
from soc_studio.core.storage.results import Results
from soc_studio.core.storage.searches import Search, is_sound
from soc_studio.core.system.database import Database

_AT_ONCE = 64  # windows that are written together
_WINDOW = "preview, block, phase, shot, last, first, step, count, stop, checksum, said"
_FACTS = "id, video, expression, weights, network, settings, height, width, threshold"


def merge_results(
    mine: Database,
    theirs: Database,
    videos: Mapping[str, str],
    first: Collection[tuple[str, str]] = (),
) -> Generator[int, None, dict[int, str]]:
    """Copy the windows of `theirs` whose frames no window of the same search in `mine` answers;
    yield how many there are so far,
    and return the numbers of the answers that have more now, with the video's fingerprint.

    Where it fails or is stopped, all that was copied goes again.

    Args:
        mine: the file that they go to.
        theirs: a file that may come from anyone: what it holds is checked when it is read.
        videos: fingerprints that videos of `theirs` have in `mine`.
        first: fingerprint and words of what is then seen as `theirs` has it; else what is new
            comes behind what was there.

    Raises:
        DamageError: `theirs` cannot be read.
        WriteError: there is no room, or `mine` cannot be written.
    """
    made: list[int] = []
    more: dict[int, str] = {}
    complete = False
    ((last,),) = mine.rows("SELECT coalesce(max(id), 0) FROM answers")
    copied = 0
    orders: dict[tuple[str, str], list[tuple[Search, int]]] = {}
    try:
        for video, own in videos.items():
            for number, search in _searches(theirs, video):
                if not theirs.rows("SELECT 1 FROM window WHERE answers = ? LIMIT 1", number):
                    continue
                here = replace(search, video=own)
                answers = _answers_of(mine, here)
                orders.setdefault((own, search.expression), []).append((search, answers))
                wanted = _missing(mine, answers, theirs, number)
                for ids in _batches(list(wanted)):
                    new = _copy(mine, answers, theirs, {one: wanted[one] for one in ids}, search)
                    made += new
                    copied += len(new)
                    more |= dict.fromkeys([answers] if new else [], own)
                    yield copied
        with mine.changing():
            for (video, words), order in orders.items():
                _put_in_order(mine, video, words, [at for _, at in order], last, first)
        complete = True
    finally:
        if not complete:
            with mine.changing():
                gone = [(each,) for each in made]
                mine.change_many("DELETE FROM window WHERE id = ?", gone)
                mine.change_many("DELETE FROM masks WHERE window = ?", gone)
                mine.change("DELETE FROM answers WHERE id > ?", last)
    return more


def same_import(mine: ImportedMasks, theirs: ImportedMasks, number: int) -> Import | None:
    """Return the imported masks of `mine` that are the same as those of this number in `theirs`,
    whatever they are called; None where there are none."""
    wanted = theirs.find(number)
    if wanted is None:
        return None
    frames, areas = theirs.areas(number, MOST_FRAMES)
    for each in mine.all():
        if (each.height, each.width) != (wanted.height, wanted.width):
            continue
        own = mine.areas(each.id, MOST_FRAMES)
        if own[0].tolist() != frames.tolist() or own[1].tolist() != areas.tolist():
            continue
        if all(mine.mask(each, at) == theirs.mask(wanted, at) for at in frames.tolist()):
            return each
    return None


def merge_imports(
    mine: ImportedMasks, theirs: ImportedMasks, numbers: Iterable[int]
) -> Generator[int, None, dict[int, int]]:
    """Copy imported masks that are not there; yield how many masks so far, and return which number
    each has in `mine`. Where it fails or is stopped, nothing is kept of them.

    Raises:
        DamageError: a mask of `theirs` cannot be read.
        WriteError: there is no room, or `mine` cannot be written.
    """
    given: dict[int, int] = {}
    made: list[int] = []
    complete = False
    try:
        for number in numbers:
            known = same_import(mine, theirs, number)
            other = theirs.find(number)
            if known is not None:
                given[number] = known.id
            elif other is not None:
                frames, _ = theirs.areas(number, MOST_FRAMES)
                masks = ((at, theirs.mask(other, at)) for at in frames.tolist())
                given[number] = yield from mine.add(other.name, other.height, other.width, masks)
                made.append(given[number])
        complete = True
    finally:
        if not complete:
            for number in made:
                mine.remove(number)
    return given


def _searches(database: Database, video: str) -> list[tuple[int, Search]]:
    """Return all searches for a video that can be read, those seen first before the others."""
    rows = database.rows(
        f"SELECT {_FACTS} FROM answers WHERE video = ? ORDER BY latest DESC, id", video
    )
    found = [(int(number), Search(*values)) for number, *values in rows]
    return [each for each in found if is_sound(each[1])]


def _answers_of(database: Database, search: Search) -> int:
    """Return the number of the answers to a search, made where it is missing."""
    key = (
        *(search.video, search.expression, search.weights, search.settings),
        *(search.height, search.width),
    )
    which = (
        "FROM answers WHERE video = ? AND expression = ? AND weights = ? AND settings = ?"
        " AND height = ? AND width = ?"
    )
    known = database.rows(f"SELECT id {which}", *key)
    if known:
        return int(known[0][0])
    return database.change(
        "INSERT INTO answers (video, expression, weights, settings, height, width, network,"
        " threshold, latest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
        *(*key, search.network, search.threshold),
    )


def _missing(mine: Database, answers: int, theirs: Database, number: int) -> dict[int, int]:
    """Return the windows of `theirs`, by id, whose blocks touch no block of `mine`, with how many
    masks each has; those that are damaged are left out."""
    places = "SELECT preview, block, phase FROM window WHERE answers = ?"
    if {*theirs.rows(places, number)} <= {*mine.rows(places, answers)}:
        return {}
    own = {
        preview: [
            (each.start, each.stop)
            for each in blocks_of(place for place, _ in Results(mine).placed(answers))
            if each.preview == preview
        ]
        for preview in (False, True)
    }
    masks = {each.id: each.answered.scores.size for each in Results(theirs).windows(number)}
    return {
        identity: masks[identity]
        for (window, stop, preview), identity in Results(theirs).placed(number)
        if identity in masks
        and all(stop <= start or end <= window.block for start, end in own[preview])
    }


def _batches(ids: list[int]) -> list[list[int]]:
    return [ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)]


def _copy(
    mine: Database, answers: int, theirs: Database, masks: Mapping[int, int], search: Search
) -> list[int]:
    """Copy windows with as many `masks` each, by id, and return their new ids; those whose masks
    cannot be read are left out, so that a search finds them again."""
    holes = ", ".join("?" * len(masks))
    rows = theirs.rows(
        f"SELECT window.id, {', '.join(f'window.{each}' for each in _WINDOW.split(', '))}, packed"
        f" FROM window JOIN masks ON masks.window = window.id WHERE window.id IN ({holes})",
        *masks,
    )
    made = []
    with mine.changing():
        for number, *values, packed in rows:
            if not _is_sound(packed, masks[number], search):
                continue
            given = mine.change(
                f"INSERT INTO window (answers, {_WINDOW}) VALUES ({', '.join('?' * 12)})",
                *(answers, *values),
            )
            mine.change("INSERT INTO masks VALUES (?, ?)", given, packed)
            made.append(given)
    return made


def _is_sound(packed: Any, count: int, search: Search) -> bool:
    try:
        return len(unpack_masks(packed, search.height, search.width)) == count
    except (ResultError, ValueError, TypeError):
        return False


def _put_in_order(
    mine: Database,
    video: str,
    words: str,
    theirs: list[int],
    last: int,
    first: Collection[tuple[str, str]],
) -> None:
    """Have the answers for a sentence seen in the order that was asked for."""
    now = [
        int(number)
        for (number,) in mine.rows(
            "SELECT id FROM answers WHERE video = ? AND expression = ? ORDER BY latest DESC, id",
            *(video, words),
        )
    ]
    own = [each for each in now if each <= last]
    new = [each for each in theirs if each > last]
    wanted = [*own, *new]
    if (video, words) in first:
        wanted = [*theirs, *(each for each in own if each not in theirs)]
    if wanted == now and not new:
        return
    ((top,),) = mine.rows("SELECT coalesce(max(latest), 0) FROM answers")
    mine.change_many(
        "UPDATE answers SET latest = ? WHERE id = ?",
        [(int(top) + len(wanted) - place, each) for place, each in enumerate(wanted)],
    )
