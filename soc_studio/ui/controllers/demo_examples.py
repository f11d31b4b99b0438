"""Sentences that are worth a try: those of the sample, or the last that found something."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSettings

from soc_studio.resources import resource

_KEY = "demo/worked"
_MOST, _SHOWN = 12, 3


def examples_for(video: Path, settings: QSettings, known: Iterable[str]) -> list[str]:
    """Return up to three sentences to try in a video; those in `known` were tried there."""
    tried = set(known)
    sample = resource("sample", "sample.mp4")
    found = _of_sample() if video.name == sample.name and video == sample else worked(settings)
    return [each for each in found if each not in tried][:_SHOWN]


def worked(settings: QSettings) -> list[str]:
    """Return the sentences that found something, the latest first."""
    kept = settings.value(_KEY)
    texts = [kept] if isinstance(kept, str) else kept  # a list of one comes back as its value
    return [str(each) for each in texts] if isinstance(texts, list) else []


def note_worked(settings: QSettings, sentence: str) -> None:
    """Remember that a sentence found something."""
    others = [each for each in worked(settings) if each != sentence]
    settings.setValue(_KEY, [sentence, *others][:_MOST])


def _of_sample() -> list[str]:
    """Return a sentence for each object of the sample, as the program comes with it."""
    told = json.loads(resource("sample", "sample.json").read_text(encoding="utf-8"))
    return [each["expressions"][0] for each in told["objects"]]
