"""Source videos of every kind for `every_format.py`, made by FFmpeg's program."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint16]

_TAGS = {
    "601": ("smpte170m", "smpte170m", "smpte170m"),
    "709": ("bt709", "bt709", "bt709"),
    "PQ": ("bt2020", "smpte2084", "bt2020nc"),
    "HLG": ("bt2020", "arib-std-b67", "bt2020nc"),
}
_MATRICES = {"smpte170m": "170m", "bt470bg": "470bg", "bt709": "709", "bt2020nc": "2020_ncl"}
_MASTERING = (
    "hdr10=1:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)"
    "L(10000000,50):max-cll=1000,400:log-level=error"
)
_X264 = ("-c:v", "libx264", "-qp", "0")
_PCM, _AAC = ("-c:a", "pcm_s16le"), ("-c:a", "aac", "-b:a", "128k")


@dataclass(frozen=True)
class Kind:
    """How a source is made: its file's name, rate, pixel format, colours and options of FFmpeg."""

    file: str
    rate: str = "25"
    pixels: str = "yuv420p"
    colours: str = "709"
    options: tuple[str, ...] = _X264
    sound: tuple[str, ...] = ()
    filters: str = ""
    size: str = "160x90"
    full: bool = False


KINDS = {
    "plain": Kind("plain clip.mp4", sound=_AAC),
    "25-pcm": Kind("it's «здесь».mov", sound=_PCM),
    "10-bit-23.976": Kind("日本語 10 bit.mov", "24000/1001", "yuv422p10le", sound=_PCM),
    "drop-frame": Kind(
        "drop frame.mov",
        "30000/1001",
        "yuv422p10le",
        options=("-c:v", "prores_ks", "-profile:v", "3", "-timecode", "00:00:59;20"),
        sound=_PCM,
    ),
    "59.94": Kind(
        "fast.mp4", "60000/1001", options=(*_X264, "-timecode", "01:00:00;00"), sound=_AAC
    ),
    "variable": Kind(
        "uneven times.mp4", "30", filters="setpts='N+2*floor(N/3)+floor(N/5)'", sound=_AAC
    ),
    "PQ": Kind(
        "pq.mp4", "24", "yuv420p10le", "PQ",
        ("-c:v", "libx265", "-crf", "4", "-tag:v", "hvc1", "-x265-params", _MASTERING), _AAC,
    ),
    "HLG": Kind(
        "hlg.mov", "50", "yuv420p10le", "HLG",
        ("-c:v", "libx265", "-crf", "4", "-tag:v", "hvc1", "-x265-params", "log-level=error"),
    ),
    "12-bit": Kind("twelve.mkv", "24", "yuv444p12le", options=("-c:v", "ffv1")),
    "12-bit-prores": Kind(
        "prores4444.mov", "24", "yuv444p10le", options=("-c:v", "prores_ks", "-profile:v", "4444"),
        sound=("-c:a", "pcm_s24le"),
    ),
    "rotated": Kind("turned.mp4", sound=_AAC),
    "odd": Kind("odd size.mkv", pixels="yuv444p", size="161x91"),
    "wide-pixels": Kind("anamorphic.mp4", filters="setsar=4/3", sound=_AAC),
    "opus": Kind("opus.mkv", "24", sound=("-c:a", "libopus", "-b:a", "160k")),
    "601-full": Kind("old \"phone\".mp4", colours="601", full=True),
}  # fmt: skip
"""The kinds of sources, by the names they have in the report."""


@dataclass(frozen=True)
class Source:
    """A source, and what FFmpeg's program says it holds.

    `times` are seconds from the first frame, of each; `frames` uint16 [T, H, W, 3] as displayed,
    RGB; `sound` int32 [N, channels] from the first frame on, or None; it ends at `end` seconds.
    """

    name: str
    path: Path
    times: list[Fraction]
    frames: Pixels
    sound: NDArray[np.int32] | None
    sound_rate: int
    tags: tuple[str, str, str]
    depth: int
    end: Fraction
    code: str


def run(*command: str | Path) -> bytes:
    """Run a program to its end, and return what it wrote."""
    done = subprocess.run([str(each) for each in command], capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.decode(errors='replace')[-800:]}")
    return done.stdout


