"""AVIF and HEIF: pictures in the boxes of MP4, beside what moves or in tiles."""

from __future__ import annotations

import struct
from pathlib import Path

import av
import pytest

from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.errors import VideoError

pytestmark = pytest.mark.slow

TILES = 4


def box(kind: bytes, *content: bytes) -> bytes:
    data = b"".join(content)
    return struct.pack(">I4s", 8 + len(data), kind) + data


def full(kind: bytes, *content: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(kind, struct.pack(">I", version << 24 | flags), *content)


def write_tiles(path: Path, picture: Path, width: int, height: int) -> None:
    """Write two rows of two tiles, each the one frame of `picture`, an MP4 of AV1."""
    content = picture.read_bytes()
    at = content.index(b"av1C") - 4
    configuration = content[at : at + int.from_bytes(content[at : at + 4], "big")]
    with av.open(str(picture)) as container:
        coded = bytes(next(container.demux(video=0)))
    grid = struct.pack(">BBBBHH", 0, 0, 1, 1, 2 * width, 2 * height)
    items = [(1, b"grid"), *((2 + tile, b"av01") for tile in range(TILES))]
    infos = [full(b"infe", struct.pack(">HH4sB", id, 0, kind, 0), version=2) for id, kind in items]
    links = [(1, [3]), *((2 + tile, [0x81, 2]) for tile in range(TILES))]
    properties = b"".join(struct.pack(">HB", id, len(own)) + bytes(own) for id, own in links)

    def size(across: int, down: int) -> bytes:
        return full(b"ispe", struct.pack(">II", across, down))

    def meta(begin: int) -> bytes:
        places = [struct.pack(">HHHHII", 1, 1, 0, 1, 0, len(grid))]
        places += [
            struct.pack(">HHHHII", 2 + tile, 0, 0, 1, begin, len(coded)) for tile in range(TILES)
        ]
        return full(
            b"meta",
            full(b"hdlr", bytes(4), b"pict", bytes(13)),
            full(b"pitm", struct.pack(">H", 1)),
            full(b"iloc", struct.pack(">BBH", 0x44, 0, 1 + TILES), *places, version=1),
            full(b"iinf", struct.pack(">H", len(infos)), *infos),
            full(b"iref", box(b"dimg", struct.pack(">HH4H", 1, TILES, *range(2, 2 + TILES)))),
            box(
                b"iprp",
                box(b"ipco", configuration, size(width, height), size(2 * width, 2 * height)),
                full(b"ipma", struct.pack(">I", len(links)), properties),
            ),
            box(b"idat", grid),
        )

    head = box(b"ftyp", b"avif", bytes(4), b"avifmif1miaf")
    begin = len(head) + len(meta(0)) + 8
    path.write_bytes(head + meta(begin) + box(b"mdat", coded))


def test_what_moves_in_an_avif_is_the_video(clips) -> None:
    path = clips.encode("moving.avif", "libsvtav1", pictures=12)
    with open_video(path) as reader:
        assert [clips.number(picture) for picture in reader.frames()] == list(range(12))
        assert reader.rate == 25


def test_a_still_avif_is_one_frame(clips) -> None:
    path = clips.encode("still.avif", "libsvtav1", pictures=[clips.picture(5)])
    with open_video(path) as reader:
        assert [clips.number(picture) for picture in reader.frames()] == [5]


def test_a_picture_in_tiles_is_refused_and_not_seen_as_its_first_tile(clips) -> None:
    tile = clips.encode("tile.mp4", "libsvtav1", pictures=[clips.picture(5)])
    path = clips.folder / "tiles.avif"
    write_tiles(path, tile, 96, 64)
    with pytest.raises(VideoError, match=r"tiles\.avif is a picture in several tiles"):
        open_video(path)
