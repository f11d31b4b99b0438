"""Reads a folder of pictures of masks, one per frame: PNG, else TIFF, else JPEG (`mask_files`).

Of which frame a picture is, its name says (`frame_matching`). Files of another kind, or hidden,
are left alone. Colours that are all grey are read as grey, and so is alpha that is the mask
(`png_picture`).

What the pictures of a folder mean is decided for all of them together:

- grey with shades that fill no area: mattes, on the object from 128 (`datasets.grey_shades`). So
  are pictures of 0 and 255 alone, of 1 bit, where white is on the object, and of a palette of
  which they use nothing but black and white;
- grey with no values but 0 and 1: the object is 1;
- any other grey: the value is the number of an object, 0 is none (a matte as dark as that would
  show nothing), and each object is a layer;
- a palette: its places are the numbers of objects likewise (as in DAVIS). Grey pictures among
  others with a palette are read as their numbers.

255 beside numbers of objects is void, as in Pascal VOC, and left out. Grey of 16 bits is read as
the same of 8: by its upper byte, or as it is where no value is above 255.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.datasets.grey_shades import HALF, MATTE, Shades, shades_of
from soc_studio.core.formats.format import MaskFile, Reader
from soc_studio.core.formats.frame_matching import VideoFrames, frames_of
from soc_studio.core.formats.imported_layer import ImportedLayer, MaskImportError, shortened
from soc_studio.core.formats.mask_files import KINDS, SUFFIXES, kind_of, look_at, read_pixels
from soc_studio.core.formats.png_picture import Pixels, named
from soc_studio.core.media.frame_files import natural, pictures_in
from soc_studio.core.system.messages import message

_VOID = 255
_DEEP_MATTE = 2**15  # 16-bit pictures that are all darker are no mattes


@dataclass(frozen=True, slots=True)
class _Folder:
    """Pictures by frame, and how to read them.

    Attributes:
        pictures: by frame, ascending.
        height: of each, in pixels.
        width: likewise.
        has_deep_mattes: whether 16 bits are those of mattes.
    """

    pictures: Mapping[int, Path]
    height: int
    width: int
    has_deep_mattes: bool

    def pixels(self, frame: int) -> Pixels:
        """Return the pixels of a picture, values uint8."""
        pixels = read_pixels(self.pictures[frame], self.height, self.width)
        if pixels.values.dtype == np.uint8:
            return pixels
        return Pixels(_as_bytes(pixels.values, self.has_deep_mattes), None)

    def matte(self, from_value: int, frame: int) -> Mask:
        """Return where a picture is at least `from_value`."""
        return Mask.from_array(self.pixels(frame).grey >= from_value)

    def object(self, number: int, on: frozenset[int], frame: int) -> Mask:
        """Return where the object `number` is, which is seen on the frames `on`."""
        if frame not in on:
            return Mask.empty(self.height, self.width)
        return Mask.from_array(self.pixels(frame).values == number)


@dataclass(frozen=True, slots=True)
class _Seen:
    """The values in all pictures of a folder, each bool [frames, 256].

    Attributes:
        numbers: which values they have.
        grey: which values are shown; of a palette, by its colours.
        palettes: bool [frames], which pictures have a palette.
        black_and_white: whether palettes are used for black and white alone.
        shades: what those of the grey pictures are, each with the first place of a picture.
        white: places of pictures that are black and white, unlike the palette of others.
    """

    numbers: NDArray[np.bool_]
    grey: NDArray[np.bool_]
    palettes: NDArray[np.bool_]
    black_and_white: bool
    shades: Mapping[Shades, int]
    white: Sequence[int]

    def used(self) -> NDArray[np.bool_]:
        """Return bool [256], which values are shown anywhere."""
        return np.asarray(self.grey.any(axis=0))


def open_folder(folder: Path, height: int, width: int, frames: VideoFrames) -> list[ImportedLayer]:
    """Return the layers of a folder of masks of a video of `height` x `width` pixels.

    All sizes are checked before anything is decoded. What the pictures mean is looked for in all of
    them, which takes as long as to decode them, unless they are plainly mattes.

    Raises:
        MaskImportError: there are no masks, some cannot be read, or they are not of this video.
        OSError: the folder cannot be read.
    """
    files = _pictures(folder)
    called = message("The folder '{folder}'", folder=shortened(folder.name))
    if other := _other_picture(folder, files):
        frames.tell(
            message(
                "{named} also contains images that are not {kind}, such as '{file}': "
                "they are left out.",
                named=called,
                kind=kind_of(files[0]),
                file=other,
            )
        )
    if kind_of(files[0]) == "JPEG":
        frames.tell(
            message(
                "{named} has masks as JPEG, whose edges may be off by a pixel: "
                "PNG and TIFF are exact.",
                named=called,
            )
        )
    numbers = frames_of([file.name for file in files], called, frames)
    pictures = dict(sorted(zip(numbers, files, strict=True)))
    heads = {file: look_at(file, height, width) for file in files}
    deep = [file for file, head in heads.items() if head.depth == 16]
    opened = _Folder(pictures, height, width, _are_mattes(deep, height, width))
    name = shortened(folder.resolve().name) or "masks"  # the root of a disk has no name
    known = tuple(pictures)
    seen = _look_through(opened, any(head.has_palette for head in heads.values()))
    from_value = HALF if seen is None else _matte_from(seen, opened)
    if from_value is not None or seen is None:
        read = partial(opened.matte, from_value or HALF)
        return [ImportedLayer(name, known, read)]
    objects = np.flatnonzero(seen.numbers[:, 1:].any(axis=0)) + 1
    if len(objects) > 1 and objects[-1] == _VOID:
        objects = objects[:-1]
        frames.tell(
            message(
                "{named} marks undecided pixels with {value}; they are left out.",
                named=called,
                value=_VOID,
            )
        )
    layers = []
    for number in objects.tolist():
        on = frozenset(np.array(known)[seen.numbers[:, number]].tolist())
        layers.append(ImportedLayer(f"{name} {number}", known, partial(opened.object, number, on)))
    return layers


def _pictures(folder: Path) -> list[Path]:
    """Return the pictures of `folder` that are masks, all of one kind, in natural order.

    None of them is anything but a file.
    """
    inside = folder.resolve()
    with os.scandir(folder) as entries:
        seen = [entry for entry in entries if not entry.name.startswith(".")]
    kinds = [kind_of(Path(entry.name)) for entry in seen]
    best = next((kind for kind in KINDS if kind in kinds), None)
    found = []
    for entry, kind in zip(seen, kinds, strict=True):
        if kind != best:
            continue
        file = Path(entry)
        if entry.is_symlink() and not _leads_into(file, inside):
            raise MaskImportError(
                message("{file} is a link that leads outside the folder.", file=named(file)),
                message("Replace it by the file itself."),
            )
        if not entry.is_file():
            raise MaskImportError(
                message("{file} is not a file.", file=named(file)),
                message("Remove it from the folder."),
            )
        found.append(file)
    if not found:
        others = sorted(pictures_in(folder))
        problem = message(
            "The folder '{folder}' contains no PNG or TIFF files.", folder=shortened(folder.name)
        )
        if others:
            problem = message(
                "The folder '{folder}' contains no PNG or TIFF files, "
                "only others such as '{file}'.",
                folder=shortened(folder.name),
                file=shortened(others[0].name),
            )
        raise MaskImportError(
            problem,
            message(
                "Choose the folder with the masks, one PNG or TIFF per frame: grey, black "
                "and white, or with a palette."
            ),
        )
    return sorted(found, key=lambda file: natural(file.name))


def _other_picture(folder: Path, files: Sequence[Path]) -> str:
    """Return the name of a picture of another kind that has none of `files` of its name beside it;
    empty where none is."""
    own = {file.stem for file in files}
    others = [file for file in pictures_in(folder) if kind_of(file) != kind_of(files[0])]
    return next((shortened(file.name) for file in sorted(others) if file.stem not in own), "")


def _leads_into(link: Path, folder: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(folder)
    except (OSError, RuntimeError):  # it leads nowhere, or (before Python 3.13) round in a circle
        return False


def _are_mattes(deep: Sequence[Path], height: int, width: int) -> bool:
    """Return whether pictures of 16 bits are mattes of 16 bits, and not what 8 bits could hold."""
    brightest = {file: int(read_pixels(file, height, width).values.max()) for file in deep}
    most = max(brightest.values(), default=0)
    if _VOID < most < _DEEP_MATTE:
        file = max(brightest, key=brightest.__getitem__)
        raise MaskImportError(
            message(
                "{file} has values up to {most}: too high for object numbers, and "
                "too dark for a 16-bit mask.",
                file=named(file),
                most=most,
            ),
            message("Save the masks as 8-bit PNG."),
        )
    return most > _VOID


def _as_bytes(values: NDArray[np.uint16], are_mattes: bool) -> NDArray[np.uint8]:
    """Return uint8 of uint16 values; among mattes, some pictures may have 0 and 1 or 255 alone."""
    if are_mattes and not np.isin(values, (0, _VOID)).all():
        is_one = bool((values <= 1).all())
        return (values * _VOID if is_one else values >> 8).astype(np.uint8)
    return values.astype(np.uint8)


def _look_through(folder: _Folder, has_palettes: bool) -> _Seen | None:
    """Return the values of all pictures; None as soon as they are plainly mattes."""
    numbers = np.zeros((len(folder.pictures), 256), dtype=np.bool_)
    grey = np.zeros_like(numbers)
    palettes = np.zeros(len(numbers), dtype=np.bool_)
    shades: dict[Shades, int] = {}
    palette: NDArray[np.uint8] | None = None  # of a picture that is not black and white
    white: dict[int, NDArray[np.uint8] | None] = {}  # palettes of those that are
    for place, frame in enumerate(folder.pictures):
        pixels = folder.pixels(frame)
        numbers[place] = np.bincount(pixels.values.ravel(), minlength=256) > 0
        grey[place] = np.bincount(pixels.grey.ravel(), minlength=256) > 0
        if pixels.palette is not None:
            palettes[place] = True
            if not pixels.is_black_and_white:
                palette = pixels.palette
            elif grey[place, _VOID]:
                white[place] = pixels.palette
        else:
            kind = shades_of(pixels.values)
            if kind is Shades.UNCLEAR:
                raise _unclear(folder.pictures[frame])
            if kind is Shades.EDGES and not has_palettes:
                return None
            shades.setdefault(kind, place)
            if not grey[place, 1:_VOID].any() and grey[place, _VOID]:
                white[place] = None
    odd = [
        place
        for place, own in white.items()
        if palette is not None
        and (own is None or (own[numbers[place]] != palette[numbers[place]]).any())
    ]
    return _Seen(numbers, grey, palettes, palette is None, shades, odd)


def _unclear(file: Path) -> MaskImportError:
    return MaskImportError(
        message(
            "{file} has white and areas of grey: a soft mask, or numbers of objects.",
            file=named(file),
        ),
        message("Make it black and white, or give each object one number from 1 on."),
    )


def _matte_from(seen: _Seen, folder: _Folder) -> int | None:
    """Return the value from which pictures are on their one object; None where values are numbers.

    Raises:
        MaskImportError: they mean different things.
    """
    files = list(folder.pictures.values())
    if seen.palettes.any() and not seen.black_and_white:
        known = np.asarray(seen.numbers[seen.palettes].any(axis=0))
        known[[*range(MATTE), _VOID]] = True
        strange = (seen.numbers & ~known).any(axis=1) & ~seen.palettes
        if strange.any():
            odd, usual = (files[int(np.argmax(which))] for which in (strange, seen.palettes))
            raise MaskImportError(
                message(
                    "{file} is grey, but others, such as '{other}', have a palette "
                    "with object numbers.",
                    file=named(odd),
                    other=shortened(usual.name),
                ),
                message("Keep only one kind of file in the folder."),
            )
        with_numbers = seen.palettes & seen.numbers[:, 1:_VOID].any(axis=1)
        with_numbers[list(seen.white)] = False
        if seen.white and with_numbers.any():
            raise MaskImportError(
                message(
                    "{file} is black and white, but others, such as '{other}', have a palette "
                    "with object numbers.",
                    file=named(files[seen.white[0]]),
                    other=shortened(files[int(np.argmax(with_numbers))].name),
                ),
                message("Write it again like the others: 255 means that nobody decided."),
            )
        return None
    used = seen.used()
    if Shades.EDGES in seen.shades:
        return HALF
    numbers = int(used[1:_VOID].sum())
    if numbers == 1 and used[HALF:_VOID].any() and not used[_VOID]:
        return HALF
    if numbers >= MATTE and not used[HALF:_VOID].any():
        raise MaskImportError(
            message(
                "The files beside {file} are too dark for masks: no pixel is "
                "brighter than mid-grey.",
                file=named(next(iter(folder.pictures.values()))),
            ),
            message("Save masks that are white on the object."),
        )
    if not numbers:
        return HALF
    if used[2:_VOID].any() or (seen.grey[:, 1] & seen.grey[:, _VOID]).any():
        return None
    return 1


def _read(
    file: MaskFile, height: int, width: int, frames: VideoFrames, _: str | None
) -> list[ImportedLayer]:
    return open_folder(file.path, height, width, frames)


READER = Reader(lambda file: file.is_folder, _read, SUFFIXES)
