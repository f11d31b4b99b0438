"""Texts for unsaved work: its name, age and contents."""

from __future__ import annotations

from datetime import datetime

from soc_studio.core.storage.unsaved import Draft
from soc_studio.ui.text import work_text
from soc_studio.ui.toolkit.translation import tr


def name(draft: Draft) -> str:
    """Return what a draft is called: its video's name."""
    return draft.video_name or tr("Unknown video")


def age(draft: Draft, now: datetime | None = None) -> str:
    """Return when a draft was changed, in words."""
    return work_text.when(draft.changed, now)


def contents(draft: Draft) -> str:
    """Return the contents of a draft: how many objects and corrections."""
    if draft.layers:
        return work_text.contents(len(draft.layers), draft.corrected)
    if not draft.is_whole:
        return tr("damaged; everything readable is shown")
    return tr("masks, no object") if draft.has_results else tr("in and out points")


def told(draft: Draft) -> str:
    """Return all that is said of a draft in one line."""
    return tr("{0}, {1}, {2}: not saved under a name").format(
        name(draft), age(draft), contents(draft)
    )
