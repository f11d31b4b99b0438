"""`soc-studio models` as it is used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from tokenizers import Tokenizer

from soc_rvos.config import SocConfig
from soc_studio.cli import main
from tests.published import made, write


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "models"


@pytest.fixture
def download(
    tmp_path: Path,
    small_soc: SocConfig,
    word_tokenizer: Tokenizer,
    publish: Callable[..., None],
) -> Path:
    """A folder with a trainer's file and a tokenizer."""
    network = made(replace(small_soc, name="soc-swin-t", short_side=32, long_side=48))
    publish(network.config)
    folder = tmp_path / "download"
    folder.mkdir()
    write(folder / "joint.tar", network)
    word_tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture
def video(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=12)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for number in range(6):
            picture = np.full((64, 96, 3), 40 * number, dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return path


def said(capsys: pytest.CaptureFixture[str]) -> str:
    told = capsys.readouterr()
    return told.out + told.err


@pytest.mark.slow
def test_the_list_has_every_published_network_and_says_which_are_here(
    download: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "add", str(download), "--as", "soc-joint-t"]) == 0
    assert "Use it with --model soc-joint-t" in said(capsys)
    assert main(["models", "list"]) == 0
    lines = {line.split()[0]: line for line in said(capsys).splitlines() if line}
    assert "here" in lines["soc-mini"]
    assert "here" in lines["soc-joint-t"]
    assert "here" in lines["roberta-base"]
    assert "here" not in lines["sgmg-ytvos-b"]
    assert "J&F 65.7 Ref-YouTube-VOS" in lines["sgmg-ytvos-b"]

    assert main(["models", "list", "soc-joint-t", "sgmg-a2d-b"]) == 0
    told = said(capsys)
    assert "SOC paper (NeurIPS 2023), table 1" in told
    assert "CC BY-NC 4.0" in told
    assert "made of" in told


@pytest.mark.slow
def test_an_added_model_segments_by_its_id_until_it_is_removed(
    download: Path, video: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    find = ["segment", str(video), "the red square", "--device", "cpu", "--threshold", "0"]
    with_it = [*find, "--model", "soc-joint-t", "-o", str(tmp_path / "result")]
    assert main(with_it) == 1
    assert "models fetch soc-joint-t" in said(capsys)

    assert main(["models", "add", str(download), "--as", "soc-joint-t"]) == 0
    assert main(["models", "check"]) == 0
    assert "'soc-joint-t' is well" in said(capsys)
    assert main(["models", "test", "soc-joint-t", "--device", "cpu"]) == 0
    assert "seconds a minute of video" in said(capsys)
    assert main(with_it) == 0
    assert "GB of memory" in said(capsys)
    assert (tmp_path / "result" / "tracks.json").is_file()

    assert main([*find, "-o", str(tmp_path / "mini")]) == 0
    assert "'soc-joint-t' is on this computer, too, and more accurate (J&F 65.0" in said(capsys)

    assert main(["models", "remove", "soc-joint-t", "soc-mini"]) == 1
    told = said(capsys)
    assert "'soc-joint-t' is removed" in told
    assert "comes with the program" in told
    assert main(with_it) == 1


@pytest.mark.slow
def test_a_damaged_model_is_named_by_the_check(
    download: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "add", str(download), "--as", "soc-joint-t"]) == 0
    file = own_data / "soc-joint-t.safetensors"
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert main(["models", "check"]) == 1
    assert "'soc-joint-t' is damaged" in said(capsys)
    assert main(["models", "check", "soc-joint-b"]) == 1
    assert "'soc-joint-b' is not on this computer" in said(capsys)


def test_how_prints_the_page_of_instructions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "how", "soc-joint-b"]) == 0
    assert "soc-studio models add FILE --as soc-joint-b" in said(capsys)
    assert main(["models", "how", "nothing"]) == 1
    assert "no published model 'nothing'" in said(capsys)
    assert main(["models", "fetch", "nothing", "soc-mini"]) == 1
    assert "'soc-mini' is already here" in said(capsys)


def test_an_added_file_that_is_no_network_fails_with_a_sentence(
    tmp_path: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.pth").write_bytes(b"nothing")
    assert main(["models", "add", str(tmp_path / "x.pth")]) == 1
    assert "x.pth" in said(capsys)
    assert not list(own_data.glob("*.safetensors"))
