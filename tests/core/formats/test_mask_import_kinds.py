"""Masks stored as any kind of PNG mean the same; pictures that are none are refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from soc_rvos.masks import Mask
from soc_studio.core.formats.import_masks import open_masks
from soc_studio.core.formats.imported_layer import ImportedLayer, MaskImportError

HEIGHT, WIDTH = 24, 40
COLOURS = [0, 0, 0, 128, 0, 0, 0, 128, 0, *(90,) * 756, 224, 224, 192]

Picture = Image.Image | NDArray[np.uint8] | NDArray[np.uint16]


def square(frame: int, value: int = 255) -> NDArray[np.uint8]:
    picture = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    picture[4:12, frame : frame + 9] = value
    return picture


def stored(frame: int, kind: str) -> Picture:
    """The square of a frame, stored as a picture of some kind."""
    grey = Image.fromarray(square(frame))
    full = Image.new("L", grey.size, 255)
    one = Image.fromarray(square(frame, 1))
    deep = square(frame).astype(np.uint16) * 257
    match kind:
        case "1" | "L" | "RGB" | "LA" | "RGBA":
            return grey.convert(kind)
        case "0/1":
            return one
        case "alpha of white":
            return Image.merge("RGBA", [full, full, full, grey])
        case "alpha of red":
            return Image.merge(
                "RGBA", [full, Image.new("L", grey.size), one.point([7] * 256), grey]
            )
        case "alpha of black":
            return Image.merge("LA", [Image.new("L", grey.size), grey])
        case "alpha again":
            return Image.merge("LA", [grey, grey])
        case "16 bits":
            return deep
        case "16 bits, 0/255":
            return square(frame).astype(np.uint16)
        case "16 bits, 0/1":
            return square(frame, 1).astype(np.uint16)
        case "16 bits, RGB":
            return np.dstack([deep] * 3)
        case "16 bits, RGB, 0/1":
            return np.dstack([square(frame, 1).astype(np.uint16)] * 3)
        case "16 bits, alpha of white":
            return np.dstack([np.full_like(deep, 65535)] * 3 + [deep])
        case "palette":
            picture = Image.fromarray(square(frame, 1))
            picture.putpalette([0, 0, 0, 255, 255, 255])
            return picture
    raise AssertionError(kind)


KINDS = (
    *("1", "L", "RGB", "LA", "RGBA", "0/1", "palette", "alpha of white", "alpha of red"),
    *("alpha of black", "alpha again", "16 bits", "16 bits, 0/255", "16 bits, 0/1"),
    *("16 bits, RGB", "16 bits, RGB, 0/1", "16 bits, alpha of white"),
)


def folder_of(folder: Path, pictures: Sequence[Picture]) -> Path:
    folder.mkdir()
    for frame, picture in enumerate(pictures):
        file = folder / f"{frame:05d}.png"
        if isinstance(picture, np.ndarray) and picture.dtype == np.uint16:
            cv2.imwrite(str(file), picture)
        elif isinstance(picture, np.ndarray):
            Image.fromarray(picture).save(file)
        else:
            picture.save(file)
    return folder


def opened(folder: Path, said: list[str] | None = None) -> list[ImportedLayer]:
    count = len(list(folder.iterdir()))
    said = [] if said is None else said
    return open_masks(folder, HEIGHT, WIDTH, count, tell=said.append)


def expect_squares(layer: ImportedLayer) -> None:
    assert dict(layer.masks()) == {
        frame: Mask.from_array(square(frame) > 0) for frame in layer.frames
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_mask_is_the_same_however_it_is_stored(tmp_path: Path, kind: str) -> None:
    empty = Image.new("L", (WIDTH, HEIGHT))
    (layer,) = opened(folder_of(tmp_path / "m", [stored(frame, kind) for frame in range(3)]))
    assert layer.name == "m"
    expect_squares(layer)
    odd = [stored(0, "L"), stored(1, "L"), stored(2, kind), empty]
    (layer,) = opened(folder_of(tmp_path / "odd", odd))
    assert [mask.area for _, mask in layer.masks()] == [72, 72, 72, 0]


def palette_picture(values: NDArray[np.uint8]) -> Image.Image:
    picture = Image.fromarray(values)
    picture.putpalette(COLOURS[:768])
    return picture


def bordered(frame: int, number: int = 1) -> NDArray[np.uint8]:
    """An object with a border of 255 around it."""
    values = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    values[4:16, frame : frame + 12] = 255
    values[6:14, frame + 2 : frame + 10] = number
    return values


@pytest.mark.parametrize("has_palette", [True, False])
@pytest.mark.parametrize("number", [1, 2, 31])
def test_255_beside_numbers_is_left_out_and_said(
    tmp_path: Path, has_palette: bool, number: int
) -> None:
    drawn = [bordered(frame, number) for frame in range(3)]
    pictures = [palette_picture(each) if has_palette else each for each in drawn]
    said: list[str] = []
    (layer,) = opened(folder_of(tmp_path / "voc", pictures), said)
    assert layer.name == f"voc {number}"
    for frame, mask in layer.masks():
        assert (mask.to_array() == (drawn[frame] == number)).all()
    assert len(said) == 1
    assert "undecided pixels with 255" in said[0]


def test_255_alone_is_the_object(tmp_path: Path) -> None:
    said: list[str] = []
    (layer,) = opened(folder_of(tmp_path / "a", [palette_picture(square(0))]), said)
    assert layer.name == "a 255"
    expect_squares(layer)
    (layer,) = opened(folder_of(tmp_path / "b", [square(0)]), said)
    assert layer.name == "b"
    expect_squares(layer)
    assert said == []


def test_a_grey_picture_among_palettes_has_numbers_too(tmp_path: Path) -> None:
    pictures = [palette_picture(square(0, 2)), square(1, 2), palette_picture(square(2, 2))]
    (layer,) = opened(folder_of(tmp_path / "bear", pictures))
    assert layer.name == "bear 2"
    expect_squares(layer)


def test_a_matte_among_palettes_of_numbers_is_refused_by_name(tmp_path: Path) -> None:
    pictures = [palette_picture(square(0, 2)), square(1, 200)]
    with pytest.raises(MaskImportError, match=r"'00001\.png' in 'x' is grey, .* '00000\.png'"):
        opened(folder_of(tmp_path / "x", pictures))


def test_numbers_above_31_that_no_matte_could_be_are_objects(tmp_path: Path) -> None:
    layers = opened(folder_of(tmp_path / "voc", [square(0, 38), square(1, 75)]))
    assert [layer.name for layer in layers] == ["voc 38", "voc 75"]


def photograph() -> NDArray[np.uint8]:
    return np.random.default_rng(3).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)


def coded() -> NDArray[np.uint8]:
    """Objects by colour, as DAVIS shows them."""
    picture = np.zeros((HEIGHT, WIDTH, 3), dtype=np.uint8)
    picture[4:12, 3:9] = (128, 0, 0)
    picture[14:20, 3:9] = (0, 128, 0)
    return picture


@pytest.mark.parametrize("picture", [photograph(), coded()], ids=["photograph", "coded"])
@pytest.mark.parametrize("alpha", [None, 255, 90])
def test_colours_are_refused_by_name(
    tmp_path: Path, picture: NDArray[np.uint8], alpha: int | None
) -> None:
    if alpha is not None:
        picture = np.dstack([picture, np.full((HEIGHT, WIDTH), alpha, dtype=np.uint8)])
    folder = folder_of(tmp_path / "x", [square(0), picture])
    with pytest.raises(MaskImportError, match=r"'00001\.png' in 'x' is not a mask: it has colo"):
        opened(folder)


def test_grey_and_alpha_that_differ_are_refused(tmp_path: Path) -> None:
    picture = np.dstack([square(0) // 2 + 60, square(9)])
    picture[8, 9, 0] = 7
    with pytest.raises(MaskImportError, match="grey values and its transparency"):
        opened(folder_of(tmp_path / "x", [Image.fromarray(picture, "LA")]))


def test_numbers_of_16_bits_are_refused_with_the_largest(tmp_path: Path) -> None:
    picture = square(0, 1).astype(np.uint16) * 2005  # as in MOTS
    with pytest.raises(MaskImportError, match=r"'00000\.png' .* up to 2005"):
        opened(folder_of(tmp_path / "x", [picture]))


def test_a_dark_picture_is_refused(tmp_path: Path) -> None:
    ramp = np.tile(np.arange(40, dtype=np.uint8) * 3, (HEIGHT, 1))
    with pytest.raises(MaskImportError, match="too dark"):
        opened(folder_of(tmp_path / "x", [ramp]))


def test_photographs_where_masks_should_be_are_named(tmp_path: Path) -> None:
    Image.fromarray(photograph()).save(tmp_path / "0.jpg")
    with pytest.raises(
        MaskImportError, match=r"'0\.jpg' .* JPEG that is not plainly black and white"
    ):
        open_masks(tmp_path, HEIGHT, WIDTH, 1)


def test_a_mask_that_is_no_png_is_left_out_and_said(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "m", [square(0), square(1)])
    Image.fromarray(square(1)).save(folder / "00001.jpg")
    said: list[str] = []
    opened(folder, said)
    assert said == []
    Image.fromarray(square(2)).save(folder / "00002.jpg")
    (layer,) = opened(folder, said)
    assert layer.frames == (0, 1)
    assert "'00002.jpg': they are left out" in said[0]


@pytest.mark.parametrize("colour", [0, 255, 90])
@pytest.mark.parametrize("number", [1, 3])
def test_places_of_one_colour_in_a_palette_are_numbers(
    tmp_path: Path, colour: int, number: int
) -> None:
    pictures = [Image.fromarray(square(frame, number)) for frame in range(3)]
    for picture in pictures:
        picture.putpalette([colour] * 3 * (number + 1))
    (layer,) = opened(folder_of(tmp_path / "m", pictures))
    expect_squares(layer)


def test_white_among_palettes_of_numbers_is_refused(tmp_path: Path) -> None:
    pictures: list[Picture] = [palette_picture(square(frame, 1)) for frame in range(3)]
    pictures[1] = square(1)
    with pytest.raises(
        MaskImportError, match=r"00001\.png.* is black and white, but others.* a palette"
    ):
        opened(folder_of(tmp_path / "m", pictures))
    pictures = [palette_picture(square(0)), square(1)]  # 255 is the object of both
    (layer,) = opened(folder_of(tmp_path / "same", pictures))
    expect_squares(layer)


@pytest.mark.parametrize("turn", [2, 3, 4])
def test_a_mask_is_turned_as_it_asks(tmp_path: Path, turn: int) -> None:
    exif = Image.Exif()
    exif[0x112] = turn
    stored = {2: np.s_[:, ::-1], 3: np.s_[::-1, ::-1], 4: np.s_[::-1]}[turn]
    (tmp_path / "m").mkdir()
    for frame in range(2):
        picture = Image.fromarray(np.ascontiguousarray(square(frame)[stored]))
        picture.save(tmp_path / f"m/{frame}.png", exif=exif)
    (layer,) = opened(tmp_path / "m")
    expect_squares(layer)
