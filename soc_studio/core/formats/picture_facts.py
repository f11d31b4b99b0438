"""What pictures of a video say of themselves: colours, opacity, rate and time code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from soc_studio.core.formats.material import Material
from soc_studio.core.media.colour_tags import BT709, ColourTags, tags_of
from soc_studio.core.media.mastering import Mastering
from soc_studio.core.media.time_code import TimeCodes


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What all pictures of a video say, and each by its frame.

    Attributes:
        tags: of the colours.
        premultiplied: whether colours are multiplied by the opacity, where a person can choose.
        rate: frames a second; None where frames are shown for uneven times.
        codes: the time codes of frames; None where there are none.
        mastering: for which display the colours were made, where the video says it.
    """

    tags: ColourTags = BT709
    premultiplied: bool = False
    rate: Fraction | None = None
    codes: TimeCodes | None = None
    mastering: Mastering | None = None

    def time_code(self, number: int) -> tuple[int, int, int, int, bool] | None:
        """Return hours, minutes, seconds and frame of frame `number`, and whether codes drop
        frames; None where it has no such code."""
        if self.codes is None or self.codes.counting is None:
            return None
        hours, minutes, seconds, part = map(int, re.findall("[0-9]+", self.codes.code(number)))
        return hours, minutes, seconds, part, bool(self.codes.counting.skipped)


def facts_of(material: Material) -> PictureFacts:
    """Return what pictures of the video of `material` say."""
    reader = material.reader
    rate = None if reader.timing.is_variable else reader.rate
    codes = TimeCodes(reader.timing, reader.info.first_code)
    tags, mastering = tags_of(reader.info), reader.info.mastering
    return PictureFacts(tags, material.premultiplied, rate, codes, mastering)
