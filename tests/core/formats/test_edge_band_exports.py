"""Every export has the edge that the window shows: within the edge band it follows the picture."""

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
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project.project import MatteSettings
from soc_studio.core.tracks.rendering import HALF, rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack
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
        assert not np.array_equal(wanted, rendered_matte(view, at, 64, 96))
        assert np.abs(mattes[at][..., 0].astype(int) - wanted).mean() < 2
        assert np.abs(cutouts[at][..., 3].astype(int) - wanted).max() <= 2
        with Image.open(tmp_path / "01-a-cutout" / f"{at:05d}.png") as file:
            assert (np.asarray(file)[..., 3] == wanted).all()
        with Image.open(tmp_path / "01-a" / f"{at:05d}.png") as file:
            assert (np.asarray(file) == wanted).all()
        counts = told[at]["segmentation"]["counts"].encode()
        assert (Mask(64, 96, counts).to_array() == (wanted >= HALF)).all()
    assert (single == meant[1]).all()
