"""What is in conflict between two projects, in the words of the window."""

from __future__ import annotations

from soc_studio.core.project.conflicts import Conflict, ConflictKind
from soc_studio.core.tracks.project_doubts import DoubtCount
from soc_studio.core.tracks.project_merge import MergePlan
from soc_studio.ui.toolkit.translation import tr, translated


def kind_text(kind: ConflictKind) -> str:
    """Return what was decided differently."""
    return {
        ConflictKind.SENTENCE: tr("Sentence"),
        ConflictKind.MASKS: tr("Masks"),
        ConflictKind.NAME: tr("Name"),
        ConflictKind.CATEGORY: tr("Category"),
        ConflictKind.OBJECT: tr("No such object"),
        ConflictKind.CORRECTION: tr("Corrected frames"),
        ConflictKind.CHOICE: tr("Answer"),
        ConflictKind.REVIEW: tr("Review"),
        ConflictKind.MATTE: tr("Matte"),
        ConflictKind.POINTS: tr("In and out"),
        ConflictKind.REFERENCE: tr("What a sentence means"),
    }[kind]


def frames_text(conflict: Conflict) -> str:
    """Return the frames that a conflict is about."""
    if conflict.stop <= conflict.start:
        return tr("All")
    if conflict.stop - conflict.start == 1:
        return str(conflict.start)
    return f"{conflict.start} – {conflict.stop - 1}"


def value_texts(conflict: Conflict) -> tuple[str, str]:
    """Return both decisions."""
    return translated(conflict.mine), translated(conflict.theirs)


def plan_text(plan: MergePlan) -> str:
    """Return what merging would bring."""
    if not plan.changed and not plan.conflicts:
        return tr("No decision in it is new. What it found and imported is taken over.")
    new = tr("New videos: {0}. New objects: {1}.").format(plan.videos, plan.layers)
    if not plan.conflicts:
        return tr("{0} Nothing was decided differently.").format(new)
    return tr("{0} What both decided differently is listed here: choose what holds.").format(new)


def left_text(left: DoubtCount) -> str:
    """Return how much there is to check in all videos."""
    if not left.stretches:
        return tr("No doubtful frames left in any video.")
    if left.videos == 1:
        return tr("Doubtful spots left: {0} ({1} frames)").format(left.stretches, left.frames)
    return tr("Doubtful spots left in {2} videos: {0} ({1} frames)").format(
        left.stretches, left.frames, left.videos
    )
