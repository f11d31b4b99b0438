"""What can be chosen for the pictures of an export in some formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from soc_studio.core.formats.export_picture import has_pictures
from soc_studio.core.formats.format import Format, Times
from soc_studio.core.formats.picture_settings import written_size

_SIDES = (1920, 1280, 960, 640, 480, 320)


@dataclass(frozen=True, slots=True)
class PictureChoices:
    """What can be chosen for pictures; nothing where there are none.

    Attributes:
        sizes: width and height by `ExportPlan.longest_side`, the usual ones first, at 0. Only these
            where the formats keep to the size of the video.
        bits: of a level, the usual number first.
        is_timed: whether pictures are shown one after the other, at a rate.
        has_edge: whether they show how the objects end.
    """

    sizes: dict[int, tuple[int, int]] = field(default_factory=dict)
    bits: tuple[int, ...] = ()
    is_timed: bool = False
    has_edge: bool = False


def picture_choices(
    formats: Sequence[Format], width: int, height: int, source_bits: int, longest_side: int = 0
) -> PictureChoices:
    """Return what can be chosen for pictures of a video in `formats`.

    `source_bits` are those of a level of the video; `longest_side` is offered where it is not
    among the usual sizes.
    """
    shown = [each.written for each in formats if has_pictures(each) or each.written.depths(8)]
    if not shown:
        return PictureChoices()
    small = [each for each in shown if each.resizes]
    usual = max((each.usual_side for each in small), default=0) if small == shown else 0
    sizes = {0: written_size(width, height, usual)}
    if small:
        sides = sorted({*_SIDES, longest_side} - {0, usual}, reverse=True)
        sizes |= {
            each: written_size(width, height, each) for each in sides if each < max(width, height)
        }
    bits = next((found for each in shown if (found := each.depths(source_bits))), ())
    # Loops, which have a size of their own, leave frames out.
    is_timed = any(each.times is not Times.NONE and not each.usual_side for each in shown)
    return PictureChoices(sizes, bits, is_timed, has_edge=True)
