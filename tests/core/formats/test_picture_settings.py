"""Size, bits and edges of exported pictures: what is asked for is in the files."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pytest
from PIL import Image

from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_plan import ExportPlan, mistake, recalled, remembered
from soc_studio.core.formats.export_writing import material_of, survey, write_export
from soc_studio.core.formats.picture_settings import with_edge, written_size
from soc_studio.core.masks.matte_ranges import AUTOMATIC
from soc_studio.core.media.video_reader import open_video
from tests.core.formats.test_exports import track_of


def test_the_longer_side_is_limited_to_even_pixels() -> None:
    assert written_size(1920, 1080, 0) == (1920, 1080)
    assert written_size(1920, 1080, 1280) == (1280, 720)
    assert written_size(1080, 1920, 640) == (360, 640)
    assert written_size(641, 361, 480) == (480, 270)
    assert written_size(99, 51, 640) == (99, 51)


@pytest.mark.slow
def test_small_pictures_and_deep_ones_are_written_as_asked(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mp4", pictures=3)
    with open_video(source) as reader:
        view = documents.view("a", track_of(range(3)), frames=3)
        plan = ExportPlan(
            str(tmp_path),
            "out",
            (view.layer.id,),
            formats=("overlay", "look", "cutout-web", "loop-webp", "cutout", "cutout-png"),
            names="{source}-{width}x{height}-{format}",
            longest_side=32,
            bits=16,
        )
        wide, high = written_size(reader.width, reader.height, 32)
        whole = (reader.width, reader.height)
        material = material_of(plan, view.video, reader, [view])
        names = survey(plan, material, Sources()).names
        list(write_export(plan, material, Sources()))
    small, large = f"clip-{wide}x{high}", f"clip-{whole[0]}x{whole[1]}"
    assert (wide, high) != whole
    for file in (f"{small}-overlay.mp4", f"{small}-look.mp4", f"{small}-cutout-web.webm"):
        assert file in names
        with av.open(str(plan.folder / file)) as container:
            assert (container.streams.video[0].width, container.streams.video[0].height) == (
                wide,
                high,
            )
    with Image.open(plan.folder / f"{small}-loop-webp.webp") as loop:
        assert loop.size == (wide, high)
    with av.open(str(plan.folder / f"{large}-cutout.mov")) as container:
        assert container.streams.video[0].width == whole[0]
    (first,) = (plan.folder / f"{large}-cutout-png").glob("*00000.png")
    picture = cv2.imread(str(first), cv2.IMREAD_UNCHANGED)
    assert picture is not None
    assert picture.dtype == np.uint16
    assert picture.max() == 65535


def test_an_export_has_its_own_edge_and_leaves_that_of_the_layer(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mp4", pictures=3)
    with open_video(source) as reader:
        view = documents.view("a", track_of(range(3)), frames=3)
        own = view.layer.matte
        plan = ExportPlan(str(tmp_path), "out", (view.layer.id,), edge_band=6, edge_softness=40)
        (other,) = material_of(plan, view.video, reader, [view]).views.values()
        assert (other.layer.matte.edge_band, other.layer.matte.edge_softness) == (6, 40)
        assert view.layer.matte == own
        assert with_edge(view, own.edge_band, None) is view


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"longest_side": 3}, "16 to 16384"),
        ({"bits": 12}, "8 or 16 bits"),
        ({"edge_band": 10**6}, "edge band"),
        ({"edge_softness": 101}, "softness"),
    ],
)
def test_settings_that_make_no_sense_are_said_and_not_remembered(
    wrong: dict[str, Any], words: str, clips: Any, documents: Any
) -> None:
    with open_video(clips.encode("clip.mp4", pictures=3)):
        view = documents.view("a", track_of(range(3)), frames=3)
        plan = ExportPlan("/tmp", "out", (view.layer.id,), formats=("masks",))
        bad = replace(plan, **wrong)
        assert re.search(words, mistake(bad, view.video, {view.layer.id: view}))
        assert recalled(plan, remembered(bad)) == plan


def test_an_automatic_edge_can_be_asked_for_and_is_said(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mp4", pictures=2)
    with open_video(source) as reader:
        view = documents.view("a", track_of(range(2)), frames=2)  # its own band is off
        plan = ExportPlan(str(tmp_path), "out", (view.layer.id,), formats=("cutout",))
        said = {
            band: survey(asked, material_of(asked, view.video, reader, [view]), Sources()).notes
            for band in (None, AUTOMATIC, 5)
            for asked in [replace(plan, edge_band=band)]
        }
        labels = replace(plan, edge_band=AUTOMATIC, formats=("masks",))
        unsaid = survey(labels, material_of(labels, view.video, reader, [view]), Sources()).notes
    assert said == {
        None: (),
        AUTOMATIC: ("Edges: automatic, 2 px.",),
        5: ("Edges: follow the picture, 5 px.",),
    }
    assert unsaid == ()
    automatic = replace(plan, edge_band=AUTOMATIC)
    assert with_edge(view, AUTOMATIC, None).layer.matte.edge_band is None
    assert not mistake(automatic, view.video, {view.layer.id: view})
    assert recalled(plan, remembered(automatic)).edge_band == AUTOMATIC
