"""Masks of one picture from points and a box, without any words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from soc_rvos.errors import RvosError
from soc_rvos.inference.click_marks import Box, Prompts
from soc_rvos.inference.tracking import Point
from soc_rvos.messages import message
from soc_rvos.tracking import load_clicks


def mask_at(
    frame: NDArray[np.uint8],
    points: Sequence[tuple[float, float, bool]] = (),
    box: Box | None = None,
    prior: NDArray[np.bool_] | None = None,
) -> NDArray[np.bool_]:
    """Return the mask, bool [H, W], of what is pointed at in a picture.

    Nothing is known of what it is called: only what ships is used, soc-mini's eyes and the tracker.

    Args:
        frame: RGB, uint8 [H, W, 3].
        points: column and row in pixels from the top left corner, and whether the object is there
            (True) or not (False), in the order they were made. They are always honoured.
        box: left, top, right and bottom in pixels: all of the object is in here.
        prior: bool [H, W], a mask to be corrected, such as a model's answer.

    Raises:
        RvosError: there is neither a point nor a box, a point is not in the picture, or `frame` or
            `prior` has another shape.
        CheckpointError: the files that ship are missing or damaged.

    >>> import soc_rvos
    >>> mask = soc_rvos.mask_at(frames[0], [(12, 30, True), (2, 2, False)])
    >>> bool(mask[30, 12]), bool(mask[2, 2])
    (True, False)
    """
    picture = np.asarray(frame)
    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8:
        raise RvosError(message("A picture has to be RGB, uint8 [H, W, 3]."))
    height, width = picture.shape[:2]
    if not points and box is None:
        raise RvosError(message("Give at least one point, or a box."))
    for column, row, _ in points:
        if not (0 <= column < width and 0 <= row < height):
            raise RvosError(
                message("The point {column}, {row} is not in the picture.", column=column, row=row)
            )
    before = None if prior is None else np.asarray(prior).astype(np.bool_)
    if before is not None and before.shape != (height, width):
        raise RvosError(message("The mask has another size than the picture."))
    marks = tuple(Point(float(column), float(row), bool(on)) for column, row, on in points)
    clicks = load_clicks()
    found = clicks.answer(clicks.look(picture), Prompts(marks, box, before))
    return np.asarray(found >= 0.5)
