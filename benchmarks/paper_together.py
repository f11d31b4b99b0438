"""SgMg for several sentences at once against SgMg, both trained small from nothing on made clips.

    python benchmarks/paper_together.py FOLDER

Clips of five balls, each of a colour and with two sentences. A small SgMg learns from them by a
recipe (`soc-studio train`), and "SgMg together" from its weights, as the recipe that comes with the
program does. On clips that neither saw both answer 1, 2, 5 and 10 sentences of each clip: SgMg one
after the other, with what it sees of the frames computed once, the other at once. J is the mean
over all answers; seconds are those of the processor for a clip. What is trained is kept in FOLDER.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from paper_ablations import run, words
from PIL import Image, ImageDraw
from tokenizers import Tokenizer

import soc_rvos  # noqa: F401  before torch
from soc_rvos import checkpoint
from soc_rvos.inference.preprocess import normalise
from soc_rvos.metrics import region_similarity
from soc_rvos.tokenizer import from_json

COLOURS = {
    "red": (200, 40, 30),
    "green": (40, 180, 60),
    "blue": (40, 60, 210),
    "yellow": (230, 220, 40),
    "pink": (240, 120, 200),
}
SENTENCES = ("the {} ball", "a ball that is {}")
WORDS = f"the a ball that is {' '.join(COLOURS)}"
SIDE, FRAMES, MEASURED = 136, 1, 30
RECIPE = """about = "Several sentences at once, on made clips."
[network]
system = "{system}"
name = "small"
[network.numbers]
width = 128
heads = 4
feed_forward = 128
encoder_layers = {layers}
decoder_layers = 2
short_side = 136
[network.numbers.backbone]
channels = 16
depths = [1, 1, 1, 1]
heads = [1, 2, 4, 8]
[network.numbers.text]
vocabulary = {vocabulary}
width = 64
layers = 1
heads = 4
feed_forward = 128
positions = 20
[begin]
{begin}
[[data]]
dataset = "clips"
split = "train"
frames = 1
[augmentation]
short_side = 136
mirror = 0.5
[optimiser]
rate = {rate}
backbone = {rate}
text = {rate}
clip = 1.0
[schedule]
epochs = {epochs}
shape = "cosine"
warm_up = 0.05
[batch]
{batch}
[machine]
threads = 0
save_every = 100
report_every = 20
"""


def main() -> None:
    """Make clips, train both networks, measure them, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--videos", type=int, default=50, help="to learn from (default: 50)")
    parser.add_argument("--layers", type=int, default=2, help="of the encoder (default: 2)")
    parser.add_argument("--epochs", type=int, nargs=2, default=(2, 3), help="of the two networks")
    parser.add_argument("--counts", type=int, nargs="+", default=[1, 2, 5, 10])
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "words.json").write_text(words(WORDS).to_str(), encoding="utf-8")
    write_clips(folder / "clips", arguments.videos)
    first, second = arguments.epochs
    one = trained(
        folder,
        "alone",
        system="SgMg",
        layers=arguments.layers,
        begin='tokenizer = "words.json"',
        rate=5e-4,
        epochs=first,
        batch="clips = 2\nstep = 2",
    )
    several = trained(
        folder,
        "together",
        system="SgMg together",
        layers=arguments.layers,
        begin='weights = "alone/model.safetensors"\ndrop = ["share", "decoupling"]',
        rate=3e-4,
        epochs=second,
        batch="clips = 1\nstep = 1\ntogether = 5",
    )
    sys.stdout.write("| sentences | J: SgMg | J: at once | s: SgMg | s: at once | times |\n")
    sys.stdout.write("| --- | --- | --- | --- | --- | --- |\n")
    for count in arguments.counts:
        alone, slow = measured(one, count, 1)
        at_once, fast = measured(several, count, count)
        sys.stdout.write(f"| {count} | {alone:.3f} | {at_once:.3f} ")
        sys.stdout.write(f"| {slow:.2f} | {fast:.2f} | {slow / fast:.1f} |\n")
        sys.stdout.flush()


def trained(folder: Path, name: str, **choices: object) -> Path:
    """Return the file of a network that is trained by a recipe, where it is not yet."""
    path = folder / name / "model.safetensors"
    recipe = folder / f"{name}.toml"
    count = words(WORDS).get_vocab_size()
    recipe.write_text(RECIPE.format(vocabulary=count, **choices), encoding="utf-8")
    began = time.process_time()
    run("train", recipe, "-o", folder / name, "--device", "cpu")
    sys.stdout.write(f"{name}: {time.process_time() - began:.0f} s of the processor\n")
    return path


