"""The ablations of the paper of SOC, trained small from nothing on made clips.

    python benchmarks/paper_ablations.py FOLDER
    python benchmarks/paper_ablations.py FOLDER --only cluster=average queries=10 --epochs 4

Clips of coloured balls are made, two of one colour that move apart, with sentences that name a
colour or a colour and a movement. Every variant of a small SOC learns from the same clips by a
recipe (`soc-studio train`), with the same seed and for the same number of steps, and is measured on
clips it did not see (`soc-studio evaluate`). The table has the paper's J&F on Ref-YouTube-VOS
beside: what is to be compared is which variant is better, not the numbers. What is done is kept in
FOLDER, so that the command goes on where it was; a second seed follows when all had the first.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import cv2
import numpy as np
from PIL import Image
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from soc_studio.cli import main as soc_studio

PAPER = {
    "as published": (59.2, "table 1"),
    "cluster=none": (57.1, "table 3"),
    "contrast=none": (58.0, "table 3"),
    "cluster=none contrast=none": (55.6, "table 3"),
    "fusion=words-to-pixels": (58.7, "table 4"),
    "fusion=pixels-to-words": (39.8, "table 4"),
    "fusion=none": (38.3, "table 4"),
    "cluster=average": (57.5, "table 5"),
    "cluster=convolution": (55.1, "table 5"),
    "cluster=k-means": (33.8, "table 5"),
    "queries=10": (58.0, "table 6"),
    "queries=15": (58.1, "table 6"),
    "queries=25": (58.5, "table 6"),
    "frames=3": (57.9, "table 7"),
    "frames=8": (59.2, "table 7"),
    "frames=10": (59.1, "table 7"),
    "cluster=encoder": (58.3, "table 8"),
    "cluster=decoder": (58.1, "table 8"),
}
"""The variants, each with the paper's J&F on Ref-YouTube-VOS (from scratch, Video-Swin-T)."""
BASE = {
    "cluster": "transformer",
    "fusion": "both",
    "contrast": "sentence",
    "queries": "20",
    "frames": "5",  # 8 in the paper, where 5 have 58.4
}
HEIGHT, WIDTH, FRAMES, MEASURED = 48, 64, 12, 30
COLOURS = {"red": (200, 40, 30), "green": (40, 180, 60), "blue": (40, 60, 210)}
WORDS = "the red green blue ball that moves to left right"
RECIPE = """about = "An ablation on made clips."
seed = {seed}
[network]
system = "SOC"
name = "small"
[network.numbers]
width = 128
heads = 4
feed_forward = 128
encoder_layers = 1
decoder_layers = 2
cluster_layers = 1
answer_level = -1
short_side = 48
long_side = 64
queries = {queries}
cluster = "{cluster}"
fusion = "{fusion}"
contrast = "{contrast}"
[network.numbers.backbone]
channels = 16
depths = [1, 1, 1, 1]
heads = [1, 2, 4, 8]
[network.numbers.text]
vocabulary = {vocabulary}
width = 64
layers = 2
heads = 4
feed_forward = 128
positions = 40
[begin]
tokenizer = "words.json"
[[data]]
dataset = "clips-{frames}"
split = "train"
frames = {frames}
[augmentation]
short_side = 48
long_side = 64
mirror = 0.0
[optimiser]
rate = 5e-4
backbone = 5e-4
text = 5e-4
[schedule]
epochs = {epochs}
shape = "cosine"
warm_up = 0.05
[batch]
clips = 2
step = 2
[machine]
threads = 0
save_every = 100
report_every = 50
"""


