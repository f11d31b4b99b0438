"""The archive that the servers of Ref-YouTube-VOS and MeViS take."""

from __future__ import annotations

import zipfile
from collections.abc import Generator
from pathlib import Path

from soc_studio.core.published.plan import Plan
from soc_studio.core.published.results import ResultFolder
from soc_studio.core.system.atomic_file import replacing_file

_TOPS = {"ref-youtube-vos": "Annotations/", "mevis": ""}


def is_submitted(plan: Plan) -> bool:
    """Return whether the masks of a split are not public, and a server scores answers."""
    return plan.dataset.kind in _TOPS and not any(each.annotated for each in plan.samples)


def write_submission(path: Path, plan: Plan, results: ResultFolder) -> Generator[int, None, None]:
    """Write the archive; yield how many sentences are in it.

    Raises:
        WriteError: it cannot be written.
    """
    top = _TOPS[plan.dataset.kind]
    with replacing_file(path) as unfinished, zipfile.ZipFile(unfinished, "w") as archive:
        for done, sample in enumerate(plan.samples, 1):
            for place, name in enumerate(sample.frames.names):
                file = results.mask_file(sample, place)
                archive.write(file, f"{top}{sample.video}/{sample.id}/{name}.png")
            yield done
