"""Reads the index of PyTorch: which builds there are, and where the wheels of a package lie.

It is as every package index is (PEP 503): a page for each package, with a checksum for each file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

import requests
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag, sys_tags
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
from packaging.version import InvalidVersion, Version

from soc_studio.core.models.google_drive import AGENT, FetchError, network_failure
from soc_studio.core.system.messages import message

INDEX = "https://download.pytorch.org/whl/"
TIMEOUTS = (10.0, 30.0)  # seconds to connect, and between two pieces of an answer
_MOST_PAGE = 2**24  # bytes of a page of the index
_LINK = re.compile(r'<a[^>]+href="([^"]+)"[^>]*>([^<]+)</a>', re.IGNORECASE)
_DIGEST = re.compile(r"sha256=([0-9a-f]{64})")
_FAMILY = re.compile(r"cu\d\d|rocm")  # builds of CUDA 12 or 13, builds for AMD


@dataclass(frozen=True, slots=True)
class Wheel:
    """A file of the index that this Python on this system can use."""

    name: str
    address: str
    sha256: str
    version: Version


def build_there(build: str, version: str, index: str = INDEX) -> str:
    """Return `build`, or where the index has none of PyTorch `version`, the newest of its kind.

    Raises:
        FetchError: the index does not answer, or has none of that kind.
    """
    base = index.rstrip("/") + "/"
    family = _FAMILY.match(build)
    kind = family[0] if family else build
    there = [
        wheel.version.local or ""
        for wheel in wheels(urljoin(base, "torch/"), "torch")
        if wheel.version.public == version
    ]
    if build in there:
        return build
    fitting = sorted((each for each in there if each.startswith(kind)), key=_number)
    if not fitting:
        raise FetchError(
            message(
                "The index of PyTorch has no {package} {version} for this system.",
                package="torch",
                version=f"{version}+{build}",
            ),
            message("Update SOC Studio, or try again later."),
        )
    return fitting[-1]


def best_wheel(base: str, package: str, wanted: SpecifierSet) -> Wheel:
    """Return the newest wheel of a package that fits, of the index at `base`.

    Raises:
        FetchError: the index does not answer, or has none.
    """
    found = [
        wheel
        for wheel in wheels(urljoin(base, f"{package}/"), package)
        if wanted.contains(wheel.version)
    ]
    if not found:
        raise FetchError(
            message(
                "The index of PyTorch has no {package} {version} for this system.",
                package=package,
                version=str(wanted).removeprefix("=="),
            ),
            message("Update SOC Studio, or try again later."),
        )
    return max(found, key=lambda wheel: wheel.version)


def wheels(page: str, package: str) -> Iterator[Wheel]:
    """Yield the wheels on a page of the index that can be used here and have a checksum.

    Raises:
        FetchError: the index does not answer, or has no such page.
    """
    for target, _ in _LINK.findall(_text(page, package)):
        address = urljoin(page, unescape(target))
        name = unquote(urlsplit(address).path.rpartition("/")[2])
        digest = _DIGEST.search(urlsplit(address).fragment)
        try:
            called, version, _, tags = parse_wheel_filename(name)
        except (InvalidWheelFilename, InvalidVersion):
            continue
        if digest and called == canonicalize_name(package) and not tags.isdisjoint(_here()):
            yield Wheel(name, address.partition("#")[0], digest[1], version)


def size_of(address: str) -> int | None:
    """Return how many bytes a file has, None where its host does not say."""
    try:
        answer = requests.head(
            address, timeout=TIMEOUTS, headers={"User-Agent": AGENT}, allow_redirects=True
        )
        return int(answer.headers["Content-Length"]) if answer.ok else None
    except (requests.RequestException, KeyError, ValueError):
        return None


def _text(page: str, package: str) -> str:
    try:
        answer = requests.get(page, timeout=TIMEOUTS, headers={"User-Agent": AGENT}, stream=True)
        with answer:
            if answer.status_code != 200:
                raise FetchError(
                    message(
                        "The index of PyTorch has no {package} for this graphics card.",
                        package=package,
                    ),
                    message("Try again later."),
                )
            content: bytes = answer.raw.read(_MOST_PAGE, decode_content=True)
            return content.decode("utf-8", "replace")
    except requests.RequestException as error:
        raise network_failure(error) from error


@cache
def _here() -> frozenset[Tag]:
    return frozenset(sys_tags())


def _number(build: str) -> tuple[int, ...]:
    """Return the numbers in the name of a build, by which they are in order."""
    return tuple(int(each) for each in re.findall(r"\d+", build))
