"""How the network that ships is trained, phase after phase, and made ready to ship."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from soc_rvos import checkpoint
from soc_rvos.config import SocConfig, soc_shapes
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.networks.soc import Soc
from soc_rvos.training.batches import BatchSettings
from soc_rvos.training.loop import TrainingSettings, train
from soc_rvos.training.parallel import process_number
from soc_rvos.training.quality import answer_made_clips, fitting_threshold
from soc_rvos.training.words import build_tokenizer, vocabulary

# Small and short first: what things are is learned there, at a twentieth of the price. Then larger,
# with many clips at once, for shapes; then the whole window of eight frames, which motion needs.
PHASES = (
    TrainingSettings(
        steps=3000,
        decay=1,
        learning_rate=4e-4,
        more_class=4.0,
        seed=41,
        batches=BatchSettings(
            clips=4, sentences=4, frames=4, sizes=((64, 112), (64, 96), (80, 64))
        ),
    ),
    TrainingSettings(
        steps=1500,
        decay=1,
        learning_rate=5e-4,
        more_class=4.0,
        seed=42,
        batches=BatchSettings(
            clips=12,
            sentences=4,
            frames=2,
            sizes=((96, 160), (96, 144), (80, 128), (112, 144)),
            absent_share=0.12,
            shape_share=0.6,
            solid_share=0.75,
        ),
    ),
    TrainingSettings(
        steps=600,
        decay=400,
        learning_rate=4e-4,
        more_class=4.0,
        seed=43,
        batches=BatchSettings(
            clips=4,
            sentences=4,
            frames=8,
            sizes=((96, 160), (112, 192), (112, 144), (128, 224)),
            absent_share=0.15,
            shape_share=0.4,
            solid_share=0.7,
        ),
    ),
)
CALIBRATED_ON = 150  # made clips

_log = logging.getLogger("soc_rvos.training")


def follow(folder: Path, steps: Sequence[int], threads: int) -> None:
    """Train phase after phase, `steps` of each, and write the network to `folder`.

    A run that was stopped goes on where it was. Each process uses `threads` threads.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(threads)
    config = soc_shapes(len(vocabulary()))
    network: Soc | None = None
    for number, (settings, count) in enumerate(zip(PHASES, steps, strict=True)):
        settings = replace(settings, steps=count, decay=min(settings.decay, count))
        taken = train(config, settings, folder / f"phase{number}", start=network)
        while True:
            try:
                progress = next(taken)
            except StopIteration as end:
                network = end.value
                break
            shown = " ".join(f"{name} {value:.3f}" for name, value in progress.losses.items())
            if process_number() == 0:
                _log.info("phase %d step %d/%d %s", number, progress.step, count, shown)
    if process_number() == 0 and network is not None:
        network.config = _with_threshold(network)
        path = folder / f"{config.name}.safetensors"
        made_by = {"made_by": "soc_rvos.training"}
        checkpoint.save(path, network, build_tokenizer().to_str(), made_by, torch.float16)
        _log.info("wrote %s", path)


def _with_threshold(network: Soc) -> SocConfig:
    """Return the configuration with the score from which made clips say to believe an answer."""
    predictor = NetworkPredictor(network, build_tokenizer(), torch.device("cpu"), torch.float32)
    predictor.threshold = 0.0
    answered = list(answer_made_clips(predictor, CALIBRATED_ON, seed=77, split="train"))
    return replace(network.config, threshold=fitting_threshold(answered))
