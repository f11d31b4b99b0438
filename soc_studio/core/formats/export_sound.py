"""What becomes of the sound of a video in an export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from soc_studio.core.formats.format import Format
from soc_studio.core.media.sound_writer import sound_of
from soc_studio.core.media.video_reader import VideoReader


class SoundFate(Enum):
    """What becomes of the sound of a video."""

    NONE = auto()
    """The video has no sound."""
    KEPT = auto()
    LOST = auto()
    """The video has sound, and the export has none."""


@dataclass(frozen=True, slots=True)
class SoundOutlook:
    """What becomes of the sound: `codec` and `rate`, in samples a second, are those of the export.

    They are "" and 0 where it has no sound.
    """

    fate: SoundFate
    codec: str = ""
    rate: int = 0


SILENT = SoundOutlook(SoundFate.NONE)
"""For a video without sound."""
_CODECS = {"aac": "AAC", "libopus": "Opus", "pcm_s16le": "PCM", "pcm_s24le": "PCM", "flac": "FLAC"}
_OPUS = 48000  # the rate of all Opus


def sound_outlook(formats: Sequence[Format], reader: VideoReader, span: range) -> SoundOutlook:
    """Return what becomes of the sound of the frames of `span`.

    Raises:
        VideoError: the file cannot be opened.
    """
    sound = sound_of(reader.path, reader.timing, span) if span else None
    if sound is None:
        return SILENT
    codec = next((each.written.sound for each in formats if each.written.sound), "")
    if not codec:
        return SoundOutlook(SoundFate.LOST)
    rate = _OPUS if codec == "libopus" else sound.rate
    return SoundOutlook(SoundFate.KEPT, _CODECS.get(codec, codec), rate)
