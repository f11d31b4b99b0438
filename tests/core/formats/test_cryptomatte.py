"""Cryptomattes: the published ids, and files decoded by another program as is specified."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_studio.core.formats.cryptomatte import (
    id_bits,
    id_value,
    level_count,
    metadata,
    murmur3,
    ranked_channels,
)
from soc_studio.core.formats.layered_exr import CRYPTOMATTE
from soc_studio.core.formats.material import Material
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.tracks.rendering import rendered_matte
from tests.core.formats.exr_layers import head_of, layer_of
from tests.core.formats.test_exports import square, track_of


@pytest.mark.parametrize(
    ("text", "hashed"),
    [
        ("", 0),
        ("a", 0x3C2569B2),
        ("ab", 0x9BBFD75F),
        ("abc", 0xB3DD93FA),
        ("test", 0xBA6BD213),
        ("Hello, world!", 0xC0363E43),
        ("The quick brown fox jumps over the lazy dog", 0x2E4FF723),
    ],
)
def test_the_hash_is_murmur3(text: str, hashed: int) -> None:
    assert murmur3(text.encode()) == hashed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hello", 6.0705627102400005616e-17),
        ("cube", -4.08461912519e15),
        ("sphere", 2.79018604383e15),
        ("plane", 3.66557617593e-11),
        ("равнина", -1.3192631212399999468e-25),
        ("mädchen", 6.2361298211599995797e25),
    ],
)
def test_ids_are_those_that_psyop_published(name: str, value: float) -> None:
    assert id_value(name) == np.float32(value)


@pytest.mark.parametrize(
    ("name", "digits"),
    [("bunny", "13851a76"), ("default", "42c9679f"), ("bunny_porcelain_mat", "b24b26d4")],
)
def test_a_manifest_is_written_as_the_specification_writes_it(name: str, digits: str) -> None:
    says = metadata([name])
    (key,) = (each for each in says if each.endswith("/manifest"))
    assert says[key] == f'{{"{name}":"{digits}"}}'


def test_every_id_is_a_normal_float_of_the_bits_in_the_manifest() -> None:
    mended = 0
    for number in range(600):
        name = f"ebene {number} é 日本"
        value = id_value(name)
        assert np.isfinite(value)
        assert abs(value) >= np.finfo(np.float32).tiny
        assert struct.unpack("<I", struct.pack("<f", value))[0] == id_bits(name)
        mended += id_bits(name) != murmur3(name.encode())
    assert mended


def decoded_matte(planes: dict[str, NDArray[np.float32]], name: str) -> NDArray[np.float32]:
    """Return what a compositor makes of a Cryptomatte for one name: the sum of its coverages."""
    total = np.zeros_like(next(iter(planes.values())))
    wanted = id_value(name)
    for level in sorted({each.split(".")[0] for each in planes}):
        for identifier, coverage in ("RG", "BA"):
            covers = planes[f"{level}.{identifier}"] == wanted
            total += np.where(covers, planes[f"{level}.{coverage}"], 0)
    return total


def test_layers_lie_over_each_other_and_their_edges_are_coverage() -> None:
    upper, lower = np.zeros((2, 4, 6), dtype=np.uint8)
    upper[:, :3] = 255
    upper[:, 3] = 102  # two fifths
    lower[:, 2:5] = 255
    lower[:, 5] = 51
    planes = ranked_channels(["upper", "lower"], [upper, lower])
    assert sorted(planes) == [f"CryptoObject0{level}.{c}" for level in (0, 1) for c in "ABGR"]
    assert np.allclose(decoded_matte(planes, "upper"), upper / 255)
    meant = np.array([0, 0, 0, 0.6, 1, 0.2])
    assert np.allclose(decoded_matte(planes, "lower"), meant)
    assert (planes["CryptoObject00.R"][:, 3] == id_value("lower")).all()  # which covers more
    assert (planes["CryptoObject00.G"] >= planes["CryptoObject00.A"]).all()
    assert (planes["CryptoObject00.B"][:, 0] == 0).all()


def test_twelve_layers_on_one_pixel_keep_their_coverage() -> None:
    names = [f"layer {number}" for number in range(12)]
    mattes = [np.full((1, 1), 60, dtype=np.uint8) for _ in names]
    planes = ranked_channels(names, mattes)
    assert level_count(12) == 6
    for number, name in enumerate(names):
        meant = 60 / 255 * (1 - 60 / 255) ** number
        assert decoded_matte(planes, name)[0, 0] == pytest.approx(meant, rel=1e-5)


def test_a_file_is_a_cryptomatte_to_another_decoder(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mkv", pictures=8)
    other = {at: (0.9, square(24)) for at in range(8)}
    ball = documents.view('the "red" ball', track_of(range(8), absent=[4]), frames=8)
    dog = documents.view("собака", other, frames=8)
    with open_video(source) as reader:
        material = Material(reader, {"01-ball": ball, "02-dog": dog}, range(3, 7))
        estimate = CRYPTOMATTE.writer.estimate(material)
        assert list(CRYPTOMATTE.writer.write(tmp_path, material)) == [3, 4, 5, 6]
    files = sorted((tmp_path / "cryptomatte").iterdir())
    assert [each.name for each in files] == [f"{at:05d}.exr" for at in range(3, 7)]
    assert estimate.files == len(files)
    assert estimate.size == pytest.approx(sum(each.stat().st_size for each in files), rel=0.2)
    for number, path in zip(range(3, 7), files, strict=True):
        said = head_of(path)
        (key,) = (each[:-5] for each in said if each.endswith("/name"))
        assert key.startswith("cryptomatte/")
        assert len(key.split("/")[1]) == 7
        kind = said[f"{key}/name"]
        assert said[f"{key}/hash"] == "MurmurHash3_32"
        assert said[f"{key}/conversion"] == "uint32_to_float32"
        manifest = json.loads(said[f"{key}/manifest"])
        assert list(manifest) == ['the "red" ball', "собака"]
        planes = {
            f"{kind}{level:02d}.{letter}": plane
            for level in range(2)
            for letter, plane in layer_of(path, f"{kind}{level:02d}").items()
        }
        for name, digits in manifest.items():
            assert struct.pack(">f", id_value(name)).hex() == digits
        upper = rendered_matte(ball, number, 64, 96)
        upper = np.zeros((64, 96), np.uint8) if upper is None else upper
        assert np.allclose(decoded_matte(planes, 'the "red" ball'), upper / 255)
        lower = rendered_matte(dog, number, 64, 96)
        assert lower is not None
        meant = (1 - upper / 255) * (lower / 255)
        assert np.allclose(decoded_matte(planes, "собака"), meant, atol=1e-6)
        assert layer_of(path, "")["G"].any()
        assert CRYPTOMATTE.writer.files.fullmatch(path.relative_to(tmp_path).as_posix())
