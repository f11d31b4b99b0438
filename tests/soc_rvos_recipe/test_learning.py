"""Training of the network that ships: it learns, stops and goes on."""

from __future__ import annotations

import json
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from soc_rvos import checkpoint
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.training.loop import (
    TrainingProgress,
    TrainingSettings,
    mean_of_state,
    train,
)
from soc_rvos.training.parallel import process_number, run_together
from soc_rvos_recipe.datapack.pack import Pack, save_pack
from soc_rvos_recipe.learning import calibration
from soc_rvos_recipe.learning.aux_naming_loss import IGNORED, NOTHING, label_places
from soc_rvos_recipe.learning.batches import Batches, BatchSettings
from soc_rvos_recipe.learning.calibration import calibrate
from soc_rvos_recipe.learning.keeping import TRAINED, Kept
from soc_rvos_recipe.learning.objective import (
    FROZEN,
    batch_losses,
    freeze,
    objective,
    start_heads,
)
from soc_rvos_recipe.phases import Phase, taken
from soc_rvos_recipe.recipe import Plan, averaged, is_done, learn, load_begun
from soc_rvos_recipe.recipe import finish as finish_run

pytestmark = pytest.mark.slow  # training: nothing that the program does

TINY = BatchSettings(pictures=4, expressions=2, frames=(2,), sizes=((64, 96),))
SETTINGS = TrainingSettings(steps=4)


def finish(
    steps: Generator[TrainingProgress, None, SocMini],
) -> tuple[SocMini, list[TrainingProgress]]:
    seen = []
    while True:
        try:
            seen.append(next(steps))
        except StopIteration as end:
            return end.value, seen


@pytest.fixture
def batches(small_pack: Pack, small_mini: tuple[SocMini, SentenceReader]) -> Batches:
    save_pack(small_pack)
    return Batches(small_pack.folder, small_mini[1], TINY, seed=5)


def fresh(small_mini: tuple[SocMini, SentenceReader]) -> SocMini:
    network = SocMini(small_mini[0].config)
    network.load_state_dict(small_mini[0].state_dict())
    return network


def taught(
    network: SocMini,
    batches: Batches,
    folder: Path,
    settings: TrainingSettings = SETTINGS,
    save_every: int = 100,
    workers: int = 1,
) -> Generator[TrainingProgress, None, SocMini]:
    """Train as the recipe does, and report every second step."""
    freeze(network)
    return train(network, batches, objective, settings, folder, start_heads, 2, save_every, workers)


def test_a_batch_is_the_same_whenever_it_is_made(batches: Batches) -> None:
    first, again, other = batches[3], batches[3], batches[4]
    torch.testing.assert_close(first.frames, again.frames, rtol=0, atol=0)
    assert torch.equal(first.tokens.ids, again.tokens.ids)
    assert not torch.equal(first.frames, other.frames)
    assert first.frames.shape == (2, 2, 3, 64, 96)
    assert first.motion.shape == (2, 2, 3, 8, 12)
    assert first.colours.shape == (2, 2, 11, 8, 12)
    assert first.hints.shape == (2, 2, 1000, 2, 3)
    assert first.names.things.shape == (2, 2, 4, 6)
    assert len(first.tokens.ids) == len(first.targets.present) == 4
    assert first.targets.masks.shape == (4, 2, 16, 24)


def test_places_are_labelled_where_a_thing_fills_them() -> None:
    masks = np.zeros((1, 1, 32, 64), dtype=np.bool_)
    masks[0, 0, :16, :16] = True
    masks[0, 0, :16, 16:20] = True
    labels = label_places(masks, 7, NOTHING)
    assert labels[0, 0].tolist() == [7, IGNORED, NOTHING, NOTHING]
    assert (labels[0, 1] == NOTHING).all()


