"""Finds the cuts between the shots of a video."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import cv2
import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 64, 36
"""Pictures are compared at this size."""
SHIFT = 14, 8
"""How far right and down a picture may move and still be the same: a pan of a fifth of its size."""
REACH = 4
"""Frames compared on either side of a cut. A flash shorter than that is none: it goes back."""
CHANGED = 0.65
"""Least change at a cut. On twelve real clips at 8 to 15 frames a second motion gave 0.8 at most
with every second frame left out, and joining any two of them 1.03 at least."""
ABOVE_MOTION = 2.5
"""How many times the change must be that of the frames around it; the same clips gave 2.1 at most,
and joining any two of them 3.8 at least."""
OTHER_STRUCTURE = 0.12
"""Least part of the change that is not colours: light that is switched on is no cut."""
LEVELS = 8
"""Least mean difference of pixels, of 255, below which noise would count as structure."""
FLAT = 2
"""Deviation in levels below which a picture has no structure."""


SURELY = 0.95
"""Change that is a cut whatever comes around it, see CHANGED."""
SUDDEN, ABOVE_FORMER = 0.6, 2.2
"""Change that is one after frames that change little, and how many times theirs it must be. On
the same clips in both directions, every frame, second and third, no change from 0.55 on was more
than 1.9 times the median of the three before."""
AS_BEFORE = 0.5
"""Share of a sudden change below which a later frame looks as the one before the change."""
FAINT = 0.2
"""Share of the most contrast of the `LATELY` last frames below which one shows next to nothing."""
HIDDEN = 0.08
"""The same, from which things are looked for all the same where it fades to black or white."""
LATELY = 24
FADING, TO_COLOUR = 0.7, 0.1
"""Share of that contrast below which a frame is seen as it was before it began to fade to black or
white. It fades if it is as much darker or lighter: the shares differ by the second at most."""
FADED = 32
"""Frames that a shot can fade through, showing next to nothing, and still be the same one."""


@dataclass(frozen=True, slots=True)
class FrameLook:
    """The features of a frame that are compared: a small picture, its colours' shares, and how far
    its levels are `spread`."""

    picture: NDArray[np.uint8]
    colours: NDArray[np.float32]
    spread: float

    @property
    def flat(self) -> bool:
        """Whether there is no structure in it."""
        return self.spread < FLAT

    @property
    def bytes(self) -> int:
        """The memory it takes."""
        return self.picture.nbytes + self.colours.nbytes


class SureCuts:
    """Says at once where a shot begins, in frames taken in either direction.

    It does so where the change leaves no doubt, or is much more than that of the frames before.

    Attributes:
        flashes: whether the frame taken last is lit by a flash, or the shot fades through black or
            another colour there and comes back.
        returns: whether the shot that began last is the one before the former cut.
    """

    def __init__(self) -> None:
        self.flashes = self.returns = False
        self._last: FrameLook | None = None
        self._former: FrameLook | None = None  # the last one before the former cut
        self._changes: deque[float] = deque(maxlen=REACH - 1)
        self._lately: deque[FrameLook] = deque(maxlen=LATELY)
        self._lit = 0  # frames that a flash still takes
        self._full: FrameLook | None = None  # before a fade of which it is not known what follows

    def add(self, frame: NDArray[np.uint8], ahead: Iterable[NDArray[np.uint8]] = ()) -> bool:
        """Take the next frame, RGB uint8 [H, W, 3]; return whether it is of another shot.

        The frames `ahead` of it are asked for only where it seems to be, or where it shows next to
        nothing. Where one of the next few looks as before, it was a flash and no cut; frames that
        show next to nothing are not among these few, up to `FADED`.
        """
        look, before = look_at(frame), self._last
        self.flashes = False
        if self._lit > 0:
            self._lit -= 1
            self._pass(look)
            return False
        if before is not None and np.array_equal(before.picture, look.picture):
            self._lately.append(look)
            return False  # the same frame says nothing of how much others change
        change = 0.0 if before is None else _change_in_fading(before, look)
        usual = float(np.median(self._changes)) if len(self._changes) > 1 else SURELY
        sudden = change >= min(SURELY, max(SUDDEN, ABOVE_FORMER * usual))
        clear = FAINT * max((each.spread for each in self._lately), default=0.0)
        if before is not None and (sudden or look.spread < clear):
            # What is behind black is not compared with black.
            least = AS_BEFORE * change if look.spread >= clear else CHANGED
            others = 1
            for lit, later in enumerate(map(look_at, islice(ahead, FADED))):
                is_clear = later.spread >= clear
                if is_clear and _change_in_fading(before, later) < least:
                    self._lit, self._last = lit, later
                    self._pass(look)
                    return False
                others += is_clear
                if others >= REACH:
                    break
            self._full = None if sudden or not self._lately else self._fullest()
            self._lately.clear()
        self._lately.append(look)
        if self._full is not None and look.spread >= FADING * self._full.spread:
            self._full = None
        if before is None or not sudden:
            self._last = look
            if before is not None:
                self._changes.append(change)
            return False
        former, self._former, self._last = self._former, before, look
        self.returns = former is not None and _change(former, look) < AS_BEFORE * change
        self._changes.clear()
        return True

    def _pass(self, look: FrameLook) -> None:
        """Take a frame of a flash or a fade from which the shot comes back."""
        full = self._fullest()
        faint = HIDDEN * full.spread <= look.spread < FAINT * full.spread
        self.flashes = not (faint and _is_faded(look, full))
        if not self.flashes:
            self._lately.append(look)

    def _fullest(self) -> FrameLook:
        """Return the frame of the most contrast lately, or before the shot began to fade."""
        lately = self._lately if self._full is None else (*self._lately, self._full)
        return max(lately, key=lambda each: each.spread)

    def unfaded(self, frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return `frame`, the one taken last, with the contrast and colours it had before the shot
        began to fade to black or white; itself where it does not."""
        if not self._lately:
            return frame
        look, full = self._lately[-1], self._fullest()
        return _unfaded(frame, look, full) if look.spread < FADING * full.spread else frame


