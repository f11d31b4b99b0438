"""Decoding and exports beside the same job done by FFmpeg itself.

    python benchmarks/beside_ffmpeg.py [--rows 1080 2160] [--kinds h264-8 hevc-10] [--frames 48]
    python benchmarks/beside_ffmpeg.py --only exports --formats cutout matte --band
    python benchmarks/beside_ffmpeg.py --only memory --frames 2000 --rows 1080

Everything runs in a process of its own, ours and FFmpeg's in turn, each with the threads that it
takes by itself; of the runs the least is told: milliseconds of all processors a frame, those by the
clock, and page faults. FFmpeg's command does its part, or the FFmpeg that PyAV brings where there
is no command (or with `--library`). Ours are figures of a program that runs: opening the video and
a first export of three frames are no part of them. FFmpeg's start is a part of its own, 70 ms of
the processor in all.

Decoding ends with RGB in memory, of 8 bits or of 16 where the source is deeper. "FFmpeg" converts
as it does by itself (of 8 bits, each colour stands for four pixels), "as exactly" with the flags by
which the program makes colours. An export of ours reads the source and a project's masks; FFmpeg
reads the source and the same mattes as grey FFV1, puts them together and encodes with the same
settings; "black around it" shows of the frame only what the matte does, as a cut-out of ours. The
mattes have hard edges, since FFmpeg makes no others; with `--band` an export with an automatic edge
band is measured by itself: what it takes beyond is the band, the colours of the soft edge and what
the encoder makes of it.

`--only memory` says what the program takes over a long video, at most in each tenth of it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from banded_project import banded_layer, write_banded_source
from ffmpeg_jobs import AS_EXACTLY, Job, Step, by_library, has_command, steps_of

from soc_studio.cli.export import views_of
from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_plan import ExportPlan, Part
from soc_studio.core.formats.export_writing import material_of, write_export
from soc_studio.core.masks.looks import GREEN
from soc_studio.core.masks.matte_ranges import AUTOMATIC
from soc_studio.core.media.encodings import H264_FINE, PRORES_4444, Encoding
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.system.memory import memory_in_use

KINDS = {
    "h264-8": ("libx264", "yuv420p"),
    "h264-10": ("libx264", "yuv420p10le"),
    "hevc-8": ("libx265", "yuv420p"),
    "hevc-10": ("libx265", "yuv420p10le"),
}
Made = TypeVar("Made")
FORMATS = ("cutout", "matte", "look", "cutout-png")
_HARD = 0  # an edge band of no pixels
_FEW = 3  # frames that are exported before: what is imported and asked for once is no frame's
_PNG = {"compression_level": "1", "pred": "sub"}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a frame took: milliseconds of processors, by the clock, and page faults."""

    processor: float
    clock: float
    faults: float

    def __str__(self) -> str:
        return f"{self.processor:7.1f} {self.clock:7.1f} {self.faults:7.0f}"


