"""What a format cannot hold of a video, in a sentence each, and what becomes of the sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from soc_studio.core.formats.export_picture import has_alpha, has_pictures
from soc_studio.core.formats.format import Format, Purpose
from soc_studio.core.media.sound_writer import sound_of
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.system.messages import message


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


def limits(formats: Sequence[Format], reader: VideoReader, sound: SoundOutlook) -> list[str]:
    """Return a sentence for each thing of the video that none of the `formats` holds.

    What is to be said of uneven times is in `Outlook.notes`.
    """
    shown = [each for each in formats if has_pictures(each)]
    if not shown:
        return []
    said = list[str]()
    if sound.fate is SoundFate.LOST:
        said.append(message("The sound of the video is not in it."))
    # Mattes for editing programs are the transparency themselves.
    for_sharing = any(each.purpose is Purpose.SHARING for each in shown)
    if for_sharing and not any(has_alpha(each) for each in shown):
        said.append(message("It has no transparency: every pixel is opaque."))
    # Mattes have no colours to lose.
    flattened = [e for e in shown if e.purpose is Purpose.SHARING and not has_alpha(e)]
    if reader.info.tone is not None and flattened and not any(e.written.deep for e in shown):
        said.append(
            message(
                "The video has a high dynamic range ({tone}), which this format does not hold.",
                tone=reader.info.tone,
            )
        )
    return said
