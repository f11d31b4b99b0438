"""Texts for the list of videos: how long each is, and how far."""

from __future__ import annotations

from soc_studio.core.project.progress import VideoProgress
from soc_studio.core.project.video_rows import VideoRow
from soc_studio.ui.text import time_text, work_text
from soc_studio.ui.toolkit.translation import tr


def second_line(row: VideoRow) -> str:
    """Return what the list says below the name of a video."""
    if row.is_missing:
        return tr("Not found")
    return reviewed(row.progress) if row.progress.layers else tr("No sentences yet")


def short_line(row: VideoRow) -> str:
    """Return the same in less room."""
    if row.is_missing or not row.progress.layers:
        return second_line(row)
    return f"{row.progress.reviewed} / {row.progress.layers}"


def length(row: VideoRow) -> str:
    """Return how long a video is, as 00:04."""
    return work_text.clock(row.seconds)


def reviewed(progress: VideoProgress) -> str:
    """Return how many sentences are reviewed, of how many."""
    return tr("{0} of {1} reviewed").format(progress.reviewed, progress.layers)


def tooltip(row: VideoRow) -> str:
    """Return all that is known of a video, a line each."""
    progress = row.progress
    lines = [
        row.name,
        tr("{0}, {1} frames").format(time_text.length(max(0.1, row.seconds)), row.frames),
    ]
    if row.is_missing:
        lines += [
            tr("The video is not there, or in a folder that you have not allowed."),
            tr("Right-click: Find…"),
        ]
    if progress.layers:
        lines += [
            tr("Sentences: {0}, with masks: {1}").format(progress.layers, progress.found),
            tr("Reviewed: {0}, of them right: {1}").format(progress.reviewed, progress.accepted),
        ]
    if progress.rejected:
        lines.append(tr("With something wrong: {0}").format(progress.rejected))
    return "\n".join(lines)


def spoken(row: VideoRow) -> str:
    """Return what a screen reader says of a row."""
    return f"{row.name}, {time_text.length(max(0.1, row.seconds))}, {second_line(row)}"


def place_of(place: int, count: int) -> str:
    """Return which of how many videos is shown."""
    return tr("{0} of {1}").format(place + 1, count)
