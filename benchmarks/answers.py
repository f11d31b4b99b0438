"""Measure how true the words about answers are, and what asking "Which one do you mean?" brings.

    python benchmarks/answers.py FOLDER [--rows FILE] [--from-rows FILE]

FOLDER has clips with true masks, as `soc-studio evaluate` reads them; no clip may have been used in
training. Every sentence of them is searched for, those of things that are not there too, and "the"
with each object's category, as somebody types who sees one of them. An answer is right where it
covers the object meant with an overlap (IoU) of a half; among several, a person takes the one that
overlaps most, if it does by a fifth. `--rows` keeps what was found, from which
`--from-rows` makes the tables anew.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from soc_rvos import load
from soc_rvos.evaluation.manifest import Clip, read_clips
from soc_rvos.found_tracks import WindowInMemory
from soc_rvos.inference.frame_tracks import AssociatedTrack, link
from soc_rvos.inference.pipeline import run
from soc_rvos.masks import Mask
from soc_rvos.settings import RunSettings
from soc_studio.core.tracks.ambiguity import APART_BELOW, ASKED_FROM, CLOSE
from soc_studio.core.tracks.confidence_bounds import FAIRLY_SURE, POSSIBLE, SURE

RIGHT = 0.5  # overlap with the object meant, from which an answer is right
KNOWN = 0.2  # overlap from which a person sees that an answer, right or not, is of what was meant
BETTER = 0.1  # overlap by which another answer has to be better than the first to be taken
EVERY = 3  # frames from one that is looked at to the next
RULES = ((0.15, 0.0), (0.05, 0.35), (CLOSE, 0.0), (CLOSE, 0.3), (CLOSE, ASKED_FROM), (CLOSE, 0.4))
"""Margins within which, and scores from which, is asked."""
SCORES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Offered:
    """What is offered on a frame: scores and overlaps with the object meant, the best track first;
    `apart` are pairs of them, and how much of the smaller lies in the larger."""

    clip: str
    sentence: str
    frame: int
    absent: bool
    scores: tuple[float, ...]
    right: tuple[float, ...]
    apart: tuple[tuple[int, int, float], ...]


def main() -> int:
    """Measure as the options say, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--model", default="soc-mini")
    parser.add_argument("--clips", type=int, help="measure on the first clips only")
    parser.add_argument("--rows", type=Path, help="file to keep what was found")
    parser.add_argument("--from-rows", type=Path, help="file that --rows wrote")
    options = parser.parse_args()
    if options.from_rows is None and options.folder is None:
        parser.error("give a folder of clips, or --from-rows")
    if options.from_rows is not None:
        kept = json.loads(options.from_rows.read_text(encoding="utf-8"))
        rows = {name: [Offered(**each) for each in found] for name, found in kept["rows"].items()}
        threshold = float(kept["threshold"])
    else:
        rows, threshold = measured(options)
    if options.rows is not None:
        kept = {name: [asdict(each) for each in found] for name, found in rows.items()}
        options.rows.write_text(json.dumps({"threshold": threshold, "rows": kept}))
    sys.stdout.write("\n".join(report(rows, threshold)) + "\n")
    return 0


def measured(options: argparse.Namespace) -> tuple[dict[str, list[Offered]], float]:
    """Return what the model finds, by whole searches and by the first window alone."""
    model = load(options.model, device="cpu")
    rows: dict[str, list[Offered]] = {"search": [], "first": []}
    for clip in read_clips(options.folder)[: options.clips]:
        for name, found in answers(clip, model.predictor):
            rows[name].append(found)
        sys.stderr.write(f"{clip.name}: {len(rows['search'])} frames\n")
    return rows, model.threshold


def answers(clip: Clip, predictor: object) -> Iterator[tuple[str, Offered]]:
    """Yield what is offered on every third frame, for each sentence."""
    meant: dict[str, int] = {}
    for each in clip.objects:
        meant |= dict.fromkeys(each.expressions, each.value)
    for each in clip.objects:
        named = f"the {each.category}"
        if sum(other.category == each.category for other in clip.objects) == 1:
            meant.setdefault(named, each.value)
    meant |= dict.fromkeys(clip.absent_expressions, 0)
    sentences = list(meant)
    windows: list[list[WindowInMemory]] = [[] for _ in sentences]
    for result in run(clip, sentences, predictor, RunSettings()):  # type: ignore[arg-type]
        own = windows[result.expression]
        own.append(WindowInMemory.of(len(own) + 1, result))
    labels = {frame: clip.labels(frame) for frame in range(0, clip.frame_count, EVERY)}
    for sentence, own in zip(sentences, windows, strict=True):
        found = [("search", link(own, clip.frame_count), sorted(labels))]
        found += [
            ("first", link([each], clip.frame_count), sorted(set(labels) & set(each.window.fresh)))
            for each in own
        ]
        for name, tracks, frames in found:
            for frame in frames:
                offered = [
                    (float(each.scores[frame]), _mask(own, each, frame))
                    for each in tracks
                    if each.windows[frame]
                ]
                true = Mask.from_array(labels[frame] == (meant[sentence] or 255))
                yield name, _offered(clip, sentence, frame, meant[sentence] == 0, offered, true)


