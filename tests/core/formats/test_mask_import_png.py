"""Folders of PNG masks as layers of a video."""

from __future__ import annotations

import os
import struct
import sys
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from soc_studio.core.formats.import_masks import open_masks
from soc_studio.core.formats.imported_layer import ImportedLayer, MaskImportError
from tests.thoroughness import examples

HEIGHT, WIDTH = 24, 40
COLOURS = [0, 0, 0, 128, 0, 0, 0, 128, 0, 128, 128, 0, *(90,) * 756]  # as in DAVIS


def numbers(frame: int, objects: Sequence[int] = (1, 2)) -> NDArray[np.uint8]:
    """Squares, one an object, one pixel further right on every frame."""
    picture = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    for row, number in enumerate(objects):
        picture[8 * row : 8 * row + 6, frame : frame + 6] = number
    return picture


def palette_picture(
    values: NDArray[np.uint8], colours: Sequence[int], **options: object
) -> Image.Image:
    picture = Image.fromarray(values)
    picture.putpalette(list(colours))
    assert picture.mode == "P"
    picture.info.update(options)
    return picture


def folder_of(
    folder: Path, pictures: Sequence[NDArray[np.uint8] | Image.Image], first: int = 0
) -> Path:
    folder.mkdir()
    for frame, picture in enumerate(pictures, start=first):
        shown = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
        shown.save(folder / f"{frame:05d}.png")
    return folder


def opened(folder: Path, frame_count: int) -> list[ImportedLayer]:
    return open_masks(folder, HEIGHT, WIDTH, frame_count)


def pixels_of(layer: ImportedLayer) -> list[NDArray[np.bool_]]:
    masks = list(layer.masks())
    assert tuple(frame for frame, _ in masks) == layer.frames
    assert {(mask.height, mask.width) for _, mask in masks} == {(HEIGHT, WIDTH)}
    return [mask.to_array() for _, mask in masks]


def test_grey_pictures_are_mattes_from_the_middle_on(tmp_path: Path) -> None:
    ramp = np.tile(np.arange(108, 148, dtype=np.uint8), (HEIGHT, 1))
    folder = folder_of(tmp_path / "ball", [np.zeros_like(ramp), ramp, 255 - ramp])
    (layer,) = opened(folder, 3)
    assert (layer.name, layer.frames) == ("ball", (0, 1, 2))
    assert [np.flatnonzero(mask.any(axis=0)).tolist() for mask in pixels_of(layer)] == [
        [],
        list(range(20, 40)),
        list(range(20)),
    ]


def test_grey_pictures_of_nothing_but_0_and_1_are_one_object(tmp_path: Path) -> None:
    pictures = [numbers(frame, [1]) for frame in range(3)]
    (layer,) = opened(folder_of(tmp_path / "ball", pictures), 3)
    assert layer.name == "ball"
    assert (np.stack(pixels_of(layer)) == np.stack(pictures)).all()


def test_pictures_of_one_bit_are_white_on_the_object(tmp_path: Path) -> None:
    pictures = [Image.fromarray(numbers(frame, [1]) > 0) for frame in range(3)]
    assert {picture.mode for picture in pictures} == {"1"}
    (layer,) = opened(folder_of(tmp_path / "ball", pictures), 3)
    assert (np.stack(pixels_of(layer)) == [numbers(frame, [1]) for frame in range(3)]).all()


def test_grey_pictures_of_small_numbers_are_an_object_a_number(tmp_path: Path) -> None:
    pictures = [numbers(0, [31]), numbers(1, [31, 2]), numbers(2, [0, 2])]
    layers = opened(folder_of(tmp_path / "two", pictures), 3)
    assert [layer.name for layer in layers] == ["two 2", "two 31"]
    for layer, number in zip(layers, (2, 31), strict=True):
        assert layer.frames == (0, 1, 2)
        assert (np.stack(pixels_of(layer)) == (np.stack(pictures) == number)).all()


@pytest.mark.parametrize("transparency", [None, bytes([0, 255, 255, 255])])
def test_a_palette_is_an_object_a_number_whatever_its_colours(
    tmp_path: Path, transparency: bytes | None
) -> None:
    options = {} if transparency is None else {"transparency": transparency}
    drawn = [numbers(frame, [1, 3] if frame < 2 else [0, 4]) for frame in range(4)]
    pictures = [palette_picture(each, COLOURS, **options) for each in drawn]
    layers = opened(folder_of(tmp_path / "bear", pictures), 4)
    assert [layer.name for layer in layers] == ["bear 1", "bear 3", "bear 4"]
    for layer, number in zip(layers, (1, 3, 4), strict=True):
        assert (np.stack(pixels_of(layer)) == (np.stack(drawn) == number)).all()


