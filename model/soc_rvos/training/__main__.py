"""Trains the network that ships: `python -m soc_rvos.training FOLDER`."""

from __future__ import annotations

import argparse
import logging
from dataclasses import replace
from pathlib import Path

import torch

from soc_rvos import checkpoint
from soc_rvos.config import SocConfig, soc_shapes
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.networks.soc import Soc
from soc_rvos.training.batches import BatchSettings
from soc_rvos.training.loop import TrainingSettings, train
from soc_rvos.training.quality import answer_made_clips, fitting_threshold
from soc_rvos.training.words import build_tokenizer, vocabulary

# Small pictures first: most is learned there, at a fifth of the price.
PHASES = (
    TrainingSettings(steps=9000, decay=1),
    TrainingSettings(
        steps=1500,
        decay=1500,
        learning_rate=2e-4,
        seed=43,
        batches=BatchSettings(clips=2, sizes=((144, 256), (128, 224), (144, 192), (176, 144))),
    ),
)


CALIBRATED_ON = 150  # made clips


def main() -> None:
    """Train phase after phase; each goes on where it was stopped."""
    parser = argparse.ArgumentParser(prog="python -m soc_rvos.training", description=__doc__)
    parser.add_argument("folder", type=Path, help="where states, logs and the result go")
    parser.add_argument("--steps", type=int, nargs=len(PHASES), help="steps of each phase")
    parser.add_argument("--threads", type=int, help="processor threads to use")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    config = soc_shapes(len(vocabulary()))
    network = None
    for number, settings in enumerate(PHASES):
        if arguments.steps:
            steps = arguments.steps[number]
            settings = replace(settings, steps=steps, decay=min(settings.decay, steps))
        folder = arguments.folder / f"phase{number}"
        steps_taken = train(config, settings, folder, start=network)
        while True:
            try:
                progress = next(steps_taken)
            except StopIteration as end:
                network = end.value
                break
            shown = " ".join(f"{name} {value:.3f}" for name, value in progress.losses.items())
            logging.info("phase %d step %d/%d %s", number, progress.step, progress.steps, shown)
    assert network is not None
    network.config = _with_threshold(network)
    path = arguments.folder / f"{config.name}.safetensors"
    checkpoint.save(
        path, network, build_tokenizer().to_str(), {"made_by": "soc_rvos.training"}, torch.float16
    )
    logging.info("wrote %s", path)


def _with_threshold(network: Soc) -> SocConfig:
    """Return the configuration with the score from which made clips say to believe an answer."""
    predictor = NetworkPredictor(network, build_tokenizer(), torch.device("cpu"), torch.float32)
    predictor.threshold = 0.0
    answered = list(answer_made_clips(predictor, CALIBRATED_ON, seed=77, split="train"))
    return replace(network.config, threshold=fitting_threshold(answered))


if __name__ == "__main__":
    main()
