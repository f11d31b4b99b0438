"""One EXR for every frame with the video and the cut-outs of all layers as channels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_studio.core.formats.layered_exr import LAYERS, layer_channel, object_names
from soc_studio.core.formats.material import Material
from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.tracks.rendering import rendered_matte
from tests.core.formats.exr_layers import channel_names, head_of, layer_of
from tests.core.formats.test_exports import square, track_of


def light(levels: NDArray[np.uint8]) -> NDArray[np.float64]:
    shares = levels / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


@pytest.mark.slow
def test_a_picture_holds_the_video_and_each_cut_out(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mkv", pictures=8)
    ball = documents.view("ball", track_of(range(8), absent=[4]), frames=8)
    dog = documents.view("собака", {at: (0.9, square(24)) for at in range(2, 6)}, frames=8)
    views = {"01-a-ball": ball, "02-собака": dog}
    with open_video(source) as reader:
        material = Material(reader, views, range(1, 8))
        estimate = LAYERS.writer.estimate(material)
        steps = list(LAYERS.writer.write(tmp_path, material))
        frames = {number: reader.frame(number) for number in range(2, 6)}
    assert steps == list(frames)  # on the others, the second layer has no answer
    assert LAYERS.writer.steps(material) == len(steps)
    files = sorted((tmp_path / "layers-exr").iterdir())
    assert [each.name for each in files] == [f"{number:05d}.exr" for number in frames]
    assert estimate.size == pytest.approx(sum(each.stat().st_size for each in files), rel=0.2)
    for path, (number, frame) in zip(files, frames.items(), strict=True):
        assert LAYERS.writer.files.fullmatch(path.relative_to(tmp_path).as_posix())
        names = [
            f"layer{each}.{letter}" for each in ("01_a_ball", "02_собака") for letter in "ABGR"
        ]
        assert sorted(channel_names(path)) == sorted([*"BGR", *names])
        assert "BT.601" in head_of(path)["comments"]  # as every small video that says nothing
        beauty = layer_of(path, "")
        for place, letter in enumerate("RGB"):
            assert np.abs(beauty[letter] - light(frame[..., place])).max() < 1e-3
        for name, view in views.items():
            found = layer_of(path, layer_channel(name))
            matte = rendered_matte(view, number, 64, 96)
            meant = cut_out(frame, np.zeros((64, 96), np.uint8) if matte is None else matte)
            assert np.abs(found["A"] - meant[..., 3] / 255).max() < 1e-3
            red = light(meant[..., 0]) * meant[..., 3] / 255
            assert np.abs(found["R"] - red).max() < 1e-3


def test_layers_with_the_same_words_have_names_of_their_own(clips: Any, documents: Any) -> None:
    view = documents.view("ball", track_of(range(2)), frames=2)
    with open_video(clips.encode("clip.mkv", pictures=2)) as reader:
        alone = Material(reader, {"01-ball": view}, range(2))
        assert object_names(alone) == ["ball"]
        both = Material(reader, {"01-ball": view, "02-ball": view}, range(2))
        assert object_names(both) == ["ball 01", "ball 02"]