@pytest.mark.parametrize("transparency", [None, bytes([255, 0])])
def test_a_palette_of_black_and_white_is_white_on_the_object(
    tmp_path: Path, transparency: bytes | None
) -> None:
    options = {} if transparency is None else {"transparency": transparency}
    drawn = [numbers(frame, [1]) for frame in range(2)]
    swapped = palette_picture(1 - drawn[1], [255, 255, 255, 0, 0, 0], **options)
    pictures = [palette_picture(drawn[0], [0, 0, 0, 255, 255, 255], **options), swapped]
    (layer,) = opened(folder_of(tmp_path / "bear", pictures), 2)
    assert (np.stack(pixels_of(layer)) == np.stack(drawn)).all()


def test_names_give_the_frames_and_some_may_be_missing(tmp_path: Path) -> None:
    folder = tmp_path / "few"
    folder.mkdir()
    for frame in (2, 10, 90):
        Image.fromarray(numbers(frame // 10, [200])).save(folder / f"take2_{frame}.PNG")
    (folder / "notes.txt").write_text("no mask")
    (folder / "._2.png").write_bytes(b"what a Mac leaves")
    (layer,) = opened(folder, 100)
    assert layer.frames == (2, 10, 90)
    assert [int(mask.any(axis=0).argmax()) for mask in pixels_of(layer)] == [0, 1, 9]


def test_pictures_from_1_to_the_last_start_at_the_first_frame(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "one", [numbers(frame, [200]) for frame in range(5)], first=1)
    (layer,) = opened(folder, 5)
    assert layer.frames == (0, 1, 2, 3, 4)
    assert [int(mask.any(axis=0).argmax()) for mask in pixels_of(layer)] == [0, 1, 2, 3, 4]
    (layer,) = opened(folder, 6)
    assert layer.frames == (1, 2, 3, 4, 5)


def test_numbers_that_are_not_at_the_end_count_where_they_are_the_only_ones(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    for place, name in enumerate(["1b", "2b", "10b"]):
        Image.fromarray(numbers(place, [200])).save(folder / f"{name}.png")
    (layer,) = opened(folder, 3)
    assert [int(mask.any(axis=0).argmax()) for mask in pixels_of(layer)] == [0, 1, 2]
    assert opened(folder, 11)[0].frames == (1, 2, 10)
    with pytest.raises(MaskImportError, match=r"'10b\.png' belongs to frame 10, .* 0 to 3"):
        opened(folder, 4)


def test_pictures_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "late", [numbers(frame, [200]) for frame in range(3)])
    (layer,) = opened(folder, 3)
    masks = layer.masks()
    next(masks)
    (folder / "00001.png").write_bytes(b"")
    with pytest.raises(MaskImportError, match=r"'00001\.png' in 'late' cannot be read"):
        next(masks)


def test_a_picture_that_changes_its_size_after_the_look_is_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "late", [numbers(frame, [200]) for frame in range(2)])
    (layer,) = opened(folder, 2)
    Image.new("L", (WIDTH + 1, HEIGHT)).save(folder / "00001.png")
    with pytest.raises(MaskImportError, match=r"'00001\.png' in 'late': the masks are 41x24"):
        list(layer.masks())


def test_masks_of_another_size_are_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "small", [np.zeros((360, 640), dtype=np.uint8)])
    with pytest.raises(
        MaskImportError, match="the masks are 640x360 pixels, the video is 1280x720"
    ):
        open_masks(folder, 720, 1280, 1)


def test_a_bomb_is_refused_by_its_head(tmp_path: Path) -> None:
    folder = tmp_path / "bomb"
    folder.mkdir()
    head = b"IHDR" + struct.pack(">2I5B", 60000, 60000, 8, 0, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    (folder / "0.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk + bytes(100))
    with pytest.raises(MaskImportError, match="60000x60000"):
        opened(folder, 1)


def test_a_picture_with_more_beside_its_pixels_than_they_take_is_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "fat", [numbers(0)])
    with (folder / "00000.png").open("ab") as file:
        file.write(bytes(2**20 + 4 * HEIGHT * WIDTH))
    with pytest.raises(MaskImportError, match="cannot be read"):
        opened(folder, 1)


def test_a_frame_outside_of_the_video_is_named(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "far", [numbers(0), numbers(1)], first=9)
    with pytest.raises(
        MaskImportError, match=r"'far': '00010.png' belongs to frame 10, .* 0 to 9\."
    ):
        opened(folder, 10)


def test_two_pictures_of_a_frame_are_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "twice", [numbers(0)])
    Image.fromarray(numbers(1)).save(folder / "0.png")
    with pytest.raises(MaskImportError, match="belong to the same frame"):
        opened(folder, 10)


def test_a_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no mask")
    with pytest.raises(MaskImportError, match="contains no PNG or TIFF"):
        opened(tmp_path, 1)


def test_a_palette_without_any_object_is_refused(tmp_path: Path) -> None:
    picture = palette_picture(numbers(0, []), [0, 0, 100])
    with pytest.raises(MaskImportError, match="contains no masks"):
        opened(folder_of(tmp_path / "none", [picture]), 1)


