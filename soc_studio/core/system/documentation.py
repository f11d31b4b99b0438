"""The pages of the documentation, which travel with the program: read, linked and searched."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from soc_studio.resources import resource

GUIDE = (
    *("guide/install", "guide/first-search", "guide/correct", "guide/layers", "guide/export"),
    *("guide/labels", "guide/datasets", "guide/many-videos", "guide/several-people"),
    *("guide/demo", "guide/projects", "guide/models", "guide/evaluate", "guide/training"),
    "guide/command-line",
    "guide/python",
)
"""The pages of the guide in their order, without the ending of their files."""
REFERENCE = (
    *("reference/commands", "reference/formats", "reference/preferences"),
    *("reference/shortcuts", "reference/python", "reference/soc-mini"),
    "reference/default-model",
)
"""The pages to look things up in, the same way."""

_ELSEWHERE = {"reference/soc-mini": ("models", "soc-mini.md")}  # among the resources
_MARK = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)
_CODE = re.compile(r"(^```.*?^```|`[^`\n]+`)", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s#]*)(#[^)\s]*)?\)")
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_SIGNS = re.compile(r"[*`|]|^#+ |^[-> ]+|\]\([^)]*\)|!?\[|:?---+:?", re.MULTILINE)
_IN_HEADING = 20  # times that a word in a heading counts
_AROUND = 60  # characters of an excerpt before the word that was searched for


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that has all the words of a search.

    `page` and `anchor` lead there; `title` is the page's, `heading` that of the section, empty at
    the head of the page; `excerpt` shows one of the words.
    """

    page: str
    anchor: str
    title: str
    heading: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    text: str


class Documentation:
    """The pages of a folder, each known by its path without the ending: "guide/export"."""

    def __init__(self, parts: Mapping[str, Callable[[], str]], folder: Path | None = None) -> None:
        """`parts` makes what a page says the program should put in; `folder` has the pages, that
        of the program where it is None."""
        self._parts = parts
        self.folder = folder or resource().parent / "docs"
        self._read: dict[str, str] = {}

    def has(self, page: str) -> bool:
        """Return whether there is such a page."""
        return self._file(page).is_file()

    def text(self, page: str) -> str:
        """Return the Markdown of a page.

        Parts that the program says of itself are in their place; pictures have full addresses; of
        links to what does not travel with the program, the words stay.

        Raises:
            OSError: the page cannot be read.
        """
        if page not in self._read:
            written = self._file(page).read_text(encoding="utf-8")
            made = _MARK.sub(lambda mark: self._part(mark[1]), written)
            pieces = _CODE.split(made)  # every other one is code
            pieces[::2] = [
                _LINK.sub(lambda link: self._linked(page, link), each) for each in pieces[::2]
            ]
            self._read[page] = "".join(pieces)
        return self._read[page]

    def title(self, page: str) -> str:
        """Return the first heading of a page, its path where it has none.

        Raises:
            OSError: the page cannot be read.
        """
        found = _HEADING.search(self._file(page).read_text(encoding="utf-8"))
        return page if found is None else found[2]

    def leads_to(self, page: str, target: str) -> str | None:
        """Return which page a link on `page` leads to; None where it leads to none of these."""
        if ":" in target:
            return None
        if not target:
            return page
        name = posixpath.normpath(posixpath.join(posixpath.dirname(self._place(page)), target))
        for known in _ELSEWHERE:
            if name == self._place(known):
                return known
        found = name.removesuffix(".md")
        return found if found != name and not found.startswith("..") and self.has(found) else None

    def search(self, words: str, most: int = 40) -> list[Hit]:
        """Return the sections that have all of `words` in them, the best first.

        Raises:
            OSError: a page cannot be read.
        """
        wanted = words.casefold().split()
        if not wanted:
            return []
        found = []
        for page in (*GUIDE, *REFERENCE):
            if not self.has(page):
                continue
            title = self.title(page)
            for each in _sections(self.text(page)):
                head, text = f"{title} {each.heading}".casefold(), each.text.casefold()
                counts = [_IN_HEADING * (word in head) + text.count(word) for word in wanted]
                if all(counts):
                    excerpt = _excerpt(each.text, wanted)
                    hit = Hit(page, anchor_of(each.heading), title, each.heading, excerpt)
                    found.append((sum(counts), hit))
        found.sort(key=lambda each: -each[0])
        return [hit for _, hit in found[:most]]

    def _file(self, page: str) -> Path:
        if page in _ELSEWHERE:
            return resource(*_ELSEWHERE[page])
        return self.folder / f"{page}.md"

    def _place(self, page: str) -> str:
        """Return where a page is, as from the folder of the documentation."""
        if page in _ELSEWHERE:
            return "/".join(("..", "resources", *_ELSEWHERE[page]))
        return f"{page}.md"

    def _part(self, name: str) -> str:
        make = self._parts.get(name)
        return "" if make is None else make()

    def _linked(self, page: str, link: re.Match[str]) -> str:
        sign, words, target = link[1], link[2], link[3]
        if ":" in target:
            return link[0]
        if sign:
            picture = (self._file(page).parent / target).resolve()
            if not picture.is_file():  # the resources are elsewhere than in a checkout
                picture = resource("screenshots", posixpath.basename(target))
            return f"![{words}]({picture.as_uri()})" if picture.is_file() else ""
        return words if self.leads_to(page, target) is None else link[0]


def anchor_of(heading: str) -> str:
    """Return what a heading is called in addresses: "Read the timeline" is read-the-timeline."""
    kept = [each for each in heading.lower() if each.isalnum() or each in "-_ "]
    return "".join(kept).replace(" ", "-")


def _sections(text: str) -> list[_Section]:
    """Return a page in sections; `text` is Markdown."""
    code = [(each.start(), each.end()) for each in _CODE.finditer(text) if "\n" in each[0]]
    heads = [
        each
        for each in _HEADING.finditer(text)
        if not any(start <= each.start() < stop for start, stop in code)
    ]
    stops = [each.start() for each in heads[1:]] + [len(text)]
    return [
        _Section("" if len(each[1]) == 1 else each[2], text[each.end() : stop])
        for each, stop in zip(heads, stops, strict=True)
    ]


def _excerpt(text: str, wanted: list[str]) -> str:
    plain = " ".join(_SIGNS.sub(" ", text).split())
    places = [place for word in wanted if (place := plain.casefold().find(word)) >= 0]
    start = max(0, min(places, default=0) - _AROUND)
    if start:
        start = plain.find(" ", start) + 1
    shown = plain[start : start + 3 * _AROUND]
    if start + len(shown) < len(plain):
        shown = shown.rpartition(" ")[0] + " …"
    return ("… " if start else "") + shown