def test_every_part_that_is_not_frozen_learns(
    batches: Batches, small_mini: tuple[SocMini, SentenceReader]
) -> None:
    network = fresh(small_mini).train()
    freeze(network)
    losses = batch_losses(network, batches[1])
    torch.stack([value for name, value in losses.items() if name != "total"]).sum().backward()
    idle = [
        name
        for name, values in network.named_parameters()
        if values.requires_grad and (values.grad is None or not values.grad.any())
    ]
    assert idle == []
    assert all(part.grad is None for part in network.backbone.parameters())


def test_a_backbone_that_learns_goes_on_saying_what_it_said(
    batches: Batches, small_mini: tuple[SocMini, SentenceReader]
) -> None:
    network = fresh(small_mini).train()
    freeze(network, TRAINED)
    kept, batch = Kept(network), batches[1]
    loss, named = objective(network, batch, kept)
    assert float(named["kept"].detach()) == pytest.approx(0.0, abs=1e-5)
    loss.backward()
    for name, values in network.backbone.named_parameters():
        assert (values.grad is not None) == f"backbone.{name}".startswith(TRAINED), name
    assert all(each.grad is None for each in kept.parameters())
    with torch.no_grad():
        network.backbone.stages[6][0].project.weight.mul_(1.5)
    forgotten = objective(network, batch, kept)[1]["kept"]
    assert float(forgotten.detach()) > 0.01
    network.zero_grad()
    forgotten.backward()
    assert network.backbone.head.weight.grad is not None
    assert network.saliency.last.weight.grad is not None


def test_photographs_that_nothing_is_asked_about_are_kept_in_mind(
    small_pack: Pack, small_mini: tuple[SocMini, SentenceReader]
) -> None:
    save_pack(small_pack)
    settings = replace(TINY, photographs=3)
    batch = Batches(small_pack.folder, small_mini[1], settings, seed=5)[1]
    assert batch.photographs is not None
    assert batch.photographs.shape == (1, 3, 3, 256, 256)
    network = fresh(small_mini)
    kept = Kept(network)
    with torch.no_grad():
        network.backbone.stages[6][0].project.weight.mul_(1.5)
        found = [
            float(batch_losses(network, each, kept)["kept"])
            for each in (batch, replace(batch, photographs=None))
        ]
        alone = float(kept.loss(batch.photographs, *network.see(batch.photographs)))
    assert alone > 0.01
    assert found[0] - found[1] == pytest.approx(alone, rel=0.05)  # half precision


def test_a_run_that_was_stopped_goes_on_where_it_was(
    tmp_path: Path, batches: Batches, small_mini: tuple[SocMini, SentenceReader]
) -> None:
    whole, reports = finish(taught(fresh(small_mini), batches, tmp_path / "whole"))
    assert [report.step for report in reports] == [2, 4]
    logged = (tmp_path / "whole" / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["step"] for line in logged] == [2, 4]
    assert all(report.losses["total"] > 0 for report in reports)

    # Stopped in the midst: the state after two of four steps.
    parts = tmp_path / "parts"
    stopped = taught(fresh(small_mini), batches, parts, save_every=2)
    assert next(stopped).step == 2
    stopped.close()
    assert torch.load(parts / "state.pt", weights_only=True)["step"] == 2
    # Whoever makes the batches, they are the same.
    resumed, _ = finish(taught(fresh(small_mini), batches, parts, workers=0))
    for name, value in whole.state_dict().items():
        torch.testing.assert_close(resumed.state_dict()[name], value, msg=name)
    for name, value in small_mini[0].state_dict().items():
        if name.split(".")[0] in FROZEN:
            assert torch.equal(whole.state_dict()[name], value), name


def _two_steps(folder: Path, pack: Path, network: SocMini, reader: SentenceReader) -> None:
    torch.set_num_threads(1)
    batches = Batches(pack, reader, TINY, seed=5)
    learned, _ = finish(taught(network, batches, folder, replace(SETTINGS, steps=2)))
    torch.save(learned.state_dict(), folder / f"of-process-{process_number()}.pt")


