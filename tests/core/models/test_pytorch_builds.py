"""The PyTorch for a graphics card is fetched, compared, used from the next start on, and undone."""

from __future__ import annotations

import hashlib
import io
import sys
import sysconfig
import threading
import zipfile
from collections.abc import Generator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from soc_studio.cli import main
from soc_studio.core.models.google_drive import FetchError
from soc_studio.core.models.pytorch_builds import OfferedBuild, fetch_build, offered_build
from soc_studio.core.models.pytorch_index import build_there
from soc_studio.core.system import added_pytorch
from soc_studio.core.system.added_pytorch import AddedPytorch, begin_with_added, this_python
from soc_studio.core.system.errors import ModelError
from soc_studio.core.system.graphics_cards import GraphicsCard

VERSION = "9.8.7"
OFFERED = OfferedBuild(GraphicsCard("nvidia", "RTX", None, "560.1"), "cu126")
MACHINE = sysconfig.get_platform().rpartition("-")[2].replace("amd64", "x86_64")
SYSTEM = "win_amd64" if sys.platform == "win32" else f"manylinux_2_28_{MACHINE}"

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="macOS has one PyTorch for all")


def wheel(package: str, version: str, requires: str = "", own: str = "") -> tuple[str, bytes]:
    """Return name and content of a wheel with one module."""
    name = package.replace("-", "_")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr(f"{name}/__init__.py", own or f"version = {version!r}\n")
        about = f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n{requires}\n"
        file.writestr(f"{name}-{version}.dist-info/METADATA", about)
    return f"{name}-{version}-{this_python()}-{this_python()}-{SYSTEM}.whl", content.getvalue()


class Index(BaseHTTPRequestHandler):
    """An index of packages; `files` are by their addresses, `said` are checksums that are wrong."""

    files: dict[str, bytes]
    said: dict[str, str]

    def do_HEAD(self) -> None:
        self.do_GET(body=False)

    def do_GET(self, body: bool = True) -> None:
        content = self.files.get(self.path)
        if content is None and self.path.endswith("/"):
            digests = {
                place: self.said.get(place, hashlib.sha256(each).hexdigest())
                for place, each in self.files.items()
                if place.startswith(self.path)
                or (self.path == "/torch/" and self.path in place)  # of all builds
            }
            links = [
                f'<a href="{place}#sha256={digest}">{place.rpartition("/")[2]}</a>'
                for place, digest in digests.items()
            ]
            content = "<br>".join(links).encode() if links else None
        self.send_response(200 if content is not None else 404)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        if body:
            self.wfile.write(content or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type[Index]:
    """An index on this computer, and a data folder whose name is not plain."""
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "Daten für Ä"))

    monkeypatch.setattr(Index, "files", {}, raising=False)
    monkeypatch.setattr(Index, "said", {}, raising=False)
    linux = "; platform_system == 'Linux'"
    requires = (
        "Requires-Dist: filelock\n"
        f"Requires-Dist: cuda-toolkit[cublas,cudart]==12.6.3{linux}\n"
        f"Requires-Dist: nvidia-nccl-cu12==2.1{linux}\n"
        f"Requires-Dist: triton==3.7.1{linux}\n"
        "Requires-Dist: nvidia-other==1.0; extra == 'all'"
    )
    toolkit = (
        "Requires-Dist: nvidia-cublas==12.6.4.*; extra == 'cublas'\n"
        "Requires-Dist: nvidia-cuda-runtime<13,>=12.6; extra == 'cudart'\n"
        "Requires-Dist: nvidia-npp==12.1.*; extra == 'npp'"
    )
    for package, version, more in (
        ("torch", f"{VERSION}+cu126", requires),
        ("cuda-toolkit", "12.6.3", toolkit),
        ("nvidia-cublas", "12.6.3.9", ""),
        ("nvidia-cublas", "12.6.4.1", ""),
        ("nvidia-cuda-runtime", "12.6.77", ""),
        ("nvidia-cuda-runtime", "13.0.1", ""),
        ("nvidia-nccl-cu12", "2.1", ""),
        ("nvidia-npp", "12.1.2", ""),
    ):
        name, content = wheel(package, version, more)
        Index.files[f"/cu126/{package}/{name.replace('+', '%2B')}"] = content
    return Index


