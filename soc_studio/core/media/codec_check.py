"""Tries codecs: a frame is encoded and decoded again with each that exports and videos need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import av
import numpy as np
from av.codec.context import CodecContext
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from soc_studio.core.media import encodings
from soc_studio.core.media.encodings import Encoding

_SIZE = 64  # pixels of a side
_ERROR = 12.0  # mean, in steps of 8 bits; coding noise is a few
_TRIED = {
    "H.264": Encoding(),
    "H.265": encodings.H265_FINE,
    "ProRes 4444": encodings.PRORES_4444,
    "ProRes 422": encodings.PRORES_422,
    "FFV1": encodings.FFV1_ALPHA,
    "VP9": encodings.VP9_ALPHA,
    "QuickTime Animation": encodings.ANIMATION,
}


@dataclass(frozen=True, slots=True)
class TriedCodec:
    """A codec by its name for people; `reason` says why it does not work, empty where it does."""

    name: str
    reason: str = ""


def ffmpeg_version() -> str:
    """Return the version of the FFmpeg library that is inside of PyAV."""
    return ".".join(str(part) for part in av.library_versions["libavcodec"])


def tried_codecs() -> Iterator[TriedCodec]:
    """Yield each codec once it was tried."""
    for name, encoding in _TRIED.items():
        try:
            yield TriedCodec(name, _fault(encoding))
        except (av.FFmpegError, OSError, ValueError) as error:
            yield TriedCodec(name, str(error) or type(error).__name__)


def _fault(encoding: Encoding) -> str:
    """Return what is wrong with a frame that went through an encoder and a decoder."""
    name = next((each for each in encoding.codecs if each in av.codecs_available), "")
    if not name:
        return f"no encoder {encoding.codecs[0]}"
    encoder = cast(VideoCodecContext, CodecContext.create(name, "w"))
    encoder.width, encoder.height = _SIZE, _SIZE
    encoder.pix_fmt = encoding.pixel_format
    encoder.time_base = Fraction(1, 25)
    encoder.options = dict(encoding.options)
    ramp = np.linspace(40, 200, _SIZE, dtype=np.uint8)
    picture = np.repeat(np.broadcast_to(ramp, (_SIZE, _SIZE))[..., None], 3, axis=2)
    given = VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
    given.pts = 0
    packets = [*encoder.encode(given.reformat(format=encoding.pixel_format)), *encoder.encode(None)]
    reads = encoding.decoder or encoder.codec.canonical_name
    decoder = cast(VideoCodecContext, CodecContext.create(reads, "r"))
    decoder.extradata = encoder.extradata
    decoder.width, decoder.height = _SIZE, _SIZE
    decoder.bits_per_coded_sample = encoder.bits_per_coded_sample
    frames = [each for packet in packets for each in decoder.decode(packet)]
    frames += decoder.decode(None)
    if not frames:
        return "nothing was decoded"
    found = frames[0].to_ndarray(format="rgb24").astype(np.float32)
    is_same = found.shape == picture.shape and abs(found - picture).mean() < _ERROR
    return "" if is_same else "another picture was decoded"
