"""Which of the five first steps a new person should hear about now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from soc_studio.core.tracks.next_step import NextStep, WorkStage


class FirstStep(StrEnum):
    """What somebody new learns, in this order."""

    FIND = "find"
    CHECK = "check"
    FIX = "fix"
    FINISH = "finish"
    EXPORT = "export"

    @property
    def number(self) -> int:
        """Its place among the five, from 1."""
        return list(FirstStep).index(self) + 1


def steps_named(names: Iterable[str]) -> tuple[FirstStep, ...]:
    """Return the steps that have these names, in their order; other names mean nothing."""
    wanted = set(names)
    return tuple(each for each in FirstStep if each.value in wanted)


@dataclass(frozen=True, slots=True)
class Moment:
    """The situation of an open video.

    Attributes:
        is_searching: whether a search runs.
        layers: how many layers the video has.
        step: what comes next with the results, None where there are none yet.
        spot: first frame of the uncertain stretch under the playhead; None where the playhead
            moves or is in none.
        corrections: how many frames a person corrected.
    """

    is_searching: bool = False
    layers: int = 0
    step: NextStep | None = None
    spot: int | None = None
    corrections: int = 0


class Tour:
    """Says each first step when its moment comes, one at a time, until it is done or skipped.

    `passed` are the steps that need not be said any more; `current` is the one said now, or None.
    """

    def __init__(self, passed: Iterable[FirstStep] = ()) -> None:
        self.passed = frozenset(passed)
        self.current: FirstStep | None = None
        self._began = Moment()  # when `current` was said first

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to say."""
        return self.passed == frozenset(FirstStep)

    def look(self, now: Moment) -> FirstStep | None:
        """Return the step to say now, None where none has its moment."""
        self._pass_done(now)
        due = next((each for each in _timely(now) if each not in self.passed), None)
        if due is not self.current:
            self.current, self._began = due, now
        return due

    def skip(self) -> None:
        """Do not say the current step again."""
        if self.current is not None:
            self.pass_over(self.current)

    def pass_over(self, step: FirstStep) -> None:
        """Do not say a step again: the person has done what it is about."""
        self.passed |= {step}
        if self.current is step:
            self.current = None

    def _pass_done(self, now: Moment) -> None:
        """Pass what the person has done, whether it was said or not."""
        if now.is_searching or now.step is not None:
            self.pass_over(FirstStep.FIND)
        if now.corrections:
            self.pass_over(FirstStep.FIX)
        current, began = self.current, self._began
        if current is None:
            return
        has_moved_on = now.step is not None and _stage(now) is not _stage(began)
        went_there = now.spot is not None and now.spot != began.spot
        if (
            now.is_searching
            or has_moved_on
            or (current is FirstStep.CHECK and (went_there or now.corrections > began.corrections))
        ):
            self.pass_over(current)


def _stage(moment: Moment) -> WorkStage | None:
    return None if moment.step is None else moment.step.step


def _timely(now: Moment) -> tuple[FirstStep, ...]:
    """Return the steps whose moment it is, in their order."""
    if now.is_searching:
        return ()
    if now.step is None:
        return () if now.layers else (FirstStep.FIND,)
    # In full quality the way to a file is said, too, to those who leave spots unchecked.
    beside = () if now.step.quick else (FirstStep.EXPORT,)
    if now.step.step is WorkStage.PROPAGATE:
        return ()  # nothing was found yet, by words
    later = {
        WorkStage.CHECK: beside if now.spot is None else (FirstStep.FIX, *beside),
        WorkStage.FINISH: (FirstStep.FINISH,),
        WorkStage.EXPORT: (FirstStep.EXPORT,),
    }
    return (FirstStep.CHECK, *later[now.step.step])