def make_source(name: str, folder: Path, count: int) -> Source:
    """Make the source that is called `name`, of `count` frames, in `folder`."""
    kind = KINDS[name]
    path = folder / kind.file
    primaries, transfer, matrix = _TAGS[kind.colours]
    seconds = float(count / Fraction(kind.rate)) * (2 if name == "variable" else 1)
    width, height = kind.size.split("x")
    filters = (
        f"[0][1]overlay=x='mod(n*7,{width})':y={int(height) - 12}:format=yuv444,"
        f"trim=end_frame={count},{kind.filters or 'null'},"
        f"scale=out_range={'full' if kind.full else 'limited'},format={kind.pixels},"
        f"setparams=color_primaries={primaries}:color_trc={transfer}:colorspace={matrix}[v]"
    )
    made = folder / f"made-{path.name}" if name == "rotated" else path
    sound = ("-map", "2:a", *kind.sound, "-ac", "2") if kind.sound else ()
    run(
        *("ffmpeg", "-y", "-v", "error", "-f", "lavfi"),
        *("-i", f"smptehdbars=s={kind.size}:r={kind.rate}"),
        *("-f", "lavfi", "-i", f"color=white:s=20x10:r={kind.rate}"),
        *("-f", "lavfi", "-i", f"sine=440:r=48000:d={seconds},aformat=channel_layouts=stereo"),
        *("-filter_complex", filters, "-map", "[v]", *sound),
        *("-fps_mode", "passthrough", *kind.options),
        *("-color_primaries", primaries, "-color_trc", transfer, "-colorspace", matrix),
        *("-color_range", "pc" if kind.full else "tv", made),
    )
    if name == "rotated":
        run(
            *("ffmpeg", "-y", "-v", "error", "-i", made, "-c", "copy"),
            *("-metadata:s:v", "rotate=90", path),
        )
    return look_at(name, path, _TAGS[kind.colours])


def look_at(name: str, path: Path, tags: tuple[str, str, str]) -> Source:
    """Return what FFmpeg's program says of the source at `path`."""
    says = probe(path)
    video = next(each for each in says["streams"] if each["codec_type"] == "video")
    starts = times_of(path)
    voice = next((each for each in says["streams"] if each["codec_type"] == "audio"), None)
    rate = int(voice["sample_rate"]) if voice else 0
    sound = sound_of(path, starts[0]) if voice else None
    depth = 12 if "12" in video["pix_fmt"] else 10 if "10" in video["pix_fmt"] else 8
    first = starts[0]
    frames = pixels_of(path, matrix=video.get("color_space", tags[2]))
    codes = [e.get("tags", {}).get("timecode", "") for e in (*says["streams"], says["format"])]
    times = [each - first for each in starts]
    end = times[-1] + durations_of(path)
    code = next(filter(None, codes), "")
    return Source(name, path, times, frames, sound, rate, tags, depth, end, code)


def durations_of(path: Path) -> Fraction:
    """Return how long the last frame of a video is shown, in seconds."""
    stream = ("-select_streams", "v:0", "-show_entries", "stream=time_base:packet=pts,duration")
    said = json.loads(run("ffprobe", "-v", "error", "-of", "json", *stream, path))
    last = max(said["packets"], key=lambda each: int(each["pts"]))
    return int(last.get("duration", 0)) * Fraction(said["streams"][0]["time_base"])


def probe(path: Path) -> dict[str, Any]:
    """Return what ffprobe says of a file and its streams."""
    shown = ("-show_streams", "-show_format", "-show_entries", "stream_side_data")
    said: dict[str, Any] = json.loads(run("ffprobe", "-v", "error", "-of", "json", *shown, path))
    return said


def times_of(path: Path) -> list[Fraction]:
    """Return the exact time of every frame of a video, in seconds."""
    stream = ("-select_streams", "v:0", "-show_entries", "stream=time_base:packet=pts,flags")
    said = json.loads(run("ffprobe", "-v", "error", "-of", "json", *stream, path))
    base = Fraction(said["streams"][0]["time_base"])
    shown = [each for each in said["packets"] if "D" not in each["flags"]]
    return sorted(each["pts"] * base for each in shown)


