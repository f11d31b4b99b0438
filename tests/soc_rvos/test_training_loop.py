"""Training: it learns, and a run that was stopped goes on as if it had not been."""

from __future__ import annotations

import json
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from soc_rvos.config import soc_shapes
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.networks.soc import Soc
from soc_rvos.training.batches import Batches, BatchSettings
from soc_rvos.training.loop import Progress, TrainingSettings, answer, train
from soc_rvos.training.parallel import process_number, run_together
from soc_rvos.training.quality import Answered, answer_made_clips, by_kind, fitting_threshold
from soc_rvos.training.scenes import make_clip
from soc_rvos.training.words import build_tokenizer, vocabulary

CONFIG = soc_shapes(len(vocabulary()))
TINY = BatchSettings(clips=1, sentences=2, frames=2, sizes=((32, 48),))


def settings(steps: int, decay: int = 1) -> TrainingSettings:
    return TrainingSettings(steps=steps, decay=decay, batches=TINY)


def finish(steps: Generator[Progress, None, Soc]) -> tuple[Soc, list[Progress]]:
    seen = []
    while True:
        try:
            seen.append(next(steps))
        except StopIteration as end:
            return end.value, seen


def test_a_batch_is_the_same_whenever_it_is_made() -> None:
    first, again = Batches(TINY, seed=5)[3], Batches(TINY, seed=5)[3]
    torch.testing.assert_close(first.frames, again.frames, rtol=0, atol=0)
    assert torch.equal(first.ids, again.ids)
    assert not torch.equal(first.frames, Batches(TINY, seed=5)[4].frames)
    assert first.frames.shape == (1, 2, 3, 32, 48)
    assert len(first.ids) == len(first.targets.present) == 2


def test_every_level_answers_every_sentence_in_training() -> None:
    torch.manual_seed(0)
    network = Soc(CONFIG).train()
    batch = Batches(TINY, seed=5)[0]
    answers = answer(network, network.read_frames(batch.frames), batch)
    assert len(answers.levels) == len(answers.objects) == CONFIG.decoder_layers
    assert answers.levels[0].scores.shape == (2, 2, CONFIG.queries, 1)
    assert answers.sentence is not None
    assert answers.sentence.shape == (2, CONFIG.width)


def test_every_part_of_the_network_learns() -> None:
    torch.manual_seed(0)
    network = Soc(CONFIG).train()
    with torch.no_grad():  # what starts at zero passes nothing back at first
        for values in network.parameters():
            values += 0.02 * torch.randn_like(values)
    batch = Batches(TINY, seed=5)[0]
    answers = answer(network, network.read_frames(batch.frames), batch)
    assert answers.sentence is not None
    parts = [part for level in answers.levels for part in (level.scores, level.boxes, level.masks)]
    sum((part.square().mean() for part in parts), answers.sentence.square().mean()).backward()
    assert not [
        name
        for name, values in network.named_parameters()
        if values.grad is None or not values.grad.any()
    ]


@pytest.mark.parametrize("steps", [4])
def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path, steps: int) -> None:
    whole, reports = finish(train(CONFIG, settings(steps), tmp_path / "whole", report_every=2))
    assert [report.step for report in reports] == [2, 4]
    logged = (tmp_path / "whole" / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["step"] for line in logged] == [2, 4]
    assert all(report.losses["total"] > 0 for report in reports)

    finish(train(CONFIG, settings(2, decay=0), tmp_path / "parts", report_every=2))
    resumed, reports = finish(train(CONFIG, settings(steps), tmp_path / "parts", report_every=2))
    assert [report.step for report in reports] == [4]
    for name, value in whole.state_dict().items():
        torch.testing.assert_close(resumed.state_dict()[name], value, msg=name)


def test_quality_is_measured_on_sentences_of_every_kind() -> None:
    torch.manual_seed(0)
    predictor = NetworkPredictor(Soc(CONFIG), build_tokenizer(), torch.device("cpu"), torch.float32)
    answered = list(answer_made_clips(predictor, clips=6, seed=1, size=(48, 64), absent_share=0.5))
    again = list(answer_made_clips(predictor, clips=6, seed=1, size=(48, 64), absent_share=0.5))
    assert answered == again
    table = by_kind(answered)
    assert table["all"][0] == sum(one.kind != "absent" for one in answered)
    assert all(0 <= one.iou <= 1 and one.best >= 0 for one in answered)


def test_the_fitting_threshold_lies_between_what_is_right_and_what_is_not_there() -> None:
    right = [Answered("", "colour", True, 0.8, 0.8, score, 0.1) for score in (0.5, 0.6, 0.7)]
    absent = [Answered("", "absent", True, 0.0, 0.0, score, 0.1) for score in (0.1, 0.3)]
    assert 0.3 <= fitting_threshold([*right, *absent]) <= 0.5
    doubtful = [Answered("", "colour", True, 0.1, 0.8, 0.25, 0.1)]  # costs less than the absent
    assert 0.3 <= fitting_threshold([*right, *absent, *doubtful]) <= 0.5


def _two_steps(folder: Path) -> None:
    torch.set_num_threads(1)
    network, _ = finish(train(CONFIG, settings(2), folder, report_every=2))
    torch.save(network.state_dict(), folder / f"of-process-{process_number()}.pt")


def test_processes_that_train_together_end_with_the_same_network(tmp_path: Path) -> None:
    run_together(2, _two_steps, tmp_path)
    first, second = (
        torch.load(tmp_path / f"of-process-{number}.pt", weights_only=True) for number in (0, 1)
    )
    alone, _ = finish(train(CONFIG, settings(2), tmp_path / "alone", report_every=2))
    for name, value in first.items():
        assert torch.equal(value, second[name]), name
    assert any(not torch.equal(value, first[name]) for name, value in alone.state_dict().items())


def test_sentences_in_which_the_shape_decides_come_as_often_as_asked() -> None:
    rng = np.random.default_rng(3)
    counts = []
    for share in (0.0, 1.0):
        batches = Batches(replace(TINY, shape_share=share), seed=1)
        clips = [make_clip(np.random.default_rng(n), 48, 64, 2, world="solid") for n in range(8)]
        drawn = [batches.sentence(rng, clip)[0] for clip in clips for _ in range(4)]
        counts.append(sum("shape" in one.kind and one.decisive for one in drawn))
    assert counts[1] > 2 * counts[0]
    assert counts[1] > 16
