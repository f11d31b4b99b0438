"""A new layer gets a colour that its object has not; a colour that a person chose stays."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from soc_rvos.masks import Mask
from soc_studio.core.project import edits
from soc_studio.core.project.colours import PALETTE
from soc_studio.core.project.project import LayerId
from soc_studio.ui.controllers.layer_colours import LayerColours
from tests.ui.controllers.conftest import Bench
from tests.ui.shapes import FRAMES, HEIGHT, WIDTH, disc, square

CYAN, MAGENTA, LIME = PALETTE[:3]


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """A video of a square in cyan and a grey disc."""
    path = tmp_path / "cyan.mp4"
    with av.open(path, "w") as container:
        video = container.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.options = {"crf": "12", "preset": "ultrafast"}
        for number in range(FRAMES):
            picture = np.full((HEIGHT, WIDTH, 3), 60, dtype=np.uint8)
            picture[square(number)] = CYAN
            picture[disc(number)] = 128
            frame = av.VideoFrame.from_ndarray(picture, "rgb24")
            frame.pts = number
            container.mux(video.encode(frame))
        container.mux(video.encode())
    return path


def add(bench: Bench, text: str) -> LayerId:
    document = bench.document
    assert document.video is not None
    edit, (given,) = edits.add_layers(document.project, document.video.id, [text])
    document.do(*edit)
    return given


def show_first(bench: Bench, layer: LayerId, pixels: np.ndarray) -> None:
    """Have a layer's first answer, on the frame at the playhead."""
    document = bench.document
    document.track_cache.refresh(layer)
    document.track_cache.answer_provisionally(layer, bench.playback.frame, Mask.from_array(pixels))
    document.refreshed(layer)


def test_a_cyan_object_is_shown_in_the_next_colour_and_that_is_no_step(
    bench: Bench, qtbot: QtBot
) -> None:
    document = bench.document
    bench.keep(LayerColours(document, bench.playback, bench.owner))
    layer = add(bench, "the square")
    name = document.core.undo_name
    assert bench.layer().colour == CYAN
    show_first(bench, layer, square(0))
    qtbot.waitUntil(lambda: bench.layer().colour == MAGENTA)
    assert document.core.undo_name == name
    document.undo()
    assert document.layers == ()
    document.redo()
    assert bench.layer().colour == MAGENTA
    # Cyan is free again, and is what a grey object gets; the step after it is still one step.
    other = add(bench, "the disc")
    show_first(bench, other, disc(0))
    third = add(bench, "the disc, too")
    assert document.project.layer(third).colour == LIME
    assert document.project.layer(other).colour == CYAN


def test_a_colour_that_a_person_chose_stays(bench: Bench, qtbot: QtBot) -> None:
    document = bench.document
    bench.keep(LayerColours(document, bench.playback, bench.owner))
    chosen, left = add(bench, "the square"), add(bench, "the same square")
    for colour in (LIME, CYAN):  # chosen by hand, though it is what it was before
        document.do(*edits.set_colour(document.project, chosen, colour))
    document.do(*edits.set_colour(document.project, left, MAGENTA))
    show_first(bench, chosen, square(0))
    latest = add(bench, "the square again")  # and this one is to be changed, after the others
    document.do(*edits.remove(document.project, left))
    document.do(*edits.remove(document.project, chosen))
    added = add(bench, "a cyan thing")
    assert document.project.layer(added).colour == CYAN
    show_first(bench, added, square(0))
    qtbot.waitUntil(lambda: document.project.layer(added).colour != CYAN)
    document.undo()
    document.undo()
    assert document.project.layer(chosen).colour == CYAN
    assert document.project.layer(latest).colour == LIME


def test_layers_that_were_there_when_the_document_was_opened_keep_their_colour(
    bench: Bench, qtbot: QtBot
) -> None:
    document = bench.document
    old = add(bench, "the square")
    bench.keep(LayerColours(document, bench.playback, bench.owner))
    show_first(bench, old, square(0))
    document.do(*edits.set_colour(document.project, old, LIME))
    new = add(bench, "the same square")
    document.do(*edits.set_colour(document.project, old, CYAN))
    document.refreshed(old)
    show_first(bench, new, square(0))
    qtbot.waitUntil(lambda: document.project.layer(new).colour != CYAN)
    assert document.project.layer(old).colour == CYAN