def measured(path: Path, count: int, together: int) -> tuple[float, float]:
    """Return J over `count` sentences of each held-out clip, and the seconds for a clip.

    `together` sentences are answered at once.
    """
    loaded = checkpoint.load(path)
    network, tokenizer = loaded.network.eval(), from_json(loaded.tokenizer or "", path.name)
    scores, seconds = [], 0.0
    for seed in range(10**6, 10**6 + MEASURED):
        frames, labels = scene(seed)
        asked = np.random.default_rng(seed).permutation(len(COLOURS) * len(SENTENCES))[:count]
        began = time.process_time()
        logits = answers(network, tokenizer, frames, [sentence(each) for each in asked], together)
        seconds += time.process_time() - began
        for number, own in zip(asked, logits, strict=True):
            true = labels == number % len(COLOURS) + 1
            scores += [
                region_similarity(found, wanted)
                for found, wanted in zip(own > 0, true, strict=True)
            ]
    return float(np.mean(scores)), seconds / MEASURED


@torch.inference_mode()
def answers(
    network: torch.nn.Module,
    tokenizer: Tokenizer,
    frames: NDArray[np.uint8],
    sentences: list[str],
    together: int,
) -> NDArray[np.float32]:
    """Return logits float32 [N, T, H, W] of sentences about one clip, `together` at once."""
    visual = network.encode_frames(normalise(torch.from_numpy(frames))[None])  # type: ignore[operator]
    logits = []
    for start in range(0, len(sentences), together):
        read = tokenizer.encode_batch(sentences[start : start + together])
        ids = torch.tensor([each.ids for each in read])
        present = torch.tensor([each.attention_mask for each in read])
        text = network.encode_text(ids, present)  # type: ignore[operator]
        logits.append(network.decode(visual, text, best=1).masks[:, :, 0])  # type: ignore[operator]
    size = frames.shape[1:3]
    large = torch.nn.functional.interpolate(torch.cat(logits), size=size, mode="bilinear")
    return large.numpy()


def sentence(number: int) -> str:
    """Return a sentence: those of the same form first, one for each colour."""
    form, colour = divmod(number, len(COLOURS))
    return SENTENCES[form].format(list(COLOURS)[colour])


def scene(seed: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return a clip: frames [T, H, W, 3] and the numbers of its balls [T, H, W], from 1 on."""
    rng = np.random.default_rng(seed)
    ground = rng.integers(60, 140, (SIDE // 8, SIDE // 8, 3), dtype=np.uint8)
    ground = np.asarray(Image.fromarray(ground).resize((SIDE, SIDE), Image.Resampling.BILINEAR))
    cells = rng.permutation(9)[: len(COLOURS)]
    places = np.stack([cells % 3, cells // 3], 1) * 44 + 24 + rng.integers(-3, 4, (5, 2))
    moves, radii = rng.integers(-3, 4, (5, 2)), rng.integers(12, 18, 5)
    frames, labels = [], []
    for time_ in range(FRAMES):
        shown, numbers = Image.fromarray(ground), Image.new("L", (SIDE, SIDE))
        for number, colour in enumerate(COLOURS.values()):
            x, y = (int(each) for each in places[number] + moves[number] * time_)
            radius = int(radii[number])
            box = (x - radius, y - radius, x + radius, y + radius)
            ImageDraw.Draw(shown).ellipse(box, fill=colour)
            ImageDraw.Draw(numbers).ellipse(box, fill=number + 1)
        frames.append(np.array(shown))
        labels.append(np.array(numbers))
    return np.stack(frames), np.stack(labels)


def write_clips(folder: Path, count: int) -> None:
    """Write clips to learn from in the layout of Ref-YouTube-VOS."""
    path = folder / "meta_expressions" / "train" / "meta_expressions.json"
    if path.is_file():
        return
    names = [f"{5 * place:05d}" for place in range(FRAMES)]
    said = {}
    for seed in range(count):
        for kind, suffix, pictures in zip(
            ("JPEGImages", "Annotations"), ("jpg", "png"), scene(seed), strict=True
        ):
            own = folder / "train" / kind / f"v{seed}"
            own.mkdir(parents=True, exist_ok=True)
            for name, picture in zip(names, pictures, strict=True):
                Image.fromarray(picture).save(own / f"{name}.{suffix}")
        said[f"v{seed}"] = {
            "frames": names,
            "expressions": {
                str(each): {"exp": sentence(each), "obj_id": str(each % len(COLOURS) + 1)}
                for each in range(len(COLOURS) * len(SENTENCES))
            },
        }
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"videos": said}), encoding="utf-8")


if __name__ == "__main__":
    main()
