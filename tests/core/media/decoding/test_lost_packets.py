"""Files that lack a packet in their midst, as copying without encoding again may lose one."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from soc_studio.core.media.decoding.decoder import Decoder, Mode
from soc_studio.core.media.decoding.frame_index import index_packets
from soc_studio.core.media.decoding.packets import read_packets
from soc_studio.core.media.decoding.splices import units_of
from soc_studio.core.media.decoding.succession import Succession
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


def unbroken_gaps(path: Path) -> list[bool]:
    """Return of each gap in the times of a video whether the packets around it say that nothing is
    missing there."""
    with closing(Decoder(path, Mode())) as decoder:
        packets = read_packets(decoder.container, decoder.stream)
        index = index_packets(packets, decoder.coding)
        succession = Succession(decoder.stream)
    with closing(Decoder(path, Mode())) as decoder:
        stored = partial(decoder.stored, packets, index.stamp)
        assert index.ticks is not None
        steps = np.diff(index.ticks)
        gaps = np.flatnonzero(steps > 1.5 * np.median(steps)).tolist()
        return [succession.is_unbroken(index, gap, stored) for gap in gaps]


@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
@pytest.mark.parametrize("kind", ["h264", "hevc"])
def test_packets_tell_a_pause_from_a_loss(clips, kind: str, suffix: str) -> None:
    names = {"h264": "libx264", "hevc": "libx265"}
    parameters = "log-level=none:keyint=30:bframes=3:b-pyramid=1"
    options = {"x265-params": parameters} if kind == "hevc" else {"g": "30", "bf": "3"}
    pause = clips.encode(
        f"pause.{suffix}",
        codec=names[kind],
        pictures=50,
        stamps=[*range(20), *range(30, 60)],
        options=options,
    )
    assert unbroken_gaps(pause) == [True]
    with open_video(pause) as reader:
        assert not reader.info.hurt
    needed = 0
    whole = clips.encode(f"steady.{suffix}", codec=names[kind], pictures=50, options=options)
    with av.open(str(whole)) as read:
        packets = [packet for packet in read.demux(video=0) if packet.size]
    # In H.264 what no other picture needs has no number of its own.
    is_needed = [
        kind == "hevc"
        or (any(unit[0] & 0x60 for unit in units_of(bytes(each), 4)) and not after.is_keyframe)
        for each, after in pairwise(packets)
    ]
    for lost in range(1, 49):
        for is_unbroken in unbroken_gaps(without(whole, clips.folder / f"lost.{suffix}", lost)):
            assert not is_unbroken or not is_needed[lost], lost
            needed += is_needed[lost]
    assert needed > 10


@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_a_pause_is_no_loss(clips, suffix: str) -> None:
    stamps = [*range(20), *range(30, 50)]
    path = clips.encode(f"pause.{suffix}", pictures=40, stamps=stamps, options={"g": "10"})
    with open_video(path) as reader:
        assert reader.frame_count == 40
        assert not reader.info.hurt
        assert reader.info.broken is None