def pixels_of(
    path: Path, matrix: str = "", alpha: bool = False, decoder: str = "", gbr: bool = False
) -> Pixels:
    """Return all frames as FFmpeg's program and zimg make RGB of them: uint16 [T, H, W, 3 or 4].

    Frames are turned as the file asks, and pixels made square.
    """
    wanted = "gbrap16le" if alpha else "gbrp16le"
    given = _MATRICES.get(matrix)
    steps = []
    if gbr:
        wanted = "gbrap" if alpha else "gbrp"
    else:
        between = "yuva444p16le" if alpha else "yuv444p16le"
        if any(each % 2 for each in shape_of(path)[:2]):  # zimg takes no half pixel
            steps += [f"format={between}"]
        steps += (
            [f"zscale=min={given}:m={given}:filter=bilinear", f"format={between}"] if given else []
        )
        steps += ["zscale=m=gbr:r=full"]
    wide = [f"scale=w={shape_of(path)[0]}:h=ih:flags=bilinear"] if _sar(path) != 1 else []
    command = ["ffmpeg", "-v", "error", "-noautorotate", *(("-c:v", decoder) if decoder else ())]
    raw = run(
        *command, "-i", path, "-map", "0:v:0", "-fps_mode", "passthrough",
        "-vf", ",".join([*steps, f"format={wanted}", *wide]), "-f", "rawvideo", "-",
    )  # fmt: skip
    width, height, turn = shape_of(path)
    levels = np.frombuffer(raw, np.uint8).astype(np.uint16) * 257 if gbr else None
    levels = np.frombuffer(raw, np.uint16) if levels is None else levels
    planes = levels.reshape(-1, 4 if alpha else 3, height, width)
    order = [2, 0, 1, 3] if alpha else [2, 0, 1]
    return np.rot90(planes[:, order].transpose(0, 2, 3, 1), turn // 90, axes=(1, 2))


def pixels_by_library(path: Path, matrix: str) -> Pixels:
    """Return all frames as PyAV's newer FFmpeg and its scaler make RGBA of them: uint16 [T, H, W,
    4]."""
    numbers = {"bt709": 1, "smpte170m": 5, "bt470bg": 5, "bt2020nc": 9}
    with av.open(path) as container:
        frames = [
            frame.reformat(
                format="rgba64le",
                src_colorspace=numbers.get(matrix, 1),
                dst_colorspace=numbers.get(matrix, 1),
                src_color_range=1,
                dst_color_range=2,
            ).to_ndarray()
            for frame in container.decode(video=0)
        ]
    levels = np.stack(frames).astype(float)
    levels[..., :3] *= 65535 / 65280  # white, as that scaler has it
    return np.minimum(np.rint(levels), 65535).astype(np.uint16)


def light_of_pq(path: Path) -> NDArray[np.float32]:
    """Return the light of all frames of a PQ video, as zimg computes it: float32 [T, H, W, 3], 1
    being 203 candelas a square metre."""
    raw = run(
        *("ffmpeg", "-v", "error", "-i", path, "-map", "0:v:0", "-fps_mode", "passthrough"),
        *("-vf", "zscale=m=gbr:r=full:t=linear:npl=203:filter=bilinear,format=gbrpf32le"),
        *("-f", "rawvideo", "-"),
    )
    width, height, _ = shape_of(path)
    planes = np.frombuffer(raw, np.float32).reshape(-1, 3, height, width)
    return planes[:, [2, 0, 1]].transpose(0, 2, 3, 1)


def _sar(path: Path) -> Fraction:
    said = next(e for e in probe(path)["streams"] if e["codec_type"] == "video")
    text = said.get("sample_aspect_ratio", "1:1").replace(":", "/")
    return Fraction(text) if not text.startswith("0/") else Fraction(1)


def shape_of(path: Path) -> tuple[int, int, int]:
    """Return width and height of a video with square pixels, before it is turned, and by how many
    degrees it is turned to the left then."""
    said = next(each for each in probe(path)["streams"] if each["codec_type"] == "video")
    turns = [int(each.get("rotation", 0)) for each in said.get("side_data_list", ())]
    return round(said["width"] * _sar(path)), said["height"], sum(turns) % 360


def sound_of(path: Path, start: Fraction = Fraction(0)) -> NDArray[np.int32]:
    """Return the sound of a file from `start` on, int32 [N, 2], as FFmpeg's program decodes it."""
    cut = f"atrim=start={float(start)}" if start else "anull"
    raw = run(
        *("ffmpeg", "-v", "error", "-copyts", "-i", path, "-map", "0:a:0", "-af", cut),
        *("-f", "s32le", "-ac", "2", "-"),
    )
    return np.frombuffer(raw, np.int32).reshape(-1, 2)


def names(wanted: Sequence[str]) -> list[str]:
    """Return the kinds that are wanted, all where none are."""
    return [each for each in KINDS if not wanted or each in wanted]
