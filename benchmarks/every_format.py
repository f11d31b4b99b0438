"""Every format from every kind of source, read by other programs than the one that wrote it.

    python benchmarks/every_format.py [--sources plain PQ] [--formats cutout] [--frames 14]

FFmpeg's programs make the sources and read the videos; tifffile, where it is installed, reads the
pictures. Two layers are drawn: the whole frame, and an ellipse that moves. Of every file the number
and the times of its frames, its size, its marks, its time code and its sound are compared with the
source, and its pictures with those of the source: frame by frame, in steps of 8 bits.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from trial_checks import check_pictures, check_video
from trial_sources import KINDS, Source, make_source
from trial_timelines import check_loop, check_timeline

from soc_studio.cli import main as command
from soc_studio.core.formats.import_layers import import_layers
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project import label_edits
from soc_studio.core.project.imported_object import ImportedLabels
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.project_videos import put_video

LAYERS = {"ball": 'the "red" мяч & 球', "whole": "whole"}
"""The layers, the uppermost first: the folder of masks and what they are called."""


def main() -> None:
    """Print a line for each source and format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", nargs="*", default=[], choices=list(KINDS))
    parser.add_argument("--formats", nargs="*", default=[])
    parser.add_argument("--frames", type=int, default=14)
    parser.add_argument("--keep", type=Path, help="folder in which everything stays")
    options = parser.parse_args()
    if shutil.which("ffmpeg") is None or shutil.which("ffprobe") is None:
        sys.stdout.write("FFmpeg's programs are not installed: nothing can be compared.\n")
        return
    faults = 0
    for name in options.sources or KINDS:
        with kept(options.keep, name) as folder:
            source = make_source(name, folder, options.frames)
            masks = write_masks(source, folder / "masks")
            project = make_project(source, masks, folder)
            for one in options.formats or [each.id for each in EXPORTS]:
                said = export(project, folder / f"out {one}", one)
                try:
                    found = said or list(check(folder / f"out {one}", one, source, masks))
                except (RuntimeError, ValueError) as error:
                    found = [f"not read: {error}"]
                faults += any(not each.startswith("=") for each in found)
                sys.stdout.write(f"{name:14} {one:17} {'; '.join(found) or 'as meant'}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{faults} to look at\n")


@contextlib.contextmanager
def kept(folder: Path | None, name: str) -> Iterator[Path]:
    """Yield a folder for one source."""
    if folder is not None:
        (folder / name).mkdir(parents=True, exist_ok=True)
        yield folder / name
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def write_masks(source: Source, folder: Path) -> NDArray[np.uint8]:
    """Write the masks of both layers as an import takes them; return uint8 [2, T, H, W]."""
    count, height, width = source.frames.shape[:3]
    masks = np.zeros((2, count, height, width), np.uint8)
    masks[1] = 255
    for number in range(count):
        centre = (width // 4 + 2 * number, height // 2)
        cv2.ellipse(masks[0, number], centre, (width // 6, height // 4), 20, 0, 360, 255, -1)
    for layer, name in zip(masks, LAYERS, strict=True):
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        for number, mask in enumerate(layer):
            cv2.imwrite(str(place / f"{number:05d}.png"), mask)
    return masks


def make_project(source: Source, masks: NDArray[np.uint8], folder: Path) -> Path:
    """Make a project with both layers, in a file whose name is not a plain one."""
    path = folder / "проект 'a'.soc"
    path.unlink(missing_ok=True)
    with Document(ProjectFile.create(path)) as document, open_video(source.path) as reader:
        video = put_video(document, source.path, reader)
        for name, called in LAYERS.items():
            steps = import_layers(document, video, folder / "masks" / name)
            while True:
                try:
                    next(steps)
                except StopIteration as end:
                    (found,) = end.value.objects
                    break
            labels = ImportedLabels((replace(found, text=called),))
            document.do(*label_edits.add_imported(document.project, video.id, labels, name))
        document.save()
    return path


def export(project: Path, folder: Path, one: str) -> list[str]:
    """Export by the command line; return what it says where it fails."""
    more = ["--format", "cutout"] if one == "timeline" else []
    edge = ["--edge-band", "0"]  # that of the masks, with which it is compared
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        code = command(
            ["export", "--project", str(project), "-o", str(folder), "--format", one, *edge, *more]
        )
    text = " ".join(said.getvalue().split())
    return [f"= refused: {text}"] if code else []


def check(folder: Path, one: str, source: Source, masks: NDArray[np.uint8]) -> Iterator[str]:
    """Yield what is not as it was meant, and what was measured after `=`."""
    entries = sorted(folder.iterdir())
    if not entries:
        yield "nothing was written"
    for entry in entries:
        layer = 1 if entry.name.startswith("02") else 0
        if entry.is_dir():
            yield from check_pictures(entry, one, source, masks[layer])
        elif entry.suffix in (".mov", ".mp4", ".mkv", ".webm"):
            yield from check_video(entry, one, source, masks[layer])
        elif entry.suffix in (".otio", ".xml", ".fcpxml"):
            yield from check_timeline(entry, source, len(LAYERS))
        elif "-loop" in entry.name:
            yield from check_loop(entry, source)


if __name__ == "__main__":
    main()
