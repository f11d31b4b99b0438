"""The folder that an export leaves, in the formats that were asked for (`formats`):

01-the-red-ball/00000.png ...  masks of the first expression, named by frame; those of a folder of
                               pictures are called as these are
02-a-blue-square/...           and so on
tracks.json                    every frame's time, score, box and mask; alternatives
overlay.mp4                    the video with all objects marked
result.json                    of what it is the result, where there is no tracks.json, or names are
                               those of a template
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from soc_studio.core.formats.export_names import in_words
from soc_studio.core.formats.format import Format
from soc_studio.core.formats.material import Material
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.formats.result_names import MARK, ResultNames, material_for, own_name
from soc_studio.core.formats.tracks_json_export import FORMAT, TRACKS
from soc_studio.core.media.frame_files import name_key
from soc_studio.core.system.atomic_file import write_error
from soc_studio.core.system.errors import StudioError, WriteError
from soc_studio.core.system.file_names import coded_name
from soc_studio.core.system.messages import joined, listed, message
from soc_studio.core.system.progress import Progress, Stopwatch

__all__ = [
    "Failure",
    "is_written",
    "mask_folders",
    "named_entries",
    "said_failures",
    "stranger",
    "write_result",
]

_MARK_FORMAT = "soc-studio result"
_LONGEST_HEAD = 64 * 2**20  # bytes of a tracks.json before its tracks


def mask_folders(expressions: Sequence[str], with_words: bool = True) -> list[str]:
    """Return the name of each expression's folder: its number and, where wanted, its words."""
    words = [in_words(text) if with_words else "" for text in expressions]
    return [f"{place:02d}{f'-{text}' if text else ''}" for place, text in enumerate(words, start=1)]


def stranger(folder: Path, entries: Sequence[Path]) -> Path | None:
    """Return one of `entries` of `folder`, or a file in one, that is no part of a result."""
    is_result = _begins_with(folder / TRACKS, FORMAT) or _begins_with(folder / MARK, _MARK_FORMAT)
    names = _frame_names(folder) if is_result else frozenset()
    called = named_entries(folder) if is_result else {}
    for entry in entries:
        if not is_result:
            return entry
        for place in _all_in(entry):
            path = place.relative_to(folder).as_posix()
            own = _written_name(place, path, called)
            if not (path == MARK or _is_ours(own, names)) or place.is_symlink():
                return place
    return None


def named_entries(folder: Path) -> dict[str, str]:
    """Return the entries of a result that a template has named, with how writers call them."""
    try:
        content = json.loads((folder / MARK).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    match content:
        case {"named": dict(named)}:
            return {name: own for name, own in named.items() if isinstance(own, str)}
    return {}


def is_written(folder: Path, entry: str) -> bool:
    """Return whether a result has what its writer calls `entry`, under whatever name."""
    return (folder / entry).exists() or entry in named_entries(folder).values()


def _written_name(place: Path, path: str, called: Mapping[str, str]) -> str:
    """Return the `path` in a result of a file or folder at `place`, as its writer calls it."""
    entry, slash, rest = path.partition("/")
    own = called.get(entry, entry)
    rest = own_name(entry, rest) if entry in called else rest
    # No file counts as one of another kind, whatever the result says of it.
    same_kind = place.is_dir() or slash or Path(own).suffix == place.suffix
    return f"{own}{slash}{rest}" if same_kind else path


def _is_ours(path: str, names: frozenset[str]) -> bool:
    for each in EXPORTS:
        if match := each.written.files.fullmatch(path):
            frame = match.groupdict().get("frame")
            return frame is None or name_key(coded_name(frame)) in names
    return False


def _frame_names(folder: Path) -> frozenset[str]:
    """Return what the pictures of the video are called that a result is of."""
    try:
        if (folder / TRACKS).exists():
            with (folder / TRACKS).open("rb") as file:
                head = file.readline(_LONGEST_HEAD).rstrip().removesuffix(b'"tracks": [')
            content = json.loads(head + b'"tracks": []}')
        else:
            content = json.loads((folder / MARK).read_bytes())
    except (ValueError, RecursionError):  # then only numbers are known to be ours
        return frozenset()
    match content:
        case {"video": {"frame_names": list(names)}}:
            return frozenset(name_key(name) for name in names if isinstance(name, str))
    return frozenset()


def _all_in(entry: Path) -> Iterator[Path]:
    yield entry
    if entry.is_dir() and not entry.is_symlink():
        for each in entry.iterdir():
            yield from _all_in(each)


def _begins_with(path: Path, name: str) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return name.encode() in file.read(64)


@dataclass(frozen=True, slots=True)
class Failure:
    """A format that could not be written, and why; none of its files stay."""

    format: Format
    error: StudioError


def write_result(
    folder: Path,
    material: Material,
    formats: Sequence[Format] = EXPORTS,
    hurries: Callable[[], bool] = lambda: False,
) -> Generator[Progress, None, tuple[Failure, ...]]:
    """Write `material` in some `formats` into the empty `folder`; yield how far it has come.

    The writer calls `hurries` before every step of a spare format (`Format.spare`); from when
    the answer is yes, such formats are left out, and what there is of them is removed. A format
    that fails leaves the others; those that failed are returned.

    Raises:
        StudioError: nothing could be written.
    """
    watch, names = Stopwatch(), ResultNames(material)
    chosen = [each for each in EXPORTS if each in formats]
    done, total = 0, sum(each.written.steps(material_for(each, material)) for each in chosen)
    failures: list[Failure] = []
    for each in chosen:
        before = set(folder.iterdir())
        given = replace(material_for(each, material), named=dict(names.named))
        try:
            with closing(each.written.write(folder, given)) as writing:
                while not (each.written.spare and hurries()):
                    try:
                        next(writing)
                    except StopIteration:
                        break
                    done += 1
                    yield watch.progress(done, total)
                else:
                    writing.close()
                    _remove(set(folder.iterdir()) - before)
        except (OSError, StudioError) as error:
            _remove(set(folder.iterdir()) - before)
            told = (
                write_error(material.place or folder, error)
                if isinstance(error, OSError)
                else error
            )
            failures.append(Failure(each, told))
        new = set(folder.iterdir()) - before
        names.plan(each, given.views, [(entry.name, entry.is_dir()) for entry in new])
    if chosen and len(failures) == len(chosen):
        raise failures[0].error
    names.apply(folder)
    if names.named or not (folder / TRACKS).exists():
        _write_mark(folder / MARK, material, names.named)
    return tuple(failures)


def said_failures(failures: Sequence[Failure]) -> StudioError:
    """Return one sentence for all that failed while the rest was written."""
    names = listed([each.format.name for each in failures])
    reasons = joined(*dict.fromkeys(each.error.message for each in failures))
    advice = joined(*dict.fromkeys(each.error.advice for each in failures))
    return WriteError(
        message(
            "{reasons} Missing: {names}; everything else was written.", reasons=reasons, names=names
        ),
        advice,
    )


def _write_mark(path: Path, material: Material, named: Mapping[str, str]) -> None:
    """Mark a folder as a result, which another one may replace."""
    said = {"format": _MARK_FORMAT, "version": 1, **material.facts}
    said["objects"] = {name: view.layer.label for name, view in material.views.items()}
    if named:
        said["named"] = {name: entry for entry, name in named.items()}
    path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _remove(entries: set[Path]) -> None:
    for entry in entries:
        for place in sorted(_all_in(entry), reverse=True):
            if place.is_dir():
                place.rmdir()
            else:
                place.unlink()
