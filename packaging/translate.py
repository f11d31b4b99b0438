"""Bring the texts of the window and all messages into the catalogues, and compile those.

    python packaging/translate.py
    python packaging/translate.py --into FOLDER    # leaves the catalogues as they are

Run it after a text was added or changed. It writes resources/translations/soc_studio_XX.ts: Qt
Linguist, or any editor, fills in what is marked there as unfinished. Run it again to compile; it
ends with 1 where a text has no translation yet.
"""

from __future__ import annotations

import argparse
import ast
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "resources" / "translations"
LANGUAGES = ("de",)
PLURALS = ("en",)  # catalogues of nothing but plural forms
MESSAGES = (ROOT / "soc_studio", ROOT / "model" / "soc_rvos")


def main() -> int:
    """Update and compile every catalogue; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=CATALOGUES, help="where what is made goes")
    into = parser.parse_args().into
    into.mkdir(parents=True, exist_ok=True)
    missing = 0
    for language in (*LANGUAGES, *PLURALS):
        catalogue = into / f"soc_studio_{language}.ts"
        if into != CATALOGUES:
            shutil.copy(CATALOGUES / catalogue.name, catalogue)
        update(catalogue, language)
        unfinished = untranslated(catalogue)
        missing += len(unfinished)
        for context, text in unfinished:
            sys.stdout.write(f"{catalogue.name}: {context or 'commands'}: {text!r}\n")
        tool("pyside6-lrelease", str(catalogue), "-qm", str(catalogue.with_suffix(".qm")))
    return 1 if missing else 0


def update(catalogue: Path, language: str) -> None:
    """Bring all texts of the program into a catalogue; translations that are there stay."""
    sources = sorted((ROOT / "soc_studio" / "ui").rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        messages = Path(folder) / "core.py"
        calls = [f'QCoreApplication.translate("core", {quoted(each)})' for each in templates()]
        messages.write_text("\n".join(calls) + "\n", encoding="utf-8")
        tool(
            "pyside6-lupdate",
            *map(str, (*sources, messages)),
            *(("-pluralonly",) if language in PLURALS else ()),
            *("-locations", "none", "-no-obsolete", "-source-language", "en"),
            *("-target-language", language, "-ts", str(catalogue)),
        )


def templates() -> list[str]:
    """Return the template of every `message(...)` in the program and in `soc_rvos`."""
    found: dict[str, None] = {}
    for path in sorted(each for place in MESSAGES for each in place.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="message"), args=[ast.Constant(value=str(text)), *_]
                ) if re.search(r"[^\W\d_]|\"", re.sub(r"\{.*?\}", "", text)):
                    found[text] = None
    return list(found)


def quoted(text: str) -> str:
    """Return a literal of Python as lupdate reads it."""
    escaped = text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return f'"{escaped}"'


def untranslated(catalogue: Path) -> list[tuple[str, str]]:
    """Return context and text of what has no translation in a catalogue."""
    found = []
    # Ours, from this folder: not a file that anyone could have sent.
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [] if translation is None else translation.findall("numerusform")
            texts = [each.text for each in forms] or [
                translation.text if translation is not None else ""
            ]
            if translation is None or translation.get("type") or not all(texts):
                name, text = context.findtext("name"), message.findtext("source")
                found.append((name or "", text or ""))
    return found


def tool(name: str, *arguments: str) -> None:
    """Run a program of PySide6 that lies beside this Python."""
    subprocess.run(
        [str(Path(sys.executable).parent / name), *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    sys.exit(main())
