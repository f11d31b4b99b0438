"""The folder that a search from the command line leaves.

tracks.json                    every frame's time, score, box and mask; alternatives
overlay.mp4                    the video with all objects marked, where that was asked for
01-the-red-ball/00000.png ...  masks of the first expression, named by frame
02-a-blue-square/...           and so on
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

from soc_studio.core.export.masks import write_masks
from soc_studio.core.export.overlay_video import write_overlay
from soc_studio.core.export.tracks_json import FORMAT, write_tracks
from soc_studio.core.progress import Progress
from soc_studio.core.track_view import TrackView
from soc_studio.core.video_reader import VideoReader

TRACKS = "tracks.json"
OVERLAY = "overlay.mp4"
_MASKS = re.compile(r"[0-9]{2,}(?:-[^/]+)?")
_MASK = re.compile(r"[0-9]{5,}\.png")


def mask_folders(expressions: Sequence[str]) -> list[str]:
    """Return the name of each expression's folder: its number and its words."""
    return [f"{place:02d}{_words(text)}" for place, text in enumerate(expressions, start=1)]


def _words(expression: str) -> str:
    letters = unicodedata.normalize("NFC", expression).lower()
    words = "-".join(re.findall(r"\w+", letters))
    return f"-{words[:40].rstrip('-')}" if words else ""


def stranger(folder: Path, entries: Sequence[Path]) -> Path | None:
    """Return one of `entries` of `folder`, or a file in one, that is no part of a result."""
    is_result = _starts_with_our_format(folder / TRACKS)
    for entry in entries:
        if not is_result:
            return entry
        if entry.is_dir() and _MASKS.fullmatch(entry.name):
            for file in entry.iterdir():
                if not _MASK.fullmatch(file.name):
                    return file
        elif entry.name not in (TRACKS, OVERLAY):
            return entry
    return None


def _starts_with_our_format(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return FORMAT.encode() in file.read(64)


def write_result(
    folder: Path,
    reader: VideoReader,
    views: Sequence[TrackView],
    span: range,
    wants_overlay: Callable[[], bool],
) -> Generator[Progress, None, None]:
    """Write what is seen of expressions into the empty `folder`; yield how far it has come.

    Frames of `span` without an answer are left out. `reader` reads the video. `wants_overlay` is
    asked before every frame of the overlay; it is left out, or given up, from when the answer is
    no, and goes no further than the first frame that an expression has no answer for.

    Raises:
        OSError: a file cannot be written.
        StudioError: the video cannot be read again for the overlay, the overlay not encoded, or a
            mask not be read.
    """
    began = time.monotonic()
    names = mask_folders([view.expression.label for view in views])
    named = dict(zip(names, views, strict=True))
    steps: list[Iterator[int]] = [
        write_masks(folder / name, view, span) for name, view in named.items()
    ]
    answered = [set(view.span(span)) for view in views]
    done_by_all = set.intersection(*answered) if answered else set()
    facts = {
        "video": {
            "file": reader.path.name,
            "width": reader.width,
            "height": reader.height,
            "frames": reader.frame_count,
            "rate": str(reader.rate),
            "variable_rate": reader.timing.is_variable,
        },
        "span": {
            "start": span.start,
            "stop": span.stop,
            "complete": len(done_by_all) == len(span),
        },
    }
    steps.append(write_tracks(folder / TRACKS, named, facts, reader.timing, span))
    total = sum(_steps_of(view, span) for view in views)
    shown = _first_gapless(done_by_all, span) if wants_overlay() else range(0)
    total += len(shown)
    done = 0
    for done, _ in enumerate(chain.from_iterable(steps), start=1):
        yield Progress(done, total, time.monotonic() - began)
    if not shown:
        return
    overlay = folder / OVERLAY
    with closing(write_overlay(overlay, reader, views, shown)) as frames:
        for shown_so_far, _ in enumerate(frames, start=1):
            yield Progress(done + shown_so_far, total, time.monotonic() - began)
            if not wants_overlay():
                break
        else:
            return
    overlay.unlink(missing_ok=True)


def _steps_of(view: TrackView, span: range) -> int:
    """Return how many pictures and frames of tracks an expression takes."""
    tracks = view.layer.answers[0].tracks[1:] if view.layer.answers else ()
    others = sum(int((track.windows[span.start : span.stop] > 0).sum()) for track in tracks)
    return 2 * len(view.span(span)) + others


def _first_gapless(answered: Collection[int], span: range) -> range:
    """Return the frames from the start of the span until the first without an answer."""
    stop = span.start
    while stop < span.stop and stop in answered:
        stop += 1
    return range(span.start, stop)
