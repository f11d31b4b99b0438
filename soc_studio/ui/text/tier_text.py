"""Texts for the three models that people choose from."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from soc_studio.core.models.overview import Overview
from soc_studio.core.models.store import Availability
from soc_studio.core.models.tiers import Tier, TierFacts, Use, unfinished_share
from soc_studio.ui.text import model_text
from soc_studio.ui.toolkit.translation import tr

_OUR_CLIPS = "12 real clips of this project"  # as the catalogue says


def name(tier: Tier) -> str:
    """Return what a tier is called."""
    return {
        Tier.STANDARD: tr("Standard"),
        Tier.BETTER: tr("Better"),
        Tier.BEST: tr("Best quality"),
    }[tier]


def about(tier: Tier) -> str:
    """Return for whom a tier is."""
    return {
        Tier.STANDARD: tr(
            "Comes with the program. For people, animals, vehicles and household things, on any "
            "computer."
        ),
        Tier.BETTER: tr(
            "Understands longer sentences and finer parts. Comfortable with a graphics card, slow "
            "without one."
        ),
        Tier.BEST: tr("The most exact. For final masks, on a strong graphics card."),
    }[tier]


def memory(facts: TierFacts) -> str:
    """Return the memory that a model takes, and whether this computer has it."""
    if facts.memory is None:
        return tr("measured when it is here")
    said = model_text.size(facts.memory)
    if not facts.is_measured:
        said = tr("about {0}").format(said)
    if facts.fits is None:
        return said
    fit = tr("fits") if facts.fits else tr("little is left for other programs")
    return f"{said}, {fit}"


def disk(model: Overview) -> tuple[str, str]:
    """Return what the bytes of a model are called, and how many they are."""
    if model.entry.state is not Availability.MISSING and model.entry.bytes is not None:
        return tr("On disk"), model_text.size(model.entry.bytes)
    known = None if model.card is None else model.card.bytes or model.card.converted_bytes
    said = tr("about {0}").format(model_text.size(known)) if known else tr("size not known")
    return tr("Download"), said


def licence(use: Use) -> str:
    """Return what a licence allows, in a few words."""
    return {
        Use.ANY: tr("Free for any use"),
        Use.NOT_COMMERCIAL: tr("Not for commercial use"),
        Use.OWN: tr("Your own use only"),
    }[use]


def why(use: Use) -> str:
    """Return why a licence allows no more."""
    return {
        Use.ANY: tr(
            "It is part of this program, under the Apache License 2.0: use it for whatever you "
            "like, also at work."
        ),
        Use.NOT_COMMERCIAL: tr(
            "Its authors share the code under CC BY-NC 4.0 and say nothing of the weights. Do not "
            "use it for work that is paid."
        ),
        Use.OWN: tr(
            "Its authors share the file but state no licence, so all rights are theirs. Get it for "
            "yourself, ask them before any other use, and do not pass it on."
        ),
    }[use]


def research(model: Overview) -> str:
    """Return how research calls a model, and its score."""
    if model.card is None or not model.card.scores:
        return model.id
    score = model.card.scores[0]
    where = tr("12 real clips") if score.on == _OUR_CLIPS else score.on
    value = QLocale().toString(score.value, "f", 1)
    return tr("{0} · {1} {2} on {3}").format(model.id, score.measure, value, where)


def get(model: Overview) -> str:
    """Return what the button says that downloads a model."""
    if model.unfinished:
        return tr("Go on ({0} %)").format(unfinished_share(model))
    return tr("Get it")
