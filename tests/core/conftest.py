"""Clips for the tests of `core`: made with PyAV, each frame with its number drawn into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.inference.candidates import WindowCandidate, WindowResult
from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask
from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.project import LayerId, MatteSettings, Project, Video, VideoId
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.results import Search
from soc_studio.core.tracks.resolved_track import ResolvedTrack, layer_data_of
from tests.core.decided import known_video

BLOCK = 16
BITS = 6


class Clips:
    """Makes clips in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def picture(number: int, width: int = BLOCK * BITS, height: int = 64) -> NDArray[np.uint8]:
        """Return a picture, uint8 [height, width, 3], with `number` in binary along its top.

        Below is a colour that changes with the number, so that no two pictures are the same.
        """
        picture = np.empty((height, width, 3), dtype=np.uint8)
        picture[:] = (40 + 37 * number % 170, 60 + 23 * number % 150, 200 - 29 * number % 160)
        for bit in range(BITS):
            value = 230 if number >> bit & 1 else 20
            picture[:32, bit * BLOCK : (bit + 1) * BLOCK] = value
        return picture

    @staticmethod
    def number(picture: NDArray[np.uint8]) -> int:
        """Return the number drawn into `picture`."""
        bits = [
            picture[8:24, bit * BLOCK + 4 : (bit + 1) * BLOCK - 4].mean() > 127
            for bit in range(BITS)
        ]
        return sum(1 << bit for bit, is_set in enumerate(bits) if is_set)

    def encode(
        self,
        name: str,
        codec: str = "libx264",
        pixel_format: str = "yuv420p",
        pictures: Iterable[NDArray[np.uint8]] | int = 40,
        stamps: Sequence[int] | None = None,
        time_base: Fraction | None = None,
        rate: Fraction = Fraction(25),
        options: Mapping[str, str] | None = None,
        container_options: Mapping[str, str] | None = None,
        display_matrix: Sequence[int] | None = None,
        sample_aspect_ratio: Fraction | None = None,
        sound: bool = False,
    ) -> Path:
        """Encode pictures (RGB or RGBA), or so many numbered ones, and return the file."""
        if isinstance(pictures, int):
            pictures = [self.picture(number) for number in range(pictures)]
        pictures = list(pictures)
        time_base = time_base or 1 / rate
        path = self.folder / name
        with av.open(path, "w", options=dict(container_options or {})) as container:
            stream = container.add_stream(codec, rate=rate)
            stream.height, stream.width = pictures[0].shape[:2]
            stream.pix_fmt = pixel_format
            stream.time_base = stream.codec_context.time_base = time_base
            stream.options = dict(options or {})
            if sample_aspect_ratio:
                stream.codec_context.sample_aspect_ratio = sample_aspect_ratio
            if display_matrix:
                stream.set_display_matrix(display_matrix)
            voice = container.add_stream("aac", rate=48000, layout="mono") if sound else None
            for index, picture in enumerate(pictures):
                kind = "rgba" if picture.shape[2] == 4 else "rgb24"
                frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), kind)
                frame = frame.reformat(format=pixel_format)
                frame.pts = index if stamps is None else stamps[index]
                frame.time_base = time_base
                container.mux(stream.encode(frame))
            container.mux(stream.encode())
            if voice:
                self._hum(container, voice)
        return path

    def sound_only(self, name: str) -> Path:
        """Return a file with sound and no picture."""
        path = self.folder / name
        with av.open(path, "w") as container:
            self._hum(container, container.add_stream("aac", rate=48000, layout="mono"))
        return path

    @staticmethod
    def _hum(container: av.container.OutputContainer, voice: av.AudioStream) -> None:
        wave = np.sin(np.arange(1024, dtype=np.float32) / 20)[None]
        for block in range(40):
            frame = av.AudioFrame.from_ndarray(wave, format="fltp", layout="mono")
            frame.rate = 48000
            frame.pts = 1024 * block
            container.mux(voice.encode(frame))
        container.mux(voice.encode())

    def planes(
        self,
        name: str,
        planes: Sequence[NDArray[np.integer]],
        pixel_format: str,
        matrix: int = 2,
        colour_range: int = 0,
        transfer: int = 2,
        codec: str = "ffv1",
    ) -> Path:
        """Store `planes` losslessly as the one frame of a clip, tagged with H.273 code points."""
        height, width = planes[0].shape
        path = self.folder / name
        frame = av.VideoFrame(width, height, pixel_format)
        for values, plane in zip(planes, frame.planes, strict=True):
            depth = np.uint8 if frame.format.components[0].bits == 8 else np.uint16
            padded = np.zeros((plane.height, plane.line_size // depth().itemsize), dtype=depth)
            padded[:, : plane.width] = values
            plane.update(padded.tobytes())
        frame.pts = 0
        frame.colorspace, frame.color_range = matrix, colour_range
        with av.open(path, "w") as container:
            stream = container.add_stream(codec, rate=25)
            stream.width, stream.height, stream.pix_fmt = width, height, pixel_format
            context = stream.codec_context
            context.colorspace, context.color_range = matrix, colour_range
            context.color_trc = transfer
            container.mux(stream.encode(frame))
            container.mux(stream.encode())
        return path


@pytest.fixture
def clips(tmp_path: Path) -> Clips:
    """Makes clips in the folder of the test."""
    return Clips(tmp_path)


class Documents:
    """Makes projects with answers in them, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.opened: list[ProjectFile] = []
        self.shared: dict[str, ProjectFile] = {}

    def file(self, name: str = "a.soc") -> ProjectFile:
        """Return a project file, made where it is missing."""
        path = self.folder / name
        file = ProjectFile.open(path) if path.exists() else ProjectFile.create(path)
        self.opened.append(file)
        return file

    @staticmethod
    def video(frames: int = 40, height: int = 64, width: int = 96) -> Video:
        place = PurePosixPath("clip.mp4")
        return known_video(frames=frames, height=height, width=width, id=VideoId(1), relative=place)

    def project(self, *texts: str, frames: int = 40) -> tuple[Project, list[LayerId]]:
        project, video = Project().add_video(self.video(frames))
        ids = []
        for text in texts:
            project, given = project.add_layer(video, text)
            ids.append(given)
        return project, ids

    @staticmethod
    def search(text: str, height: int = 32, width: int = 48, **changes: Any) -> Search:
        values = {"weights": "w", "network": "bright", "settings": '{"stride": 1}'} | changes
        return Search("1:clip", text, height=height, width=width, threshold=0.5, **values)

    @staticmethod
    def answers(
        *tracks: Mapping[int, tuple[float, NDArray[np.bool_]]], preview: bool = False
    ) -> list[WindowResult]:
        """Return results of one frame each: of every track, by frame, its score and its mask."""
        results = []
        before: list[int] = []
        for frame in sorted({frame for track in tracks for frame in track}):
            here = [rank for rank, track in enumerate(tracks) if frame in track]
            candidates = tuple(
                WindowCandidate(
                    query=rank,
                    scores=(float(np.float32(tracks[rank][frame][0])),),
                    boxes=np.full((1, 4), 0.5, dtype=np.float32),
                    masks=(Mask.from_array(tracks[rank][frame][1]),),
                    embedding=np.eye(len(tracks), dtype=np.float32)[rank],
                )
                for rank in here
            )
            overlaps = np.equal.outer(before, here).astype(np.float32) if before else None
            window = Window((frame,), frozenset({frame}), 0, frame, 0)
            results.append(WindowResult(0, window, (frame,), candidates, overlaps, preview))
            before = here
        return results

    def view(
        self,
        text: str,
        *tracks: Mapping[int, tuple[float, NDArray[np.bool_]]],
        frames: int = 40,
        colour: Rgb = (230, 159, 0),
        name: str = "a.soc",
        band: int | None = 0,
    ) -> ResolvedTrack:
        """Return what is seen of an expression for which these tracks were found; without an edge
        band, so that mattes are plain, unless one is given."""
        file = self.shared.get(name) or self.file(name)
        self.shared[name] = file
        number = file.results.begin(self.search(text))
        file.results.add([(number, each) for each in self.answers(*tracks)])
        project, (given,) = self.project(text, frames=frames)
        matte = MatteSettings(edge_band=band)
        expression = replace(project.layer(given), colour=colour, matte=matte)
        video = project.videos[0]
        data = layer_data_of(expression, video, file.results, file.imports)
        return ResolvedTrack(expression, video, data, file.results, file.imports)

    def close(self) -> None:
        for file in self.opened:
            file.close()


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Documents]:
    """Makes projects; what the program keeps for a person goes to a folder of the test."""
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    made = Documents(tmp_path)
    yield made
    made.close()
