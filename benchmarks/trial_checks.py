"""Compares exported files with their source, for `every_format.py`."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from trial_sources import (
    Source,
    light_of_pq,
    pixels_by_library,
    pixels_of,
    probe,
    run,
    sound_of,
    times_of,
)

_ALPHA = ("", "-xq", "-archive", "-animation", "-inverse", "-web")
_EXACT_SOUND = (".mov", ".mkv")


def check_video(path: Path, one: str, source: Source, masks: NDArray[np.uint8]) -> Iterator[str]:
    """Yield what of a video is not as its source is."""
    called = path.suffix if one != path.stem else path.name
    says = probe(path)
    video = next(each for each in says["streams"] if each["codec_type"] == "video")
    times = times_of(path)
    rough = Fraction(1, 1000) if path.suffix in (".mkv", ".webm") else Fraction(0)
    if len(times) != len(source.times):
        yield f"{called}: {len(times)} frames of {len(source.times)}"
        return
    late = max(abs(a - times[0] - b) for a, b in zip(times, source.times, strict=True))
    if late > rough or times[0] > rough:
        yield f"{called}: times off by {float(late):.6f} s, first {float(times[0]):.6f}"
    yield from _marks(called, one, video, source)
    code = _code(says)
    wanted = (source.code or "00:00:00:00").replace(";", ":")
    if source.name != "variable" and code.replace(";", ":") != wanted:
        yield f"{called}: time code {code} instead of {source.code}"
    yield from _sound(path, called, says, source)
    if "pix_fmt" not in video:
        yield f"= {called}: FFmpeg's program is too old for it, PyAV's library is not"
    yield from _colours(path, called, one, video, source, masks)


def _marks(called: str, one: str, video: dict[str, Any], source: Source) -> Iterator[str]:
    found = tuple(video.get(each) for each in ("color_primaries", "color_transfer", "color_space"))
    primaries, transfer, matrix = source.tags
    wanted = (primaries, {"smpte170m": "bt709"}.get(transfer, transfer), matrix)
    if one.startswith("matte"):
        wanted = ("bt709", "bt709", "bt709")
    if "pix_fmt" not in video:
        return
    if video["pix_fmt"] in ("argb", "bgra", "gbrp") or one == "matte-archive":
        found, wanted = found[:2], wanted[:2]
    if found != wanted:
        yield f"{called}: marked {found} instead of {wanted}"
    limits = [e["side_data_type"] for e in video.get("side_data_list", ()) if "max" in str(e)]
    if source.name == "PQ" and called.endswith(".mov") and len(limits) < 2 and "matte" not in one:
        yield f"{called}: mastering metadata {limits}"


def _code(says: dict[str, Any]) -> str:
    tags = [e.get("tags", {}) for e in (says["format"], *says["streams"])]
    return next((t[k] for t in tags for k in t if k.lower() == "timecode"), "")


def _sound(path: Path, called: str, says: dict[str, Any], source: Source) -> Iterator[str]:
    voice = next((e for e in says["streams"] if e["codec_type"] == "audio"), None)
    if source.sound is None or voice is None:
        if (source.sound is None) != (voice is None):
            yield f"{called}: sound {voice and voice['codec_name']}"
        return
    if voice["sample_rate"] != "48000" or voice["channels"] != 2:
        yield f"{called}: sound of {voice['sample_rate']} Hz, {voice['channels']} channels"
    found, meant = sound_of(path) / 65536, source.sound / 65536  # in steps of 16 bits
    deep = probe(source.path)["streams"][-1].get("codec_name") == "pcm_s24le"
    length = round(source.end * 48000)
    meant = np.pad(meant[:length], ((0, max(0, length - len(meant))), (0, 0)))
    exact = path.suffix in _EXACT_SOUND
    if len(found) != length and (exact or abs(len(found) - length) > 1024):
        yield f"{called}: {len(found)} samples of {length}"
    short = min(len(found), length)
    worst = float(np.abs(found[:short] - meant[:short]).max())
    if exact and worst > (0 if deep else 1):
        yield f"{called}: samples differ by up to {worst:.4f}"
    if not exact:
        lag = _lag(found[:short, 0], meant[:short, 0])
        if lag or worst > 2500:
            yield f"{called}: sound late by {lag} samples, off by {worst:.0f}"


def _lag(found: NDArray[Any], meant: NDArray[Any]) -> int:
    best, lag = -1.0, 0
    middle = slice(2000, len(meant) - 2000)
    for shift in range(-60, 61):  # the sound's own period is 109 samples
        likeness = float((np.roll(found, -shift)[middle] * meant[middle]).sum())
        if likeness > best:
            best, lag = likeness, shift
    return lag


def _colours(
    path: Path, called: str, one: str, video: dict[str, Any], source: Source, masks: Any
) -> Iterator[str]:
    has_alpha = one in ["timeline", *[f"cutout{each}" for each in _ALPHA]]
    decoder = "libvpx-vp9" if path.suffix == ".webm" else ""
    is_rgb = video.get("pix_fmt") in ("argb", "bgra", "gbrp", "gray")
    if "pix_fmt" in video:
        found = pixels_of(path, video.get("color_space", "bt709"), has_alpha, decoder, is_rgb)
    else:
        found = pixels_by_library(path, source.tags[2])
    height, width = source.frames.shape[1:3]
    more = (found.shape[1] - height, found.shape[2] - width)
    if more not in ((0, 0), (0, 1), (1, 0), (1, 1)):
        yield f"{called}: {found.shape[2]}x{found.shape[1]} instead of {width}x{height}"
        return
    found = found[:, :height, :width].astype(float) / 257
    meant = source.frames.astype(float) / 257
    if one.startswith("matte"):
        error = np.abs(found - masks[..., None])  # of three equal channels
        yield f"= {called} matte error {error.mean():.3f}, {error.max():.0f} at most"
        if error.max() > 16:
            yield f"{called}: another matte"
        return
    if has_alpha:
        alpha = 255.0 - masks if one == "cutout-inverse" else masks.astype(float)
        error = np.abs(found[..., 3] - alpha)
        yield f"= {called} alpha {error.mean():.3f}/{error.max():.1f}"
        if error.mean() > 1:  # FFmpeg widens 8 bits by a shift: 255 becomes 254.0
            yield f"{called}: alpha is another"
        opaque = alpha == 255
    else:
        opaque = np.ones(found.shape[:3], bool)
    if one in ("overlay", "look") or not opaque.any():
        return
    yield from said_error(called, found[..., :3], meant, opaque)


def said_error(called: str, found: Any, meant: Any, opaque: Any) -> Iterator[str]:
    """Yield how far `found` is from `meant`, both [T, H, W, 3] in steps of 8 bits, where `opaque`,
    and whether a neighbouring frame would fit better."""
    error = np.abs(found - meant)[opaque]
    square = np.ones((13, 13), np.uint8)
    spread = [cv2.dilate(each, square) - cv2.erode(each, square) for each in meant]
    shown = np.abs(found - meant)[(np.stack(spread).max(axis=3) < 2) & opaque]
    said = f"= {called} colours {error.mean():.3f}/{error.max():.1f}"
    yield said + (f", bars {shown.mean():.3f}/{shown.max():.2f}" if len(shown) else "")
    # Colours at half the size alone make 3.9 of narrow bars.
    if error.mean() > (7 if called.endswith(".webm") else 2.5):
        yield f"{called}: other colours"
    for other in (-1, 1):
        moved = np.roll(meant, other, axis=0)
        if np.abs(found - moved)[opaque].mean() < error.mean():
            yield f"{called}: frames are shifted by {other}"


def check_pictures(
    folder: Path, one: str, source: Source, masks: NDArray[np.uint8]
) -> Iterator[str]:
    """Yield what of a folder of pictures is not as its source is."""
    files = sorted(folder.iterdir())
    if len(files) != len(source.times):
        yield f"{folder.name}: {len(files)} pictures of {len(source.times)}"
        return
    meant = source.frames.astype(float) / 257
    if files[0].suffix == ".exr":
        yield from _check_exr(files, one, source, masks, meant)
        return
    depth, pictures = _read(files)
    found = pictures.astype(float) / (257 if depth == 16 else 1)
    wanted = 16 if source.depth > 8 or one == "cutout-tiff" else 8
    if one == "masks":
        if not np.array_equal(pictures, masks):
            yield "other masks"
        return
    if depth != wanted:
        yield f"{folder.name}: {depth} bits instead of {wanted}"
    if not np.array_equal(found[..., 3], masks):
        yield f"{folder.name}: other opacity"
    yield from said_error(files[0].suffix, found[..., :3], meant, masks == 255)


def _read(files: list[Path]) -> tuple[int, NDArray[Any]]:
    """Return the bits and the pixels of pictures, as another program reads them."""
    if files[0].suffix == ".tif":
        try:
            from tifffile import imread
        except ImportError:
            imread = _read_by_opencv
        pictures = np.stack([imread(each) for each in files])
        return pictures.dtype.itemsize * 8, pictures
    head = files[0].read_bytes()[:33]
    width, height, depth, kind = struct.unpack(">IIBB", head[16:26])
    form = {0: "gray", 6: "rgba"}[kind] + ("64le" if depth == 16 else "")
    raw = b"".join(
        run("ffmpeg", "-v", "error", "-i", each, "-f", "rawvideo", "-pix_fmt", form, "-")
        for each in files
    )
    pictures = np.frombuffer(raw, np.uint16 if depth == 16 else np.uint8)
    return depth, pictures.reshape(len(files), height, width, *((4,) if kind == 6 else ()))


def _read_by_opencv(path: Path) -> NDArray[Any]:
    return np.asarray(cv2.imread(str(path), cv2.IMREAD_UNCHANGED))[..., [2, 1, 0, 3]]


def _check_exr(
    files: list[Path], one: str, source: Source, masks: Any, meant: Any
) -> Iterator[str]:
    import OpenEXR

    frames, alphas, head = [], [], {}
    for each in files:
        with OpenEXR.File(str(each), separate_channels=True) as file:
            head = dict(file.header())
            planes = {name: channel.pixels.copy() for name, channel in file.channels().items()}
            if "R" in planes:
                frames.append(np.stack([planes[c] for c in "RGB"], -1).astype(float))
            alphas.append(planes.get("A", np.ones(masks.shape[1:])).astype(float))
    said = ("chromaticities", "framesPerSecond", "timeCode")[
        : 1 if source.name == "variable" else 3
    ]
    wanted = [each for each in said if each not in head]
    if wanted:
        yield f"head lacks {wanted}"
    if not frames:
        yield "= no colours"
        return
    found, alpha = np.stack(frames), np.stack(alphas)
    if one != "cutout-exr":
        masks = np.full(masks.shape, 255, np.uint8)
    if np.abs(alpha * 255 - masks).max() > 0.1:
        yield "other opacity"
    opaque = masks == 255
    if source.tags[1] == "arib-std-b67":
        yield f"= light from {found[opaque].min():.3f} to {found[opaque].max():.2f}"
        return
    if source.tags[1] == "smpte2084":
        light = light_of_pq(source.path)
        part = np.abs(found - light)[opaque] / np.maximum(light[opaque], 0.01)
        yield f"= light to {found[opaque].max():.2f}, off by {part.mean():.5f}/{part.max():.4f}"
        return
    root = 1.055 * np.maximum(found, 1e-9) ** (1 / 2.4) - 0.055
    yield from said_error(
        ".exr", np.where(found <= 0.0031308, found * 12.92, root) * 255, meant, opaque
    )
