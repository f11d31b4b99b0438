"""For which display HDR10 was mastered: read from a video, and said by cut-outs of it."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from soc_studio.core.formats.cutout_pictures import PNG, write_cutouts
from soc_studio.core.formats.layer_videos import ARCHIVE_CUTOUT, CUTOUT, write_layers
from soc_studio.core.formats.material import Material
from soc_studio.core.media.mastering import Mastering, mastering_of, say_in_mov
from soc_studio.core.media.video_reader import open_video
from tests.core.formats.test_exports import track_of

SAID = Mastering(
    (13250, 34500, 7500, 3000, 34000, 16000, 15635, 16450, 10_000_000, 50), (1000, 400)
)
X265 = (
    "log-level=error:bframes=0:hdr10=1:max-cll=1000,400:colorprim=9:transfer=16:colormatrix=9:"
    "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)"
)


def hdr10(path: Path, frames: int = 3) -> Path:
    """Write a grey HDR10 video of H.265 with a time code to `path`."""
    with av.open(path, "w") as container:
        container.metadata["timecode"] = "01:00:00:00"
        stream = container.add_stream("libx265", rate=25, options={"x265-params": X265})
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p10le"
        marks = stream.codec_context
        marks.color_primaries, marks.color_trc, marks.colorspace, marks.color_range = 9, 16, 9, 1
        for number in range(frames):
            levels = np.full((96, 96), 512 + number, np.uint16)
            picture = av.VideoFrame.from_ndarray(levels, "yuv420p10le")
            picture.pts, picture.time_base = number, Fraction(1, 25)
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return path


def said_by(path: Path) -> Mastering | None:
    """Return what FFmpeg reads beside the first picture at `path`."""
    with av.open(path) as container:
        return mastering_of(next(container.decode(video=0)).side_data)


def test_cut_outs_say_for_which_display_a_video_was_mastered(
    documents: Any, tmp_path: Path
) -> None:
    view = documents.view("a", track_of(range(3)), frames=3)
    with open_video(hdr10(tmp_path / "hdr10.mov")) as reader:
        assert reader.info.mastering == SAID
        material = Material(reader, {"01-a": view}, range(3))
        for kind in (CUTOUT, ARCHIVE_CUTOUT):
            list(write_layers(kind, tmp_path, material))
        list(write_cutouts(PNG, tmp_path, material))
        assert not CUTOUT.writer.notes(material)
        (note,) = ARCHIVE_CUTOUT.writer.notes(material)
        assert "mastered (HDR10)" in note
    assert said_by(tmp_path / "01-a.mov") == SAID
    assert said_by(tmp_path / "01-a-cutout" / "00000.png") == SAID
    with av.open(tmp_path / "01-a.mov") as container:
        assert len(list(container.decode(video=0))) == 3
        assert container.streams.data[0].metadata["timecode"] == "01:00:00:00"


@pytest.mark.parametrize("field", range(22))
def test_numbers_that_do_not_fit_are_left_out(field: int) -> None:
    good = [1, 3] * 10 + [1, 1]
    bad = [*good[:field], -7 if field % 2 == 0 and field < 20 else 0, *good[field + 1 :]]
    pack = struct.Struct("=22i").pack
    assert mastering_of({"MASTERING_DISPLAY_METADATA": pack(*good)}) is not None
    assert mastering_of({"MASTERING_DISPLAY_METADATA": pack(*bad)}) is None
    assert mastering_of({"MASTERING_DISPLAY_METADATA": pack(*good)[:-1]}) is None


def test_light_alone_is_kept_where_it_fits() -> None:
    assert mastering_of({"CONTENT_LIGHT_LEVEL": struct.pack("=2I", 900, 0)}) == Mastering(
        None, (900, 0)
    )
    for levels in ((0, 0), (2**16, 1)):
        assert mastering_of({"CONTENT_LIGHT_LEVEL": struct.pack("=2I", *levels)}) is None


@pytest.mark.parametrize("content", [b"", b"\0" * 40, b"\0\0\0\x10moov" + b"\0" * 8])
def test_a_file_that_is_no_mov_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mov"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"its list of contents|describes no pictures"):
        say_in_mov(path, SAID)
    assert path.read_bytes() == content