@pytest.fixture
def address(index: type[Index]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), index) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), name="index")
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def through(steps: Generator[Any, None, Any]) -> Any:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def test_a_build_is_fetched_used_from_the_next_start_on_and_removed(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = through(fetch_build(OFFERED, f"{VERSION}+cpu", address))
    assert made == AddedPytorch("cu126", VERSION, this_python())
    assert added_pytorch.added_pytorch() == made
    there = {each.name for each in made.folder.iterdir()}
    assert "torch" in there
    if sys.platform.startswith("linux"):  # elsewhere PyTorch has them in itself
        found = {path.parent.name for path in made.folder.glob("*/__init__.py")} - {"torch"}
        wanted = {"cuda_toolkit", "nvidia_cublas", "nvidia_cuda_runtime", "nvidia_nccl_cu12"}
        assert found == wanted
        assert "12.6.4.1" in (made.folder / "nvidia_cublas" / "__init__.py").read_text()
        assert "12.6.77" in (made.folder / "nvidia_cuda_runtime" / "__init__.py").read_text()
    assert [each.name for each in added_pytorch.pytorch_folder().iterdir()] != ["unfinished"]
    monkeypatch.setattr(sys, "path", list(sys.path))
    assert begin_with_added("1.2.3+cpu") is None  # after an update: it would not fit
    monkeypatch.setenv("SOC_STUDIO_OWN_PYTORCH", "1")
    assert begin_with_added(f"{VERSION}+cpu") is None
    monkeypatch.delenv("SOC_STUDIO_OWN_PYTORCH")
    assert begin_with_added(f"{VERSION}+cpu") == made
    assert sys.path[0] == str(made.folder)
    assert main(["pytorch", "remove"]) == 0
    assert added_pytorch.added_pytorch() is None
    assert not added_pytorch.pytorch_folder().exists()


def test_a_file_that_is_another_than_the_index_says_is_not_used(
    address: str, index: type[Index]
) -> None:
    place = next(each for each in index.files if "/torch/" in each)
    index.said[place] = "0" * 64
    with pytest.raises(ModelError, match="another file"):
        through(fetch_build(OFFERED, VERSION, address))
    assert added_pytorch.added_pytorch() is None
    assert not list(added_pytorch.pytorch_folder().rglob("torch"))


def test_what_is_there_already_is_not_fetched_again(address: str, index: type[Index]) -> None:
    steps = fetch_build(OFFERED, VERSION, address)
    while not list(added_pytorch.pytorch_folder().rglob("*.unpacked")):
        next(steps)
    steps.close()
    begun = next(added_pytorch.pytorch_folder().rglob("torch/__init__.py"))
    begun.write_text("here = True\n")
    made = through(fetch_build(OFFERED, VERSION, address))
    assert (made.folder / "torch" / "__init__.py").read_text() == "here = True\n"


@pytest.mark.parametrize(
    ("wanted", "there", "taken"),
    [
        ("cu126", ("cu128", "cu129", "cu130"), "cu129"),
        ("cu130", ("cu126", "cu132", "rocm7.1"), "cu132"),
        ("rocm6.4", ("cu126", "rocm7.2", "rocm7.10"), "rocm7.10"),
        ("rocm6.4", ("cu126",), None),
    ],
)
def test_where_a_build_is_not_there_the_newest_of_its_kind_is_taken(
    wanted: str, there: tuple[str, ...], taken: str | None, address: str, index: type[Index]
) -> None:
    index.files.clear()
    for build in there:
        name, content = wheel("torch", f"{VERSION}+{build}")
        index.files[f"/{build}/torch/{name.replace('+', '%2B')}"] = content
    if taken is None:
        with pytest.raises(FetchError, match="no torch"):
            build_there(wanted, VERSION, address)
    else:
        assert build_there(wanted, VERSION, address) == taken


def test_a_build_that_is_not_there_is_said(address: str, index: type[Index]) -> None:
    with pytest.raises(FetchError, match=r"no torch 1\.0\.0\+cu126 for this system"):
        through(fetch_build(OFFERED, "1.0.0", address))
    index.files.clear()
    with pytest.raises(FetchError, match="no torch for this graphics card"):
        through(fetch_build(OFFERED, VERSION, address))


@pytest.mark.parametrize("said", ["", "{", '{"build": "../x", "version": "1", "python": "cp3"}'])
def test_a_note_that_is_damaged_is_as_none(said: str, index: type[Index]) -> None:
    folder = added_pytorch.pytorch_folder()
    folder.mkdir(parents=True)
    (folder / "in use.json").write_text(said)
    assert begin_with_added(VERSION) is None


def test_only_a_card_with_a_driver_is_offered_a_build() -> None:
    assert offered_build([]) is None
    assert offered_build([GraphicsCard("nvidia"), GraphicsCard("intel")]) is None
    assert offered_build([GraphicsCard("intel"), OFFERED.card]) == OFFERED


def test_the_command_says_what_fits(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "soc_studio.core.models.pytorch_builds.graphics_cards"
    monkeypatch.setattr(name, lambda: [])
    assert main(["pytorch", "fetch"]) == 1
    monkeypatch.setattr(name, lambda: [OFFERED.card])
    monkeypatch.setattr("soc_studio.core.system.versions.version_of", lambda package: VERSION)
    assert main(["pytorch", "fetch", "--index", address]) == 0
    assert main(["pytorch", "show"]) == 0
    assert "RTX: cu126 fits.\n" in capsys.readouterr().out
