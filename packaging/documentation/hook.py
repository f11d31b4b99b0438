"""Makes the site of `docs`, the generated parts and the documents of the root: for `mkdocs.yml`.

A link to a file of the repository becomes a link to its page; where it has none, the words of the
link stay. So the documents can be read both on the site and where they are.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from reference import with_parts

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "README.md": "index.md",
    "ARCHITECTURE.md": "contributing/architecture.md",
    "CONTRIBUTING.md": "contributing/index.md",
    "GLOSSARY.md": "contributing/glossary.md",
    "SECURITY.md": "contributing/security.md",
    "CHANGELOG.md": "changelog.md",
    "benchmarks/README.md": "contributing/benchmarks.md",
    "resources/models/soc-mini.md": "reference/soc-mini.md",
}
"""Documents beside `docs`: where in the repository, and which page."""
_SOURCES = {page: document for document, page in PAGES.items()}
_PICTURES = "resources/screenshots"
_CODE = re.compile(r"(^```.*?^```|`[^`\n]+`)", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s#]*)(#[^)\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the documents of the root, and the pictures."""
    for document, page in PAGES.items():
        text = (ROOT / document).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=text))
    for picture in sorted((ROOT / _PICTURES).glob("*.jpg")):
        place = f"pictures/{picture.name}"
        files.append(File.generated(config, place, abs_src_path=str(picture)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put generated parts into a page, and let its links lead to pages."""
    here = page.file.src_uri
    source = _SOURCES.get(here, f"docs/{here}")
    pieces = _CODE.split(with_parts(markdown))  # every other one is code
    pieces[::2] = [
        _LINK.sub(lambda link: _linked(link, source, here), piece) for piece in pieces[::2]
    ]
    return "".join(pieces)


def _linked(link: re.Match[str], source: str, here: str) -> str:
    sign, words, target, anchor = link[1], link[2], link[3], link[4] or ""
    if not target or ":" in target:
        return link[0]
    file = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
    page = PAGES.get(file)
    if page is None and file.startswith("docs/"):
        page = file.removeprefix("docs/")
    elif page is None and file.startswith(f"{_PICTURES}/"):
        page = f"pictures/{posixpath.basename(file)}"
    if page is not None:
        way = posixpath.relpath(page, posixpath.dirname(here) or ".")
        return f"{sign}[{words}]({way}{anchor})"
    return words if (ROOT / file).exists() and not sign else link[0]
