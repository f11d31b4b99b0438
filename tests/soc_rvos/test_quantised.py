"""Weights in eight bits and back."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from soc_rvos.quantised import pack, unpack


@pytest.mark.slow
@given(st.integers(0, 1000), st.floats(-3, 3))
def test_a_matrix_keeps_its_values_within_half_a_step_of_its_row(seed: int, power: float) -> None:
    generator = torch.Generator().manual_seed(seed)
    matrix = torch.randn(5, 40, generator=generator) * 10**power
    packed = pack({"weight": matrix})
    assert packed["weight"].dtype == torch.int8
    assert packed["weight.scale"].shape == (5,)
    error = (unpack(packed)["weight"] - matrix).abs().amax(dim=1)
    step = matrix.abs().amax(dim=1) / 127
    assert (error <= step * 0.6).all()  # half a step, and the rounding of the scale


def test_rows_of_nothing_and_of_next_to_nothing_become_zero() -> None:
    matrix = torch.tensor([[0.0, 0.0], [1e-12, -1e-12], [1.0, -0.5]])
    again = unpack(pack({"weight": matrix}))["weight"]
    assert not again[:2].any()
    assert torch.allclose(again[2], matrix[2], atol=0.01)


def test_what_is_no_matrix_keeps_its_shape() -> None:
    state = {
        "bias": torch.tensor([1.0, 2.5]),
        "kernel": torch.ones(2, 3, 1, 1),
        "table": torch.tensor([[300, 2]]),
        "own.scale": torch.tensor([2.0]),
    }
    again = unpack(pack(state))
    assert again.keys() == state.keys()
    for name, value in state.items():
        assert torch.equal(again[name], value)


@pytest.mark.parametrize(
    "packed",
    [
        {"w": torch.zeros(2, 3, dtype=torch.int8), "w.scale": torch.ones(3)},
        {"w": torch.zeros(2, dtype=torch.int8), "w.scale": torch.ones(2)},
        {"w": torch.zeros(2, 3, dtype=torch.int8), "w.scale": torch.ones(2, dtype=torch.int8)},
    ],
)
def test_scales_that_do_not_fit_are_refused(packed: dict[str, torch.Tensor]) -> None:
    with pytest.raises(ValueError, match=r"w\.scale"):
        unpack(packed)
