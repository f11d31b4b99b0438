"""The ablations of the paper of SOC, trained small from nothing on made clips.

    python benchmarks/paper_ablations.py FOLDER
    python benchmarks/paper_ablations.py FOLDER --only cluster=average queries=10 --epochs 4

Clips of coloured balls are made, two of one colour that move apart, with sentences that name a
colour or a colour and a movement. Every variant of a small SOC learns from the same clips by a
recipe (`soc-studio train`), and is measured on clips it did not see (`soc-studio evaluate`). The
table has the paper's J&F on Ref-YouTube-VOS beside: what is to be compared is which variant is
better, not the numbers. What is done is kept in FOLDER, so that the command goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

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
    "frames=5": (58.4, "table 7"),
    "frames=10": (59.1, "table 7"),
    "cluster=encoder": (58.3, "table 8"),
    "cluster=decoder": (58.1, "table 8"),
}
"""The variants, each with the paper's J&F on Ref-YouTube-VOS (from scratch, Video-Swin-T)."""
HEIGHT, WIDTH, FRAMES = 64, 96, 12
COLOURS = {"red": (200, 40, 30), "green": (40, 180, 60), "blue": (40, 60, 210)}
WORDS = "the red green blue ball that moves to left right".split()  # noqa: SIM905
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
cluster_layers = 2
answer_level = -1
short_side = 64
long_side = 96
queries = {queries}
cluster = "{cluster}"
fusion = "{fusion}"
contrast = "{contrast}"
[network.numbers.backbone]
channels = 32
depths = [1, 1, 2, 1]
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
dataset = "clips"
split = "train"
frames = {frames}
[augmentation]
short_side = 64
long_side = 96
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
step = 4
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
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--videos", type=int, default=60, help="to learn from (default: 60)")
    parser.add_argument("--seeds", type=int, default=1, help="runs of each variant (default: 1)")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    make_clips(folder / "clips", arguments.videos)
    rows = []
    for name in arguments.only or PAPER:
        said = [measured(folder, name, seed, arguments.epochs) for seed in range(arguments.seeds)]
        rows.append((name, float(np.mean(said))))
        sys.stdout.write(table(rows) + "\n\n")
        sys.stdout.flush()


def measured(folder: Path, name: str, seed: int, epochs: int) -> float:
    """Return J&F of a variant on the clips it did not learn from; trained where it is not yet."""
    own = folder / f"{name.replace(' ', '-')}-{seed}-{epochs}"
    scores = own / "measured" / "scores.json"
    if not scores.is_file():
        choices = {"cluster": "transformer", "fusion": "both", "contrast": "sentence"}
        choices |= {"queries": "20", "frames": "8"}
        choices |= dict(part.split("=") for part in name.split() if "=" in part)
        own.mkdir(parents=True, exist_ok=True)
        (folder / "words.json").write_text(words().to_str(), encoding="utf-8")
        recipe = folder / f"{own.name}.toml"
        count = words().get_vocab_size()
        text = RECIPE.format(seed=seed, epochs=epochs, vocabulary=count, **choices)
        recipe.write_text(text, encoding="utf-8")
        studio("train", recipe, "-o", own / "trained", "--device", "cpu")
        model = own / "trained" / "model.safetensors"
        words_ = ("--dataset", folder / "clips", "--split", "valid", "--model", model)
        studio("evaluate", *words_, "-o", own / "measured", "--device", "cpu")
    return float(json.loads(scores.read_text(encoding="utf-8"))["measures"]["J&F"])


def studio(*given: object) -> None:
    """Run a command of the program."""
    subprocess.run([sys.executable, "-m", "soc_studio", *map(str, given)], check=True)


def table(rows: list[tuple[str, float]]) -> str:
    """Return the rows as a table in Markdown."""
    lines = ["| variant | J&F here | paper, Ref-YouTube-VOS | |", "| --- | --- | --- | --- |"]
    for name, value in rows:
        paper, where = PAPER[name]
        lines.append(f"| {name} | {100 * value:.1f} | {paper:.1f} | {where} |")
    return "\n".join(lines)


def words() -> Tokenizer:
    """Return a tokenizer of the words of all sentences, in RoBERTa's frame."""
    known = {word: number for number, word in enumerate(["<s>", "<pad>", "</s>", "<unk>", *WORDS])}
    tokenizer = Tokenizer(models.WordLevel(known, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    tokenizer.enable_padding(pad_id=1, pad_token="<pad>")
    return tokenizer


def make_clips(folder: Path, count: int) -> None:
    """Write clips in the layout of Ref-YouTube-VOS, `count` to learn from, a quarter to measure."""
    names = [f"{5 * place:05d}" for place in range(FRAMES)]
    for split, numbers in (("train", range(count)), ("valid", range(10**6, 10**6 + count // 4))):
        path = folder / "meta_expressions" / split / "meta_expressions.json"
        if path.is_file():
            continue
        said = {}
        for number in numbers:
            sentences = _video(folder / split, f"v{number}", number, names)
            said[f"v{number}"] = {
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
    rows = rng.permutation([14, 32, 50])
    starts = [rng.integers(34, 62) for _ in balls]
    radii = [int(rng.integers(6, 10)) for _ in balls]
    ground = rng.integers(60, 140, (HEIGHT // 8, WIDTH // 8, 3), dtype=np.uint8)
    for kind in ("JPEGImages", "Annotations"):
        (folder / kind / name).mkdir(parents=True, exist_ok=True)
    for place, frame in enumerate(names):
        shown = cv2.resize(ground, (WIDTH, HEIGHT))
        labels = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
        for number, (colour, move) in enumerate(balls):
            centre = int(starts[number] + 2.5 * move * place), int(rows[number])
            cv2.circle(shown, centre, radii[number], COLOURS[str(colour)], -1)
            cv2.circle(labels, centre, radii[number], number + 1, -1)
        Image.fromarray(shown).save(folder / "JPEGImages" / name / f"{frame}.jpg", quality=95)
        Image.fromarray(labels).save(folder / "Annotations" / name / f"{frame}.png")
    ways = {-1: "left", 1: "right"}
    moving = [f"the {first} ball that moves to the {ways[way]}" for way in (side, -side)]
    return [*moving, f"the {second} ball"]


if __name__ == "__main__":
    main()
