"""Recommends models on this computer that are more accurate than the default."""

from __future__ import annotations

from dataclasses import dataclass

from soc_studio.core.models.catalogue import Card, Score, cards
from soc_studio.core.models.measurements import Measurement, measured
from soc_studio.core.models.store import Availability, Store

FOR_ANY_VIDEO = "Ref-YouTube-VOS"
"""The data set most like what people bring."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A network that is here: its card, its score, and what it took where it was measured."""

    card: Card
    score: Score
    measurements: tuple[Measurement, ...]


def offers(store: Store) -> list[Offer]:
    """Return the published networks in `store` that are made for any video, the best first."""
    found = [
        Offer(card, score, tuple(measured(card.id)))
        for card in cards()
        for score in card.scores
        if score.on == FOR_ANY_VIDEO and store.entry(card.id).state is Availability.THERE
    ]
    return sorted(found, key=lambda offer: -offer.score.value)
