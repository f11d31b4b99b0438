"""Pictures to lay objects on: crops of photographs, and views into panoramas of whole scenes."""

from __future__ import annotations

import base64
import importlib
import math
import re
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.datapack.fetch import FetchError
from soc_rvos_recipe.datapack.pack import Background, Credit
from soc_rvos_recipe.datapack.pictures import read_picture, write_webp

HEIGHT, WIDTH = 288, 512
FREE = ("CC0-1.0", "CC-BY-4.0", "CC-BY-3.0", "public-domain")
PANORAMAS = Credit(
    "@pmndrs/assets: HDRI panoramas of Poly Haven",
    "Poly Haven; packed by Antoine Bernier",
    "CC0 1.0",
    "npm package @pmndrs/assets 1.7.0",
)
_VIEWS_OF_A_PANORAMA = 7
_TESTED_PANORAMAS = ("lab", "sunset")


@dataclass(frozen=True, slots=True)
class _Region:
    """Where a photograph shows a scene and no single thing: left, top, right, bottom as shares,
    and how many crops to take there."""

    box: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    crops: int = 6
    split: str = "train"


_PHOTOGRAPHS = {
    "aitzgorri_by_Aitzol_Berasategi.jpg": _Region(crops=8),
    "life_by_Aitzol_Berasategi.jpg": _Region(crops=9),
    "picosdeeuropa_by_Aitzol_Berasategi.jpg": _Region(crops=8),
    "sunset_by_Aitzol_Berasategi.jpg": _Region((0.0, 0.0, 1.0, 1.0), 5, "test"),
    "seeding_by_Clements_Engelhardt.jpg": _Region((0.5, 0.0, 1.0, 1.0), 4),
    "umang_by_Abhishek_Mudgal.jpg": _Region(crops=2),
    "Picture_0B_by_freespace.jpg": _Region((0.0, 0.5, 0.25, 1.0), 2),
    "friends_by_Aitzol_Berasategi.jpg": _Region((0.5, 0.0, 1.0, 0.45), 2),
}


def photographs(folder: Path, notice: Path, out: Path) -> Iterator[tuple[Background, str, Credit]]:
    """Yield crops of the wallpapers in `folder` whose licence, as the package's copyright `notice`
    says file by file, is free of conditions but credit; with the key and text of their credit."""
    licences = _licences(notice)
    for name, region in _PHOTOGRAPHS.items():
        holder, licence = licences[name]
        if licence not in FREE:
            continue
        key = "lomiri-" + name.partition("_")[0].lower()
        credit = Credit(name, holder, licence, "Debian package lomiri-wallpapers-16.04")
        rng = np.random.default_rng(zlib.crc32(name.encode()))
        whole = read_picture(folder / name)
        for number in range(region.crops):
            file = f"backgrounds/{key}-{number:02d}.webp"
            picture = crop(whole, region.box, rng)
            if not (out / file).exists():
                write_webp(out / file, picture, 80)
            yield Background(file, region.split, key), key, credit


def crop(
    whole: NDArray[np.uint8],
    box: tuple[float, float, float, float],
    rng: np.random.Generator,
) -> NDArray[np.uint8]:
    """Return a drawn part of a box (shares of the picture), RGB uint8 [HEIGHT, WIDTH, 3]."""
    height, width = whole.shape[:2]
    left, top, right, bottom = box
    rows = slice(round(top * height), round(bottom * height))
    part = whole[rows, round(left * width) : round(right * width)]
    height, width = part.shape[:2]
    largest = min(width, height * WIDTH / HEIGHT)
    wide = max(largest * float(rng.uniform(0.35, 1.0)), min(largest, WIDTH * 0.8))
    high = wide * HEIGHT / WIDTH
    x, y = int(rng.uniform(0, width - wide)), int(rng.uniform(0, height - high))
    piece = part[y : y + max(1, int(high)), x : x + max(1, int(wide))]
    if rng.random() < 0.5:
        piece = piece[:, ::-1]
    shrinks = piece.shape[1] > WIDTH
    resized = cv2.resize(
        np.ascontiguousarray(piece),
        (WIDTH, HEIGHT),
        interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC,
    )
    return np.asarray(resized, dtype=np.uint8)


