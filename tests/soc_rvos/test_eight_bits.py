"""Lower precision: what rounding does to the mean token is taken back; eight bits and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import cast

import cv2
import numpy as np
import pytest
import torch
from torch import Tensor

from soc_rvos.inference.engines import lower
from soc_rvos.inference.preprocess import normalise, resize
from soc_rvos.networks.outputs import SocAnswers
from soc_rvos.networks.parts import eight_bits
from soc_rvos.networks.parts.eight_bits import EightBits, for_pictures, multiplies_eight_bits
from soc_rvos.networks.parts.layers import FeedForward
from soc_rvos.networks.parts.precision import Linear
from soc_rvos.networks.soc import SocNetwork
from soc_rvos.places import resources
from tests.soc_rvos import golden

needs_eight_bits = pytest.mark.skipif(
    not multiplies_eight_bits(), reason="this processor has no products of eight bits (VNNI)"
)


def tokens(count: int = 5000, seed: int = 0) -> Tensor:
    """Return [1, count, 64]: channels of their own size round a mean, as those of a picture."""
    generator = torch.Generator().manual_seed(seed)
    sizes = torch.linspace(0.2, 3, 64)
    return torch.randn(1, count, 64, generator=generator) * sizes + sizes.flip(0)


def feeding() -> FeedForward:
    torch.manual_seed(1)
    return FeedForward(64, 256).eval()


def errors(found: Tensor, exact: Tensor) -> tuple[float, float]:
    """Return the error of all tokens together and that which they share, of the deviation."""
    apart = (found - exact).flatten(0, -2)
    both = apart.pow(2).mean().sqrt(), apart.mean(0).pow(2).mean().sqrt()
    whole, shared = (float(each / exact.std()) for each in both)
    return whole, shared


@needs_eight_bits
@torch.inference_mode()
def test_a_layer_in_eight_bits_errs_by_little_and_by_next_to_nothing_in_the_mean() -> None:
    layer = feeding()
    in_eight = EightBits(layer)
    for seed in range(3):  # pictures of which the first says how far channels go
        whole, shared = errors(in_eight(tokens(seed=seed)), layer(tokens(seed=seed)))
        assert 1e-4 < whole < 0.015
        assert shared < 0.0015


@needs_eight_bits
@torch.inference_mode()
def test_a_picture_of_other_ranges_and_a_dark_one_come_out_right_too() -> None:
    layer = feeding()
    in_eight = EightBits(layer)
    in_eight(tokens())
    for other in (tokens(seed=4).flip(-1) * 2, torch.zeros(1, 5000, 64)):
        whole = float((in_eight(other) - layer(other)).abs().mean())
        assert whole < 0.02


@needs_eight_bits
@torch.inference_mode()
def test_what_is_no_number_stays_none() -> None:
    layer = feeding()
    assert EightBits(layer)(tokens().fill_(float("nan"))).isnan().all()


@needs_eight_bits
def test_a_layer_in_lower_precision_is_in_eight_bits_where_there_is_enough_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    layer = feeding()
    assert for_pictures(layer, 10**6) is layer  # exact
    lower([layer], torch.bfloat16)
    assert for_pictures(layer, 500) is layer
    assert isinstance(for_pictures(layer, 10**6), EightBits)
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx512_bf16": True})
    assert for_pictures(layer, 10**6) is layer  # an older processor


@torch.inference_mode()
def test_lower_precision_gives_the_mean_token_what_float32_gives_it() -> None:
    exact = Linear(64, 48)
    layer, plain = deepcopy(exact), deepcopy(exact).to(torch.bfloat16)
    layer.lower(torch.bfloat16)
    some = tokens().bfloat16()
    wanted = exact(some.float())
    _, shared = errors(layer(some).float(), wanted)
    _, shared_plain = errors(plain(some).float(), wanted)
    assert shared < shared_plain / 3
    torch.testing.assert_close(layer.whole(), exact.weight, atol=1e-5, rtol=0)


def test_new_weights_of_a_lowered_layer_lose_what_they_lose_themselves() -> None:
    layer, other = Linear(64, 48), Linear(64, 48)
    layer.lower(torch.bfloat16)
    assert set(layer.state_dict()) == {"weight", "bias"}
    layer.load_state_dict(other.state_dict())
    torch.testing.assert_close(layer.whole(), other.weight, atol=1e-5, rtol=0)


@pytest.fixture(scope="module")
def published() -> Iterator[Callable[[Path], SocNetwork]]:
    with golden.networks() as build:
        yield cast(Callable[[Path], SocNetwork], build)


@pytest.mark.slow
def test_a_network_of_published_size_answers_as_in_float32_about_a_filmed_picture(
    published: Callable[[Path], SocNetwork], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Boxes of the best answer within a pixel; made-up weights have no outlines, so masks may
    differ where nothing is decided."""
    monkeypatch.setattr(eight_bits, "_WORTH", 0)
    (case, *_) = golden.cases("soc_swin_t/cases/t3_len3.npz")
    exact = published(case.values[0])
    quick = deepcopy(exact)
    lower(quick.lowered(), torch.bfloat16)
    read, frame = cv2.VideoCapture(str(resources() / "sample" / "sample.mp4")).read()
    assert read
    picture = resize(np.ascontiguousarray(frame[..., ::-1]), (180, 320))
    clip = normalise(torch.from_numpy(np.stack([picture]))[None])
    ids = torch.tensor([[0, 627, 1275, 512, 11, 5, 2]])

    def answers(network: SocNetwork, precision: torch.dtype) -> SocAnswers:
        with torch.autocast("cpu", precision, enabled=precision != torch.float32):
            visual = network.encode_frames(clip)
        return network.decode(visual, network.encode_text(ids, torch.ones_like(ids)), best=20)

    with torch.inference_mode():
        whole, half = answers(exact, torch.float32), answers(quick, torch.bfloat16)
    best = whole.chosen[0, 0]
    assert half.chosen[0, 0] == best
    one, other = (found.levels[0] for found in (whole, half))
    apart = (one.boxes[0, :, 0] - other.boxes[0, :, 0]).abs() * torch.tensor([320, 180, 320, 180])
    assert 0 < apart.max() < 1
    masks, others = (found.masks[0, :, 0] for found in (one, other))
    assert ((masks > 0) == (others > 0)).float().mean() > 0.99
    assert (masks - others).std() / masks.std() < 0.02
