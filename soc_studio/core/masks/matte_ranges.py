"""Ranges of the matte settings, and the slider position for a value."""

from __future__ import annotations

import math
from dataclasses import dataclass

from soc_studio.core.project.project import MOST_BAND, MOST_PIXELS, MOST_SMOOTH, MatteSettings

PLACES = 1000
"""Places of a slider, and one for its least."""
AUTOMATIC = -1
"""Stands for an automatic width among the widths of an edge band; see `setting_at`."""
_LARGEST_SPECK = 0.02  # of the picture's pixels, at the end of a slider


@dataclass(frozen=True, slots=True)
class Scale:
    """Range of one setting of `MatteSettings`, and of its slider.

    Attributes:
        name: name of the setting.
        least: smallest allowed value.
        most: largest allowed value.
        low: value at the start of the slider.
        high: value at the end of the slider; larger values have to be typed.
        decimals: digits after the decimal point.
        curve: 1 for a linear slider, more for one that is finer at its start.
    """

    name: str
    least: float
    most: float
    low: float
    high: float
    decimals: int = 0
    curve: float = 1.0

    def place_of(self, value: float) -> int:
        """Return where the slider stands for a value, 0 to `PLACES`."""
        share = (value - self.low) / (self.high - self.low)
        clipped = max(0.0, min(share, 1.0))
        return round(math.pow(clipped, 1 / self.curve) * PLACES)

    def value_at(self, place: int) -> float:
        """Return the value for which the slider stands at `place`."""
        share = (place / PLACES) ** self.curve
        return self.rounded(self.low + share * (self.high - self.low))

    def rounded(self, value: float) -> float:
        """Return a value as it can be set."""
        return round(max(self.least, min(value, self.most)), self.decimals)


def scales(height: int, width: int) -> dict[str, Scale]:
    """Return the scales of all settings for a video of this size, by the name of the setting."""
    speck = max(100, round(height * width * _LARGEST_SPECK))
    edge = max(20, round(min(height, width) / 20))
    found = (
        Scale("threshold", 0, 1, 0, 1, 2),
        Scale("grow", -1000, 1000, -edge, edge),
        Scale("feather", 0, 1000, 0, edge, 1, 2.0),
        Scale("fill_holes", 0, MOST_PIXELS, 0, speck, 0, 3.0),
        Scale("remove_specks", 0, MOST_PIXELS, 0, speck, 0, 3.0),
        Scale("smooth", 0, MOST_SMOOTH, 0, 12),
        Scale("edge_band", AUTOMATIC, MOST_BAND, AUTOMATIC, min(edge, MOST_BAND)),
        Scale("edge_softness", 0, 100, 0, 100),
    )
    return {each.name: each for each in found}


def setting_at(name: str, value: float) -> float | None:
    """Return the setting of `MatteSettings` that a value of its scale stands for."""
    return None if name == "edge_band" and value == AUTOMATIC else value


def changed_settings(settings: MatteSettings) -> list[str]:
    """Return the names of the settings that are not as they are at first."""
    first = MatteSettings()
    names = MatteSettings.__dataclass_fields__
    return [name for name in names if getattr(settings, name) != getattr(first, name)]