def test_processes_that_train_together_end_with_the_same_network(
    tmp_path: Path, small_pack: Pack, small_mini: tuple[SocMini, SentenceReader]
) -> None:
    save_pack(small_pack)
    run_together(2, _two_steps, tmp_path, small_pack.folder, fresh(small_mini), small_mini[1])
    first, second = (
        torch.load(tmp_path / f"of-process-{number}.pt", weights_only=True) for number in (0, 1)
    )
    for name, value in first.items():
        torch.testing.assert_close(second[name], value, msg=lambda text, at=name: f"{at}: {text}")
    assert any(
        not torch.equal(value, first[name]) for name, value in small_mini[0].state_dict().items()
    )


def test_phases_follow_each_other_and_their_ends_are_averaged(
    tmp_path: Path,
    small_pack: Pack,
    small_mini: tuple[SocMini, SentenceReader],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (("_FRAMES", 3), ("_HEIGHT", 64), ("_WIDTH", 96)):
        monkeypatch.setattr(calibration, name, value)
    plan = Plan(
        tmp_path, tmp_path, begun=tmp_path / "begun.safetensors", workers=0, checked=1,
        calibrated=1, steps=(2, 2),
        phases=(
            Phase("never", SETTINGS, TINY, first=True),
            Phase("one", SETTINGS, TINY, unfrozen=TRAINED),
            Phase("two", SETTINGS, TINY, unfrozen=TRAINED),
        ),
    )  # fmt: skip
    assert plan.begun is not None
    checkpoint.save(plan.begun, fresh(small_mini), small_mini[1], {})
    save_pack(small_pack)
    plan.pack.symlink_to(small_pack.folder)
    phases = taken(plan.phases, True, plan.steps)
    assert [phase.name for phase in phases] == ["one", "two"]
    for number, phase in enumerate(phases):
        assert not is_done(plan, phase)
        learn(plan, number)
        assert is_done(plan, phase)
    curves = (tmp_path / "curves.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[:2] for line in curves] == [
        ["phase", "step"],
        ["one", "2"],
        ["two", "4"],
    ]
    checks = (tmp_path / "checks.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["step"] for line in checks] == [0, 2, 2, 4]  # another pack may begin
    network, _ = averaged(plan)
    means = [mean_of_state(plan.phase_folder(phase) / "state.pt")[0] for phase in phases]
    assert any(key.startswith("backbone.stages.6.") for key in means[0])
    for key, weights in means[0].items():
        torch.testing.assert_close(network.state_dict()[key], (weights + means[1][key]) / 2)
    between, _ = averaged(replace(plan, begun_share=0.25))
    begun, _ = load_begun(plan.begun)
    assert any(not torch.equal(begun.state_dict()[key], means[0][key]) for key in means[0])
    for key in means[0]:
        mixed = begun.state_dict()[key].lerp(network.state_dict()[key], 0.75)
        torch.testing.assert_close(between.state_dict()[key], mixed)
    finish_run(plan)
    loaded = checkpoint.load(plan.result)
    assert 0 < loaded.network.config.threshold < 1
    credits = (tmp_path / "CREDITS.md").read_text(encoding="utf-8")
    assert "| Plates | nobody | CC0 1.0 | here |" in credits


def test_calibration_keeps_the_order_of_scores_and_sets_a_threshold(
    small_pack: Pack,
    small_mini: tuple[SocMini, SentenceReader],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (("_FRAMES", 3), ("_HEIGHT", 64), ("_WIDTH", 96)):
        monkeypatch.setattr(calibration, name, value)
    network = fresh(small_mini)
    measured = calibrate(network, small_mini[1], small_pack, clips=2)
    assert 0 < measured["threshold"] < 1
    assert network.config.threshold == measured["threshold"]
    assert sum(each["count"] for each in measured["reliability"]) == sum(
        each["count"] for each in measured["kinds"].values()
    )
