"""Encoded films searched a piece at a time, with a real network: as if searched in one go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import av
import numpy as np
import pytest

from soc_rvos.inference.pipeline import RunSettings
from soc_studio.cli import main
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.models.loading import load_model
from soc_studio.core.search.search import Task, search_outward
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.resources import resource

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("data_of_the_test")]


def film(path: Path, shots: Sequence[int], rate: int = 25) -> Path:
    """Write a film of shots, so many frames each: in each a square goes over other noise."""
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=rate)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for seed, frames in enumerate(shots):
            scene = np.random.default_rng(seed).integers(0, 200, (8, 12, 3), dtype=np.uint8)
            scene = scene.repeat(8, axis=0).repeat(8, axis=1)
            for number in range(frames):
                picture = scene.copy()
                left = 3 * number % 70
                picture[20:44, left : left + 24] = (255, 0, 0)
                container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return path


@pytest.fixture
def cuts(tmp_path: Path) -> Path:
    """Cuts at 28 and 40: a shot that is shorter than a block lies over the border at 32."""
    return film(tmp_path / "cuts.mp4", (28, 12, 40))


FILMS: dict[str, Callable[[Path], Path]] = {
    "cuts": lambda folder: film(folder / "cuts.mp4", (28, 12, 40)),
    "a short shot first": lambda folder: film(folder / "cut12.mp4", (12, 30)),
    "short": lambda folder: film(folder / "short.mp4", (20,)),
    "ten a second": lambda folder: film(folder / "ten.mp4", (10,), rate=10),
    "long": lambda folder: film(folder / "long.mp4", (50,)),
    "sample": lambda folder: resource("sample", "sample.mp4"),
}


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("long", ["--to 8", "--to 20"]),
        ("long", ["--to 2", "--to 4", "--to 8", ""]),
        ("long", ["--from 3 --to 5", "--from 3 --to 9"]),
        ("long", ["--to 8 --preview", "--to 20 --preview"]),
        ("long", ["--to 8 --preview", "--to 20 --preview", ""]),
        ("short", ["--to 8", ""]),
        ("short", ["--to 8 --whole", "--whole"]),
        ("ten a second", ["--to 4", ""]),
        ("a short shot first", ["--to 8", ""]),
        ("cuts", ["--to 30", "--to 33", "--to 41", ""]),
        ("cuts", ["--to 33 --preview", "--preview"]),
        ("sample", ["--to 10", "--to 20"]),
    ],
)
def test_pieces_are_written_as_one_search_is(
    name: str, pieces: list[str], model: Path, tmp_path: Path
) -> None:
    video = FILMS[name](tmp_path)
    fixed = ["--model", str(model), "--device", "cpu", "--threshold", "0"]
    project = ["--project", str(tmp_path / "a.soc"), "-o", str(tmp_path / "pieces")]
    for piece in pieces:
        assert main(["segment", str(video), "a ball", *project, *piece.split(), *fixed]) == 0
    once = ["-o", str(tmp_path / "once"), *pieces[-1].split(), *fixed]
    assert main(["segment", str(video), "a ball", *once]) == 0
    written = [
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in (tmp_path / "pieces", tmp_path / "once")
    ]
    assert len(written[0]) > 5
    assert written[0] == written[1]


@pytest.mark.parametrize("playhead", [0, 20, 30, 45, 79])
def test_an_edited_film_is_searched_outward_from_anywhere(
    playhead: int, cuts: Path, model: Path, tmp_path: Path
) -> None:
    network = load_model(str(model), "cpu")
    with open_video(cuts) as reader, ProjectFile.create(tmp_path / "a.soc") as file:
        task = Task("1:cuts", ("a ball",))
        steps = list(search_outward(task, reader, network, RunSettings(), file.results, playhead))
        assert (steps[-1].done, steps[-1].total) == (80, 80)
        ((number, _),) = file.results.searches("1:cuts")
        windows = [each.window for each in file.results.windows(number)]
    assert sorted(frame for each in windows for frame in each.fresh) == list(range(80))
    for each in windows:
        shots = {np.searchsorted((28, 40), frame, "right") for frame in each.frames}
        assert len(shots) == 1
        assert len(each.frames) == 8
