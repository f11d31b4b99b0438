"""Pictures whose files are not whole are known without decoding them."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from soc_rvos.datasets.files import PublishedError, read_picture
from soc_rvos.datasets.whole_pictures import fault_of


def encoded(kind: str, preview: bool = False) -> bytes:
    """Return a picture as JPEG or PNG, perhaps with a small JPEG within its notes."""
    pixels = np.random.default_rng(0).integers(0, 256, (40, 60, 3), dtype=np.uint8)
    out = io.BytesIO()
    more = {"exif": b"Exif\0\0" + encoded("JPEG")} if preview else {}
    Image.fromarray(pixels).save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("more", [b"", b"\0" * 200, b"notes of a camera " * 30])
def test_whole_pictures_have_no_fault(kind: str, more: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(encoded(kind) + more)
    assert fault_of(path) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "preview"])
def test_every_cut_is_seen_that_decoding_sees(kind: str, tmp_path: Path) -> None:
    whole = encoded("JPEG", True) if kind == "preview" else encoded(kind)
    path = tmp_path / "a"
    for length in [*range(8, len(whole) - 2, 37), len(whole) - 2]:
        path.write_bytes(whole[:length])
        assert fault_of(path) == "it is cut off"
    path.write_bytes(whole[: len(whole) // 2] + b"\0" * (len(whole) // 2))
    assert fault_of(path) == "it is cut off"


def test_what_is_no_picture_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert fault_of(path) == "No such file or directory"
    path.write_bytes(b"")
    assert fault_of(path) == "it is empty"
    path.write_bytes(b"<html>Not found</html>")
    assert fault_of(path) == "it is neither JPEG nor PNG"
    assert fault_of(tmp_path) == "it is no file"


def test_reading_a_picture_that_is_cut_off_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(encoded("JPEG")[:-400])
    with pytest.raises(PublishedError, match=r"a\.jpg' is broken: it is cut off\. Download it\."):
        read_picture(path, "Download it.")
