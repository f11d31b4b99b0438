"""Cut-outs as TIFF and EXR pictures, read by decoders that did not write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from soc_studio.core.formats import exr_picture
from soc_studio.core.formats.cutout_pictures import EXR, PNG, TIFF, PictureKind, write_cutouts
from soc_studio.core.formats.material import Material
from soc_studio.core.formats.picture_check import check_folder
from soc_studio.core.formats.tiff_picture import read_tiff, tiff_bytes
from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.errors import WriteError
from soc_studio.core.tracks.rendering import rendered_matte
from tests.core.formats.test_exports import track_of


def decoded(path: Path, codec: str) -> tuple[str, NDArray[Any]]:
    """Return the form of a picture as FFmpeg sees it, and its channels as numbers."""
    decoder = av.CodecContext.create(codec, "r")
    packet = av.Packet(path.read_bytes())
    (frame,) = [*decoder.decode(packet), *decoder.decode(None)]
    assert isinstance(frame, av.VideoFrame)
    name = frame.format.name
    if name not in ("gbrapf16le", "gbrapf32le"):
        return name, frame.to_ndarray()
    kind = np.dtype("<f2" if "16" in name else "<f4")
    green, blue, red, alpha = (
        np.frombuffer(each, kind).reshape(each.height, -1)[:, : each.width] for each in frame.planes
    )
    return name, np.stack([red, green, blue, alpha], axis=2).astype(np.float32)


def tags(path: Path) -> dict[int, Any]:
    with path.open("rb") as file:
        directory = ImageFileDirectory_v2(file.read(8))
        file.seek(directory.next)
        directory.load(file)
        return dict(directory)


def written(
    kind: PictureKind, clips: Any, documents: Any, folder: Path
) -> tuple[dict[str, Path], dict[str, NDArray[np.uint8]]]:
    """Return the pictures of frames 3 to 5, by name, and the 8-bit cut-outs that were meant."""
    source = clips.encode("clip.mkv", pictures=8)
    view = documents.view("a", track_of(range(8), absent=[4]), frames=8)
    with open_video(source) as reader:
        assert list(write_cutouts(kind, folder, Material(reader, {"01-a": view}, range(3, 6))))
        meant = {}
        for number in range(3, 6):
            matte = rendered_matte(view, number, 64, 96)
            empty = np.zeros((64, 96, 4), np.uint8)
            shown = empty if matte is None else cut_out(reader.frame(number), matte)
            meant[f"{number:05d}{kind.suffix}"] = shown
    return {each.name: each for each in (folder / f"01-a{kind.ending}").iterdir()}, meant


def test_a_tiff_has_16_bits_and_says_that_its_opacity_is_straight(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    files, meant = written(TIFF, clips, documents, tmp_path)
    assert files.keys() == meant.keys()
    for name, path in files.items():
        form, pixels = decoded(path, "tiff")
        assert form == "rgba64le"
        assert (pixels == meant[name].astype(np.uint16) * 257).all()
        said = tags(path)
        assert said[258] == (16, 16, 16, 16)
        assert said[338] == (2,)  # unassociated
    assert meant["00003.tif"].any()
    assert not meant["00004.tif"].any()


def test_an_exr_is_linear_and_premultiplied(clips: Any, documents: Any, tmp_path: Path) -> None:
    files, meant = written(EXR, clips, documents, tmp_path)
    assert files.keys() == meant.keys()
    for name, path in files.items():
        form, pixels = decoded(path, "exr")
        assert form.startswith("gbrap")
        shares = meant[name] / 255.0
        light = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
        light[..., :3] *= shares[..., 3:]
        light[..., 3] = shares[..., 3]
        assert np.abs(pixels - light).max() < 1e-3
        found = exr_picture.read_exr(path)
        assert found is not None
        assert {str(each.dtype) for each in found[0].values()} == {"float16"}
        # A small picture that says nothing of its colours is that of a standard definition.
        assert found[1]["chromaticities"][:2] == pytest.approx((0.63, 0.34), abs=1e-6)
        assert found[1]["framesPerSecond"] == 25
        code = found[1]["timeCode"]
        assert (code.hours, code.seconds, f"{code.frame:05d}.exr") == (0, 0, name)


def test_soft_edges_are_multiplied_in_linear_light() -> None:
    picture = np.array([[[255, 188, 0, 128]]], dtype=np.uint8)
    channels = {
        name: float(each[0, 0]) for name, each in exr_picture.linear_channels(picture).items()
    }
    assert channels["A"] == pytest.approx(128 / 255, abs=1e-3)
    assert channels["R"] == pytest.approx(128 / 255, abs=1e-3)
    assert channels["G"] == pytest.approx(0.5029 * 128 / 255, abs=1e-3)
    assert channels["B"] == 0


@pytest.mark.parametrize("shape", [(1, 1), (5, 3), (31, 257)])
def test_a_tiff_holds_any_16_bits_at_any_size(tmp_path: Path, shape: tuple[int, int]) -> None:
    picture = np.random.default_rng(1).integers(0, 1 << 16, (*shape, 4), dtype=np.uint16)
    path = tmp_path / "a.tif"
    path.write_bytes(tiff_bytes(picture))
    assert (decoded(path, "tiff")[1] == picture).all()
    found = read_tiff(path)
    assert found is not None
    assert (found == picture).all()


def test_a_damaged_picture_is_noticed(tmp_path: Path) -> None:
    channels = exr_picture.linear_channels(np.full((20, 30, 4), 200, np.uint8))
    path = tmp_path / "ä ' 日本.exr"
    exr_picture.write_exr(path, channels)
    assert exr_picture.holds(path, channels)
    other = {**channels, "R": channels["R"] + np.float16(0.01)}
    assert not exr_picture.holds(path, other)
    path.write_bytes(path.read_bytes()[:-40])
    assert not exr_picture.holds(path, channels)
    tiff = tmp_path / "a.tif"
    tiff.write_bytes(tiff_bytes(np.full((20, 30, 4), 200, np.uint16))[:-90])
    assert read_tiff(tiff) is None


def test_a_missing_or_empty_picture_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "00000.png").write_bytes(b"x")
    (tmp_path / "00001.png").touch()
    with pytest.raises(WriteError, match="1 pictures instead of 2"):
        check_folder(tmp_path, {"00000.png", "00001.png"})


def test_an_exr_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    channels = exr_picture.linear_channels(np.zeros((2, 2, 4), np.uint8))
    with pytest.raises(WriteError, match="cannot be written"):
        exr_picture.write_exr(tmp_path / "missing" / "a.exr", channels)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_an_exr_on_a_full_disk_says_so() -> None:
    noise = np.random.default_rng(1).random((500, 500), dtype=np.float32)
    with pytest.raises(WriteError, match="'full' could not be written: the disk is full"):
        exr_picture.write_exr(Path("/dev/full"), {"Y": noise})


@pytest.mark.parametrize("kind", [PNG, TIFF, EXR], ids=["png", "tiff", "exr"])
def test_the_estimate_is_about_what_is_written(
    clips: Any, documents: Any, tmp_path: Path, kind: PictureKind
) -> None:
    source = clips.encode("clip.mkv", pictures=4)
    view = documents.view("a", track_of(range(4)), frames=4)
    with open_video(source) as reader:
        material = Material(reader, {"01-a": view}, range(4))
        estimate = kind.writer.estimate(material)
        list(kind.writer.write(tmp_path, material))
    files = list((tmp_path / f"01-a{kind.ending}").iterdir())
    assert estimate.files == len(files) == 4
    assert estimate.size == pytest.approx(sum(each.stat().st_size for each in files), rel=0.2)
    for each in files:
        assert kind.writer.files.fullmatch(each.relative_to(tmp_path).as_posix())


def test_pictures_are_told_in_order_and_no_more_are_written_once_it_is_ended(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mkv", pictures=40)
    views = {name: documents.view(name, track_of(range(40)), frames=40) for name in ("a", "b")}
    with open_video(source) as reader:
        steps = write_cutouts(PNG, tmp_path, Material(reader, views, range(40)))
        assert [next(steps) for _ in range(7)] == [0, 0, 1, 1, 2, 2, 3]
        steps.close()
    found = {each: len(list((tmp_path / f"{each}{PNG.writer.ending}").iterdir())) for each in views}
    assert all(3 < count < 30 for count in found.values())
