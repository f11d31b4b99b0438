"""Measure how much checking saves where a person begins with the most doubtful frames.

    python benchmarks/doubts.py FOLDER --kept PROJECTS [--clips NAME ...]

FOLDER has clips with true masks, as `soc-studio evaluate` reads them. Each clip becomes a project
in PROJECTS, in which all of its sentences are searched for, unless it is there already. Then a
share of all frames of all sentences is corrected, that is, the true mask takes the place of the one
found: on the most doubtful frames, as the program orders them, on as many at random, on as many in
even distances, and on those with the lowest J, which nobody can know. J is the mean over all frames
of all sentences; where a sentence means nothing in the clip, the right mask is empty.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soc_rvos.evaluation.manifest import Clip, read_clips
from soc_rvos.metrics import region_similarity
from soc_studio.cli import main as soc_studio
from soc_studio.core.masks.matte import full_size
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.tracks.resolved_track import ResolvedTrack, views

CLIPS = ("camel", "car-roundabout", "dance-twirl", "goat", "bus", "flamingo", "tennis", "surf")
SHARES = (0.05, 0.1, 0.2)
DRAWS = 200  # random choices of frames, whose mean is told


def main() -> int:
    """Measure as the options say, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kept", type=Path, required=True, help="folder for the projects")
    parser.add_argument("--clips", nargs="*", default=CLIPS, help="names of clips")
    options = parser.parse_args()
    options.kept.mkdir(parents=True, exist_ok=True)
    clips = [clip for clip in read_clips(options.folder) if clip.name in options.clips]
    doubts, right = [], []
    for clip in clips:
        for doubt, scores in _measured(clip, options.kept / f"{clip.name}.soc"):
            doubts.append(doubt)
            right.append(scores)
    doubt, scores = np.concatenate(doubts), np.concatenate(right)
    _say(
        f"{len(clips)} clips, {len(doubts)} sentences, {len(scores)} frames; J {scores.mean():.3f}"
    )
    _say("| corrected | most doubtful | at random | evenly spaced | lowest J |")
    _say("| --- | --- | --- | --- | --- |")
    for share in SHARES:
        count = round(share * len(scores))
        _say(f"| {share:.0%} ({count} frames) | " + " | ".join(_row(doubt, scores, count)) + " |")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _row(doubt: NDArray[np.float64], scores: NDArray[np.float64], count: int) -> list[str]:
    """Return J after `count` frames are corrected, as each way chooses them."""
    chance = np.random.default_rng(0)
    random = [_after(scores, chance.permutation(len(scores))[:count]) for _ in range(DRAWS)]
    even = np.linspace(0, len(scores) - 1, count).round().astype(np.int64)
    return [
        f"{_after(scores, np.argsort(-doubt, kind='stable')[:count]):.3f}",
        f"{np.mean(random):.3f} ± {np.std(random):.3f}",
        f"{_after(scores, even):.3f}",
        f"{_after(scores, np.argsort(scores, kind='stable')[:count]):.3f}",
    ]


def _after(scores: NDArray[np.float64], corrected: NDArray[np.int64]) -> float:
    after = scores.copy()
    after[corrected] = 1.0
    return float(after.mean())


def _measured(clip: Clip, kept: Path) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Return the doubt and the J of every frame, each float64 [F], for each sentence of a clip."""
    meant = {text: each.value for each in clip.objects for text in each.expressions}
    meant |= dict.fromkeys(clip.absent_expressions, 0)
    if not kept.exists():
        frames, rate = str(clip.folder / "frames"), str(clip.rate)
        soc_studio(["segment", frames, *meant, "--project", str(kept), "--rate", rate])
    found = []
    with ProjectFile.glance(kept) as file:
        project = file.load()
        video = project.videos[0]
        for view in views(project.of_video(video.id), video, file.results, file.imports):
            scores = [
                _right(view, frame, clip, meant[view.layer.expression])
                for frame in range(clip.frame_count)
            ]
            found.append((view.uncertainty.astype(np.float64), np.array(scores)))
    return found


def _right(view: ResolvedTrack, frame: int, clip: Clip, value: int) -> float:
    """Return the J of a frame; `value` is that of its object in the true masks, 0 for none."""
    labels, mask = clip.labels(frame), view.mask(frame)
    true = labels == value if value else np.zeros(labels.shape, dtype=np.bool_)
    if mask is None:
        return region_similarity(np.zeros_like(true), true)
    return region_similarity(full_size(mask, *true.shape), true)


if __name__ == "__main__":
    sys.exit(main())