@dataclass(frozen=True, slots=True)
class Material:
    """A source of `frames`, and the project of it with one layer."""

    source: Path
    project: Path
    frames: int
    is_deep: bool


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=("decoding", "exports", "memory"))
    parser.add_argument("--rows", type=int, nargs="*", default=[1080])
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=list(KINDS))
    parser.add_argument("--formats", nargs="*", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--frames", type=int, default=48)
    parser.add_argument("--made", type=int, default=24, help="frames that are drawn")
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--band", action="store_true", help="with an automatic edge band, too")
    parser.add_argument("--library", action="store_true", help="FFmpeg as PyAV brings it")
    options = parser.parse_args()
    only = options.only or ["decoding", "exports"]
    options.library = options.library or not has_command()
    say(f"FFmpeg: {'the one of PyAV' if options.library else 'its command'}")
    say(f"{'':44}processor   clock  faults")
    for rows in options.rows:
        for kind in options.kinds:
            with tempfile.TemporaryDirectory() as folder:
                material = made_material(Path(folder), rows, kind, options)
                if "decoding" in only:
                    decoding(material, f"{rows} {kind}", options)
                if "exports" in only:
                    for one_format in options.formats:
                        exporting(material, f"{rows} {kind}", one_format, Path(folder), options)
                if "memory" in only:
                    memory(material, f"{rows} {kind}", Path(folder), options)


def made_material(folder: Path, rows: int, kind: str, options: argparse.Namespace) -> Material:
    """Draw and encode a source, and make the project of it."""
    codec, pixel_format = KINDS[kind]
    made, size = min(options.made, options.frames), (rows * 16 // 9 // 2 * 2, rows)
    source, masks = write_banded_source(
        folder / "source.mp4", pixel_format, size, made, options.frames, "body", codec
    )
    path = folder / "project.soc"
    with Document(ProjectFile.create(path)) as document, open_video(source) as reader:
        banded_layer(document, reader, masks)
        document.save()
    return Material(source, path, options.frames, "10" in pixel_format)


def decoding(material: Material, title: str, options: argparse.Namespace) -> None:
    """Print what decoding takes."""
    wishes = {"8 bits": False} | ({"16 bits": True} if material.is_deep else {})
    for bits, deep in wishes.items():
        pixels = "rgb48le" if deep else "rgb24"
        work = partial(decoded, material.source, deep)
        plain = Job((material.source,), steps_of("0:v > null > out"), pixels)
        flags = steps_of(f"0:v > scale flags={AS_EXACTLY} > out")
        exact = Job((material.source,), flags, pixels)
        compare(f"{title} to RGB of {bits}", work, {"": plain, " as exactly": exact}, options)


def exporting(
    material: Material, title: str, one_format: str, folder: Path, options: argparse.Namespace
) -> None:
    """Print what an export takes."""
    mattes = folder / "mattes.mkv"
    if not mattes.exists():
        in_own_process(exported, material, "matte-archive", _HARD, folder, mattes)
    jobs = {"": job_of(one_format, material, mattes, folder)}
    if one_format == "cutout":
        jobs[", black around it"] = _blackened(jobs[""])
    work = partial(exported, material, one_format, _HARD, folder)
    compare(f"{title} {one_format}", work, jobs, options)
    if options.band:
        banded = partial(exported, material, one_format, AUTOMATIC, folder)
        compare(f"{title} {one_format} with a band", banded, {}, options)


def job_of(one_format: str, material: Material, mattes: Path, folder: Path) -> Job:
    """Return what FFmpeg has to do for the same export of finished mattes."""
    both = (material.source, mattes)
    match one_format:
        case "matte":
            steps = steps_of("0:v > scale in_range=full:out_range=limited > out")
            return _encoded((mattes,), steps, H264_FINE, folder / "theirs.mp4")
        case "cutout":
            steps = _cut("yuv444p10le", "gray10le", PRORES_4444.pixel_format)
            return _encoded(both, steps, PRORES_4444, folder / "theirs.mov")
        case "look":
            steps = steps_of(
                f"""
                0:v > format yuv420p > v
                v > split > s f
                s > drawbox color={"0x{:02x}{:02x}{:02x}".format(*GREEN)}:t=fill > g
                f 1:v > alphamerge > c
                g c > overlay format=yuv420 > out
                """
            )
            return _encoded(both, steps, Encoding(), folder / "theirs.mp4")
        case _:
            deep = material.is_deep
            steps = (
                _cut("gbrp10le", "gray10le", "gbrap10le") if deep else _cut("gbrp", "gray", "gbrap")
            )
            pixels, place = "rgba64be" if deep else "rgba", folder / "theirs" / "%05d.png"
            place.parent.mkdir(exist_ok=True)
            return Job(both, steps, pixels, "png", _PNG, place)


def _cut(colours: str, grey: str, together: str) -> tuple[Step, ...]:
    """Return what puts a frame and its matte together in a pixel format."""
    return steps_of(
        f"""
        0:v > scale flags={AS_EXACTLY} > s
        s > format {colours} > v
        1:v > scale in_range=full:out_range=full > a
        a > format {grey} > m
        v m > mergeplanes 0x00010210:{together} > out
        """
    )


def _blackened(job: Job) -> Job:
    """Return a cut-out's job whose colours are those of the object alone, as ours are."""
    *steps, merged = job.steps
    black = steps_of("c > premultiply inplace=1 > out")
    return replace(job, steps=(*steps, replace(merged, gives=("c",)), *black))


def _encoded(
    inputs: tuple[Path, ...], steps: tuple[Step, ...], encoding: Encoding, output: Path
) -> Job:
    return Job(inputs, steps, encoding.pixel_format, encoding.codecs[0], encoding.options, output)


def compare(
    title: str, work: Callable[[], Cost], jobs: dict[str, Job], options: argparse.Namespace
) -> None:
    """Print what work of ours takes, and what each of FFmpeg's jobs does beside it."""
    ours: list[Cost] = []
    theirs: dict[str, list[Cost]] = {name: [] for name in jobs}
    for _ in range(options.runs):
        ours.append(in_own_process(work))
        for name, job in jobs.items():
            if options.library:
                theirs[name].append(in_own_process(done_by_library, job, options.frames))
            else:
                theirs[name].append(done_by_command(job, options.frames))
    own = least(ours)
    say(f"{title:44}{own}")
    for name, costs in theirs.items():
        cost = least(costs)
        share, clock = cost.processor / own.processor, cost.clock / own.clock
        say(f"{f'  FFmpeg{name}':44}{cost}   {share:.0%}, by the clock {clock:.0%}")


def least(costs: list[Cost]) -> Cost:
    """Return the least of each of what several runs took."""
    return Cost(*(min(each) for each in zip(*map(astuple, costs), strict=True)))


def in_own_process(work: Callable[..., Made], *arguments: object) -> Made:
    """Return what some work returns, in a process of its own."""
    processes = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=processes) as pool:
        return pool.submit(work, *arguments).result()


def done_by_command(job: Job, frames: int) -> Cost:
    """Do a job by FFmpeg's command, and return what each of its frames took."""
    begin = time.perf_counter()
    running = subprocess.Popen(job.command)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = status
    if status:
        raise RuntimeError(f"FFmpeg failed: {job.command}")
    clock = time.perf_counter() - begin
    return _a_frame(frames, used.ru_utime + used.ru_stime, clock, used.ru_minflt)


def done_by_library(job: Job, frames: int) -> Cost:
    """Do a job by the FFmpeg of PyAV, and return what each of its frames took."""
    watch = Watch()
    by_library(job)
    return watch.cost(frames)


def _a_frame(frames: int, processor: float, clock: float, faults: float) -> Cost:
    return Cost(1e3 * processor / frames, 1e3 * clock / frames, faults / frames)


def decoded(source: Path, deep: bool, memory: list[int] | None = None) -> Cost:
    """Decode a source, and return what each of its frames took."""
    with open_video(source) as reader:
        watch, count = Watch(), 0
        for _ in reader.deep_frames() if deep else reader.frames():
            count += 1
            if memory is not None:
                memory.append(memory_in_use() or 0)
        return watch.cost(count)


def exported(
    material: Material,
    one_format: str,
    edge: int,
    folder: Path,
    kept: Path | None = None,
    memory: list[int] | None = None,
) -> Cost:
    """Export in a format, and return what each frame took; the file may be `kept`."""
    with (
        Document(ProjectFile.open(material.project)) as document,
        open_video(material.source) as reader,
    ):
        (video,) = document.project.videos
        layers = tuple(each.id for each in document.project.layers)
        formats = (one_format,)
        plan = ExportPlan(str(folder), "ours", layers, Part.ALL, formats=formats, edge_band=edge)
        views = views_of(document, video, layers)
        few = replace(plan, part=Part.FRAMES, last=_FEW - 1)
        list(write_export(few, material_of(few, video, reader, views), Sources()))
        watch = Watch()
        for _ in write_export(plan, material_of(plan, video, reader, views), Sources()):
            if memory is not None:
                memory.append(memory_in_use() or 0)
        cost = watch.cost(reader.frame_count)
    if kept is not None:
        (written,) = (folder / "ours").glob("*.mkv")
        written.replace(kept)
    return cost


def memory(material: Material, title: str, folder: Path, options: argparse.Namespace) -> None:
    """Print what memory decoding and exports take, frame after frame."""
    for deep in (False, True) if material.is_deep else (False,):
        work = partial(decoded, material.source, deep)
        say(f"{title} to RGB of {16 if deep else 8} bits: {in_own_process(taken, work)}")
    for one_format in options.formats:
        for edge in (_HARD, AUTOMATIC) if options.band else (_HARD,):
            work = partial(exported, material, one_format, edge, folder)
            said = "" if edge == _HARD else " with a band"
            say(f"{title} {one_format}{said}: {in_own_process(taken, work)}")


def taken(work: Callable[..., Cost]) -> str:
    """Return in words what memory some work takes at most in each tenth of its steps."""
    seen: list[int] = []
    work(memory=seen)
    tenths = " ".join(f"{max(each) / 1e6:.0f}" for each in np.array_split(seen, 10) if len(each))
    return f"MB {tenths}"


class Watch:
    """Measures from when it is made."""

    def __init__(self) -> None:
        self._begin = time.perf_counter(), _used()

    def cost(self, frames: int) -> Cost:
        """Return what each of `frames` took since then."""
        (begin, before), now = self._begin, _used()
        spent = now.ru_utime + now.ru_stime - before.ru_utime - before.ru_stime
        faults = now.ru_minflt - before.ru_minflt
        return _a_frame(frames, spent, time.perf_counter() - begin, faults)


def _used() -> resource.struct_rusage:
    return resource.getrusage(resource.RUSAGE_SELF)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
