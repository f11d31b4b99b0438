"""The PyTorch for a graphics card is offered once, and fetched when somebody says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from soc_studio.core.models import pytorch_builds
from soc_studio.core.models.pytorch_builds import OfferedBuild
from soc_studio.core.system.graphics_cards import GraphicsCard
from soc_studio.core.system.installation import InstallationKind
from soc_studio.core.system.progress import Progress
from soc_studio.ui.controllers import graphics_offer
from soc_studio.ui.main_window import MainWindow

FOUND = OfferedBuild(GraphicsCard("nvidia", "NVIDIA RTX 4000", None, "560.1"), "cu126")


def test_a_card_is_told_once_and_what_computes_with_it_fetched(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path))
    fetched: list[OfferedBuild] = []

    def fetch(found: OfferedBuild, version: str):  # type: ignore[no-untyped-def]
        yield Progress(1, 2, what="Unpacking", model="torch")
        fetched.append(found)

    monkeypatch.setattr(pytorch_builds, "offered_build", lambda: FOUND)
    monkeypatch.setattr(pytorch_builds, "fetch_build", fetch)
    offer = studio.graphics_offer
    offer.look()  # installed by pip: it is pip's to change
    assert not studio.model_controller.looking.jobs
    monkeypatch.setattr(graphics_offer, "installation", lambda: InstallationKind.DOWNLOADED)
    offer.look()
    qtbot.waitUntil(lambda: bool(studio.toasts.shown))
    (toast,) = studio.toasts.shown
    assert "NVIDIA RTX 4000" in toast.told.text
    (_, get), *_ = toast.told.actions
    get()
    qtbot.waitUntil(lambda: len(fetched) == 1)
    qtbot.waitUntil(lambda: any("ready" in each.told.text for each in studio.toasts.shown))
    offer.look()
    assert not studio.model_controller.looking.jobs
