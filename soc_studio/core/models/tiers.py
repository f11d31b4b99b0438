"""Three models to choose from: standard, better, best; and the one that suits this computer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from soc_rvos.settings import BYTES_PER_PIXEL
from soc_studio.core.models.catalogue import TOKENIZER, Card, Score
from soc_studio.core.models.computer import Computer
from soc_studio.core.models.measurements import LOADED, Measurement
from soc_studio.core.models.overview import Overview
from soc_studio.core.models.recommendations import FOR_ANY_VIDEO

BARS = 5
"""Bars of a scale when all are filled."""
_FINDS = (55.0, 60.0, 64.0, 67.0)  # J&F, in per cent, from which there is one more bar
_UNCOMPARED = 2  # bars at most of a score on videos of our own
_SLOW = (15.0, 60.0, 240.0, 900.0)  # seconds for a minute of video, up to which there is one more
_SIZES = (100_000_000, 200_000_000)  # parameters from which a network is a size larger
_EXPECTED = {"cpu": 4, "mps": 5, "cuda": 5}  # bars of speed of the smallest networks
_SLOWER = {"cpu": 1, "mps": 1, "cuda": 0}  # bars fewer of all larger ones, and one a size
_USABLE = 3  # bars of speed from which waiting is bearable
_WINDOW = 8 * 360 * 640  # pixels that a network sees at once, usually
_SHARE = 0.6  # of the memory, which a model may take where other programs run, too


class Tier(StrEnum):
    """The models that people choose from, the quickest first."""

    STANDARD = "standard"
    BETTER = "better"
    BEST = "best"


class Use(StrEnum):
    """What a licence allows."""

    ANY = "any"
    NOT_COMMERCIAL = "not commercial"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class TierFacts:
    """What people should know of a tier.

    Attributes:
        model: the one that it stands for.
        finds: bars, 1 to `BARS`, by the score on Ref-YouTube-VOS; see `_finds` for those without.
        speed: bars, by the measurement on this device, else by size.
        is_measured: whether `speed` and `memory` were measured.
        memory: bytes that it takes; None where neither measured nor known by size.
        fits: whether that is a fair part of the memory here; None where that is not known.
        use: what its licence allows.
        is_recommended: whether it suits this computer best.
    """

    tier: Tier
    model: Overview
    finds: int
    speed: int
    is_measured: bool
    memory: int | None
    fits: bool | None
    use: Use
    is_recommended: bool = False


def tiers(models: Sequence[Overview], computer: Computer | None) -> tuple[TierFacts, ...]:
    """Return the tiers that there are, in their order.

    Standard is the model that ships. The others are published and made for any video: better has
    the best score among the smallest of these, best has the best score of all.

    Args:
        models: as from `overviews`.
        computer: None while it is not known; then none is recommended.
    """
    models = [each for each in models if not each.is_tracker]
    shipped = next((each for each in models if each.card and each.card.origin is None), None)
    published = [each for each in models if each.card and each.card.origin and _score(each.card)]
    smallest = min((_size(each) for each in published), default=0)
    better = max((e for e in published if _size(e) == smallest), key=_value, default=None)
    best = max(published, key=_value, default=None)
    chosen = {Tier.STANDARD: shipped, Tier.BETTER: better, Tier.BEST: best}
    if best is better:
        del chosen[Tier.BEST]
    found = [_facts(tier, model, computer) for tier, model in chosen.items() if model is not None]
    suits = _recommended(found) if computer is not None else None
    return tuple(replace(each, is_recommended=each.tier is suits) for each in found)


def listed(models: Sequence[Overview]) -> list[Overview]:
    """Return the networks among `models`: parts of them, such as tokenizers, are none."""
    return [each for each in models if each.id != TOKENIZER]


def use_of(card: Card) -> Use:
    """Return what the licence of a card allows."""
    if card.licence.startswith(("Apache", "MIT", "BSD")):
        return Use.ANY
    return Use.NOT_COMMERCIAL if "CC BY-NC" in card.licence else Use.OWN


def unfinished_share(model: Overview) -> int:
    """Return how much of a model's file came so far, in per cent, 0 to 99."""
    card = model.card
    whole = None if card is None else card.bytes or card.converted_bytes
    return min(99, 100 * model.unfinished // whole) if whole else 0


def _facts(tier: Tier, model: Overview, computer: Computer | None) -> TierFacts:
    assert model.card is not None
    measured = _measured(model, computer)
    memory = _memory(model) if measured is None else measured.peak_bytes
    room = None if computer is None else computer.memory
    return TierFacts(
        tier,
        model,
        finds=_finds(model),
        speed=_expected_speed(model, computer) if measured is None else _speed(measured),
        is_measured=measured is not None,
        memory=memory,
        fits=None if memory is None or room is None else memory <= _SHARE * room,
        use=use_of(model.card),
    )


def _recommended(found: Sequence[TierFacts]) -> Tier | None:
    """Return the last tier that fits and is fast enough; the first where none is."""
    fine = [each for each in found if each.fits is not False and each.speed >= _USABLE]
    return (fine or found)[-1 if fine else 0].tier if found else None


def _measured(model: Overview, computer: Computer | None) -> Measurement | None:
    if computer is None:
        return None
    here = (computer.device, computer.machine)
    return next((e for e in model.measurements if (e.device, e.machine) == here), None)


def _speed(measured: Measurement) -> int:
    return BARS - bisect_right(_SLOW, measured.seconds_per_minute)


def _expected_speed(model: Overview, computer: Computer | None) -> int:
    device = "cpu" if computer is None else computer.device
    size = _size(model)
    slower = size + _SLOWER.get(device, 0) if size else 0
    return max(1, _EXPECTED.get(device, BARS) - slower)


def _memory(model: Overview) -> int | None:
    """Return what a model may take by its size, None where that is not known."""
    card = model.card
    weights = model.entry.bytes or (None if card is None else card.converted_bytes)
    return None if weights is None else round(LOADED * weights + BYTES_PER_PIXEL * _WINDOW)


def _size(model: Overview) -> int:
    """Return how large a network is: 0, 1, 2."""
    return bisect_right(_SIZES, (model.card and model.card.parameters) or 0)


def _score(card: Card) -> Score | None:
    return next((each for each in card.scores if each.on == FOR_ANY_VIDEO), None)


def _value(model: Overview) -> float:
    """Return the score of a model for any video in per cent, 0 where it has none."""
    score = model.card and _score(model.card)
    return score.value if score else 0.0


def _finds(model: Overview) -> int:
    """Return bars for how well a model finds things: `_UNCOMPARED` at most where its score is of
    other videos than those of the published ones, which are harder."""
    if value := _value(model):
        return 1 + bisect_right(_FINDS, value)
    own = model.card.scores[0].value if model.card and model.card.scores else 0.0
    return min(_UNCOMPARED, 1 + bisect_right(_FINDS, own))
