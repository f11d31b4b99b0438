"""What a written video says of its colours: those of its source, in the numbers of ITU-T H.273."""

from __future__ import annotations

from dataclasses import dataclass

from soc_studio.core.media.colour import MATRICES, PRIMARIES, TRANSFERS
from soc_studio.core.media.video_info import VideoInfo

_UNSPECIFIED = 2
# Of names with equal equations one is written, so that every container and coding has it. Matrices
# that codings do not have are converted to BT.709.
_MATRICES = {1: 1, 5: 6, 6: 6, 9: 9, 10: 9}
_PRIMARIES = {1: 1, 5: 5, 6: 6, 7: 6, 9: 9, 11: 11, 12: 12}
# Computers' pictures are shown as BT.709 by editing programs, and nearly are.
_TRANSFERS = {1: 1, 6: 1, 13: 1, 14: 1, 15: 1, 16: 16, 18: 18}


@dataclass(frozen=True, slots=True)
class ColourTags:
    """The code points of ITU-T H.273 that a video is written with; its range is limited."""

    matrix: int = 1
    primaries: int = 1
    transfer: int = 1


BT709 = ColourTags()
"""What is not said otherwise."""


def tags_of(info: VideoInfo) -> ColourTags:
    """Return how pictures of the video that `info` is of are written, so that nothing shifts.

    Where it says nothing of its primaries or its transfer, those that go with its matrix are taken:
    players would guess, and differently. What few formats can name is left unspecified.
    """
    matrix = _code(MATRICES, info.colour_matrix_used)
    primaries = _code(PRIMARIES, info.colour_primaries)
    transfer = _code(TRANSFERS, info.colour_transfer)
    if matrix == 0:
        matrix = 9 if primaries == 9 else 1
    if primaries == _UNSPECIFIED:
        primaries = {5: 5, 6: 6, 9: 9, 10: 9}.get(matrix, 1)
    if transfer == _UNSPECIFIED:
        transfer = 1
    return ColourTags(
        _MATRICES.get(matrix, 1),
        _PRIMARIES.get(primaries, _UNSPECIFIED),
        _TRANSFERS.get(transfer, _UNSPECIFIED),
    )


def _code(names: dict[int, str], name: str) -> int:
    return next((code for code, each in names.items() if each == name), _UNSPECIFIED)
