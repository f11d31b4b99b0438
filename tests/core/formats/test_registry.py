"""One table of formats for the export, the command line and the import."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser
from pathlib import Path

import pytest

from soc_studio.cli.export_options import add_formats
from soc_studio.core.formats.format import MaskFile
from soc_studio.core.formats.registry import EXPORTS, FORMATS, IMPORTS


def test_ids_stay_what_settings_and_scripts_call_formats() -> None:
    assert {"masks", "tracks", "overlay", "coco"} <= {each.id for each in FORMATS}
    assert {"masks", "tracks", "overlay"} <= {each.id for each in EXPORTS}
    assert {"masks", "tracks", "coco"} <= {each.id for each in IMPORTS}
    assert len({each.id for each in FORMATS}) == len(FORMATS)


def test_the_help_of_the_command_line_names_every_format_that_is_written() -> None:
    """It cannot look them up: the help does not wait for what writes them."""
    parser = ArgumentParser()
    add_formats(parser)
    (text,) = (each.help or "" for each in parser._actions if each.dest == "formats")
    named, default = text.split("(default: ")
    for each in EXPORTS:
        assert each.id in re.findall(r"[\w-]+", named), each.id
        assert (each.id in re.findall(r"[\w-]+", default)) is not each.written.spare, each.id


def test_a_format_of_one_file_says_which() -> None:
    files = {each.id: each.written.file for each in EXPORTS}
    assert (files["tracks"], files["overlay"]) == ("tracks.json", "overlay.mp4")
    for each in EXPORTS:
        assert not each.written.file or each.written.files.fullmatch(each.written.file), each.id


def test_every_format_is_written_or_read_and_has_words_for_a_person() -> None:
    for each in FORMATS:
        assert each.writer or each.reader
        assert each.name
        assert each.description.endswith(".")


@pytest.mark.parametrize(
    ("content", "format"),
    [
        ({"format": "soc-studio tracks", "version": 2}, "tracks"),
        ({"annotations": [], "images": []}, "coco"),
        ({"annotations": [], "videos": []}, "coco"),
        ({"shapes": []}, None),
    ],
)
def test_a_file_is_recognised_by_one_format_at_most(
    tmp_path: Path, content: object, format: str | None
) -> None:
    path = tmp_path / "masks.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    entries = {entry for each in IMPORTS if each.reader for entry in each.reader.entries}
    file = MaskFile(path, entries)
    found = [each.id for each in IMPORTS if each.reader and each.reader.recognises(file)]
    assert found == ([format] if format else [])


def test_a_folder_is_one_of_pictures(tmp_path: Path) -> None:
    folder = MaskFile(tmp_path, ())
    assert folder.json is None
    found = [each.id for each in IMPORTS if each.reader and each.reader.recognises(folder)]
    assert found == ["masks"]
