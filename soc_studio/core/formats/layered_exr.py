"""Writes one EXR for every frame that holds all layers: as channels, or as a Cryptomatte."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from soc_studio.core.formats import cryptomatte
from soc_studio.core.formats.cutout_frames import answered_by_all, cutout_frames
from soc_studio.core.formats.exr_head import exr_head
from soc_studio.core.formats.exr_picture import Channels, holds, linear_channels, write_exr
from soc_studio.core.formats.format import Times, Writer
from soc_studio.core.formats.material import ExportSize, Material, some
from soc_studio.core.formats.picture_check import check_folder, unlike
from soc_studio.core.formats.picture_facts import facts_of
from soc_studio.core.formats.png_masks_export import picture_name
from soc_studio.core.tracks.steady_mattes import in_a_row

Picture = tuple[int, Channels, Mapping[str, Any]]
"""The number of a frame, its channels, and what the head of its file has besides what all have."""


@dataclass(frozen=True, slots=True)
class LayeredPictures:
    """A kind of pictures with all layers in them.

    Attributes:
        folder: where they are in a result.
        pictures: makes those of some frames, on which every layer has an answer.
    """

    folder: str
    pictures: Callable[[Material, Sequence[int]], Generator[Picture, None, None]]

    @property
    def writer(self) -> Writer:
        """What writes such pictures."""
        return Writer(
            re.compile(rf"{self.folder}(?:/(?:[0-9]{{5,}}|(?P<frame>[^/]+))\.exr)?"),
            partial(write_layered, self),
            lambda material: len(answered_by_all(material)),
            partial(_estimate, self),
            spare=True,
            several=(self.folder,),
            times=Times.NONE,
            deep=True,
            colours=True,
            depths=lambda source: (16,),
        )


def write_layered(
    kind: LayeredPictures, folder: Path, material: Material
) -> Generator[int, None, None]:
    """Write a picture of each frame on which every layer has an answer; yield each when done.

    They are in a folder of their own in `folder`, and called as `picture_name` says. Each is read
    back and compared.

    Raises:
        OSError: a file cannot be written.
        WriteError: likewise, or a file holds something else.
        VideoError: a frame cannot be read.
        DamageError: a mask cannot be read.
    """
    numbers, names = answered_by_all(material), material.reader.frame_names
    place = folder / kind.folder
    place.mkdir()
    facts = facts_of(material)
    for number, channels, says in kind.pictures(material, numbers):
        path = place / picture_name(number, names, ".exr")
        head = {**exr_head(facts, number), **says}
        write_exr(path, channels, head)
        if not holds(path, channels, head):
            raise unlike(path)
        yield number
    check_folder(place, {picture_name(number, names, ".exr") for number in numbers})


def _estimate(kind: LayeredPictures, material: Material) -> ExportSize:
    numbers = answered_by_all(material)
    if not numbers:
        return ExportSize(0, 0)
    chosen, total = some(numbers), 0
    with TemporaryDirectory(prefix="soc-studio-") as folder:
        path = Path(folder) / "sample.exr"
        for _, channels, says in kind.pictures(material, chosen):
            write_exr(path, channels, says)
            total += path.stat().st_size
    return ExportSize(len(numbers), round(total / len(chosen) * len(numbers)))


def layer_channel(name: str) -> str:
    """Return what a layer is called in the channels of a picture, from the name of its folder.

    A letter comes first, and nothing but letters, digits and low lines follows: Nuke takes no
    other names.
    """
    return "layer" + re.sub(r"\W", "_", name)


def _channels(material: Material, numbers: Sequence[int]) -> Generator[Picture, None, None]:
    """Make pictures of the frame, in R, G and B, and the cut-out of each layer, linear and
    multiplied by its opacity."""
    transfer = facts_of(material).tags.transfer
    wanted = dict.fromkeys(material.views, numbers)
    for number, frame, layers in cutout_frames(material, wanted, is_deep=True):
        channels = dict(linear_channels(frame, transfer))
        for name, picture in layers.items():
            parts = linear_channels(picture, transfer)
            channels |= {f"{layer_channel(name)}.{each}": parts[each] for each in parts}
        yield number, channels, {}


def object_names(material: Material) -> list[str]:
    """Return what the layers are called in a Cryptomatte: their words, with the number of the
    layer where these are not its alone or there are none."""
    labels = [view.layer.label.strip() for view in material.views.values()]
    counted = Counter(labels)
    names = [
        label if label and counted[label] == 1 else f"{label} {folder.split('-')[0]}".strip()
        for label, folder in zip(labels, material.views, strict=True)
    ]
    return names if len(set(names)) == len(names) else list(material.views)


def _ids(material: Material, numbers: Sequence[int]) -> Generator[Picture, None, None]:
    """Make pictures of the frame, in R, G and B, and of the ranked ids and coverages of the
    layers."""
    names, transfer = object_names(material), facts_of(material).tags.transfer
    says = cryptomatte.metadata(names)
    with closing(material.reader.some_deep_frames(numbers)) as frames:
        for row in in_a_row(frames):
            empty = np.zeros(row.picture.shape[:2], np.uint8)
            found = [row.matte(view) for view in material.views.values()]
            mattes = [empty if each is None else each for each in found]
            ranked = cryptomatte.ranked_channels(names, mattes)
            yield row.number, {**linear_channels(row.picture, transfer), **ranked}, says


LAYERS = LayeredPictures("layers-exr", _channels)
CRYPTOMATTE = LayeredPictures("cryptomatte", _ids)
