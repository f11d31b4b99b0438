"""Parts of the networks against what they are by definition."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from soc_rvos.config import SOC_SWIN_B, SOC_SWIN_T, SocConfig
from soc_rvos.networks.outputs import parameter_count
from soc_rvos.networks.parts.deformable_attention import DeformableAttention, gathered, sampled
from soc_rvos.networks.parts.fusion import Fusion
from soc_rvos.networks.parts.layers import attended
from soc_rvos.networks.parts.mask_head import dynamic_masks, kernel_parameters
from soc_rvos.networks.parts.positions import picture_positions, word_positions
from soc_rvos.networks.parts.transformer import inverse_sigmoid, refine
from soc_rvos.networks.parts.video_swin import VideoSwin, effective_window, relative_position_index
from soc_rvos.networks.soc import Soc


def test_an_axis_no_longer_than_the_window_is_one_window_unshifted() -> None:
    assert effective_window((8, 7, 8), (8, 7, 7)) == ((8, 7, 7), (0, 0, 3))
    assert effective_window((3, 5, 20), (8, 7, 7)) == ((3, 5, 7), (0, 0, 3))


def test_position_index_of_a_token_with_itself_is_the_middle_of_the_table() -> None:
    index = relative_position_index((8, 7, 7))
    assert index.shape == (392, 392)
    assert set(index.diagonal().tolist()) == {(7 * 13 + 6) * 13 + 6}
    assert index[0, -1] == 0
    assert index[-1, 0] == 15 * 13 * 13 - 1


def test_both_ways_of_deformable_sampling_agree_inside_and_outside_the_maps() -> None:
    generator = torch.Generator().manual_seed(3)
    sizes = [(5, 7), (3, 4), (2, 1)]
    values = torch.randn(2, 35 + 12 + 2, 4, 6, generator=generator)
    places = torch.rand(2, 11, 4, 3, 4, 2, generator=generator) * 1.6 - 0.3
    weights = torch.rand(2, 11, 4, 3, 4, generator=generator)
    torch.testing.assert_close(
        gathered(values, sizes, _pixels(places, sizes), weights),
        sampled(values, sizes, places, weights),
    )


def _pixels(places: Tensor, sizes: list[tuple[int, int]]) -> tuple[Tensor, Tensor]:
    """Return `places` [B, N, heads, L, P, 2] in [0, 1] of each map as columns and lines of it."""
    extents = torch.tensor([(width, height) for height, width in sizes])[:, None]
    x, y = (places * extents - 0.5).flatten(3, 4).unbind(-1)
    return x, y


@pytest.mark.parametrize("sides", [2, 4])
def test_what_few_queries_read_is_what_they_read_among_many(sides: int) -> None:
    generator = torch.Generator().manual_seed(4)
    sizes = [(5, 7), (3, 4), (2, 1)]
    attention = DeformableAttention(24, 4, len(sizes), 4).eval()
    for parameter in attention.parameters():
        nn.init.normal_(parameter, std=0.7, generator=generator)  # points in and around the maps
    memory = torch.randn(2, 35 + 12 + 2, 24, generator=generator)
    query = torch.randn(2, 60, 24, generator=generator)
    references = torch.rand(2, 60, len(sizes), sides, generator=generator) * 1.4 - 0.2
    padding = torch.rand(2, 49, generator=generator) < 0.3
    with torch.inference_mode():
        for outside in (None, padding):
            many = attention(query, references, memory, sizes, outside)
            for first in (0, 9, 55):
                few = slice(first, first + 5)  # fewer, with all heads, than there are places
                read = attention(query[:, few], references[:, few], memory, sizes, outside)
                torch.testing.assert_close(read, many[:, few])


@pytest.mark.parametrize("words", [1, 5, 8])
def test_pixels_read_few_words_as_the_plain_attention_does(words: int) -> None:
    generator = torch.Generator().manual_seed(5)
    fusion = Fusion(32, 4).eval()
    for parameter in fusion.parameters():
        nn.init.normal_(parameter, std=0.4, generator=generator)
    pixels = torch.randn(2, 50, 32, generator=generator)
    memory, codes = torch.randn(2, 2, words, 32, generator=generator)
    padding = torch.zeros(2, words, dtype=torch.bool)
    padding[1, 1:] = True
    with torch.inference_mode():
        read, _ = fusion.attention(
            pixels, memory + codes, memory, key_padding_mask=padding, need_weights=False
        )
        torch.testing.assert_close(fusion(pixels, memory, codes, padding), pixels * read)


def test_deformable_sampling_at_the_centre_of_a_pixel_is_that_pixel() -> None:
    values = torch.arange(6.0).view(1, 6, 1, 1)  # a map of 2 rows and 3 columns
    places = torch.tensor([2.5 / 3, 1.5 / 2]).view(1, 1, 1, 1, 1, 2)
    weights = torch.ones(1, 1, 1, 1, 1)
    assert sampled(values, [(2, 3)], places, weights).item() == 5.0
    pixels = _pixels(places, [(2, 3)])
    assert gathered(values, [(2, 3)], pixels, weights).item() == 5.0
    assert pixels[0].item() == 2.0


@pytest.mark.parametrize(("askers", "places"), [(300, 260), (6, 40), (257, 300)])
def test_attention_in_lower_precision_reads_what_attention_reads(askers: int, places: int) -> None:
    random = torch.Generator().manual_seed(3)
    asked = torch.randn(2, askers, 4, 32, generator=random).transpose(1, 2)
    keys, told = (
        torch.randn(2, places, 4, 32, generator=random).transpose(1, 2) + shift
        for shift in (2.0, 0.0)
    )
    with torch.inference_mode():
        exact = torch.nn.functional.scaled_dot_product_attention(asked, keys, told)
        read = attended(asked.bfloat16(), keys.bfloat16(), told.bfloat16())
    assert read.shape == exact.shape
    assert (read.float() - exact).abs().max() < 0.02


def test_dynamic_masks_apply_each_objects_own_convolutions() -> None:
    generator = torch.Generator().manual_seed(5)
    features = torch.randn(1, 8, 3, 5, generator=generator)
    kernels = torch.randn(1, 2, kernel_parameters(8), generator=generator)
    centres = torch.tensor([[[3.0, 9.0], [11.0, 2.0]]])
    logits = dynamic_masks(features, kernels, centres)
    assert kernels.shape[-1] == 169
    assert logits.shape == (1, 2, 3, 5)
    for query in range(2):
        numbers = kernels[0, query]
        first, second, third = (
            numbers[:80].view(8, 10),
            numbers[80:144].view(8, 8),
            numbers[144:152],
        )
        for row in range(3):
            for column in range(5):
                apart = centres[0, query] - torch.tensor([4.0 * column + 2, 4.0 * row + 2])
                seen = torch.cat((features[0, :, row, column], apart))
                hidden = (first @ seen + numbers[152:160]).relu()
                hidden = (second @ hidden + numbers[160:168]).relu()
                expected = third @ hidden + numbers[168]
                torch.testing.assert_close(logits[0, query, row, column], expected)


def test_position_codes_do_not_see_the_padding() -> None:
    padding = torch.zeros(1, 6, 8, dtype=torch.bool)
    padding[:, 4:] = True
    padding[:, :, 5:] = True
    code = picture_positions(padding, 16)
    alone = picture_positions(torch.zeros(1, 4, 5, dtype=torch.bool), 16)
    torch.testing.assert_close(code[:, :, :4, :5], alone)
    words = word_positions(torch.tensor([[False, False, True]]), 8)
    torch.testing.assert_close(words[:, :2], word_positions(torch.zeros(1, 2).bool(), 8))


def test_refining_by_nothing_gives_the_reference_back() -> None:
    reference = torch.tensor([0.2, 0.5, 0.7, 0.9])
    torch.testing.assert_close(refine(torch.zeros(4), reference), reference)
    torch.testing.assert_close(refine(torch.zeros(4), reference[:2])[2:], torch.full((2,), 0.5))
    assert inverse_sigmoid(torch.tensor([0.0, 1.0])).isfinite().all()


def test_a_backbone_map_has_a_position_for_every_started_patch() -> None:
    backbone = VideoSwin(32, (1, 1, 1, 1), (1, 2, 4, 8), (8, 7, 7)).eval()
    with torch.inference_mode():
        maps = backbone(torch.randn(1, 2, 3, 37, 50))
    shapes = [tuple(level.shape) for level in maps]
    assert shapes == [
        (1, 2, 32, 10, 13),
        (1, 2, 64, 5, 7),
        (1, 2, 128, 3, 4),
        (1, 2, 256, 2, 2),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("config", "parameters"), [(SOC_SWIN_T, 174_123_480), (SOC_SWIN_B, 234_615_482)]
)
def test_a_published_network_has_as_many_parameters_as_published(
    config: SocConfig, parameters: int
) -> None:
    with torch.device("meta"):
        assert parameter_count(Soc(config)) == parameters
