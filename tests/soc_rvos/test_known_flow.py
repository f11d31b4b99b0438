"""Flow is computed once for all expressions of a window."""

from __future__ import annotations

import cv2
import numpy as np

from soc_rvos.inference import known_flow
from soc_rvos.inference.flow import move, small_grey
from soc_rvos.inference.known_flow import KnownFlow


def test_a_second_expression_of_a_window_moves_along_the_same_flow(monkeypatch) -> None:
    rng = np.random.default_rng(1)
    wall = cv2.resize(rng.integers(0, 255, (20, 30, 3), dtype=np.uint8), (120, 80))
    greys = {number: small_grey(np.roll(wall, 2 * number, axis=1)) for number in range(3)}
    computed = []

    def counted(here, there):
        computed.append(1)
        return flow_between(here, there)

    flow_between = known_flow.between
    monkeypatch.setattr(known_flow, "between", counted)
    planes = rng.normal(size=(2, 80, 120)).astype(np.float32)
    flow = KnownFlow()
    flow.begin_window()
    for _ in range(3):
        for number in (1, 2):
            moved = flow.move(planes, 0, number, greys, greys)
            assert np.array_equal(moved, move(planes, greys[0], greys[number]))
    assert len(computed) == 2
    flow.begin_window()
    flow.move(planes, 0, 1, greys, greys)
    assert len(computed) == 3
