"""Texts of the first steps."""

from __future__ import annotations

from soc_studio.core.tracks.first_steps import FirstStep
from soc_studio.ui.toolkit.translation import tr


def name(step: FirstStep) -> str:
    """Return what a step is called."""
    return {
        FirstStep.FIND: tr("Find"),
        FirstStep.CHECK: tr("Check"),
        FirstStep.FIX: tr("Fix"),
        FirstStep.FINISH: tr("Finish"),
        FirstStep.EXPORT: tr("Export"),
    }[step]


def heading(step: FirstStep) -> str:
    """Return a step with its place among all of them, such as "3 of 5 · Fix"."""
    return tr("{0} of {1} · {2}").format(step.number, len(FirstStep), name(step))


def sentence(step: FirstStep, check_key: str, time: str = "") -> str:
    """Return what is said of a step.

    Args:
        check_key: the key that goes to the next spot to check, "" where there is none.
        time: how long full quality takes, "" where that is not known.
    """
    match step:
        case FirstStep.FIND:
            return tr(
                "Say what you want, in English, as you would to a friend: the woman in the "
                "yellow dress."
            )
        case FirstStep.CHECK:
            said = tr("This lane shows where it was found. Amber is where to look.")
            there = tr("{0} goes there.").format(check_key)
            return f"{said} {there}" if check_key else said
        case FirstStep.FIX:
            return tr(
                "Click on what is missing, right-click on what is too much. Then carry the "
                "correction to the other frames."
            )
        case FirstStep.FINISH:
            if not time:
                return tr("This was the quick look. Full quality makes better edges.")
            said = tr("This was the quick look. Full quality makes better edges; about {0}.")
            return said.format(time)
        case FirstStep.EXPORT:
            return tr("For an editing program take the cut-out video: it has transparency.")
