"""Reads sound whose channels are in an order of their own, or belong to no loudspeakers.

FFmpeg keeps an order of its own in memory that belongs to the frame or stream. A layout of PyAV
(18.1) points to the same memory and frees it, too, when it is deleted. Here, those are never
deleted. Channels without loudspeakers, as PCM has them in AVI and Matroska, can neither be mixed
nor encoded: they are taken for those of the usual loudspeakers.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import numpy as np
from av import AudioFrame, AudioLayout
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from soc_studio.core.media.decoding.ffmpeg_files import packets_of

_OWN_ORDER = " channels ("  # in the name, before the list of the channels
_NO_SPEAKERS = ("ambisonic", "binaural")  # how names begin where channels are no loudspeakers
_MOST = 8  # channels that have usual loudspeakers whatever their number


def sound_frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """Yield the frames of `stream` from where the file is; their channels belong to loudspeakers.

    Raises:
        av.FFmpegError: the sound is damaged.
    """
    for packet in packets_of(container, stream):
        for frame in packet.decode():
            _keep(frame.layout)
            yield frame if _has_speakers(frame.layout) else _with_speakers(frame)


def layout_name(stream: AudioStream) -> str:
    """Return the channels of a stream as FFmpeg names them, such as "stereo"; of channels in an
    order of their own, or without loudspeakers, as many in the usual order, 8 at most; "stereo"
    where a file does not say it before its sound begins."""
    layout = stream.layout
    if not layout.nb_channels:
        return "stereo"
    _keep(layout)
    if _OWN_ORDER in layout.name or not _has_speakers(layout):
        return _usual(layout.nb_channels)
    return layout.name


def _has_speakers(layout: AudioLayout) -> bool:
    return not layout.name.endswith(" channels") and not layout.name.startswith(_NO_SPEAKERS)


def _usual(channels: int) -> str:
    return AudioLayout(f"{min(channels, _MOST)}c").name


def _with_speakers(frame: AudioFrame) -> AudioFrame:
    count = frame.layout.nb_channels
    values: NDArray[Any] = frame.to_ndarray()
    if frame.format.is_planar:
        values = values[:_MOST]
    elif count > _MOST:
        values = np.ascontiguousarray(values.reshape(-1, count)[:, :_MOST]).reshape(1, -1)
    made = AudioFrame.from_ndarray(values, format=frame.format.name, layout=_usual(count))
    made.rate, made.pts, made.time_base = frame.rate, frame.pts, frame.time_base
    return made


def _keep(layout: AudioLayout) -> None:
    if _OWN_ORDER in layout.name:
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(layout))
