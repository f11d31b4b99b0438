"""Projects that earlier programs wrote are opened with all that is in them.

`tests/data/projects/README.md` says what is in which, and when another one is added.
"""

from __future__ import annotations

import gzip
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.core.project.project import (
    Absent,
    Correction,
    Layer,
    MatteSettings,
    Origin,
    Pick,
    Review,
)
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.tracks.associated_tracks import tracks_of

OLD = Path(__file__).parents[2] / "data" / "projects"
NAMES = sorted(path.name.removesuffix(".soc.gz") for path in OLD.glob("*.soc.gz"))
WITH_STEPS = ("carried", "steps")
HEIGHT, WIDTH = 32, 48


@pytest.fixture(params=NAMES)
def old(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, Path]:
    """The name of an old project, and a copy of it."""
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    path = tmp_path / "old.soc"
    path.write_bytes(gzip.decompress((OLD / f"{request.param}.soc.gz").read_bytes()))
    return str(request.param), path


def square(left: int, height: int = HEIGHT, width: int = WIDTH) -> Mask:
    pixels = np.zeros((height, width), dtype=np.bool_)
    pixels[8:16, left : left + 10] = True
    return Mask.from_array(pixels)


def test_there_is_one_of_every_kind() -> None:
    assert NAMES == ["carried", "categories", "first", "steps"]


def test_every_decision_is_there(old: tuple[str, Path]) -> None:
    name, path = old
    with Document.open(path) as document:
        assert document.read_only is None
        (video,) = document.project.videos
        car, dog, crowd = document.project.layers
    assert (video.name, video.relative, video.absolute) == ("clip.mp4", None, "clip.mp4")
    assert (video.width, video.height, video.frame_count) == (96, 64, 12)
    assert (video.fingerprint, video.rate) == ("1:clip", Fraction(30000, 1001))
    assert (video.in_point, video.out_point) == (1, 11)
    assert [each.expression for each in (car, dog, crowd)] == ["the car", "the dog", "people"]
    assert [each.label for each in (car, dog, crowd)] == ["red car", "the dog", "people"]
    assert [each.category for each in (car, dog, crowd)] == [
        "",
        "" if name == "first" else "animal",
        "",
    ]
    corrected = dict(car.corrections)
    if name == "carried":
        moved = corrected.pop(4)
        assert moved.basis is not None
        assert replace(moved, basis=None) == Correction(square(13), Origin.PROPAGATED, 3, 0.75)
    assert corrected == {
        2: Correction(square(11)),
        3: Correction(square(12), Origin.IMPORTED),
    }
    assert chosen(car) == [(4, 6, Pick(5, square(25)))]
    assert chosen(dog) == [(8, 10, Absent())]
    assert [(each.start, each.stop, each.value) for each in dog.reviews] == [
        (0, 6, Review.ACCEPTED)
    ]
    smooth = 0 if name == "first" else 2
    # Edges were hard before there was a band, and stay so.
    band = 3 if name == "carried" else 0
    assert dog.matte == MatteSettings(0.625, 2, 1.5, 7, 3, smooth, edge_band=band)
    rest = MatteSettings(edge_band=None if name == "carried" else 0)
    assert car.matte == crowd.matte == rest
    assert [each.steadied for each in (car, dog, crowd)] == [True, name != "carried", True]
    assert crowd.imported == 1


def chosen(layer: Layer) -> list[tuple[int, int, object]]:
    return [(each.start, each.stop, each.value) for each in layer.choices]


def test_what_was_found_and_imported_is_there(old: tuple[str, Path]) -> None:
    _, path = old
    with ProjectFile.open(path) as file:
        file.check()
        ((number, search),) = file.results.searches("1:clip", "the car")
        assert (search.weights, search.network, search.settings) == ("w", "bright", "{}")
        assert (search.height, search.width, search.threshold) == (HEIGHT, WIDTH, 0.5)
        (stored,) = file.results.windows(number)
        assert stored.window.frames == tuple(range(8))
        for rank in range(2):
            places = range(8 * rank, 8 * rank + 8)
            found = [file.results.mask(stored.id, each, HEIGHT, WIDTH) for each in places]
            assert found == [square(4 + 16 * rank + at) for at in range(8)]
        assert len(tracks_of(file.results, number, 12)) == 2
        people = file.imports.find(1)
        assert people is not None
        assert (people.name, people.height, people.width) == ("people", 64, 96)
        frames, areas = file.imports.areas(1, 12)
        assert (frames.tolist(), areas.tolist()) == ([0, 1, 2], [80, 80, 80])
        assert file.imports.mask(people, 2) == square(22, 64, 96)


def test_it_is_changed_saved_and_undone_as_one_of_today(old: tuple[str, Path]) -> None:
    name, path = old
    with Document.open(path) as document:
        assert document.undo_name == ("Name" if name in WITH_STEPS else None)
        car = document.project.layers[0]
        document.do("Lower", document.project.move_layer(car.id, 2))
    with Document.open(path) as document:
        assert document.project.layers[2] == car
        assert document.undo() == "Lower"
        assert document.project.layers[0] == car
        if name in WITH_STEPS:
            assert document.undo() == "Name"
            assert document.project.layers[0].label == "the car"


def test_it_is_looked_at_without_being_changed(old: tuple[str, Path]) -> None:
    _, path = old
    before = path.read_bytes()
    with ProjectFile.glance(path) as file:
        assert [each.expression for each in file.load().layers] == ["the car", "the dog", "people"]
    assert path.read_bytes() == before
