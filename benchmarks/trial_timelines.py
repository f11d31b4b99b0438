"""Reads exported timelines and loops by other programs' readers, for `every_format.py`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import opentimelineio as otio
from PIL import Image
from trial_sources import Source, run

from tests.core.formats.timeline_rules import faults_in_fcpxml, faults_in_xmeml


def check_timeline(path: Path, source: Source, layers: int) -> Iterator[str]:
    """Yield what of a timeline is not as its source is."""
    step = min(b - a for a, b in zip(source.times, source.times[1:], strict=False))
    known = [Fraction(each * 1000, base) for each in (24, 25, 30, 50, 60) for base in (1000, 1001)]
    rate = min(known, key=lambda each: abs(each - 1 / step))  # Matroska rounds times
    if path.suffix == ".fcpxml":
        yield from _check_fcpxml(path, source, rate, layers)
        return
    if path.suffix == ".xml":
        for fault in faults_in_xmeml(ElementTree.parse(path).getroot()):
            yield f"{path.name}: {fault}"
    read: Any = otio.adapters.read_from_file(str(path))
    timeline = read if isinstance(read, otio.schema.Timeline) else read[0]
    tracks = timeline.video_tracks()
    if len(tracks) != layers + 1:
        yield f"{path.name}: {len(tracks)} tracks"
    voices = [each for each in timeline.audio_tracks() if len(each)]
    if bool(voices) != (source.sound is not None):
        yield f"{path.name}: {len(voices)} tracks of sound"
    said = _code(timeline.global_start_time, rate) if timeline.global_start_time else "none"
    if said != (source.code or "00:00:00:00").replace(";", ":"):
        yield f"{path.name}: begins at {said} instead of {source.code}"
    for clip in timeline.find_clips():
        place = path.parent / unquote(clip.media_reference.target_url)
        shown = clip.source_range
        if not place.is_file():
            yield f"{path.name}: {place} is not there"
        if round(shown.duration.value) != len(source.times):
            yield f"{path.name}: {shown.duration.value} frames"
        if abs(shown.duration.rate - float(rate)) > 0.01:
            yield f"{path.name}: {shown.duration.rate} frames a second"


def _code(time: Any, rate: Fraction) -> str:
    at = otio.opentime.RationalTime(
        time.value, otio.opentime.RationalTime.nearest_smpte_timecode_rate(float(rate))
    )
    return str(at.to_timecode()).replace(";", ":")


def _check_fcpxml(path: Path, source: Source, rate: Fraction, layers: int) -> Iterator[str]:
    root = ElementTree.parse(path).getroot()
    for fault in faults_in_fcpxml(root):
        yield f"{path.name}: {fault}"
    (shape,) = root.iter("format")
    if _seconds(shape.attrib["frameDuration"]) != 1 / rate:
        yield f"{path.name}: a frame of {shape.attrib['frameDuration']}"
    clips = list(root.iter("asset-clip"))
    if len(clips) != layers + 1:
        yield f"{path.name}: {len(clips)} clips"
    assets = {each.attrib["id"]: each for each in root.iter("asset")}
    for clip in clips:
        asset = assets[clip.attrib["ref"]]
        length = _seconds(clip.attrib["duration"])
        if length != len(source.times) / rate or clip.attrib["start"] != asset.attrib["start"]:
            yield f"{path.name}: {clip.attrib}"
    for each in root.iter("media-rep"):
        if not (path.parent / unquote(each.attrib["src"])).is_file():
            yield f"{path.name}: {each.attrib['src']} is not there"


def _seconds(text: str) -> Fraction:
    return Fraction(text.removesuffix("s"))


def check_loop(path: Path, source: Source) -> Iterator[str]:
    """Yield what of a loop is not as its source is: its length, and whether it is see-through."""
    with Image.open(path) as picture:
        times, first = 0, None
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            picture.load()
            first = picture.convert("RGBA") if first is None else first
            times += picture.info.get("duration", 0)
        frames, again = getattr(picture, "n_frames", 1), picture.info.get("loop")
    alphas = first.getchannel("A").getextrema() if first is not None else (0, 0)
    yield f"= {path.suffix} {frames} frames, {times} ms of {float(source.end) * 1000:.0f}"
    if abs(times - source.end * 1000) > 60:
        yield f"{path.name}: {times} ms long"
    if path.name.startswith("01") and alphas != (0, 255):
        yield f"{path.name}: opacity {alphas}"
    if again != 0:
        yield f"{path.name}: again {again}"
    if path.suffix != ".webp":  # which FFmpeg 5 and 6 cannot read
        run("ffmpeg", "-v", "error", "-i", path, "-f", "null", "-")
