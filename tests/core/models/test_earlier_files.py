"""Settings and models of an earlier program are read by that of today.

`tests/data/earlier/README.md` says what is in them; `test_old_projects.py` opens projects.
"""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from soc_rvos import checkpoint
from soc_studio.core.models.fetch import Check, check
from soc_studio.core.models.loading import find_model
from soc_studio.core.models.store import Availability, Store
from soc_studio.core.system.settings import Settings, Theme
from soc_studio.ui.toolkit.preferences import Preferences
from tests.core.models.test_models_keep import run
from tests.thoroughness import only_thorough

EARLIER = Path(__file__).parents[2] / "data" / "earlier"


def test_settings_are_kept_and_what_is_new_is_as_for_a_new_person(tmp_path: Path) -> None:
    shutil.copy(EARLIER / "settings.ini", tmp_path)
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    value = Preferences(store).value
    assert value == Settings(
        theme=Theme.LIGHT,
        language="de",
        preview=False,
        device="cpu",
        thumbnails=False,
        keys={"propagate_forwards": ("G",), "play": ("Space", "Ctrl+P")},
        recent=("/videos/a, b.mp4", "/videos/Größe.mp4"),
        hints=False,
    )


def test_a_model_is_there_whole_and_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path))
    store = Store()
    store.folder.mkdir()
    shutil.copy(EARLIER / "records.json", store.folder)
    content = gzip.decompress((EARLIER / "my-own.safetensors.gz").read_bytes())
    store.file("my-own").write_bytes(content)
    (entry,) = [each for each in store.entries() if each.id == "my-own"]
    assert (entry.state, entry.bytes, entry.network) == (
        Availability.THERE,
        len(content),
        "soc-swin-t",
    )
    steps = check("my-own", store)
    assert run(steps) == Check("my-own", Availability.THERE)
    file = find_model("my-own")
    assert file == store.file("my-own")
    for each in only_thorough(file):  # building the network imports transformers: seconds
        assert "dog" in (checkpoint.load(each).tokenizer or "")