def panoramas(folder: Path, out: Path) -> Iterator[Background]:
    """Yield views into the panoramas of `folder`, JavaScript modules that hold an OpenEXR each."""
    for path in sorted(folder.glob("*.exr.js")):
        name = path.name.partition(".")[0]
        rng = np.random.default_rng(zlib.crc32(name.encode()))
        files = [f"backgrounds/hdri-{name}-{k:02d}.webp" for k in range(_VIEWS_OF_A_PANORAMA)]
        if not all((out / file).exists() for file in files):
            light = panorama(path)
            start = float(rng.uniform(0, 360))
            for number, file in enumerate(files):
                heading = start + number * 360 / len(files) + float(rng.uniform(-15, 15))
                level, down = rng.uniform(-12, 4), rng.uniform(-45, -15)
                pitch = float(rng.choice([level, down], p=[0.7, 0.3]))
                view = _looking(light, heading, pitch, float(rng.uniform(85, 118)))
                write_webp(out / file, _developed(view, rng), 80)
        split = "test" if name in _TESTED_PANORAMAS else "train"
        for file in files:
            yield Background(file, split, "pmndrs")


def _licences(notice: Path) -> dict[str, tuple[str, str]]:
    """Copyright holder and licence of every single file of a Debian copyright notice."""
    found = {}
    for paragraph in re.split(r"\n\s*\n", notice.read_text(encoding="utf-8")):
        fields = dict(re.findall(r"^(\w+):\s*(.+)$", paragraph, re.MULTILINE))
        if {"Files", "Copyright", "License"} <= fields.keys():
            found[fields["Files"].rpartition("/")[2]] = (fields["Copyright"], fields["License"])
    return found


def panorama(path: Path) -> NDArray[np.float32]:
    """The light of all directions, float32 [H, W, 3], not below 0."""
    openexr: Any = importlib.import_module("OpenEXR")
    match = re.search(r"base64,([A-Za-z0-9+/=]+)", path.read_text(encoding="ascii"))
    if match is None:
        raise FetchError(f"{path} holds no packed picture. Delete its package and fetch it again.")
    with tempfile.TemporaryDirectory() as folder:
        unpacked = Path(folder) / "panorama.exr"
        unpacked.write_bytes(base64.b64decode(match[1]))
        with openexr.File(str(unpacked)) as file:
            pixels = np.array(file.channels()["RGB"].pixels, dtype=np.float32)
    # The sun is beyond what the format can hold, and strong lamps would ring when scaled.
    sun = ~np.isfinite(pixels).all(axis=2) | (pixels.max(axis=2) > 1000)
    pixels[sun] = np.inf
    brightest = 14 * float(np.median(pixels.mean(axis=2)))
    return np.clip(pixels, 0, brightest)


def _looking(
    panorama: NDArray[np.float32], heading: float, pitch: float, angle: float
) -> NDArray[np.float32]:
    """What a camera in the middle sees, float32 [HEIGHT, WIDTH, 3]; degrees."""
    reach = math.tan(math.radians(angle / 2))
    right, down = np.meshgrid(
        np.linspace(-reach, reach, WIDTH), np.linspace(-reach, reach, HEIGHT) * HEIGHT / WIDTH
    )
    tilt = math.radians(pitch)
    upward = -down * math.cos(tilt) + math.sin(tilt)
    forward = math.cos(tilt) + down * math.sin(tilt)
    turn = np.arctan2(right, forward) + math.radians(heading)
    rise = np.arctan2(upward, np.hypot(right, forward))
    rows, columns = panorama.shape[:2]
    x = ((turn / (2 * math.pi) + 0.5) % 1) * columns
    y = np.clip((0.5 - rise / math.pi) * rows, 0, rows - 1)
    # One column more on either side, so that the seam does not show.
    wrapped = np.concatenate([panorama[:, -2:], panorama, panorama[:, :2]], axis=1)
    view = cv2.remap(wrapped, (x + 2).astype(np.float32), y.astype(np.float32), cv2.INTER_CUBIC)
    return np.maximum(np.asarray(view, dtype=np.float32), 0)


def _developed(light: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.uint8]:
    """The light as a photograph, RGB uint8; the exposure varies, and grain stands in for the
    detail that panoramas of this size do not hold."""
    brightness = float(np.median(light.mean(axis=2)))
    exposed = light * (0.18 * float(rng.uniform(0.75, 1.5)) / max(brightness, 1e-4))
    picture = np.clip(exposed * (1 + exposed / 9) / (1 + exposed), 0, 1) ** (1 / 2.2) * 255
    contrast = np.abs(picture - cv2.GaussianBlur(picture, (0, 0), 5)).mean(axis=2)
    contrast = cv2.GaussianBlur(contrast, (0, 0), 4)
    for size, strength in ((1.0, 0.55), (2.2, 0.8)):
        grain = cv2.GaussianBlur(
            rng.standard_normal(contrast.shape).astype(np.float32), (0, 0), size
        )
        picture += (grain / grain.std() * (1.0 + strength * contrast))[..., None]
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)
