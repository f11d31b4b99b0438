"""Which page of the documentation is about which part of the window, and where the pages are."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

_PACKAGE = Path(__file__).resolve().parents[2]
_FIRST = "guide/first-search.md"
PAGES: Mapping[str, str] = MappingProxyType(
    {
        "AboutDialog": "guide/install.md",
        "AdvicePopover": "guide/first-search.md#what-the-program-says-of-a-sentence",
        "AppBar": _FIRST,
        "CandidateTray": "guide/first-search.md#wrong-object",
        "CorrectPanel": "guide/correct.md#correct-one-frame",
        "CrashDialog": "guide/install.md#where-the-program-keeps-its-files",
        "ExportSheet": "guide/export.md#in-the-window",
        "ExpressionBar": "guide/first-search.md#describe-an-object",
        "FirstStepsSheet": _FIRST,
        "HowDialog": "guide/models.md#published-models",
        "Inspector": "guide/correct.md#refine-the-edge",
        "JobList": "guide/first-search.md#quick-or-full-quality",
        "LabelTable": "guide/labels.md#the-table",
        "LayerList": "guide/layers.md#layers",
        "MissingVideo": "guide/projects.md#move-a-project-or-its-video",
        "ModelsSheet": "guide/models.md#published-models",
        "PreferencesSheet": "reference/preferences.md",
        "PropagationBar": "guide/correct.md#propagate-a-correction",
        "RateDialog": "guide/first-search.md#open-a-video",
        "ShortcutDialog": "reference/shortcuts.md",
        "SidePanel": "guide/layers.md#layers",
        "StartPage": "guide/projects.md#the-start-page",
        "Timeline": "guide/layers.md#read-the-timeline",
        "TimelinePanel": "guide/layers.md#read-the-timeline",
        "ToolStrip": "guide/correct.md#correct-one-frame",
        "Transport": "guide/layers.md#play",
        "UnsavedWorkSheet": "guide/projects.md#unsaved-work",
        "Viewer": "guide/first-search.md#look-closer",
    }
)
"""Pages below `docs`, by the class of a part; parts in parts come before those around them."""


def page_of(part: QWidget | None) -> str:
    """Return the page about `part`: about it or the nearest that it is in; the first page where
    there is none."""
    while part is not None:
        if page := PAGES.get(type(part).__name__):
            return page
        part = part.parentWidget()
    return _FIRST


def address(page: str, beside: Path | None = None) -> QUrl | None:
    """Return where `page` can be read, None where nobody says where.

    A site that was built comes first, then the pages as they are written, then the address of the
    project's documentation.

    Args:
        page: as in `PAGES`.
        beside: folder of the package, by default this one's.
    """
    name, _, anchor = page.partition("#")
    package = beside or _PACKAGE
    html = name.removesuffix(".md") + ".html"
    bundle = getattr(sys, "_MEIPASS", None)  # where a frozen program unpacks its files
    folders = [package / "docs", package.parent / "docs"]
    if bundle:
        folders.insert(0, Path(bundle) / "soc_studio" / "docs")
    files = [package.parent / "build" / "docs" / html]
    files += [folder / each for folder in folders for each in (html, name)]
    for file in files:
        if file.is_file():
            url = QUrl.fromLocalFile(str(file))
            if file.suffix == ".html":
                url.setFragment(anchor)
            return url
    if site := _documentation_site():
        return QUrl(f"{site.rstrip('/')}/{html}" + (f"#{anchor}" if anchor else ""))
    return None


def _documentation_site() -> str:
    """Return the address that the installed package gives for its documentation, "" without."""
    try:
        urls = metadata("soc-studio").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    named = dict(each.split(", ", 1) for each in urls if ", " in each)
    return next((url for name, url in named.items() if name.lower() == "documentation"), "")
