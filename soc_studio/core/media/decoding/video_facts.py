"""Facts of a video from its container and first picture."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from av.audio.stream import AudioStream
from av.sidedata.sidedata import SideData, Type
from av.video.frame import VideoFrame

from soc_studio.core.media import colour
from soc_studio.core.media.decoding.channel_layouts import layout_name
from soc_studio.core.media.decoding.container_crop import Crop, stated_crop
from soc_studio.core.media.decoding.decoder import Decoder
from soc_studio.core.media.decoding.display import Display
from soc_studio.core.media.mastering import mastering_of
from soc_studio.core.media.orientation import orientation
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_info import Break, VideoInfo


@dataclass(frozen=True, slots=True)
class Facts:
    """What a container says of its video, kept after it is closed."""

    container: str
    codec: str
    rate: Fraction | None
    rate_is_assumed: bool
    sample_aspect_ratio: Fraction | None
    crop: Crop
    audio: tuple[str, ...]
    first_code: str


def facts_of(path: Path, decoder: Decoder) -> Facts:
    """Return what the file at `path`, opened by `decoder`, says of its video."""
    stream, container = decoder.stream, decoder.container
    is_bare = decoder.coding.is_bare
    place = [each.index for each in container.streams.video].index(stream.index)
    # FFmpeg's mean is made up where there are no times; what the stream itself says is not.
    rate = None if is_bare else stream.average_rate
    rate = rate or stream.codec_context.framerate or stream.guessed_rate
    return Facts(
        container=container.format.long_name,
        codec=stream.codec.canonical_name,
        rate=Fraction(rate) if rate else None,
        rate_is_assumed=is_bare and not stream.codec_context.framerate,
        sample_aspect_ratio=stream.sample_aspect_ratio,
        crop=stated_crop(path, container.format.name, stream.id, place),
        audio=tuple(_describe_audio(audio) for audio in container.streams.audio),
        first_code=_first_code(decoder),
    )


def display_of(picture: VideoFrame, facts: Facts) -> Display:
    """Return how pictures like `picture`, the first one, are shown."""
    left, top, right, bottom = facts.crop
    width, height = picture.width - left - right, picture.height - top - bottom
    crop = facts.crop if width > 0 and height > 0 else (0, 0, 0, 0)
    if crop != facts.crop:
        width, height = picture.width, picture.height
    shown = orientation((width, height), facts.sample_aspect_ratio, _display_matrix(picture))
    return Display((picture.width, picture.height), crop, shown)


def _display_matrix(picture: VideoFrame) -> bytes | None:
    matrix = picture.side_data.get("DISPLAYMATRIX")
    return bytes(matrix) if isinstance(matrix, SideData) else None


def _unnamed_type(kinds: type[Type], value: int) -> Type:
    """Return a type for side data that PyAV has no name for."""
    kind = object.__new__(kinds)
    kind._name_ = f"UNNAMED_{value}"
    kind._value_ = value  # type: ignore[assignment]
    return kind


# WORKAROUND https://github.com/PyAV-Org/PyAV/issues/2392: asking a picture for its side data
# raises where FFmpeg knows a type that PyAV does not, such as the EXIF of Motion JPEG.
Type._missing_ = classmethod(_unnamed_type)  # type: ignore[assignment, method-assign]


def _first_code(decoder: Decoder) -> str:
    """Return the time code of the first frame: of the video, of the file, or of its own track."""
    container, stream = decoder.container, decoder.stream
    places = (stream.metadata, container.metadata, *(each.metadata for each in container.streams))
    return next((each["timecode"] for each in places if "timecode" in each), "")


def _describe_audio(audio: AudioStream) -> str:
    if audio.codec_context is None:
        return "unknown codec"
    if not audio.sample_rate:  # it begins later, and only then says more
        return audio.codec.canonical_name
    return f"{audio.codec.canonical_name}, {audio.sample_rate} Hz, {layout_name(audio)}"


def describe(
    facts: Facts,
    first: VideoFrame,
    display: Display,
    timing: Timing,
    broken: Break | None,
) -> VideoInfo:
    """Return the facts about a video; `first` is its first picture."""
    shown = display.orientation
    used = colour.colour_of(first)
    return VideoInfo(
        container=facts.container,
        codec=facts.codec,
        pixel_format=first.format.name,
        bit_depth=max(part.bits for part in first.format.components),
        coded_size=(first.width, first.height),
        displayed_size=shown.displayed_size,
        rotation=shown.rotation,
        mirrored=shown.mirrored,
        sample_aspect_ratio=Fraction(facts.sample_aspect_ratio or 1),
        colour_matrix=colour.MATRICES.get(first.colorspace, str(first.colorspace)),
        colour_matrix_used=colour.MATRICES[used.matrix],
        colour_range=colour.RANGES[first.color_range],
        colour_range_used=colour.RANGES[used.range],
        colour_primaries=colour.PRIMARIES.get(first.color_primaries, str(first.color_primaries)),
        colour_transfer=colour.TRANSFERS.get(first.color_trc, str(first.color_trc)),
        tone=colour.TONES.get(first.color_trc),
        has_alpha=colour.has_alpha(first.format),
        frame_count=timing.frame_count,
        rate=timing.rate,
        is_variable=timing.is_variable,
        duration=timing.duration,
        audio_streams=facts.audio,
        broken=broken,
        crop=display.crop,
        first_code=facts.first_code,
        mastering=mastering_of(first.side_data),
    )
