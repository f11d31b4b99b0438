"""Names of the files of a result: those that writers give, or those of a template.

Writers call what they write by the number and the words of its layer (`Material.views`). Where a
person wants other names, the entries of the result are renamed when all of them are written.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from soc_studio.core.formats.export_names import (
    DEFAULT_NAMES,
    TOKENS,
    filled_in,
    filled_where_known,
    in_words,
    numbered,
    said_rate,
    same,
    tokens_in,
)
from soc_studio.core.formats.format import Format, Purpose, Writer
from soc_studio.core.formats.material import Material
from soc_studio.core.formats.picture_settings import written_size
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.tracks.combined_track import CombinedTrack
from soc_studio.core.tracks.resolved_track import ResolvedTrack

MARK = "result.json"
"""The file that says what a folder is the result of."""
COMBINED = "combined"
"""The name of all layers in one file."""

_LAYER = re.compile(r"([0-9]{2,})(?:-[^/.]+)?")
_OF_LAYER = frozenset(each.name for each in TOKENS if each.of_layer)
_OF_LOOK = frozenset(("look", "format"))


def material_for(kind: Format, material: Material) -> Material:
    """Return the material of one format: with all layers in one where the export asks for that, and
    the format can."""
    views = list(material.views.values())
    if not (material.combined and kind.written.combines) or len(views) < 2:
        return material
    words = any("-" in name for name in material.views)
    name = f"00-{COMBINED}" if words else "00"
    return replace(material, views={name: CombinedTrack(views, COMBINED)})


def expected_names(material: Material, formats: Sequence[Format]) -> list[str]:
    """Return the names of the files and folders that an export in `formats` will leave, as far as
    the formats know them before; folders end in "/"."""
    names, found = ResultNames(material), []
    for kind in formats:
        given = material_for(kind, material)
        entries = [(each, not Path(each).suffix) for each in _entries(kind.written, given)]
        names.plan(kind, given.views, entries)
        found += [names.named.get(each, each) + "/" * folder for each, folder in entries]
    return found


def _entries(writer: Writer, material: Material) -> list[str]:
    """Return the names that a writer gives its files and folders, as far as it knows them."""
    if writer.entries is not None:
        return list(writer.entries(material))
    if writer.ending is not None:
        return [f"{layer}{writer.ending}" for layer in material.views]
    return [writer.file] if writer.file else list(writer.several)


class ResultNames:
    """The names of the entries of one result.

    Attributes:
        named: what entries are called in the end, by how their writers call them; those that keep
            their name are left out.
    """

    def __init__(self, material: Material) -> None:
        """Plan names by the template of `material`."""
        self.named: dict[str, str] = {}
        self._template = material.names
        reader, longest = material.reader, material.longest_side
        self._facts = _facts(reader, material.span)
        self._counts = reader.frame_names is None
        self._small = written_size(reader.width, reader.height, longest)
        fixed = [MARK, *(name for each in EXPORTS for name in _fixed(each))]
        self._taken = {same(each) for each in fixed}

    def plan(
        self,
        kind: Format,
        layers: Mapping[str, ResolvedTrack],
        entries: Iterable[tuple[str, bool]],
    ) -> None:
        """Plan names for what a format has written of `layers`: names, and whether it is a folder.

        What programs look for by its name, as tracks.json, keeps it.
        """
        if self._template == DEFAULT_NAMES or kind.purpose is Purpose.DATA:
            return
        for entry, is_folder in sorted(entries):
            stem, suffix = (entry, "") if is_folder else _split(entry)
            layer = max((each for each in layers if _begins(stem, each)), key=len, default="")
            name = self._layer_name(kind, layers, layer, stem) if layer else self._name(kind, stem)
            if name:
                found = numbered(name, suffix, self._taken)
                self.named[entry] = found
                self._taken.add(same(found))

    def apply(self, folder: Path) -> None:
        """Rename the entries of `folder` as planned, and with a folder its pictures.

        These are called `name.00000.png` then, which programs take for one sequence; where they
        are called as the pictures of the video, they keep that.

        Raises:
            OSError: an entry cannot be renamed.
        """
        # Not at once: one may get the name that another still has.
        between = f".soc-studio-new-{secrets.token_hex(4)}-"
        waiting = []
        for number, (entry, name) in enumerate(self.named.items()):
            if (folder / entry).exists():
                (folder / entry).rename(folder / f"{between}{number}")
                waiting.append((folder / f"{between}{number}", folder / name))
        for place, final in waiting:
            place.rename(final)
            if self._counts and final.is_dir():
                for picture in final.iterdir():
                    picture.rename(final / f"{final.name}.{picture.name}")

    def _facts_of(self, kind: Format) -> dict[str, str]:
        """Return the tokens that are the same for every file of a format."""
        if not kind.written.resizes:
            return self._facts
        width, height = self._small
        return self._facts | {"width": str(width), "height": str(height)}

    def _layer_name(
        self, kind: Format, layers: Mapping[str, ResolvedTrack], layer: str, stem: str
    ) -> str:
        match = _LAYER.match(layer)
        view = layers[layer].layer
        of_layer = {
            "number": match[1] if match else layer,
            "layer": in_words(view.label),
            "expression": in_words(view.expression),
        }
        rest = stem[len(layer) :]
        look = {"look": _look(kind, rest.strip("-")), "format": kind.id}
        name = filled_in(self._template, self._facts_of(kind) | of_layer | look)
        if _OF_LOOK & set(tokens_in(self._template)):
            rest = ""
        return f"{name}{rest}" if name else stem

    def _name(self, kind: Format, stem: str) -> str:
        """Return the name of a file that is of no one layer."""
        tokens = set(tokens_in(self._template))
        if not tokens - _OF_LAYER:
            return ""  # or it would be called as little as nothing
        facts = self._facts_of(kind) | {"look": stem, "format": kind.id}
        name = filled_in(self._template, facts)
        return name if _OF_LOOK & tokens else f"{name}-{stem}"


def _look(kind: Format, ending: str) -> str:
    """Return the look of a file of one layer: "cutout", "cutout-inverse", "matte"."""
    head = kind.id.partition("-")[0]
    return ending if ending.startswith(head) else "-".join(filter(None, (head, ending)))


def result_name(name: str, material: Material, formats: Sequence[str]) -> str:
    """Return the name of the folder of a result that a person calls `name`; see `folder_name`."""
    layers = [view.layer.label for view in material.views.values()]
    return folder_name(name, material.reader, material.clip or material.span, layers, formats)


def folder_name(
    name: str, reader: VideoReader, span: range, layers: Sequence[str], formats: Sequence[str]
) -> str:
    """Return `name` with its tokens filled in; those of a layer or a format, where `layers` or the
    ids of `formats` are one."""
    values = _facts(reader, span)
    if len(layers) == 1:
        values["layer"] = in_words(layers[0])
    if len(formats) == 1:
        values |= {"look": formats[0], "format": formats[0]}
    return filled_where_known(name, values) or name


def own_name(entry: str, picture: str) -> str:
    """Return how a writer calls a `picture` in the folder that a template calls `entry`."""
    return picture.removeprefix(f"{entry}.")


def _facts(reader: VideoReader, span: range) -> dict[str, str]:
    """Return the tokens that are the same for every file of a result."""
    return {
        "source": reader.path.name if reader.path.is_dir() else reader.path.stem,
        "date": date.today().isoformat(),
        "first": f"{span.start:05d}",
        "last": f"{max(span.start, span.stop - 1):05d}",
        "width": str(reader.width),
        "height": str(reader.height),
        "rate": said_rate(reader.rate),
    }


def _fixed(kind: Format) -> tuple[str, ...]:
    writer = kind.written
    return (writer.file,) if writer.file and kind.purpose is Purpose.DATA else ()


def _split(entry: str) -> tuple[str, str]:
    path = Path(entry)
    return path.stem, path.suffix


def _begins(stem: str, layer: str) -> bool:
    return stem == layer or stem.startswith(f"{layer}-")
