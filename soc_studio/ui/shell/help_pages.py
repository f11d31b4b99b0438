"""Which page of the documentation is about which part of the window, and where its site is."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

_PACKAGE = Path(__file__).resolve().parents[2]
_FIRST = "guide/first-search.md"
_IMPROVE = "guide/training.md#improve-a-model-with-your-own-labels"
PAGES: Mapping[str, str] = MappingProxyType(
    {
        "AboutDialog": "guide/install.md",
        "AdvicePopover": "guide/first-search.md#what-the-program-says-of-a-sentence",
        "AppBar": _FIRST,
        "BackgroundRow": "guide/demo.md#effects",
        "CandidateTray": "guide/first-search.md#wrong-object",
        "ComputerDialog": "guide/install.md#when-something-is-wrong",
        "CorrectPanel": "guide/correct.md#correct-one-frame",
        "ToolOptions": "guide/correct.md#correct-one-frame",
        "CrashDialog": "guide/install.md#where-the-program-keeps-its-files",
        "DatasetKinds": "reference/formats.md#datasets",
        "DatasetSheet": "guide/datasets.md#write-a-dataset",
        "DemoBar": "guide/demo.md#play",
        "DemoPanel": "guide/demo.md",
        "DeviceChip": "guide/models.md",
        "EffectTiles": "guide/demo.md#effects",
        "ExportSheet": "guide/export.md#in-the-window",
        "ExpressionBar": "guide/first-search.md#describe-an-object",
        "FineTuneSheet": _IMPROVE,
        "FirstStepsSheet": _FIRST,
        "GainSheet": _IMPROVE,
        "HelpWindow": _FIRST,
        "Hint": _FIRST,
        "HowDialog": "guide/models.md#published-models",
        "Inspector": "guide/correct.md#refine-the-edge",
        "JobList": "guide/first-search.md#quick-or-full-quality",
        "KindList": "guide/export.md#which-format",
        "LabelTable": "guide/labels.md#the-table",
        "VideoPanel": "guide/projects.md#many-videos",
        "LayerList": "guide/layers.md#layers",
        "Legend": "guide/layers.md#read-the-timeline",
        "MissingVideo": "guide/projects.md#move-a-project-or-its-video",
        "ModelsSheet": "guide/models.md#published-models",
        "NextBar": "guide/layers.md#review",
        "Palette": "reference/shortcuts.md",
        "PartRow": "guide/first-search.md#quick-or-full-quality",
        "PlayButton": "guide/demo.md#play",
        "PreferencesSheet": "reference/preferences.md",
        "PresencePanel": "guide/correct.md#refine-the-edge",
        "PresetChips": "guide/export.md#presets",
        "PropagationBar": "guide/correct.md#carry-a-correction",
        "Question": "guide/projects.md#unsaved-work",
        "RateDialog": "guide/first-search.md#open-a-video",
        "ScrubBar": "guide/demo.md#play",
        "SearchPill": "guide/first-search.md#describe-an-object",
        "ShortcutDialog": "reference/shortcuts.md",
        "SidePanel": "guide/layers.md#layers",
        "StartPage": "guide/projects.md#the-start-page",
        "TasksPopover": "guide/first-search.md#quick-or-full-quality",
        "Timeline": "guide/layers.md#read-the-timeline",
        "TimelinePanel": "guide/layers.md#read-the-timeline",
        "Toast": _FIRST,
        "ToolStrip": "guide/correct.md#correct-one-frame",
        "Transport": "guide/layers.md#play",
        "MergeSheet": "guide/several-people.md#merge-a-project",
        "UnsavedWorkSheet": "guide/projects.md#unsaved-work",
        "Viewer": "guide/first-search.md#look-closer",
        "WipeHandle": "guide/demo.md#compare",
    }
)
"""Pages below `docs`, by the class of a part; parts in parts come before those around them."""


def page_of(part: QWidget | None) -> str:
    """Return the page about `part`: about it or the nearest that it is in; the first page where
    there is none."""
    return named_page(part) or _FIRST


def named_page(part: QWidget | None) -> str | None:
    """Return the page about `part` or the nearest that it is in; None where none is named."""
    while part is not None:
        if page := PAGES.get(type(part).__name__):
            return page
        part = part.parentWidget()
    return None


def parted(page: str) -> tuple[str, str]:
    """Return a page of `PAGES` without the ending of its file, and the heading in its address."""
    name, _, anchor = page.partition("#")
    return name.removesuffix(".md"), anchor


def site_address(page: str, anchor: str = "", beside: Path | None = None) -> QUrl | None:
    """Return where a page can be read in a browser; None where there is no site.

    A site that was built on this computer comes before the one that the installed package names.

    Args:
        page: without the ending of its file, such as "guide/export".
        anchor: what a heading is called in addresses.
        beside: folder of the package, by default this one's.
    """
    file = (beside or _PACKAGE).parent / "build" / "docs" / f"{page}.html"
    if file.is_file():
        url = QUrl.fromLocalFile(str(file))
        url.setFragment(anchor)
        return url
    if site := _documentation_site():
        return QUrl(f"{site.rstrip('/')}/{page}.html" + (f"#{anchor}" if anchor else ""))
    return None


def _documentation_site() -> str:
    """Return the address that the installed package gives for its documentation, "" without."""
    try:
        urls = metadata("soc-studio").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    named = dict(each.split(", ", 1) for each in urls if ", " in each)
    return next((url for name, url in named.items() if name.lower() == "documentation"), "")
