"""Texts for recent work: its name, when it was changed, and how far it is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QTime

from soc_studio.core.tracks.recent_work import RecentWork, WorkLayer
from soc_studio.ui.toolkit.translation import tr


def title(work: RecentWork) -> str:
    """Return what a piece of work is called."""
    if len(work.videos) > 1:
        return tr("{0}, {1} videos").format(work.name, len(work.videos))
    return work.name or tr("Unknown video")


def length(work: RecentWork) -> str:
    """Return how long its video is, as 00:04 or 1:02:30; empty where that is not known."""
    return "" if work.seconds is None else clock(work.seconds)


def clock(seconds: float) -> str:
    """Return a length as 00:04 or 1:02:30."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"


def when(changed: datetime, now: datetime | None = None) -> str:
    """Return a time in words: "today 11:06", "yesterday 11:06", or the date."""
    clock = _clock(changed)
    today = (now or datetime.now()).date()
    if changed.date() == today:
        return tr("today {0}").format(clock)
    if changed.date() == today - timedelta(days=1):
        return tr("yesterday {0}").format(clock)
    return f"{_day(changed.date())} {clock}"


def went_on_from(changed: datetime, now: datetime | None = None) -> str:
    """Return a time as in "went on from 11:06", with the day where that is not today."""
    is_today = changed.date() == (now or datetime.now()).date()
    return _clock(changed) if is_today else when(changed, now)


def _clock(changed: datetime) -> str:
    shown = QTime(changed.hour, changed.minute)
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def objects(count: int) -> str:
    """Return a number of objects in words."""
    return tr("1 object") if count == 1 else tr("{0} objects").format(count)


def corrections(count: int) -> str:
    """Return a number of corrected frames in words."""
    return tr("1 correction") if count == 1 else tr("{0} corrections").format(count)


def contents(layers: int, corrected: int) -> str:
    """Return the contents of a piece of work: how many objects, how many corrections."""
    return ", ".join([objects(layers), *([corrections(corrected)] if corrected else [])])


def spots(count: int) -> str:
    """Return a number of spots to check in words."""
    return tr("1 spot to check") if count == 1 else tr("{0} spots to check").format(count)


def layer_state(layer: WorkLayer) -> str:
    """Return how far a layer is."""
    if not layer.is_read:
        return ""
    if not layer.computed:
        return tr("not searched yet")
    if layer.spots and not layer.is_reviewed:
        return spots(layer.spots)
    if layer.computed < layer.frames:
        return tr("searched to {0} %").format(_percent(layer))
    if layer.is_imported:
        return tr("imported")
    return tr("quick") if layer.is_quick else tr("full quality")


def summary(work: RecentWork) -> str:
    """Return what is in a piece of work, and how far it is, in one line."""
    if work.is_missing:
        return tr("Not there any more")
    if not work.is_whole and not work.layers:
        return tr("Damaged") if work.is_project else tr("Cannot be read")
    if not work.layers:
        return tr("Opened, nothing searched yet")
    if len(work.videos) > 1:
        reviewed = sum(each.is_reviewed for each in work.layers)
        return tr("{0} of {1} sentences reviewed").format(reviewed, len(work.layers))
    parts = [objects(len(work.layers)), _left_to_do(work)]
    return " · ".join(each for each in parts if each)


def told(work: RecentWork) -> str:
    """Return all that a card shows, for those who hear it."""
    parts = [title(work), length(work), summary(work)]
    if work.is_open:
        parts.append(tr("Open now"))
    elif work.is_draft:
        parts.append(tr("Not saved under a name"))
    return ", ".join(each for each in parts if each)


def _left_to_do(work: RecentWork) -> str:
    if not work.is_whole:
        return tr("damaged")
    read = [each for each in work.layers if each.is_read]
    left = sum(each.spots for each in read if not each.is_reviewed)
    begun = [each for each in read if each.computed]
    unfinished = [each for each in begun if each.computed < each.frames]
    if not read:
        return ""
    if not begun:
        return tr("not searched yet")
    if unfinished:
        return tr("search stopped at {0} %").format(min(_percent(each) for each in unfinished))
    is_all = len(read) == len(work.layers)
    if left:
        return spots(left) if is_all else tr("{0} or more spots to check").format(left)
    if len(begun) < len(read):
        return tr("{0} not searched yet").format(len(read) - len(begun))
    if not is_all:
        return ""
    return tr("quick") if any(each.is_quick for each in begun) else tr("full quality")


def _percent(layer: WorkLayer) -> int:
    return 100 * layer.computed // max(1, layer.frames)


def _day(day: date) -> str:
    shown = QDate(day.year, day.month, day.day)
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)
