"""Soft masks, and greys that are numbers of objects: masks and datasets are read by one rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from soc_rvos.masks import Mask
from soc_studio.core.datasets.mask_picture import PALETTE
from soc_studio.core.datasets.registry import open_dataset
from soc_studio.core.formats.import_masks import open_masks
from soc_studio.core.system.errors import StudioError

HEIGHT, WIDTH = 24, 40
Grey = NDArray[np.uint8]
Read = Callable[[Path], list[list[Mask]]]


def as_masks(folder: Path) -> list[list[Mask]]:
    layers = open_masks(folder, HEIGHT, WIDTH, len(list(folder.iterdir())))
    return [[mask for _, mask in layer.masks()] for layer in layers]


def as_dataset(folder: Path) -> list[list[Mask]]:
    (video,) = open_dataset(folder)[1].videos
    return [[each.masks.read(at) for at in each.masks.frames] for each in video.objects]


@pytest.fixture(params=[as_masks, as_dataset])
def read(request: pytest.FixtureRequest) -> Read:
    """Reads the masks of each object in a folder."""
    found: Read = request.param
    return found


def block(*values: int) -> Grey:
    """A square of each value, apart from each other."""
    picture = np.zeros((HEIGHT, WIDTH), np.uint8)
    for at, value in enumerate(values):
        picture[4:12, 2 + 9 * at : 9 + 9 * at] = value
    return picture


def soft() -> Grey:
    """A white square with an edge that fades, in steps of a pixel."""
    picture = block(255)
    for far, value in enumerate((200, 140, 120, 40, 3), 1):
        picture[4:12, 8 + far] = value
    return picture


def put(folder: Path, *pictures: Grey | Image.Image) -> Path:
    folder.mkdir()
    for frame, each in enumerate(pictures):
        shown = each if isinstance(each, Image.Image) else Image.fromarray(each)
        shown.save(folder / f"{frame:05d}.png")
    return folder


def coloured(values: Grey, palette: NDArray[np.uint8] = PALETTE) -> Image.Image:
    picture = Image.fromarray(values)
    picture.putpalette(palette.tobytes())
    return picture


def test_a_soft_edge_is_inside_from_the_middle_on(read: Read, tmp_path: Path) -> None:
    """Also where the object fades out, and a frame is nowhere as bright."""
    faint = soft() // 3
    ((first, second, third),) = read(put(tmp_path / "m", soft(), faint, block(255)))
    assert first == Mask.from_array(soft() >= 128)
    assert second.area == 0
    assert third == Mask.from_array(block(255) > 0)


@pytest.mark.parametrize("values", [(38, 75), (60, 120, 180, 240), (5, 200), (38, 75, 255)])
def test_areas_of_grey_are_objects(read: Read, values: tuple[int, ...], tmp_path: Path) -> None:
    """255 beside them is what nobody decided."""
    objects = read(put(tmp_path / "m", block(*values), block(*values[:1])))
    numbers = [each for each in values if each != 255]
    assert [first for first, _ in objects] == [
        Mask.from_array(block(*values) == number) for number in numbers
    ]
    assert [second.area > 0 for _, second in objects] == [True, *[False] * (len(numbers) - 1)]


def test_white_beside_bright_areas_is_refused_by_name(read: Read, tmp_path: Path) -> None:
    with pytest.raises(StudioError, match=r"00001\.png.* white and areas of grey"):
        read(put(tmp_path / "m", block(5), block(200, 255)))


def test_what_is_half_seen_belongs_to_a_soft_mask(read: Read, tmp_path: Path) -> None:
    """As behind glass; a mask of many shades, of which few fill areas, has no numbers."""
    picture = block(255, 180, 90)
    picture[16:20, :] = np.linspace(0, 255, WIDTH)
    ((mask,),) = read(put(tmp_path / "m", picture))
    assert mask == Mask.from_array(picture >= 128)


def test_a_black_and_white_picture_among_palettes_is_refused_by_name(
    read: Read, tmp_path: Path
) -> None:
    with pytest.raises(StudioError, match=r"00001\.png.* is black and white, but others"):
        read(put(tmp_path / "m", coloured(block(1, 2)), block(255), coloured(block(2))))


def test_a_palette_of_black_and_white_among_others_is_refused_by_name(tmp_path: Path) -> None:
    own = np.zeros_like(PALETTE)
    own[1] = 255
    folder = put(tmp_path / "m", coloured(block(1, 2)), coloured(block(1), own))
    with pytest.raises(
        StudioError, match=r"'00001\.png' in 'm' is black and white, .*'00000\.png'"
    ):
        as_masks(folder)
    shown = PALETTE.copy()
    shown[2] = 255  # the same palette, and a frame with its white object alone
    folder = put(tmp_path / "n", coloured(block(1, 2), shown), coloured(block(0, 2), shown))
    assert [second.area > 0 for _, second in as_masks(folder)] == [False, True]


def test_black_and_white_in_a_palette_of_greys_is_an_object_of_a_dataset(tmp_path: Path) -> None:
    ramp = np.arange(256, dtype=np.uint8)[:, None].repeat(3, axis=1)
    folder = put(tmp_path / "m", coloured(block(255), ramp), coloured(block(0, 255), ramp))
    assert [[mask.area for mask in each] for each in as_dataset(folder)] == [[56, 56]]


def test_a_soft_mask_among_numbers_of_a_dataset_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match=r"00001\.png' has a soft edge, but others"):
        as_dataset(put(tmp_path / "m", coloured(block(1, 2)), soft()))


def rgb(*colours: tuple[int, int, int]) -> Grey:
    picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    for at, colour in enumerate(colours):
        picture[4:12, 2 + 9 * at : 9 + 9 * at] = colour
    return picture


def test_colours_of_a_dataset_are_numbered_as_they_appear(tmp_path: Path) -> None:
    red, green, white = (255, 0, 0), (0, 255, 0), (255, 255, 255)
    folder = put(tmp_path / "m", rgb(green), rgb(red, green), rgb(white))
    (video,) = open_dataset(folder)[1].videos
    assert [each.id for each in video.objects] == ["1", "2", "3"]
    areas = [[each.masks.read(at).area for at in range(3)] for each in video.objects]
    assert areas == [[56, 56, 0], [0, 56, 0], [0, 0, 56]]
    assert video.objects[0].masks.read(1) == Mask.from_array((rgb(red, green) == green).all(axis=2))


def test_colours_of_the_palette_of_davis_have_its_numbers(tmp_path: Path) -> None:
    """Also a grey one of it, on a frame that has no other."""
    first, second = (rgb(*(tuple(PALETTE[n].tolist()) for n in ns)) for ns in ((3, 1, 255), (7,)))
    (video,) = open_dataset(put(tmp_path / "m", first, second))[1].videos
    assert [each.id for each in video.objects] == ["1", "3", "7"]
    assert [each.masks.read(1).area for each in video.objects] == [0, 0, 56]
    assert video.void is not None
    assert video.void.read(0).area == 56


def test_colours_of_their_own_beside_numbers_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match=r"00001\.png' has numbers of objects, but others"):
        as_dataset(put(tmp_path / "m", rgb((255, 0, 0)), coloured(block(1, 2))))
