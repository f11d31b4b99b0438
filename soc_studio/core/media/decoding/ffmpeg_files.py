"""The only place where files are handed to FFmpeg: a name is a local file's, never an address.

FFmpeg takes `12:30:05.mp4` for a protocol, `concat:a|b` for two files and `%03d.png` for a row of
them, and some formats name other files that it would open too. Nothing else calls `av.open`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar, cast

import av
import av.subtitles.stream  # or the first file would: see core.system.libraries
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.stream import Stream

from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message

# Demuxers that open what a file lists or what lies beside it, or that run it as a script.
_FOLLOWING = frozenset(
    {"avisynth", "concat", "dash", "hls", "imf", "mlv", "rtp", "rtsp", "sdp", "vapoursynth"}
    | {"vobsub", "webm_dash_manifest"}
)
# FFmpeg's `image2` would look for the other planes of `a.y` in `a.u` and `a.v`.
_PLANES = frozenset({".y"})
# What people drop by mistake, and what no camera ever wrote.
_DOCUMENTS = frozenset(
    {".csv", ".doc", ".docx", ".htm", ".html", ".json", ".md", ".odt", ".pdf", ".ppt", ".pptx"}
    | {".py", ".rtf", ".txt", ".xls", ".xlsx", ".xml", ".yaml", ".yml", ".zip"}
)
_LISTS = (b"ffconcat", b"#EXTM3U", b"<?xml", b"<MPD", b"v=0")
_TEXT = frozenset({"tty"})  # FFmpeg films any text being typed
_READABLE = ",".join(sorted(av.formats_available - _FOLLOWING - _TEXT))
# Muxers that write one file, the one they are told.
_WRITABLE = frozenset(["avi", "ipod", "matroska", "mov", "mp4", "mpegts", "webm"])
_ANIMATED = frozenset(["apng", "gif", "webp"])  # likewise, but no videos: only where asked for
_AStream = TypeVar("_AStream", bound=Stream)


def local_name(path: Path) -> str:
    """Return what FFmpeg opens as the local file at `path`, whatever its name looks like."""
    return f"file:{path}"


def open_container(path: Path) -> InputContainer:
    """Open the file at `path` for reading; close it, or use it in a `with`.

    No other file is opened and no connection made, whatever the file's name and content are.

    Raises:
        VideoError: there is no such file, or it holds no video.
    """
    _refuse_what_is_no_video(path)
    options = {
        "format_whitelist": _READABLE,
        "pattern_type": "none",
        "protocol_whitelist": "file",
    }
    try:
        return av.open(local_name(path), options=options, metadata_errors="replace")
    except PermissionError as error:
        raise VideoError(
            message("You have no permission to read {path}.", path=path.name),
            message("Change the permissions of the file."),
        ) from error
    except av.InvalidDataError as error:
        if path.suffix.lower() in _DOCUMENTS:
            raise VideoError(
                message("{path} is not a video.", path=path.name),
                message("Choose a video, a folder of frames or a project."),
            ) from error
        raise VideoError(
            message(
                "{path} is not a video, or its index is missing because the file is incomplete.",
                path=path.name,
            ),
            message("Record or export it again."),
        ) from error
    except av.ArgumentError as error:  # the format is not among those that may be read
        raise VideoError(
            message("{path} is not a video, or its format refers to other files.", path=path.name),
            message("Convert it to MP4 first."),
        ) from error
    except (av.FFmpegError, OSError) as error:
        raise VideoError(
            message(
                "{path} could not be opened ({reason}).", path=path.name, reason=error.strerror
            ),
            message("Convert it to MP4 first."),
        ) from error


def packets_of(container: InputContainer, stream: _AStream) -> Iterator[Packet[_AStream]]:
    """Yield the packets of `stream` from where the file is, and an empty one at its end.

    Raises:
        av.FFmpegError: the file cannot be read further.
    """
    # WORKAROUND https://github.com/PyAV-Org/PyAV/blob/v18.1.0/av/container/input.py#L227: after
    # the last packet, PyAV asks for streams that began in the midst of the file and knows none.
    with suppress(IndexError):
        yield from cast("Iterator[Packet[_AStream]]", container.demux(stream))


def create_container(
    path: Path, options: dict[str, str], animation: str | None = None
) -> OutputContainer:
    """Begin the video file at `path`; its suffix chooses the format, unless it is an `animation`.

    Raises:
        ValueError: the suffix is that of no format that keeps a video in one file.
        av.FFmpegError: the file cannot be made there.
    """
    container = av.open(local_name(path), "w", format=animation, options=options)
    if container.format.name not in (_WRITABLE if animation is None else _ANIMATED):
        container.close()
        raise ValueError(f"videos cannot be written as {container.format.name}")
    return container


def _refuse_what_is_no_video(path: Path) -> None:
    if not path.exists():
        raise VideoError(
            message("The file {path} does not exist.", path=path),
            message("Check the name and the folder."),
        )
    if not path.is_file():  # reading a pipe or a device may never end
        raise VideoError(
            message("{path} is not a file.", path=path.name), message("Choose a video file.")
        )
    if path.stat().st_size == 0:
        raise VideoError(
            message("{path} is empty (zero bytes).", path=path.name),
            message("Copy or record it again."),
        )
    if path.suffix.lower() in _PLANES:
        raise VideoError(
            message("{path} is not a video.", path=path.name), message("Choose another file.")
        )
    try:
        with path.open("rb") as file:
            head = file.read(32)
    except PermissionError as error:
        raise VideoError(
            message("You have no permission to read {path}.", path=path.name),
            message("Change the permissions of the file."),
        ) from error
    except OSError as error:
        raise VideoError(
            message("{path} could not be read ({reason}).", path=path.name, reason=error.strerror)
        ) from error
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_LISTS):
        raise VideoError(
            message("{path} is a list of other files, not a video.", path=path.name),
            message("Open one of those files instead."),
        )
