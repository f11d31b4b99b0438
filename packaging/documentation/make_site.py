"""Build the documentation as a site.

    python packaging/documentation/make_site.py                   # the site, into build/docs
    python packaging/documentation/make_site.py --pages FOLDER    # its pages alone, as Markdown

The pages are those of `docs` and some documents from elsewhere in the repository, with the parts
that the program itself says (`program_parts.py`). A link to a file of the repository becomes a link
to its page; where it has none, the words of the link stay. So the documents can be read on the site
and where they are. Sphinx makes the site of them; a warning is an error, and nothing is fetched.
"""

from __future__ import annotations

import argparse
import posixpath
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from program_parts import with_parts

from soc_studio.core.system.documentation import GUIDE, REFERENCE

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DOCUMENTS = {
    "README.md": "index.md",
    "ARCHITECTURE.md": "contributing/architecture.md",
    "CONTRIBUTING.md": "contributing/recipes.md",
    "GLOSSARY.md": "contributing/glossary.md",
    "SECURITY.md": "contributing/security.md",
    "CHANGELOG.md": "changelog.md",
    "benchmarks/README.md": "contributing/benchmarks.md",
    "resources/models/soc-mini.md": "reference/soc-mini.md",
}
"""Documents that are not in `docs`: where in the repository, and which page."""
CONTENTS = {
    "Guide": GUIDE,
    "Reference": (*REFERENCE, "changelog"),
    "Contributing": (
        *("contributing/recipes", "contributing/architecture", "where-to-look"),
        *("style", "decisions"),
        *("contributing/glossary", "contributing/benchmarks", "contributing/security"),
    ),
}
"""The pages of the site in their order, under their headings; one left out is an error."""
_PICTURES = "resources/screenshots"
_CODE = re.compile(r"(^```.*?^```|`[^`\n]+`)", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s#]*)(#[^)\s]*)?\)")


def main() -> int:
    """Build what the arguments of the process ask for; return the exit code."""
    parser = argparse.ArgumentParser(description="Build the documentation as a site.")
    parser.add_argument("--pages", metavar="FOLDER", type=Path, help="write only the pages, there")
    options = parser.parse_args()
    if options.pages is not None:
        write_pages(options.pages)
        sys.stdout.write(f"The pages are in {options.pages}\n")
        return 0
    pages, site = ROOT / "build" / "docs-pages", ROOT / "build" / "docs"
    for folder in (pages, site):
        shutil.rmtree(folder, ignore_errors=True)
    write_pages(pages)
    words = ("-m", "sphinx", "-q", "-W", "--keep-going", "-c", str(HERE), str(pages), str(site))
    code = subprocess.run([sys.executable, *words], check=False).returncode
    if not code:
        sys.stdout.write(f"The site is in {site}: open index.html\n")
    return code


def write_pages(folder: Path) -> None:
    """Write the pages as Markdown into `folder`, with their pictures."""
    for page, text in pages().items():
        place = folder / page
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / _PICTURES, folder / "pictures", dirs_exist_ok=True)


def pages() -> dict[str, str]:
    """Return the Markdown of every page by its path on the site."""
    sources = {page: document for document, page in DOCUMENTS.items()}
    for path in sorted((ROOT / "docs").rglob("*.md")):
        document = path.relative_to(ROOT).as_posix()
        sources[document.removeprefix("docs/")] = document
    made = {}
    for page, document in sources.items():
        text = with_parts((ROOT / document).read_text(encoding="utf-8"))
        pieces = _CODE.split(text)  # every other one is code
        linked = partial(_linked, document, page)
        pieces[::2] = [_LINK.sub(linked, piece) for piece in pieces[::2]]
        made[page] = "".join(pieces)
    made["index.md"] += "".join(
        f"\n```{{toctree}}\n:hidden:\n:caption: {title}\n\n" + "\n".join(names) + "\n```\n"
        for title, names in CONTENTS.items()
    )
    return made


def _linked(document: str, page: str, link: re.Match[str]) -> str:
    """Return a link of `document` as it is on `page`."""
    sign, words, target, anchor = link[1], link[2], link[3], link[4] or ""
    if not target or ":" in target:
        return link[0]
    file = posixpath.normpath(posixpath.join(posixpath.dirname(document), target))
    leads_to = DOCUMENTS.get(file)
    if leads_to is None and file.startswith("docs/"):
        leads_to = file.removeprefix("docs/")
    elif leads_to is None and file.startswith(f"{_PICTURES}/"):
        leads_to = f"pictures/{posixpath.basename(file)}"
    if leads_to is not None:
        way = posixpath.relpath(leads_to, posixpath.dirname(page) or ".")
        return f"{sign}[{words}]({way}{anchor})"
    return words if (ROOT / file).exists() and not sign else link[0]


if __name__ == "__main__":
    sys.exit(main())
