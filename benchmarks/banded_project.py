"""A project whose layer has masks as a network gives them, for `cutout_encoding.py`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from av.video.frame import VideoFrame
from edges import SAMPLE, Levels, Picture, coarse, grabbed, scene

from soc_rvos.inference.candidates import WindowCandidate, WindowResult
from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import Layer
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import put_video
from soc_studio.core.storage.results import Search

STEPS = 90  # rows of a mask as the network sees it
KEPT = 360  # rows in which it is kept
TREMBLING = 0.5
_WEIGHTS, _NETWORK, _SETTINGS = "weights", "network", "{}"


def write_banded_source(
    path: Path,
    pixel_format: str,
    size: tuple[int, int],
    made: int,
    count: int,
    kind: str,
    codec: str = "libx264",
) -> tuple[Path, list[Mask]]:
    """Encode an object of a `kind` of `edges.py` before a moving ground by a `codec`: `count`
    frames, of which `made` are drawn, and repeated as they are encoded; return the file and their
    masks."""
    width, height = size
    pictures = grabbed([SAMPLE], height)
    packets: list[bytes] = []
    masks = []
    with av.open(path, "w") as container:
        stream = container.add_stream(codec, rate=25)
        stream.width, stream.height, stream.pix_fmt = width, height, pixel_format
        stream.options = {"preset": "ultrafast", "crf": "16", "g": str(made), "bf": "0"}
        if codec == "libx265":
            stream.options |= {"x265-params": "log-level=error:bframes=0:open-gop=0"}
        for picture, share, number in _drawn(kind, made, pictures, width):
            masks.append(kept_mask(share, number))
            shown = VideoFrame.from_ndarray(np.ascontiguousarray(picture), "rgb24")
            for packet in stream.encode(shown):
                packets.append(bytes(packet))
                container.mux(packet)
        for packet in stream.encode():
            packets.append(bytes(packet))
            container.mux(packet)
        for number in range(made, count):
            again = av.Packet(packets[number % made])
            again.stream, again.time_base = stream, Fraction(1, 25)
            again.pts = again.dts = number
            again.is_keyframe = number % made == 0
            container.mux(again)
    return path, masks


def _drawn(
    kind: str, count: int, pictures: list[Picture], width: int
) -> Iterator[tuple[Picture, Levels, int]]:
    """Yield frames of `width`, the opacity of their object and their number: there and back."""
    for number in range(count):
        at = min(number, count - number)
        picture, share, _ = scene(kind, 1, at, pictures)
        across = (picture.shape[1] - width) // 2
        yield picture[:, across : across + width], share[:, across : across + width], number


def kept_mask(share: Levels, seed: int) -> Mask:
    """Return what a network would leave of an opacity, in the pixels in which masks are kept."""
    height, width = share.shape
    found = coarse(share, seed, STEPS, TREMBLING).astype(np.uint8)
    size = round(width * KEPT / height), KEPT
    return Mask.from_array(cv2.resize(found, size, interpolation=cv2.INTER_AREA) > 0)


def banded_layer(document: Document, reader: VideoReader, masks: list[Mask]) -> Layer:
    """Add a layer with these masks, again and again, as the results of a search, to a document;
    its edge band is automatic."""
    video = put_video(document, reader.path, reader)
    project, number = document.project.add_layer(video.id, "the body")
    document.do("Add a layer", project)
    search = Search(
        video.fingerprint,
        "the body",
        weights=_WEIGHTS,
        network=_NETWORK,
        settings=_SETTINGS,
        height=masks[0].height,
        width=masks[0].width,
        threshold=0.5,
    )
    answers = document.file.results.begin(search)
    document.file.results.add(
        [(answers, _result(at, masks[at % len(masks)])) for at in range(reader.frame_count)]
    )
    return document.project.layer(number)


def _result(frame: int, mask: Mask) -> WindowResult:
    candidate = WindowCandidate(
        query=0,
        scores=(0.9,),
        boxes=np.full((1, 4), 0.5, np.float32),
        masks=(mask,),
        embedding=np.ones(1, np.float32),
    )
    overlaps = np.ones((1, 1), np.float32) if frame else None
    window = Window((frame,), frozenset({frame}), 0, frame, 0)
    return WindowResult(0, window, (frame,), (candidate,), overlaps, False)