def _change_in_fading(first: FrameLook, second: FrameLook) -> float:
    """Return as `_change` does how much changes but for how far either faded."""
    change = _change(first, second)
    if change < SUDDEN:
        return change
    faint, clear = sorted((first, second), key=lambda each: each.spread)
    return min(change, _change(look_at(_unfaded(faint.picture, faint, clear)), clear))


def _unfaded(frame: NDArray[np.uint8], look: FrameLook, full: FrameLook) -> NDArray[np.uint8]:
    """Return a `frame` that looks so with the contrast and colours of `full`, if it is that one
    faded to black or white; else itself."""
    if not _is_faded(look, full):
        return frame
    faint, before = (each.picture.mean(axis=(0, 1)) for each in (look, full))
    share = max(HIDDEN, look.spread / max(full.spread, FLAT))
    table = (np.arange(256)[:, None] - faint) / share + before
    return cv2.LUT(frame, table.clip(0, 255).astype(np.uint8)[None]).astype(np.uint8, copy=False)


def _is_faded(look: FrameLook, full: FrameLook) -> bool:
    """Return whether a frame is as much darker or lighter than `full` as it has less contrast."""
    dark, light = float(look.picture.mean()), float(full.picture.mean())
    shares = dark / max(1.0, light), (255 - dark) / max(1.0, 255 - light)
    share = look.spread / max(full.spread, FLAT)
    return not look.flat and min(abs(each - share) for each in shares) <= TO_COLOUR


class CutFinder:
    """Says of each frame of a video whether a shot starts with it, `REACH` frames late.

    A frame starts a shot where structure and colours change at once, much more than around it, and
    where no frame just after looks like one just before.
    """

    def __init__(self) -> None:
        self._looks: list[FrameLook] = []  # of the last frames, at most 2 * REACH
        self._changes: list[float] = []  # from the frame before to each of them
        self._decided = 0  # how many of them

    def add(self, frame: NDArray[np.uint8]) -> list[bool]:
        """Take the next frame, RGB uint8 [H, W, 3]; return whether shots begin at the
        frames now decided, in order."""
        return self.add_look(look_at(frame))

    def add_look(self, look: FrameLook) -> list[bool]:
        """Take the next frame as `look_at` gives it; return the same."""
        self._changes.append(_change(self._looks[-1], look) if self._looks else 0.0)
        self._looks.append(look)
        if len(self._looks) - self._decided < REACH:
            return []
        starts = self._decide()
        if self._decided > REACH:
            del self._looks[0], self._changes[0]
            self._decided -= 1
        return [starts]

    def finish(self) -> list[bool]:
        """Return the same for the remaining frames, after the last one."""
        return [self._decide() for _ in range(len(self._looks) - self._decided)]

    def _decide(self) -> bool:
        """Return whether a shot starts with the first undecided frame."""
        at = self._decided
        self._decided += 1
        change = self._changes[at]
        around = self._changes[max(1, at - REACH + 1) : at] + self._changes[at + 1 : at + REACH]
        if change < CHANGED or (around and change < ABOVE_MOTION * float(np.median(around))):
            return False
        before, after = self._looks[max(0, at - REACH) : at], self._looks[at : at + REACH]
        return all(_change(first, second) >= CHANGED for first in before for second in after)


def look_at(frame: NDArray[np.uint8]) -> FrameLook:
    """Return what is compared of `frame`, RGB uint8 [H, W, 3]."""
    picture = cv2.resize(frame, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    tones = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV)
    counts = cv2.calcHist([tones], [0, 1, 2], None, [12, 4, 4], [0, 180, 0, 256, 0, 256])
    colours = (counts / (WIDTH * HEIGHT)).astype(np.float32)
    spread = float(picture.std(axis=(0, 1)).max())
    return FrameLook(picture.astype(np.uint8, copy=False), colours, spread)


def _change(first: FrameLook, second: FrameLook) -> float:
    """Return 0 to 3: one less the likeness of the structures, plus the share of other colours."""
    if cv2.norm(first.picture, second.picture, cv2.NORM_L1) < LEVELS * first.picture.size:
        return 0.0
    structure = 1 - _likeness(first, second)
    if structure < OTHER_STRUCTURE:
        return 0.0
    return structure + 1 - float(np.minimum(first.colours, second.colours).sum())


def _likeness(first: FrameLook, second: FrameLook) -> float:
    """Return -1 to 1: correlation of the pictures, moved against each other where that helps.

    It does not see brightness and contrast. Pictures without structure are like each other only.
    """
    if first.flat or second.flat:
        return float(first.flat and second.flat)
    right, down = SHIFT
    middle = np.s_[down : HEIGHT - down, right : WIDTH - right]
    there = cv2.matchTemplate(first.picture, second.picture[middle], cv2.TM_CCOEFF_NORMED)
    back = cv2.matchTemplate(second.picture, first.picture[middle], cv2.TM_CCOEFF_NORMED)
    return min(1.0, max(float(there.max()), float(back.max())))