def test_a_folder_in_the_place_of_a_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "masks" / "0.png").mkdir(parents=True)
    with pytest.raises(MaskImportError, match=r"'0\.png' in 'masks' is not a file"):
        opened(tmp_path / "masks", 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_in_the_place_of_a_picture_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "0.png")
    with pytest.raises(MaskImportError, match="is not a file"):
        opened(tmp_path, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few people make links")
def test_links_may_lead_about_in_the_folder_but_not_out_of_it(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "links", [numbers(0, [200])])
    (folder / "1.png").symlink_to("00000.png")
    (layer,) = opened(folder, 2)
    first, second = pixels_of(layer)
    assert (first == second).all()
    Image.fromarray(numbers(0)).save(tmp_path / "secret.png")
    for target in ("../secret.png", "2.png", "../links-of-another/0.png", str(tmp_path)):
        (folder / "2.png").unlink(missing_ok=True)
        (folder / "2.png").symlink_to(target)
        with pytest.raises(MaskImportError, match=r"'2\.png' in 'links' is a link"):
            opened(folder, 3)


@pytest.mark.slow
@examples(60)
@given(st.data(), st.sampled_from(["L", "1", "P"]))
def test_a_damaged_picture_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, mode: str
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    picture = Image.fromarray(numbers(3, [1, 2])).convert(mode)
    if mode == "P":
        picture = palette_picture(numbers(3, [1, 2]), COLOURS)
    picture.save(folder / "0.png")
    content = bytearray((folder / "0.png").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    (folder / "0.png").write_bytes(content[: data.draw(st.integers(0, len(content)))])
    with suppress(MaskImportError):
        for layer in opened(folder, 1):
            pixels_of(layer)


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "tiff_adobe_deflate"])
@pytest.mark.parametrize("kind", ["matte", "bit", "deep", "numbers", "palette"])
def test_tiff_means_what_the_same_picture_means_as_png(
    tmp_path: Path, kind: str, compression: str
) -> None:
    values = [numbers(frame) for frame in range(3)]
    white = [(each > 0).astype(np.uint8) * 255 for each in values]
    pictures = {
        "matte": [Image.fromarray(each) for each in white],
        "bit": [Image.fromarray(each > 0) for each in white],
        "deep": [Image.fromarray(each.astype(np.uint16) * 257) for each in white],
        "numbers": [Image.fromarray(each) for each in values],
        "palette": [palette_picture(each, COLOURS) for each in values],
    }[kind]
    wanted = opened(folder_of(tmp_path / "png", pictures), 3)
    folder = tmp_path / "tiff"
    folder.mkdir()
    for frame, picture in enumerate(pictures):
        picture.save(folder / f"{frame:05d}.tif", compression=compression)
    found = opened(folder, 3)
    assert len(found) == len(wanted) == (2 if kind in ("numbers", "palette") else 1)
    for one, other in zip(found, wanted, strict=True):
        assert (np.stack(pixels_of(one)) == np.stack(pixels_of(other))).all()


def test_tiff_of_floats_of_another_size_or_with_several_pages_is_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "m", [])
    file = folder / "00000.tif"
    plain = Image.fromarray(numbers(0, [1]))
    Image.fromarray(numbers(0, [1]).astype(np.float32)).save(file)
    with pytest.raises(MaskImportError, match="no whole numbers"):
        opened(folder, 1)
    plain.resize((WIDTH + 2, HEIGHT)).save(file)
    with pytest.raises(MaskImportError, match="42"):
        opened(folder, 1)
    plain.save(file, save_all=True, append_images=[plain, plain])
    with pytest.raises(MaskImportError, match="several pictures"):
        opened(folder, 1)
    file.write_bytes(b"II*\0" + bytes(20))
    with pytest.raises(MaskImportError, match="cannot be read as TIFF"):
        opened(folder, 1)


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_jpeg_that_is_plainly_black_and_white_is_read(tmp_path: Path, mode: str) -> None:
    folder = folder_of(tmp_path / "m", [])
    shapes = [numbers(frame, [1, 1]) * 255 for frame in (0, 5, 9)]
    shapes[1][:] = 0
    for frame, shape in enumerate(shapes):
        Image.fromarray(shape).convert(mode).save(folder / f"{frame:05d}.jpg", quality=92)
    said: list[str] = []
    (layer,) = open_masks(folder, HEIGHT, WIDTH, 3, tell=said.append)
    masks = pixels_of(layer)
    assert not masks[1].any()
    assert [(mask != (shape > 0)).sum() <= 8 for mask, shape in zip(masks, shapes, strict=True)]
    assert any("JPEG" in each for each in said)


def test_a_jpeg_of_greys_colours_or_numbers_is_refused_with_the_reason(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "m", [])
    colours = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    colours[:12, :20, 0] = 255
    ramp = np.tile(np.arange(WIDTH, dtype=np.uint8) * 6, (HEIGHT, 1))
    for picture in (colours, ramp, numbers(0, [1, 2]), numbers(0, [255, 120])):
        Image.fromarray(picture).save(folder / "0.jpg", quality=95)
        with pytest.raises(MaskImportError, match="JPEG blurs values"):
            opened(folder, 1)
