"""The videos of a run list, each with the rows that are about it, and where it is."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from soc_studio.core.runs.list_file import ListError, in_line, shown
from soc_studio.core.runs.run_list import Refusal, Row, RunList
from soc_studio.core.storage.media_linker import looks_like_video
from soc_studio.core.system.messages import message


@dataclass(frozen=True, slots=True)
class ListedClip:
    """A video of a list.

    Attributes:
        address: where it is, as the list says, without detours.
        rows: those about it, in their order; at least one.
        source: what the list is called, for sentences; empty where there is none.
    """

    address: str
    rows: tuple[Row, ...]
    source: str

    @property
    def expressions(self) -> tuple[str, ...]:
        """What is said of it, each once."""
        return tuple(dict.fromkeys(each.expression for each in self.rows))


def clips_of(listed: RunList) -> tuple[list[ListedClip], list[Refusal]]:
    """Return the videos of a list in its order, and all rows that cannot be searched."""
    refusals = list(listed.refusals)
    together: dict[str, list[Row]] = {}
    for row in listed.rows:
        rows = together.setdefault(_without_detours(row.video), [])
        if rows and rows[0].rate != row.rate and row.rate is not None:
            said = message(
                "it gives the video another rate than line {line} does", line=rows[0].line
            )
            error = ListError(in_line(listed.path.name, row.line, said))
            refusals.append(Refusal(row.line, error, row.video, row.expression))
            continue
        rows.append(row)
    name = listed.path.name
    clips = [ListedClip(address, tuple(rows), name) for address, rows in together.items()]
    return clips, sorted(refusals, key=lambda each: each.line)


def place_of(clip: ListedClip, root: Path) -> Path:
    """Return where the video of a clip is, by paths that begin in the folder `root`.

    A list may be from anyone: none of its paths may lead out of that folder, nor may links.

    Raises:
        ListError: there is no video, or it is outside.
    """
    line = clip.rows[0].line
    if "://" in clip.address:
        raise ListError(
            in_line(
                clip.source, line, message("'{video}' is an address", video=shown(clip.address))
            ),
            message("Say with --videos where videos may be read from."),
        )
    try:
        # Not `resolve` at first: a look at the disk could already tell a server who we are.
        said = Path(os.path.abspath(root / clip.address))  # noqa: PTH100
        inside = said.is_relative_to(os.path.abspath(root))  # noqa: PTH100
        place = said.resolve() if inside else said
        inside = inside and place.is_relative_to(root.resolve())
        there = inside and looks_like_video(place)
    except (OSError, RuntimeError, ValueError):  # a loop of links; a name that cannot be one
        inside, there, place = True, False, root
    if not inside:
        folder = _together([clip], root) if _leads_out(clip.address, root) else ""
        raise outside(clip, str(root.resolve().name or root), folder)
    if not there:
        raise ListError(
            in_line(
                clip.source,
                line,
                message("there is no video '{video}'", video=shown(clip.address)),
            ),
            message("Paths begin in the folder of the list; another one is said with --videos."),
        )
    return place


def check_places(clips: Sequence[ListedClip], root: Path) -> None:
    """Raise ListError where the paths of a list all lead out of the folder `root`, with the folder
    that they lead to: nothing could be searched. The disk is not looked at.

    A list may be from anyone, so which files it reads is for the person to say; but of paths of
    one's own it is said how.
    """
    if clips and all(_leads_out(each.address, root) for each in clips):
        raise outside(clips[0], str(root.resolve().name or root), _together(clips, root))


def _leads_out(address: str, root: Path) -> bool:
    if "://" in address:
        return False
    try:
        return not Path(os.path.abspath(root / address)).is_relative_to(os.path.abspath(root))  # noqa: PTH100
    except ValueError:
        return False


def _together(clips: Sequence[ListedClip], root: Path) -> str:
    """Return the deepest folder that clips are in: all of them, or, as that would be all of a
    drive, those of the folder at its top that has most of them."""
    parents = [Path(os.path.abspath(root / each.address)).parent for each in clips]  # noqa: PTH100
    (top, _), *others = Counter(each.parts[:2] for each in parents).most_common()
    if others:
        parents = [each for each in parents if each.parts[:2] == top]
    return os.path.commonpath(parents)


def outside(clip: ListedClip, root: str, folder: str = "") -> ListError:
    """Return what to say of a clip that is not in `root`, but in `folder` if that is known."""
    said = message(
        "'{video}' is outside of the folder '{folder}'",
        video=shown(clip.address),
        folder=shown(root),
    )
    advice = message("Say with --videos which folder the videos are in.")
    if folder:
        advice = message(
            "If these are your videos, allow it with: --videos '{folder}'", folder=folder
        )
    return ListError(in_line(clip.source, clip.rows[0].line, said), advice)


def _without_detours(address: str) -> str:
    return address if "://" in address else os.path.normpath(address)
