"""Every export has the edge that the window shows: within the edge band it follows the picture.

An automatic band is in what is cut out, and in nothing that marks or measures."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from soc_rvos.masks import Mask
from soc_studio.core.formats import cutout_pictures, png_masks_export, tracks_json_export
from soc_studio.core.formats.frame_cutout import frame_cutout
from soc_studio.core.formats.layer_videos import CUTOUT, MATTE
from soc_studio.core.formats.material import Material
from soc_studio.core.masks.automatic_band import automatic_band
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project.project import MatteSettings
from soc_studio.core.tracks.rendering import HALF, rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.steady_mattes import in_a_row
from tests.core.formats.test_exports import track_of
from tests.core.formats.test_layer_videos import opened


def test_every_export_follows_the_picture_within_the_edge_band(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mkv", pictures=3)
    plain = documents.view("a", track_of(range(3)), frames=3)
    layer = replace(plain.layer, matte=MatteSettings(edge_band=5))
    view = ResolvedTrack(layer, plain.video, plain.data, plain._results, plain._imports)
    with open_video(source) as reader:
        frames = list(reader.frames())
        meant = [rendered_matte(view, at, 64, 96, frames[at]) for at in range(3)]
        steady = [each.matte(view) for each in in_a_row(enumerate(frames))]
        material = Material(reader, {"01-a": view}, range(3))
        for writer in (
            MATTE.writer,
            CUTOUT.writer,
            cutout_pictures.PNG.writer,
            png_masks_export.WRITER,
            tracks_json_export.WRITER,
        ):
            list(writer.write(tmp_path, material))
        single = frame_cutout(reader, [view], 1)[..., 3]
    _, mattes, _ = opened(tmp_path / "01-a-matte.mp4")
    _, cutouts, _ = opened(tmp_path / "01-a.mov")
    told = json.loads((tmp_path / "tracks.json").read_text())["tracks"][0]["frames"]
    for at, wanted in enumerate(meant):
        assert wanted is not None
        without = rendered_matte(view, at, 64, 96)
        assert without is not None
        assert not np.array_equal(wanted, without)
        cut = steady[at]
        assert cut is not None
        assert np.abs(mattes[at][..., 0].astype(int) - cut).mean() < 2
        assert np.abs(cutouts[at][..., 3].astype(int) - cut).max() <= 2
        with Image.open(tmp_path / "01-a-cutout" / f"{at:05d}.png") as file:
            assert (np.asarray(file)[..., 3] == cut).all()
        with Image.open(tmp_path / "01-a" / f"{at:05d}.png") as file:
            assert (np.asarray(file) == wanted).all()
        counts = told[at]["segmentation"]["counts"].encode()
        assert (Mask(64, 96, counts).to_array() == (wanted >= HALF)).all()
    assert (single == meant[1]).all()


def test_an_automatic_band_is_in_cut_outs_and_in_no_label(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mkv", pictures=1)
    view = documents.view("a", track_of(range(1)), frames=1, band=None)
    assert view.layer.matte.edge_band is None
    with open_video(source) as reader:
        frame = reader.frame(0)
        hard, soft = rendered_matte(view, 0, 64, 96), rendered_matte(view, 0, 64, 96, frame)
        assert hard is not None
        assert soft is not None
        assert set(np.unique(hard)) == {0, 255}
        assert len(np.unique(soft)) > 2
        plain = rendered_matte(view, 0, 64, 96, frame, plain=True)
        assert plain is not None
        assert np.array_equal(plain, hard)
        material = Material(reader, {"01-a": view}, range(1))
        for writer in (
            cutout_pictures.PNG.writer,
            png_masks_export.WRITER,
            tracks_json_export.WRITER,
        ):
            list(writer.write(tmp_path, material))
        assert np.array_equal(frame_cutout(reader, [view], 0)[..., 3], soft)
    for folder, wanted in (("01-a-cutout", soft), ("01-a", hard)):
        with Image.open(tmp_path / folder / "00000.png") as file:
            levels = np.asarray(file)
            assert np.array_equal(levels[..., 3] if levels.ndim == 3 else levels, wanted)
    told = json.loads((tmp_path / "tracks.json").read_text())["tracks"][0]["frames"][0]
    counts = told["segmentation"]["counts"].encode()
    assert np.array_equal(Mask(64, 96, counts).to_array(), hard == 255)


def test_an_automatic_band_is_as_wide_as_the_steps_of_the_mask() -> None:
    assert automatic_band(1080, 1920) == automatic_band(1920, 1080)
    assert automatic_band(1440, 2560) == 2 * automatic_band(720, 1280)
    drawn = Mask.empty(1080, 1920)
    assert automatic_band(1080, 1920, drawn) < automatic_band(1080, 1920)
    assert automatic_band(2160, 3840, Mask.empty(90, 160)) == 24  # no finer than it is
    assert automatic_band(8, 8) >= 2
