"""Files that lack a packet in their midst, as copying without encoding again may lose one."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from soc_studio.core.media.video_reader import open_video
from tests.core.media.decoding.test_video_streams import (
    TS_CODECS,
    assert_any_order_is_that_of_reading,
    encoded,
    shown_by_decoder,
)

pytestmark = pytest.mark.slow


def without(source: Path, path: Path, lost: int) -> Path:
    """Write what `source` holds without one packet."""
    with av.open(str(source)) as read, av.open(str(path), "w") as written:
        stream = written.add_stream_from_template(read.streams.video[0])
        for number, packet in enumerate(read.demux(video=0)):
            if packet.size and number != lost:
                packet.stream = stream
                written.mux(packet)
    return path


@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
@pytest.mark.parametrize("kind", [kind for kind in TS_CODECS if kind != "mpeg2"])
def test_a_lost_packet_ends_nothing_and_is_told_where_decoding_notices_it(
    clips, kind: str, suffix: str
) -> None:
    encoded(clips, f"whole.{suffix}", kind, range(40))
    source = clips.folder / f"whole.{suffix}"
    with open_video(source) as reader:
        whole = list(reader.frames())
        assert not reader.info.hurt
    told = 0
    for lost in (3, 11, 12, 21, 26, 38):
        path = without(source, clips.folder / f"lost.{suffix}", lost)
        with open_video(path) as reader:
            assert reader.frame_count == len(shown_by_decoder(clips, path))
            through = assert_any_order_is_that_of_reading(reader)
            assert reader.info.broken is None
            assert reader.find_break() is None
            hurt = {number for part in reader.info.hurt for number in part}
            told += len(hurt)
            # In H.264 a decoder makes up what is missing, not always with a word.
            for number, picture in enumerate(through if kind == "hevc" else ()):
                own = round((reader.timing.time_of(number) + reader.timing.start) * 25)
                assert number in hurt or np.array_equal(picture, whole[own]), (lost, number)
    assert told or kind == "h264"


@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_a_pause_is_no_loss(clips, suffix: str) -> None:
    stamps = [*range(20), *range(30, 50)]
    path = clips.encode(f"pause.{suffix}", pictures=40, stamps=stamps, options={"g": "10"})
    with open_video(path) as reader:
        assert reader.frame_count == 40
        assert not reader.info.hurt
        assert reader.info.broken is None
