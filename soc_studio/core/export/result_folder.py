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
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from soc_rvos.inference.pipeline import RunSettings
from soc_rvos.inference.windows import default_stride
from soc_studio.core.export.masks import write_masks
from soc_studio.core.export.overlay_video import write_overlay
from soc_studio.core.export.tracks_json import FORMAT, write_tracks
from soc_studio.core.overlay import colour_of
from soc_studio.core.progress import Progress
from soc_studio.core.search import Outcome
from soc_studio.core.video_reader import VideoReader
from soc_studio.core.weights import Model

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
    video: Path,
    reader: VideoReader,
    model: Model,
    settings: RunSettings,
    outcome: Outcome,
    wants_overlay: Callable[[], bool],
) -> Generator[Progress, None, None]:
    """Write what a run found in `video` into the empty `folder`; yield how far it has come.

    `reader` reads `video`. `wants_overlay` is asked before every frame of the overlay; it
    is left out, or given up, from when the answer is no.

    Raises:
        OSError: a file cannot be written.
        StudioError: the video cannot be read again for the overlay, or the overlay not encoded.
    """
    began = time.monotonic()
    height, width = reader.height, reader.width
    names = mask_folders([found.expression for found in outcome.found])
    found = {name: one for name, one in zip(names, outcome.found, strict=True) if one.tracks}
    steps: list[Iterator[int]] = [
        write_masks(folder / name, one.tracks[0], outcome.threshold, height, width)
        for name, one in found.items()
    ]
    facts, of_track = _record(video, reader, model, settings, outcome)
    steps.append(
        write_tracks(
            folder / TRACKS, found, facts, of_track, outcome.threshold, reader.timing, height, width
        )
    )
    total = sum(
        len(one.tracks[0].frames) + sum(len(track.frames) for track in one.tracks)
        for one in found.values()
    )
    shown = _first_gapless(outcome) if wants_overlay() else range(0)
    total += len(shown)
    done = 0
    for done, _ in enumerate(chain.from_iterable(steps), start=1):
        yield Progress(done, total, time.monotonic() - began)
    if not shown:
        return
    tracks = [
        (one.tracks[0], colour_of(place)) for place, one in enumerate(outcome.found) if one.tracks
    ]
    overlay = folder / OVERLAY
    with closing(write_overlay(overlay, reader, tracks, outcome.threshold, shown)) as frames:
        for shown_so_far, _ in enumerate(frames, start=1):
            yield Progress(done + shown_so_far, total, time.monotonic() - began)
            if not wants_overlay():
                break
        else:
            return
    overlay.unlink(missing_ok=True)


def _first_gapless(outcome: Outcome) -> range:
    """Return the frames from the start of the span until the first without an answer."""
    stop = outcome.start
    for frame in outcome.frames:
        if frame != stop:
            break
        stop += 1
    return range(outcome.start, stop)


def _record(
    video: Path, reader: VideoReader, model: Model, settings: RunSettings, outcome: Outcome
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what `tracks.json` says of the run as a whole, and of every track alike."""
    facts = {
        "video": {
            "file": video.name,
            "width": reader.width,
            "height": reader.height,
            "frames": reader.frame_count,
            "rate": str(reader.rate),
            "variable_rate": reader.timing.is_variable,
        },
        "span": {"start": outcome.start, "stop": outcome.stop, "complete": outcome.complete},
    }
    chosen = {
        name: value for name, value in asdict(settings).items() if name not in ("start", "stop")
    }
    chosen["stride"] = settings.stride or default_stride(reader.rate)
    of_track = {
        "model": {"name": model.name, "file": model.file.name, "sha256": model.sha256},
        "settings": chosen | {"threshold": outcome.threshold},
    }
    return facts, of_track
