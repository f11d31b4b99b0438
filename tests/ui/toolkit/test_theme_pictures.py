"""The theme is whole for people whose folder has any letters in it, or cannot be written to.

Its lists show all of what there is to choose.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.thoroughness import only_thorough

ROOT = Path(__file__).parents[3]
_SHOW = """
from PySide6.QtCore import QFile
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
from soc_studio.ui.toolkit.theme import apply_theme
apply_theme("dark")
widget = QWidget()
widget.show()
application.processEvents()
import re
names = set(re.findall(r"url\\(([^)]*)\\)", application.styleSheet()))
print(len(names) > 10, [each for each in names if not QFile.exists(each)])
"""
_LIST = """
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
application = QApplication([])
from soc_studio.ui.toolkit.theme import apply_theme, colour
apply_theme("dark")
for name in ("", "side_panel"):
    around = QWidget()
    around.setObjectName(name)
    box = QComboBox(around)
    box.addItems(["one", "as long as an item of a list may well be in this window"])
    around.show()
    application.processEvents()
    box.showPopup()
    view = box.view()
    words = view.fontMetrics().horizontalAdvance(box.itemText(1))
    edge = view.window().grab().toImage().pixelColor(view.width() // 2, 0)
    print(words < view.sizeHintForColumn(0) <= view.viewport().width(), edge == colour("line2"))
    box.hidePopup()
"""


@pytest.mark.parametrize("name", ["Jörg Müller 漢字", *only_thorough("a file")])
def test_every_picture_of_the_style_sheet_is_found(name: str, tmp_path: Path) -> None:
    home = tmp_path / name
    if name == "a file":
        home.write_text("where the folder would be")
    else:
        home.mkdir()
    run = _run(_SHOW, home)
    assert run.stdout.strip() == "True []", run.stderr
    assert "parse" not in run.stderr
    if name != "a file":
        assert [each.name for each in home.iterdir()] == ["data"]


def test_the_longest_item_of_a_list_is_whole_and_the_list_has_an_edge(tmp_path: Path) -> None:
    run = _run(_LIST, tmp_path)
    assert run.stdout.split() == ["True"] * 4, run.stderr


def _run(script: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a script with `home` as the person's folder."""
    variables = {"HOME": str(home), "USERPROFILE": str(home), "QT_QPA_PLATFORM": "offscreen"}
    variables |= {"SOC_STUDIO_DATA": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache")}
    variables["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "model")])
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
