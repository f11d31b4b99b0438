"""A clip of a square and a disc, and what a network says of it: for tests of the window alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import av
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.candidates import WindowCandidate, WindowResult
from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask
from soc_studio.core.project import edits
from soc_studio.core.project.project import LayerId
from soc_studio.core.storage.results import Search
from soc_studio.ui.document import OpenDocument

HEIGHT, WIDTH, FRAMES = 180, 320, 24
SQUARE, DISC = 40, 25
Pixels = NDArray[np.bool_]


def square(frame: int) -> Pixels:
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    left = 30 + 3 * frame
    pixels[20 : 20 + SQUARE, left : left + SQUARE] = True
    return pixels


def disc(frame: int) -> Pixels:
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    return np.asarray((rows - 130) ** 2 + (columns - 250 + 2 * frame) ** 2 < DISC**2)


def answer(frame: int, tracks: Sequence[tuple[float, Pixels]]) -> WindowResult:
    """What a network says of one frame."""
    count = len(tracks)
    candidates = tuple(
        WindowCandidate(
            query=place,
            scores=(score,),
            boxes=np.full((1, 4), 0.5, dtype=np.float32),
            masks=(Mask.from_array(pixels),),
            embedding=np.eye(count, dtype=np.float32)[place],
        )
        for place, (score, pixels) in enumerate(tracks)
    )
    overlaps = np.eye(count, dtype=np.float32) if frame else None
    window = Window((frame,), frozenset({frame}), 0, frame, 0)
    return WindowResult(0, window, (frame,), candidates, overlaps)


def write_clip(path: Path, seed: int = 5, frames: int = FRAMES) -> None:
    """Write a video of a square and a disc that move; they and the ground have a texture.

    With more than `FRAMES` they move to and fro.
    """
    random = np.random.default_rng(seed)
    ground = random.integers(60, 120, (HEIGHT // 4, WIDTH // 4, 3), dtype=np.uint8)
    ground = ground.repeat(4, axis=0).repeat(4, axis=1)
    cloth = random.integers(130, 255, (SQUARE, SQUARE, 3), dtype=np.uint8)
    dots = random.integers(130, 255, (2 * DISC, 2 * DISC, 3), dtype=np.uint8)
    with av.open(path, "w") as container:
        video = container.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.options = {"crf": "12", "preset": "ultrafast"}
        for at in range(frames):
            turn = FRAMES - 1
            number = turn - abs(at % (2 * turn) - turn)
            picture = ground.copy()
            left = 30 + 3 * number
            picture[20 : 20 + SQUARE, left : left + SQUARE] = cloth
            x = 250 - 2 * number
            around = np.s_[130 - DISC : 130 + DISC, x - DISC : x + DISC]
            inside = disc(number)[around]
            picture[around][inside] = dots[inside]
            frame = av.VideoFrame.from_ndarray(picture, "rgb24")
            frame.pts = at
            container.mux(video.encode(frame))
        container.mux(video.encode())


Find = Callable[..., LayerId]


class HasDocument(Protocol):
    """The window, or whatever else has a document open."""

    @property
    def document(self) -> OpenDocument | None: ...


def tell_found(
    window: HasDocument,
    text: str = "the square",
    frames: range = range(FRAMES),
    settings: str = "{}",
    swap: bool = False,
    scores: tuple[float, float] = (0.9, 0.6),
) -> LayerId:
    """Put results for `text` into the open document: the square, and less surely the disc."""
    document = window.document
    assert document is not None
    assert document.video is not None
    results = document.core.file.results
    search = Search(document.video.fingerprint, text, "w", "net", settings, HEIGHT, WIDTH, 0.5)
    number = results.begin(search)
    order = (disc, square) if swap else (square, disc)
    found = [
        (number, answer(at, [(s, shape(at)) for s, shape in zip(scores, order, strict=True)]))
        for at in frames
    ]
    results.add(found)
    known = [each.id for each in document.layers if each.expression == text]
    if known:
        given = known[0]
    else:
        edit, (given,) = edits.add_layers(document.project, document.video.id, [text])
        document.do(*edit)
    document.track_cache.refresh(given)
    document.refreshed(given)
    return given
