"""Colours of layers: those in the colour of an older layer have a dashed edge, everywhere."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from soc_studio.core.project import edits
from soc_studio.core.project.colours import PALETTE
from soc_studio.core.tracks.label_rows import label_row
from soc_studio.ui.controllers.labels import LabelController
from soc_studio.ui.controllers.layers import LayerController
from soc_studio.ui.widgets.label_table import LabelTable
from soc_studio.ui.widgets.layer_list import LayerList
from soc_studio.ui.widgets.ringed_picture import paint_ringed
from soc_studio.ui.widgets.swatch_icon import paint_swatch, swatch_icon
from soc_studio.ui.widgets.timeline.lane_header import Lane, paint_header
from tests.ui.controllers.conftest import Bench, bench  # noqa: F401

CYAN = QColor(*PALETTE[0])
PLACE = QRectF(8, 8, 24, 24)
_PIXEL = 40


def drawn(paint: str, dashed: bool) -> np.ndarray:
    """Return where one of the ways to draw a colour draws it, bool [40, 300]."""
    image = QImage(300, _PIXEL, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    if paint == "swatch":
        paint_swatch(painter, PLACE, CYAN, dashed)
    elif paint == "icon":
        swatch_icon(CYAN, dashed).paint(painter, PLACE.toRect())
    elif paint == "ring":
        picture = QPixmap(24, 24)
        picture.fill(QColor("black"))
        paint_ringed(painter, PLACE, picture, CYAN, dashed)
    else:
        lane = Lane(1, "", PALETTE[0], None, dashed=dashed)
        paint_header(painter, QRectF(0, 0, 300, _PIXEL), lane, False, False)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(_PIXEL, 300, 4)[:, :, 2::-1]
    return np.asarray(np.abs(pixels.astype(int) - PALETTE[0]).max(axis=2) < 40)


@pytest.mark.parametrize("paint", ["swatch", "icon", "ring", "lane"])
def test_a_dashed_colour_has_gaps_in_its_edge_and_a_solid_one_has_none(
    paint: str, qtbot: QtBot
) -> None:
    solid, dashed = drawn(paint, False), drawn(paint, True)
    inner = np.zeros_like(solid)
    rows, columns = (np.flatnonzero(solid.any(axis=axis)) for axis in (1, 0))
    inner[rows[0] + 2 : rows[-1] - 1, columns[0] + 2 : columns[-1] - 1] = True
    edge = solid & ~inner
    assert edge.sum() > 2 * (len(rows) + len(columns))
    assert 0.3 < dashed[edge].mean() < 0.85


def test_the_ninth_layer_is_dashed_in_the_list_and_the_table(
    bench: Bench,  # noqa: F811
    qtbot: QtBot,
) -> None:
    layers, table = LayerList([]), LabelTable()
    for each in (layers, table):
        qtbot.addWidget(each)
        each.show()
    bench.keep(LayerController(bench.operations, layers, bench.actions, bench.owner))
    bench.keep(
        LabelController(bench.operations, bench.playback, table, bench.preferences, bench.owner)
    )
    document = bench.document
    assert document.video is not None
    names = [f"object {each}" for each in range(9)]
    edit, ids = edits.add_layers(document.project, document.video.id, names)
    document.do(*edit)
    rows = [layers.row_of(layers.model().index(at, 0)) for at in range(layers.count())]
    assert {each.layer.id for each in rows if each is not None and each.dashed} == {ids[8]}
    last = document.project.layer(ids[8])
    assert label_row(last, None, range(4), dashed=True).dashed
    icons = {
        table.table.item(at, 0).text(): table.table.item(at, 0).icon().pixmap(14, 14).toImage()
        for at in range(table.table.rowCount())
    }
    assert icons["1"] != icons["9"]
