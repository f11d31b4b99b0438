"""The theme is whole for people whose folder has any letters in it, or cannot be written to."""

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


@pytest.mark.parametrize("name", ["Jörg Müller 漢字", *only_thorough("a file")])
def test_every_picture_of_the_style_sheet_is_found(name: str, tmp_path: Path) -> None:
    home = tmp_path / name
    if name == "a file":
        home.write_text("where the folder would be")
    else:
        home.mkdir()
    variables = {"HOME": str(home), "USERPROFILE": str(home), "QT_QPA_PLATFORM": "offscreen"}
    variables |= {"SOC_STUDIO_DATA": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache")}
    variables["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "model")])
    run = subprocess.run(
        [sys.executable, "-c", _SHOW],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.stdout.strip() == "True []", run.stderr
    assert "parse" not in run.stderr
    if name != "a file":
        assert [each.name for each in home.iterdir()] == ["data"]
