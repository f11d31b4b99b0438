"""Writes the list of all parts of the program (SBOM, CycloneDX 1.6), and their licences.

    python packaging/release/parts_list.py --into dist/soc-studio.cdx.json
    python packaging/release/parts_list.py --into dist/soc-studio.cdx.json --licences FOLDER

The parts are the packages that the program requires, as they are installed beside this Python, and
what comes with it: models, letters, icons, the sample. The list is the same for the same parts.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from version import ROOT, version
from wheels import digest, epoch

PROGRAM = "soc-studio"
_FORMAT = "1.6"
_SHIPPED = (
    # name, file below resources, kind, licence
    ("soc-mini", "models/soc-mini.safetensors", "machine-learning-model", "Apache-2.0"),
    (
        *("soc-tracker", "models/trackers/soc-tracker.safetensors"),
        *("machine-learning-model", "Apache-2.0"),
    ),
    ("Inter", "fonts/Inter.ttf", "file", "OFL-1.1"),
    ("Inter Bold", "fonts/Inter-Bold.ttf", "file", "OFL-1.1"),
    ("Lucide icons", "icons/LICENSE", "file", "ISC"),
    ("Sample clip", "sample/sample.mp4", "file", "Apache-2.0"),
)
_TERMS = re.compile(r"(licen[cs]e|copying|notice|copyright|authors)[^/]*$", re.IGNORECASE)


def main() -> int:
    """Write the list; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, required=True, help="the file that is written")
    parser.add_argument("--licences", type=Path, help="a folder for the texts of all licences")
    options = parser.parse_args()
    parts = required(PROGRAM)
    options.into.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(listed(parts), ensure_ascii=False, indent=1)
    options.into.write_text(text + "\n", encoding="utf-8", newline="\n")
    sys.stdout.write(f"{options.into.name}: {len(parts)} packages\n")
    if options.licences is not None:
        without = write_licences(parts, options.licences)
        for name in without:
            sys.stdout.write(f"{name} brings no text of its licence; the list names it.\n")
    return 0


def required(program: str) -> list[metadata.Distribution]:
    """Return the packages that `program` needs here, directly or not, by name.

    Its own requirements come from the installed program, or from pyproject.toml's metadata.
    """
    found: dict[str, metadata.Distribution] = {}
    waiting = [Requirement(program)]
    while waiting:
        wanted = waiting.pop()
        name = _normal(wanted.name)
        try:
            known = metadata.distribution(wanted.name)
        except metadata.PackageNotFoundError:  # a requirement of another system
            continue
        if name in found:
            continue
        found[name] = known
        for text in known.requires or []:
            further = Requirement(text)
            extras = [{"extra": each} for each in wanted.extras] or [{"extra": ""}]
            if further.marker is None or any(further.marker.evaluate(each) for each in extras):
                waiting.append(further)
    found.pop(_normal(program), None)
    return [found[name] for name in sorted(found)]


def listed(parts: list[metadata.Distribution]) -> dict[str, Any]:
    """Return the list of parts as CycloneDX has it."""
    own = version()
    components = [*map(_component, parts), *_shipped()]
    seed = json.dumps([own, components], sort_keys=True)
    made = datetime.fromtimestamp(int(epoch()), UTC)
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{_FORMAT}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": _FORMAT,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seed)}",
        "version": 1,
        "metadata": {
            "timestamp": made.isoformat().replace("+00:00", "Z"),
            "component": {
                "type": "application",
                "bom-ref": PROGRAM,
                "name": PROGRAM,
                "version": own,
                "licenses": [{"expression": "Apache-2.0"}],
                "purl": f"pkg:pypi/{PROGRAM}@{own}",
            },
        },
        "components": components,
        "dependencies": [
            {"ref": PROGRAM, "dependsOn": [each["bom-ref"] for each in components]},
        ],
    }


def _component(part: metadata.Distribution) -> dict[str, Any]:
    name, own = part.metadata["Name"], part.version
    purl = f"pkg:pypi/{_normal(name)}@{own.replace('+', '%2B')}"
    found = {"type": "library", "bom-ref": purl, "name": name, "version": own, "purl": purl}
    terms = _terms(part)
    return found | ({"licenses": [terms]} if terms else {})


def _terms(part: metadata.Distribution) -> dict[str, Any] | None:
    about = part.metadata
    if expression := about.get("License-Expression"):
        return {"expression": expression}
    said = str(about.get("License") or "").strip()
    if said and "\n" not in said and len(said) < 100:
        return {"license": {"name": said}}
    named = [
        each.rpartition("::")[2].strip()
        for each in about.get_all("Classifier") or []
        if each.startswith("License ::")
    ]
    return {"license": {"name": ", ".join(named)}} if named else None


def _shipped() -> Iterator[dict[str, Any]]:
    for name, place, kind, licence in _SHIPPED:
        yield {
            "type": kind,
            "bom-ref": f"resource:{place}",
            "name": name,
            "version": version(),
            "hashes": [{"alg": "SHA-256", "content": digest(ROOT / "resources" / place)}],
            "licenses": [{"license": {"id": licence}}],
        }


def write_licences(parts: list[metadata.Distribution], folder: Path) -> list[str]:
    """Write the texts of the parts' licences into `folder`; return the names of those without."""
    without = []
    for part in parts:
        name = _normal(part.metadata["Name"])
        texts = [
            each
            for each in part.files or []
            if _TERMS.search(each.as_posix()) and ".dist-info" in each.as_posix()
        ]
        texts = texts or [each for each in part.files or [] if _TERMS.search(each.as_posix())]
        place = folder / f"{name}-{part.version}"
        place.mkdir(parents=True, exist_ok=True)
        written = 0
        for each in texts:
            source = Path(str(each.locate()))
            if source.is_file() and source.suffix not in (".py", ".pyc", ".pyi", ".h"):
                target = place / "-".join(each.parts[1:] or each.parts)
                target.write_bytes(source.read_bytes())
                written += 1
        if not written:
            terms = _terms(part) or {}
            (place / "LICENCE.txt").write_text(
                f"{part.metadata['Name']} {part.version}: {json.dumps(terms)}\n", encoding="utf-8"
            )
            without.append(part.metadata["Name"])
    return without


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
