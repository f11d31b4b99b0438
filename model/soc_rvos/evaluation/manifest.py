"""Reads a folder of clips with true masks and expressions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from soc_rvos.errors import RvosError
from soc_rvos.messages import Message, message

MANIFEST = "manifest.json"
FORMAT_VERSION = 1
_FORMATS = ("JPEG", "PNG")  # of others, Pillow would run a program to draw EPS

T = TypeVar("T")

_KINDS: dict[type, Message] = {
    int: message("a whole number"),
    str: message("a text"),
    list: message("a list"),
}


class ManifestError(RvosError):
    """A folder of clips is not what its manifest says, or the manifest is none."""


@dataclass(frozen=True, slots=True)
class ClipObject:
    """An object of a clip: the value of its pixels in the masks, and expressions for it."""

    value: int
    category: str
    expressions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip with true masks; it can be read as a source of frames.

    `absent_expressions` name objects that the clip does not show: the right answer marks nothing.
    `kinds` says of what kind expressions are ("colour"), where the manifest does.
    """

    name: str
    folder: Path
    height: int
    width: int
    frame_count: int
    rate: Fraction
    objects: tuple[ClipObject, ...]
    absent_expressions: tuple[str, ...]
    kinds: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """A key for the feature cache, unique to this clip's frames."""
        return "clip", str(self.folder)

    def frames(self, start: int, stop: int) -> Iterator[NDArray[np.uint8]]:
        """Yield the frames from `start` to before `stop`, RGB uint8 [H, W, 3].

        Raises:
            ManifestError: a picture cannot be read or has another size.
        """
        for number in range(start, stop):
            yield self._read(self.folder / "frames" / f"{number:05d}.jpg", "RGB")

    def labels(self, number: int) -> NDArray[np.uint8]:
        """Return the true masks of a frame, uint8 [H, W]: the value of the object at each pixel.

        Raises:
            ManifestError: the picture cannot be read, has another size or holds no values.
        """
        return self._read(self.folder / "masks" / f"{number:05d}.png", None)

    def _read(self, path: Path, mode: str | None) -> NDArray[np.uint8]:
        try:
            with Image.open(path, formats=_FORMATS) as picture:
                if mode is None and picture.mode not in ("P", "L"):
                    raise ManifestError(
                        message(
                            "{path} is not a mask: it has colours, not object values.", path=path
                        )
                    )
                if picture.size != (self.width, self.height):
                    raise ManifestError(
                        message(
                            "{path} is {width}x{height}, but the manifest says "
                            "{said_width}x{said_height}.",
                            path=path,
                            width=picture.width,
                            height=picture.height,
                            said_width=self.width,
                            said_height=self.height,
                        )
                    )
                return np.array(picture if mode is None else picture.convert(mode), dtype=np.uint8)
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            raise ManifestError(
                message(
                    "{path} could not be read as a picture: {reason}.",
                    path=path,
                    reason=_reason(error),
                )
            ) from error


def read_clips(folder: Path) -> list[Clip]:
    """Return the clips of `folder`, in the order of its manifest.

    Raises:
        ManifestError: the manifest cannot be read, does not describe clips, or names something that
            is missing or outside of the folder.
    """
    path = folder / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ManifestError(
            message(
                "{path} could not be read: {reason}. Choose a folder of clips that holds a "
                "{manifest}.",
                path=path,
                reason=_reason(error),
                manifest=MANIFEST,
            )
        ) from error
    entry = _Entry(content, str(path))
    version = entry.get("format_version", int)
    if version != FORMAT_VERSION:
        raise ManifestError(
            message(
                "{path} has format version {version}; this program reads version {known}.",
                path=path,
                version=version,
                known=FORMAT_VERSION,
            )
        )
    clips = [_clip(folder, each) for each in entry.entries("clips")]
    names = [clip.name for clip in clips]
    if len(set(names)) < len(names):
        raise ManifestError(message("{path} names a clip twice.", path=path))
    return clips


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A JSON object, and where it stands for messages about it."""

    content: Any
    place: str

    def get(self, name: str, kind: type[T]) -> T:
        value = self.content.get(name) if isinstance(self.content, dict) else None
        if not isinstance(value, kind) or isinstance(value, bool):
            raise ManifestError(
                message(
                    "{place}: '{name}' is missing or not {kind}.",
                    place=self.place,
                    name=name,
                    kind=_KINDS[kind],
                )
            )
        return value

    def positive(self, name: str) -> int:
        value = self.get(name, int)
        if value < 1:
            raise ManifestError(
                message(
                    "{place}: '{name}' is {value}, but must be positive.",
                    place=self.place,
                    name=name,
                    value=value,
                )
            )
        return value

    def entries(self, name: str) -> list[_Entry]:
        return [_Entry(each, f"{self.place}, {name}") for each in self.get(name, list)]

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(each.get("text", str) for each in self.entries(name))


def _clip(folder: Path, entry: _Entry) -> Clip:
    name = entry.get("name", str)
    place = _Entry(entry.content, f"{entry.place}, {name}")
    own = _inside(folder, name, place)
    rate = place.content.get("fps")
    if isinstance(rate, bool) or not isinstance(rate, int | float) or not 0 < rate < 1e6:
        raise ManifestError(message("{place}: 'fps' is not a frame rate.", place=place.place))
    clip = Clip(
        name,
        own,
        place.positive("height"),
        place.positive("width"),
        place.positive("frames"),
        Fraction(rate).limit_denominator(1001),
        tuple(_object(each) for each in place.entries("objects")),
        place.texts("absent_expressions"),
        _kinds(place),
    )
    for number in range(clip.frame_count):
        for inner, ending in (("frames", "jpg"), ("masks", "png")):
            picture = _inside(own, f"{inner}/{number:05d}.{ending}", place)
            if not picture.is_file():
                raise ManifestError(message("{path} is missing.", path=picture))
    return clip


def _object(entry: _Entry) -> ClipObject:
    value = entry.positive("id")
    if value > 255:
        raise ManifestError(
            message(
                "{place}: 'id' is {value}, but masks hold 255 at most.",
                place=entry.place,
                value=value,
            )
        )
    return ClipObject(value, entry.get("category", str), entry.texts("expressions"))


def _kinds(entry: _Entry) -> dict[str, str]:
    told = [*entry.entries("absent_expressions")]
    for each in entry.entries("objects"):
        told += each.entries("expressions")
    return {each.get("text", str): each.get("kind", str) for each in told if "kind" in each.content}


def _inside(folder: Path, name: str, entry: _Entry) -> Path:
    """Return the place of `name` in `folder`, which neither name nor link may lead out of."""
    try:
        place = (folder / name).resolve()
        inside = place != folder.resolve() and place.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError) as error:
        raise ManifestError(
            message("{place}: '{name}' is no place in a folder.", place=entry.place, name=name)
        ) from error
    if not inside:
        raise ManifestError(
            message(
                "{place}: '{name}' leads out of {folder}.",
                place=entry.place,
                name=name,
                folder=folder,
            )
        )
    return place
