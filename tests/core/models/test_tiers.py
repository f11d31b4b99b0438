"""Three models to choose from, and the one that suits a computer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from soc_studio.core.models.catalogue import TOKENIZER, card_of, cards, tracker_cards
from soc_studio.core.models.computer import Computer, this_computer
from soc_studio.core.models.measurements import Measurement
from soc_studio.core.models.overview import Overview, overviews
from soc_studio.core.models.store import Store
from soc_studio.core.models.tiers import Tier, Use, listed, tiers, unfinished_share, use_of
from soc_studio.core.system.device_facts import cores

LAPTOP = Computer("cpu", "2 cores", 8 * 2**30)
WORKSTATION = Computer("cuda", "A card", 24 * 2**30)


@pytest.fixture
def models(tmp_path: Path) -> list[Overview]:
    """All models, of which only that which ships is there."""
    return overviews(Store(tmp_path))


def measured(model: str, seconds: float, computer: Computer, peak: int = 2**30) -> Measurement:
    """A measurement in which a minute of video takes `seconds`."""
    window = seconds * 8 / 1500
    return Measurement(
        model, "0" * 64, computer.device, computer.machine, 10_000, 8, window, 0.0, 2**29, peak
    )


def having(models: list[Overview], *measurements: Measurement) -> list[Overview]:
    return [
        replace(each, measurements=tuple(m for m in measurements if m.model == each.id))
        for each in models
    ]


def recommended(models: list[Overview], computer: Computer) -> Tier:
    (one,) = (each.tier for each in tiers(models, computer) if each.is_recommended)
    return one


def test_the_tiers_are_what_ships_the_best_small_one_and_the_best(models: list[Overview]) -> None:
    found = tiers(models, LAPTOP)
    assert [(each.tier, each.model.id) for each in found] == [
        (Tier.STANDARD, "soc-mini"),
        (Tier.BETTER, "soc-joint-t"),
        (Tier.BEST, "soc-joint-b"),
    ]
    assert [each.finds for each in found] == [2, 4, 5]
    assert [each.speed for each in found] == [4, 2, 1]
    assert not any(each.is_measured for each in found)
    assert [each.use for each in found] == [Use.ANY, Use.OWN, Use.OWN]
    assert all(each.memory and 10**8 < each.memory < 4 * 10**9 for each in found)


def test_a_graphics_card_with_enough_memory_is_for_the_best(models: list[Overview]) -> None:
    assert recommended(models, WORKSTATION) is Tier.BEST
    assert recommended(models, replace(WORKSTATION, memory=2**31)) is Tier.STANDARD
    assert recommended(models, replace(WORKSTATION, memory=None)) is Tier.BEST


def test_a_processor_is_for_the_standard_until_something_better_proved_fast_here(
    models: list[Overview],
) -> None:
    assert recommended(models, LAPTOP) is Tier.STANDARD
    fast = having(models, measured("soc-joint-t", 100.0, LAPTOP))
    assert recommended(fast, LAPTOP) is Tier.BETTER
    facts = tiers(fast, LAPTOP)[1]
    assert (facts.speed, facts.is_measured, facts.memory, facts.fits) == (3, True, 2**30, True)
    large = having(models, measured("soc-joint-t", 100.0, LAPTOP, peak=7 * 2**30))
    assert recommended(large, LAPTOP) is Tier.STANDARD


def test_what_was_measured_on_another_device_does_not_count(models: list[Overview]) -> None:
    elsewhere = having(models, measured("soc-joint-b", 5.0, WORKSTATION))
    assert recommended(elsewhere, LAPTOP) is Tier.STANDARD
    assert not any(each.is_measured for each in tiers(elsewhere, LAPTOP))
    assert tiers(elsewhere, WORKSTATION)[2].speed == 5


def test_nothing_is_recommended_before_the_computer_is_known(models: list[Overview]) -> None:
    assert not any(each.is_recommended for each in tiers(models, None))
    assert tiers([], LAPTOP) == ()


def test_tokenizers_are_not_listed(models: list[Overview]) -> None:
    assert {each.id for each in listed(models)} == {
        each.id for each in (*cards(), *tracker_cards())
    }
    assert TOKENIZER in {each.id for each in models}


def test_licences_say_what_they_allow() -> None:
    said = {each.id: use_of(each) for each in cards()}
    assert said["soc-mini"] is Use.ANY
    assert said["sgmg-ytvos-b"] is Use.NOT_COMMERCIAL
    assert said["soc-joint-b"] is Use.OWN


def test_an_incomplete_file_is_never_all_there(models: list[Overview]) -> None:
    whole = card_of("soc-joint-t").converted_bytes
    assert whole is not None
    model = next(each for each in models if each.id == "soc-joint-t")
    assert unfinished_share(replace(model, unfinished=whole * 61 // 100 + 1)) == 61
    assert unfinished_share(replace(model, unfinished=2 * whole)) == 99
    assert unfinished_share(model) == 0


def test_this_computer_has_a_device_and_memory() -> None:
    found = this_computer("cpu")
    assert (found.device, found.machine) == ("cpu", f"{cores()} cores")
    assert found.memory is not None
    assert found.memory > 2**28
