"""What desktops are told of the program to download is true of its files."""

from __future__ import annotations

import ast
import configparser
import plistlib
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from soc_studio.core.storage.project_file import SUFFIX, ProjectFile
from soc_studio.core.system.versions import PACKAGES

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "packaging" / "program"
_MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def desktop() -> configparser.SectionProxy:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(PROGRAM / "linux" / "soc-studio.desktop", encoding="utf-8")
    return entry["Desktop Entry"]


def test_a_project_is_known_by_its_first_bytes_and_its_name(tmp_path: Path) -> None:
    ProjectFile.create(tmp_path / "a.soc").close()
    head = (tmp_path / "a.soc").read_bytes()[:100]
    kind = ElementTree.parse(PROGRAM / "linux" / "soc-studio.xml").getroot()[0]
    assert [each.get("pattern") for each in kind.iter(f"{_MIME}glob")] == [f"*{SUFFIX}"]
    matches = list(kind.iter(f"{_MIME}match"))
    assert len(matches) == 2
    for each in matches:
        value, offset = str(each.get("value")).encode(), int(str(each.get("offset")))
        assert head[offset:].startswith(value)
    assert kind.get("type") in desktop()["MimeType"].split(";")


def test_the_desktop_entry_starts_the_program_with_a_file() -> None:
    entry = desktop()
    assert entry["Exec"] == "soc-studio %F"
    assert "video/mp4" in entry["MimeType"].split(";")
    source = (ROOT / "soc_studio" / "ui" / "app.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{entry["Icon"]}")' in source
    about = ElementTree.parse(PROGRAM / "linux" / "soc-studio.metainfo.xml").getroot()
    assert about.findtext("launchable") == "soc-studio.desktop"


def test_systems_open_projects_with_the_program() -> None:
    installer = (PROGRAM / "windows" / "soc-studio.iss").read_text(encoding="utf-8")
    assert f'"Software\\Classes\\{SUFFIX}"' in installer
    spec = (PROGRAM / "soc_studio.spec").read_text(encoding="utf-8")
    assert f'"public.filename-extension": ["{SUFFIX.removeprefix(".")}"]' in spec
    assert plistlib.loads((PROGRAM / "macos" / "entitlements.plist").read_bytes())


def test_the_folder_has_what_is_looked_for_by_name() -> None:
    """Modules that are imported by a name in a text, and the versions of packages."""
    spec = (PROGRAM / "soc_studio.spec").read_text(encoding="utf-8")
    ast.parse(spec)
    for package in ("soc_rvos", "soc_studio"):
        assert f'*collect_submodules("{package}")' in spec
    assert 'for name in ("soc-studio", *PACKAGES)' in spec
    assert "torch" in PACKAGES
    trackers = (ROOT / "model" / "soc_rvos" / "prompted_file.py").read_text(encoding="utf-8")
    for kind in re.findall(r'TrackerKind\(\s+"(\w+)"', trackers):
        assert f'collect_submodules("transformers.models.{kind}")' in spec
