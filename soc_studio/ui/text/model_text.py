"""Texts for models and for the work on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale

from soc_rvos.errors import RvosError
from soc_studio.core.models.catalogue import TOKENIZER, Needs, Score
from soc_studio.core.models.made_card import DataNote, MadeCard
from soc_studio.core.models.measurements import Measurement
from soc_studio.core.models.overview import Overview
from soc_studio.core.models.store import Availability
from soc_studio.core.search.estimate import Estimate, Fallback, FallbackStep, Fit
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Progress
from soc_studio.core.system.settings import Settings
from soc_studio.ui.text.time_text import length, seconds_left
from soc_studio.ui.toolkit.translation import tr, translated

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_FOR_A_TERMINAL = ("`soc-studio", " --")


def title(model: Overview) -> str:
    """Return the name of a model for people."""
    if model.id == TOKENIZER:
        return tr("Tokenizer of all published models")
    if model.made is not None:
        return tr("{0}, made of {1}").format(model.id, model.made.origin)
    if model.card is None:
        return tr("{0}, added from a file").format(model.id)
    name = f"{model.card.network} · {model.card.backbone}"
    return tr("Tracker: {0}").format(name) if model.is_tracker else name


def short_name(model: str) -> str:
    """Return the name of a model, by its id, for a button."""
    return tr("Standard") if model == Settings().model else Path(model).stem


def with_noun(model: str) -> str:
    """Return the name of a model, by its id, with the word "model"."""
    return tr("{0} model").format(short_name(model))


def state(model: Overview) -> str:
    """Return the state of a model in words."""
    match model.entry.state:
        case Availability.THERE:
            return tr("ready")
        case Availability.DAMAGED:
            return tr("damaged")
    return tr("download incomplete") if model.unfinished else tr("not downloaded")


def size(number: int) -> str:
    """Return bytes as people write them."""
    if number >= 1e9:
        return f"{QLocale().toString(number / 1e9, 'f', 1)} GB"
    return f"{number / 1e6:.0f} MB"


def score(published: Score) -> str:
    """Return a score with its source."""
    return tr("{0} {1:.1f} on {2}: {3}").format(
        published.measure, published.value, published.on, published.source
    )


def made_scores(card: MadeCard) -> list[str]:
    """Return the scores of a model that was made here, in percent, and those before."""
    return [
        tr("{0} {1:.1f}, {2:.1f} before").format(name, 100 * value, 100 * card.before[name])
        if name in card.before
        else f"{name} {100 * value:.1f}"
        for name, value in card.scores.items()
    ]


def made_data(notes: Sequence[DataNote]) -> str:
    """Return what a model that was made here learned from, or was measured on."""
    return "\n".join(
        tr("{0}: {1} clips of {2} videos").format(
            ", ".join(filter(None, (each.dataset, each.split))), each.clips, each.videos
        )
        for each in notes
    )


def made_settings(card: MadeCard) -> str:
    """Return how a model that was made here learned."""
    return ", ".join(f"{name} {value}" for name, value in card.settings.items())


def takes(measurement: Measurement) -> str:
    """Return the memory and time that a model needs."""
    time = seconds_left(measurement.seconds_per_minute).replace(" ", "\N{NO-BREAK SPACE}")
    return tr("{0} of memory, {1} for a minute of video").format(size(measurement.peak_bytes), time)


def needs(said: Needs) -> str:
    """Return the memory and time that a tracker needs."""
    seconds = QLocale().toString(said.seconds, "f", 0)
    return tr("about {0} of memory, {1} s a frame on one processor core").format(
        size(said.bytes), seconds
    )


def device(name: str) -> str:
    """Return the name of a compute device."""
    names = {"cpu": tr("on the processor"), "mps": tr("on Apple graphics")}
    return names.get(name, tr("on the graphics card"))


def step(now: Progress) -> str:
    """Return the progress of work on a model."""
    doing = {
        "Asking for": tr("Connecting"),
        "Fetching": tr("Downloading"),
        "Checking": tr("Checking"),
        "Converting": tr("Converting"),
        "Unpacking": tr("Unpacking"),
        "Loading": tr("Loading"),
        "Trying": tr("Trying it"),
    }
    said = doing.get(now.what, now.what)
    if now.model == TOKENIZER:
        said += f" ({TOKENIZER})"
    if now.total is None and not now.done:
        return f"{said}…"
    if now.total is None:
        said += f": {size(now.done)}"
    elif now.total < 1000:  # files, not bytes
        return f"{said}: " + tr("{0} of {1}").format(now.done, now.total)
    else:
        said += ": " + tr("{0} of {1}").format(size(now.done), size(now.total))
    if now.per_second:
        said += ", " + tr("{0:.1f} MB a second").format(now.per_second / 1e6)
    left = seconds_left(now.seconds_left)
    return said + (", " + tr("{0} left").format(left) if left else "")


def failure(error: Exception) -> str:
    """Return the sentences of a failure for somebody at the window, not at a command line."""
    if isinstance(error, RvosError):
        return translated(error.message)
    if not isinstance(error, StudioError):
        return str(error)
    said = [translated(error.message)]
    for sentence in _SENTENCE_END.split(translated(error.advice)):
        if not any(each in sentence for each in _FOR_A_TERMINAL):
            said.append(sentence)
    if "--forget" in error.advice:
        said.append(
            tr(
                "If it was replaced on purpose, remove the model first and accept "
                "another file under its name."
            )
        )
    elif "models how" in error.advice:
        said.append(
            tr("“No internet on this computer?” in Edit › Models explains how to add it by hand.")
        )
    elif "--as" in error.advice:
        said.append(tr("Give the file another name, or remove the other one first."))
    return " ".join(each for each in said if each)


def foreseen(estimate: Estimate) -> str:
    """Return an estimate in a few words."""
    memory = tr("{0} of memory").format(size(estimate.memory))
    if estimate.seconds is None:
        return tr("about {0}").format(memory)
    return tr("about {0}, {1}").format(seconds_left(estimate.seconds), memory)


def foreseen_time(seconds: float) -> str:
    """Return how long a search will take."""
    return tr("about {0}").format(length(max(1.0, float(round(seconds)))))


def fit(estimate: Estimate) -> str:
    """Return whether a search fits."""
    return {
        Fit.FITS: tr("fits"),
        Fit.TIGHT: tr("little memory"),
        Fit.TOO_LARGE: tr("not enough memory"),
    }.get(estimate.fit, "")


def fallback_text(one: FallbackStep) -> str:
    """Return a fallback in words: what happens, or what a person can do in the window."""
    return {
        Fallback.FEWER_WINDOWS: tr(
            "Fewer windows are computed together: a little slower, with the same results."
        ),
        Fallback.IN_WINDOWS: tr("Search in windows: a video of any length takes the same memory."),
        Fallback.PROCESSOR: tr(
            "Compute on the processor (Preferences › Finding): slower, with more memory."
        ),
        Fallback.SMALLER_NETWORK: tr("Choose a smaller model, such as soc-mini."),
    }[one.fallback]
