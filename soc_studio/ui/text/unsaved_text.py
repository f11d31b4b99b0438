"""Texts for unsaved work: its name, age and contents."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale

from soc_studio.core.storage.unsaved import Draft
from soc_studio.ui.toolkit.translation import tr

_MOST_NAMED = 3  # layers


def name(draft: Draft) -> str:
    """Return what a draft is called: its video's name."""
    return draft.video_name or tr("Unknown video")


def age(draft: Draft, now: datetime | None = None) -> str:
    """Return how long ago a draft was changed, in words."""
    minutes = round(((now or datetime.now()) - draft.changed).total_seconds() / 60)
    if minutes < 1:
        return tr("just now")
    if minutes < 60:
        return tr("{0} min ago").format(minutes)
    if minutes < 24 * 60:
        return tr("{0} h ago").format(round(minutes / 60))
    changed = QDateTime.fromSecsSinceEpoch(int(draft.changed.timestamp()))
    return QLocale().toString(changed, QLocale.FormatType.ShortFormat)


def contents(draft: Draft) -> str:
    """Return the contents of a draft: its layers by name, and the number of corrections."""
    if not draft.is_whole and not draft.layers:
        return tr("damaged; everything readable is shown")
    named = ", ".join(f"“{each}”" for each in draft.layers[:_MOST_NAMED])
    more = len(draft.layers) - _MOST_NAMED
    parts = [named] if named else []
    if more > 0:
        parts.append(tr("{0} more").format(more))
    if draft.corrected:
        parts.append(tr("corrected frames: {0}").format(draft.corrected))
    if not parts:
        parts.append(tr("masks, no layer") if draft.has_results else tr("in and out points"))
    return " · ".join(parts)