def main() -> None:
    """Make clips, train and measure the variants, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", choices=PAPER, help="some variants (default: all)")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--videos", type=int, default=140, help="to learn from (default: 140)")
    parser.add_argument("--seeds", type=int, default=1, help="runs of each variant (default: 1)")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "words.json").write_text(words().to_str(), encoding="utf-8")
    said: dict[str, list[float]] = {}
    for seed in range(arguments.seeds):
        for name in arguments.only or PAPER:
            score = measured(folder, name, seed, arguments.epochs, arguments.videos)
            said.setdefault(name, []).append(score)
            sys.stdout.write(table(said) + "\n\n")
            sys.stdout.flush()


def measured(folder: Path, name: str, seed: int, epochs: int, videos: int) -> float:
    """Return J&F of a variant on the clips it did not learn from; trained where it is not yet."""
    own = folder / f"{name.replace(' ', '-')}-{seed}-{epochs}-{videos}"
    scores = own / "measured" / "scores.json"
    if not scores.is_file():
        choices = BASE | dict(part.split("=") for part in name.split() if "=" in part)
        clips = folder / f"clips-{choices['frames']}"
        make_clips(clips, videos, int(choices["frames"]))
        count = words().get_vocab_size()
        recipe = folder / f"{own.name}.toml"
        text = RECIPE.format(seed=seed, epochs=epochs, vocabulary=count, **choices)
        recipe.write_text(text, encoding="utf-8")
        began = time.process_time()
        run("train", recipe, "-o", own / "trained", "--device", "cpu")
        model = own / "trained" / "model.safetensors"
        asked = ("--dataset", clips, "--split", "valid", "--model", model)
        run("evaluate", *asked, "-o", own / "measured", "--device", "cpu")
        sys.stdout.write(f"{own.name}: {time.process_time() - began:.0f} s of the processor\n")
    return float(json.loads(scores.read_text(encoding="utf-8"))["measures"]["J&F"])


def run(*given: object) -> None:
    """Run a command of the program."""
    if code := soc_studio([str(each) for each in given]):
        sys.exit(code)


def table(said: dict[str, list[float]]) -> str:
    """Return the rows as a table in Markdown; several seeds as their mean and each."""
    lines = ["| variant | J&F here | paper, Ref-YouTube-VOS | |", "| --- | --- | --- | --- |"]
    for name, values in said.items():
        paper, where = PAPER[name]
        each = ", ".join(f"{100 * value:.1f}" for value in values)
        own = f"{100 * np.mean(values):.1f}" + (f" ({each})" if len(values) > 1 else "")
        lines.append(f"| {name} | {own} | {paper:.1f} | {where} |")
    return "\n".join(lines)


def words(said: str = WORDS) -> Tokenizer:
    """Return a tokenizer of the words of all sentences, in RoBERTa's frame."""
    known = {
        each: place for place, each in enumerate(["<s>", "<pad>", "</s>", "<unk>", *said.split()])
    }
    tokenizer = Tokenizer(models.WordLevel(known, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    tokenizer.enable_padding(pad_id=1, pad_token="<pad>")
    return tokenizer


def make_clips(folder: Path, count: int, length: int) -> None:
    """Write clips in the layout of Ref-YouTube-VOS: `count` of `length` frames to learn from.

    30 of 12 frames are to be measured on, the same for every length.
    """
    for split, first, number, frames in (
        ("train", 0, count, length),
        ("valid", 10**6, MEASURED, FRAMES),
    ):
        path = folder / "meta_expressions" / split / "meta_expressions.json"
        if path.is_file():
            continue
        names = [f"{5 * place:05d}" for place in range(frames)]
        said = {}
        for seed in range(first, first + number):
            sentences = _video(folder / split, f"v{seed}", seed, names)
            said[f"v{seed}"] = {
                "frames": names,
                "expressions": {
                    str(place): {"exp": text, "obj_id": str(place + 1)}
                    for place, text in enumerate(sentences)
                },
            }
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({"videos": said}), encoding="utf-8")


def _video(folder: Path, name: str, seed: int, names: list[str]) -> list[str]:
    """Write the frames and labels of a video; return the sentences of its objects, from 1 on."""
    rng = np.random.default_rng(seed)
    first, second = rng.permutation(list(COLOURS))[:2]
    side = int(rng.choice([-1, 1]))
    balls = [(first, side), (first, -side), (second, 0)]
    rows = rng.permutation([10, 24, 38])
    starts = [rng.integers(24, 41) for _ in balls]
    radii = [int(rng.integers(5, 8)) for _ in balls]
    ground = rng.integers(60, 140, (HEIGHT // 8, WIDTH // 8, 3), dtype=np.uint8)
    for kind in ("JPEGImages", "Annotations"):
        (folder / kind / name).mkdir(parents=True, exist_ok=True)
    for place, frame in enumerate(names):
        shown = cv2.resize(ground, (WIDTH, HEIGHT))
        labels = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
        for number, (colour, move) in enumerate(balls):
            centre = int(starts[number] + 1.7 * move * place), int(rows[number])
            cv2.circle(shown, centre, radii[number], COLOURS[str(colour)], -1)
            cv2.circle(labels, centre, radii[number], number + 1, -1)
        Image.fromarray(shown).save(folder / "JPEGImages" / name / f"{frame}.jpg", quality=95)
        Image.fromarray(labels).save(folder / "Annotations" / name / f"{frame}.png")
    ways = {-1: "left", 1: "right"}
    moving = [f"the {first} ball that moves to the {ways[way]}" for way in (side, -side)]
    return [*moving, f"the {second} ball"]


if __name__ == "__main__":
    main()
