"""A format, with what writes it and what reads it."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.frame_matching import VideoFrames
from soc_studio.core.formats.imported_layer import ImportedLayer
from soc_studio.core.formats.json_file import read_json
from soc_studio.core.formats.material import ExportSize, Material
from soc_studio.core.project.imported_object import ImportedExpression
from soc_studio.core.system.json_bytes import as_utf8
from soc_studio.core.system.messages import Message, message

_BEFORE_JSON = b" \t\r\n"


class MaskFile:
    """A file or folder of masks from elsewhere, looked into as far as readers ask."""

    def __init__(self, path: Path, entries: Collection[str]) -> None:
        """Look at `path`; of JSON, only the `entries` of objects that are called so are kept.

        Raises:
            OSError: it cannot be read.
        """
        mode = path.stat().st_mode
        self.path = path
        self.is_folder = stat.S_ISDIR(mode)
        self.is_file = stat.S_ISREG(mode)
        self._entries = entries

    @cached_property
    def json(self) -> Any:
        """The content as JSON, None unless it begins as an object of JSON.

        Raises:
            MaskImportError: it begins so, but is not valid JSON, or exceeds the limit.
            OSError: it cannot be read.
        """
        if not self.is_file:
            return None
        with self.path.open("rb") as file:
            begins_as_json = as_utf8(file.read(4096)).lstrip(_BEFORE_JSON)[:1] == b"{"
        return read_json(self.path, self._entries) if begins_as_json else None


class Times(Enum):
    """How files keep the times of frames that are shown for uneven times."""

    EXACT = "exact"
    MILLISECONDS = "milliseconds"
    STEADY = "steady"  # not at all: they need a constant rate
    NONE = "none"  # they have no times, as pictures


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes a result in one format.

    Attributes:
        files: matches the paths, from the result's folder and with `/`, of all that it writes. A
            group `frame` is the name of a picture of the video, which the result must tell.
        write: writes into a folder that exists, yielding something for every step.
        steps: how many steps that are.
        estimate: what it will come to; may encode a few frames.
        spare: whether the result is of use without it: it is given up where there is hurry, and
            written by the command line only if asked for.
        file: the one file that it writes, which a person is told of; empty where there are several.
        picture: draws a frame as it will come out, with all layers: RGB or, with straight opacity,
            RGBA, uint8 [H, W, 3 or 4]; None where there is nothing to see.
        alpha: whether its pictures have an opacity.
        deep: whether its pictures have more than 8 bits, and a high dynamic range.
        colours: whether they have colours of the video.
        sound: the encoder of the sound beside its pictures; empty where it has none.
        several: files that it always writes, where these are not of one layer.
        ending: what follows a layer's name in that of its file or folder; None where it writes
            nothing for each layer.
        combines: whether it can show all layers in one file.
        entries: names its files and folders, where these depend on the material.
        resizes: whether its pictures follow `Material.longest_side`.
        usual_side: pixels of their longer side at most, where nobody asks for a size; 0 for those
            of the video.
        depths: bits of a level of its pictures, for a video of so many bits: the usual ones first,
            then what else `Material.bits` can ask for; empty where it has no pictures.
        times: how it keeps the times of frames.
        notes: sentences on what it will leave out or change of the material.
    """

    files: re.Pattern[str]
    write: Callable[[Path, Material], Generator[object, None, None]]
    steps: Callable[[Material], int]
    estimate: Callable[[Material], ExportSize]
    spare: bool = False
    file: str = ""
    picture: Callable[[Material, int], NDArray[np.uint8]] | None = None
    alpha: bool = False
    deep: bool = False
    colours: bool = False
    sound: str = ""
    several: tuple[str, ...] = ()
    ending: str | None = None
    combines: bool = False
    entries: Callable[[Material], Iterable[str]] | None = None
    resizes: bool = False
    usual_side: int = 0
    depths: Callable[[int], tuple[int, ...]] = lambda source: ()
    times: Times = Times.EXACT
    notes: Callable[[Material], Sequence[str]] = lambda material: ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads masks of one format.

    Attributes:
        recognises: whether a file or folder is of this format, by its content.
        read: returns the layers of a file or folder, for a video of a height and width in pixels,
            with its frames; the name is that of the video to take where there are several.
        suffixes: what the names of such files end in; of a folder, those of the files in it.
        entries: the entries to keep of the objects of JSON.
        expressions: returns the sentences of a file beside those of its layers, after `read`.
    """

    recognises: Callable[[MaskFile], bool]
    read: Callable[[MaskFile, int, int, VideoFrames, str | None], list[ImportedLayer]]
    suffixes: tuple[str, ...]
    entries: frozenset[str] = field(default_factory=frozenset)
    expressions: Callable[[MaskFile], Sequence[ImportedExpression]] = lambda file: ()


class Purpose(Enum):
    """What people write a format for."""

    EDITING = message("For editing programs")
    SHARING = message("For showing and sharing")
    DATA = message("For data and scripts")


@dataclass(frozen=True, slots=True)
class Format:
    """One form of masks outside of a project.

    Attributes:
        id: names it in settings and on the command line; never changes.
        name: what a person calls it.
        description: what it is for, in a sentence.
        purpose: under which heading it is offered.
        writer: what exports it, None where it is only read.
        reader: what imports it, None where it is only written.
    """

    id: str
    name: Message
    description: Message
    purpose: Purpose
    writer: Writer | None = None
    reader: Reader | None = None

    @property
    def written(self) -> Writer:
        """The writer of a format that is exported."""
        assert self.writer is not None, f"{self.id} is only read"
        return self.writer