def _mask(own: Sequence[WindowInMemory], track: AssociatedTrack, frame: int) -> Mask:
    return own[track.windows[frame] - 1].answered.masks[track.places[frame]]


def _offered(
    clip: Clip,
    sentence: str,
    frame: int,
    absent: bool,
    offered: Sequence[tuple[float, Mask]],
    true: Mask,
) -> Offered:
    masks = [mask for _, mask in offered]
    return Offered(
        clip.name,
        sentence,
        frame,
        absent or not true.area,
        tuple(score if mask.area else 0.0 for score, mask in offered),
        tuple(mask.iou(true) if true.area and mask.area else 0.0 for mask in masks),
        tuple(
            (one, other, max(masks[one].share_in(masks[other]), masks[other].share_in(masks[one])))
            for one in range(len(masks))
            for other in range(one)
        ),
    )


def report(rows: dict[str, list[Offered]], threshold: float) -> Iterator[str]:
    """Yield the tables in Markdown."""
    yield from _reliability(rows["search"], threshold)
    for name, title in (("first", "the first window"), ("search", "the whole search")):
        yield f"\nAsked after {title}:\n"
        yield from _asking(rows[name], threshold)


def _reliability(rows: Sequence[Offered], threshold: float) -> Iterator[str]:
    shown = [
        (each.scores[0], each.right[0] >= RIGHT)
        for each in rows
        if each.scores and each.scores[0] >= threshold
    ]
    others = [
        (score, right >= RIGHT)
        for each in rows
        for score, right in zip(each.scores[1:], each.right[1:], strict=True)
        if score
    ]
    words = {
        "Sure": [right for score, right in shown if score >= SURE],
        "Fairly sure": [right for score, right in shown if FAIRLY_SURE <= score < SURE],
        "Unsure": [right for score, right in shown if score < FAIRLY_SURE],
        "Likely": [right for score, right in shown + others if score >= SURE],
        "Possible": [right for score, right in shown + others if POSSIBLE <= score < SURE],
        "Unlikely": [right for score, right in shown + others if score < POSSIBLE],
    }
    yield "| word | answers | right |"
    yield "| --- | --- | --- |"
    for word, right in words.items():
        yield f"| {word} | {len(right)} | {f'{np.mean(right):.0%}' if right else '–'} |"
    yield f"\n{len({(each.clip, each.sentence) for each in rows})} sentences, {len(rows)} frames\n"
    yield "| score | shown | right | others | right |"
    yield "| --- | --- | --- | --- | --- |"
    bounds = (0.0, *SCORES, 1.01)
    for low, high in pairwise(bounds):
        cells = []
        for each in (shown, others):
            inside = [right for score, right in each if low <= score < high]
            cells += [str(len(inside)), f"{np.mean(inside):.0%}" if inside else "–"]
        yield f"| {low:.1f} to {min(high, 1):.1f} | {' | '.join(cells)} |"


def _asking(rows: Sequence[Offered], threshold: float) -> Iterator[str]:
    yield "| margin | from | asked | another is it | the first is it | none is it | not asked |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for margin, least in RULES:
        kinds = Counter(_kind(each, threshold, margin, least) for each in rows)
        counts = [kinds[each] for each in ("needed", "needless", "vain")]
        asked = sum(counts)
        cells = " | ".join(f"{each} ({each / max(1, asked):.0%})" for each in counts)
        share = f"{asked} ({asked / len(rows):.1%})"
        yield f"| {margin:.2f} | {least:.2f} | {share} | {cells} | {kinds['missed']} |"


def _kind(each: Offered, threshold: float, margin: float, least: float) -> str:
    """Return what asking about a frame would have been; empty where it is not asked, rightly."""
    order = sorted(range(len(each.scores)), key=lambda place: -each.scores[place])
    plausible = _plausible(each, order, threshold, margin)
    if plausible and each.scores[plausible[0]] >= least:
        offered = [each.right[place] for place in plausible[:3]]
        if max(offered) < KNOWN:
            return "vain"
        return "needless" if max(offered) < offered[0] + BETTER else "needed"
    shown = each.right[0] if each.scores and each.scores[0] >= threshold else 0.0
    present = [
        right
        for score, right in zip(each.scores, each.right, strict=True)
        if score >= threshold and right >= KNOWN
    ]
    return "missed" if max(present, default=0.0) >= max(KNOWN, shown + BETTER) else ""


def _plausible(each: Offered, order: Sequence[int], threshold: float, margin: float) -> list[int]:
    shares = {frozenset((one, other)): share for one, other, share in each.apart}
    kept: list[int] = []
    for place in order:
        close = not kept or each.scores[place] >= each.scores[kept[0]] - margin
        present = each.scores[place] >= max(threshold, 1e-9)
        apart = all(shares[frozenset((place, other))] < APART_BELOW for other in kept)
        if present and close and apart:
            kept.append(place)
    return kept if len(kept) > 1 else []


if __name__ == "__main__":
    sys.exit(main())
