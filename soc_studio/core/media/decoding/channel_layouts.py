"""Reads sound whose channels are in an order of their own, which PyAV frees twice.

FFmpeg keeps such an order in memory that belongs to the frame or stream. A layout of PyAV (18.1)
points to the same memory and frees it, too, when it is deleted. Here, those are never deleted.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

from av import AudioFrame, AudioLayout
from av.audio.stream import AudioStream
from av.container import InputContainer

_OWN_ORDER = " channels ("  # in the name, before the list of the channels


def sound_frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """Yield the frames of `stream` from where the file is.

    Raises:
        av.FFmpegError: the sound is damaged.
    """
    for frame in container.decode(stream):
        _keep(frame.layout)
        yield frame


def layout_name(stream: AudioStream) -> str:
    """Return the channels of a stream as FFmpeg names them, such as "stereo"; of channels in an
    order of their own, as many in the usual order."""
    layout = stream.layout
    _keep(layout)
    if _OWN_ORDER in layout.name:
        return AudioLayout(f"{layout.nb_channels}c").name
    return layout.name


def _keep(layout: AudioLayout) -> None:
    if _OWN_ORDER in layout.name:
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(layout))
