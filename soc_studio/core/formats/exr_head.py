"""What an OpenEXR picture says of its colours, its rate and its time code."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from soc_studio.core.formats.picture_facts import PictureFacts
from soc_studio.core.media.light import CHROMATICITIES, HLG, PQ, REFERENCE_WHITE

_NAMES = {1: "BT.709", 5: "BT.601 (625 lines)", 6: "BT.601 (525 lines)", 9: "BT.2020"}
_NAMES |= {11: "DCI-P3", 12: "Display P3"}
_IDS = {1: "lin_rec709_scene", 9: "lin_rec2020_scene", 12: "lin_p3d65_scene"}
"""Of the Color Interop Forum, in OpenEXR since 3.4; the others have none."""
_CURVES = {PQ: "PQ", HLG: "HLG"}
_MOST_FRAMES = 30  # of a second in a time code; SMPTE ST 12-1 counts pairs of frames above that

_CODE = ("hours", "minutes", "seconds", "frame", "dropFrame", "fieldPhase")


def exr_head(facts: PictureFacts, number: int) -> dict[str, Any]:
    """Return what the picture of frame `number` says, besides its channels: attributes by name."""
    import OpenEXR  # takes a while, and only these formats need it

    primaries = facts.tags.primaries if facts.tags.primaries in CHROMATICITIES else 1
    transfer = facts.tags.transfer
    curve = _CURVES.get(transfer, "sRGB")
    head: dict[str, Any] = {
        "chromaticities": CHROMATICITIES[primaries],
        "software": "SOC Studio",
        "comments": f"Scene-linear colours with {_NAMES[primaries]} primaries, from the video by "
        f"the inverse of the {curve} curve; multiplied by the opacity.",
    }
    if transfer in _CURVES:
        head["comments"] += f" 1.0 is reference white, {REFERENCE_WHITE:.0f} cd/m2 (BT.2408)."
    if transfer == PQ:
        head["whiteLuminance"] = REFERENCE_WHITE
    elif primaries in _IDS:
        head["colorInteropID"] = _IDS[primaries]
    if facts.rate is not None:
        head["framesPerSecond"] = facts.rate
    if (code := _time_code(facts, number)) is not None:
        head["timeCode"] = OpenEXR.TimeCode(*code, *(0,) * 11)
    return head


def _time_code(facts: PictureFacts, number: int) -> tuple[int, ...] | None:
    """Return hours, minutes, seconds, frame, whether it drops frames, the mark of colour, and
    whether the frame is the second of its pair; None where frame `number` has no such code."""
    code = facts.time_code(number)
    if code is None or facts.codes is None or facts.codes.counting is None or code[0] > 23:
        return None
    *clock, part, drops = code
    in_pairs = facts.codes.counting.nominal > _MOST_FRAMES
    frame, second = divmod(part, 2) if in_pairs else (part, 0)
    return (*clock, frame, int(drops), 0, second) if frame < _MOST_FRAMES else None


def says(head: Mapping[str, Any], meant: Mapping[str, Any]) -> bool:
    """Return whether a `head` that was read has the attributes that were `meant`."""
    return all(key in head and _alike(head[key], each) for key, each in meant.items())


def _alike(found: Any, meant: Any) -> bool:
    """Return whether an attribute is as it was meant; the file rounds floats to 32 bits."""
    if hasattr(meant, "timeAndFlags"):  # a time code, which is equal to none but itself
        return all(getattr(found, each) == getattr(meant, each) for each in _CODE)
    if isinstance(meant, float):
        return math.isclose(found, meant, rel_tol=1e-6)
    if isinstance(meant, tuple):
        return all(math.isclose(a, b, rel_tol=1e-6) for a, b in zip(found, meant, strict=True))
    return bool(found == meant)
