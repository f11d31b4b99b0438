"""The report of an evaluation, as a page and as Markdown: measures, curves, kinds, and pictures."""

from __future__ import annotations

import html
import random
import shutil
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.datasets.sample import Sample
from soc_rvos.evaluation.scoring import Score, VideoScore, by_kind
from soc_rvos.evaluation.sentence_kinds import kinds_of
from soc_rvos.metrics import contour
from soc_studio.core.published.curves import curve_picture, mean_curves
from soc_studio.core.published.rows import PaperRow
from soc_studio.core.published.scoring import Evaluation
from soc_studio.core.system.atomic_file import replacing_file, write_error

_SHOWN = 6  # sentences of each choice
_FRAMES = 3  # of a sentence
_WIDTH = 320  # pixels of a frame
_ANSWER, _TRUE = (255, 140, 0), (0, 160, 255)
_STYLE = """body{font:15px/1.5 system-ui,sans-serif;max-width:1020px;margin:2em auto;padding:0 1em}
table{border-collapse:collapse}
td,th{padding:.2em .8em;text-align:right;border-bottom:1px solid #8884}
td:first-child,th:first-child{text-align:left}img{max-width:100%}figure{margin:1.2em 0}
@media(prefers-color-scheme:dark){body{background:#17181b;color:#ddd}}"""


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence that a report has pictures of, with the file of these beside the report."""

    heading: str
    score: Score
    picture: str


def write_report(
    folder: Path,
    evaluation: Evaluation,
    row: PaperRow | None,
    samples: Sequence[Sample],
    marked: Callable[[Sample, Score, int], NDArray[np.bool_]],
) -> Generator[int, None, None]:
    """Write `report.html`, `report.md` and the folder `report` of their pictures.

    Yields how many pictures are made.

    Args:
        folder: where they go; what was there of an earlier report is replaced.
        evaluation: what is told.
        row: of the paper; None where there is none.
        samples: all sentences.
        marked: returns the answer to a sentence on a frame, bool [H, W].

    Raises:
        WriteError: it cannot be written.
        RvosError: a frame or a mask cannot be read.
    """
    known = {sample.key: sample for sample in samples}
    pictures = folder / "report"
    shown: list[ShownSentence] = []
    try:
        shutil.rmtree(pictures, ignore_errors=True)
        pictures.mkdir(parents=True)
        for heading, scores in _chosen(evaluation.scores):
            for score in scores:
                sample = known.get((score.video, score.id))
                if sample is None:
                    continue
                name = f"{len(shown):02d}.jpg"
                strip = _strip(sample, score, marked)
                (pictures / name).write_bytes(cv2.imencode(".jpg", strip[..., ::-1])[1].tobytes())
                shown.append(ShownSentence(heading, score, f"report/{name}"))
                yield len(shown)
        curves = mean_curves(evaluation.scores)
        if curves:
            (pictures / "over-time.svg").write_text(curve_picture(curves), encoding="utf-8")
    except OSError as error:
        raise write_error(pictures, error) from error
    for name, written in (("report.md", _markdown), ("report.html", _page)):
        with replacing_file(folder / name) as unfinished:
            unfinished.write_text(written(evaluation, row, shown, bool(curves)), encoding="utf-8")


def _chosen(scores: Sequence[Score]) -> list[tuple[str, list[Score]]]:
    """Return the best, the worst, and a sample at random that is always the same."""
    said = [score for score in scores if score.text]
    ordered = sorted(said, key=lambda score: -score.joint)
    others = random.Random(0).sample(said, min(_SHOWN, len(said)))
    return [
        ("The best", ordered[:_SHOWN]),
        ("The worst", ordered[::-1][:_SHOWN]),
        ("At random", others),
    ]


def _strip(
    sample: Sample, score: Score, marked: Callable[[Sample, Score, int], NDArray[np.bool_]]
) -> NDArray[np.uint8]:
    """Return frames beside each other with the answer filled and the truth outlined."""
    places = sample.annotated
    chosen = sorted({places[round(at)] for at in np.linspace(0, len(places) - 1, _FRAMES)})
    frames = []
    for place, frame in zip(chosen, sample.frames.read(chosen), strict=True):
        seen = frame.astype(np.float32)
        answer, true = marked(sample, score, place), sample.truth(place).mask
        seen[answer] = 0.45 * seen[answer] + 0.55 * np.array(_ANSWER, dtype=np.float32)
        if true.shape == answer.shape:
            edge = cv2.dilate(contour(true).astype(np.uint8), np.ones((2, 2), np.uint8)) > 0
            seen[edge] = _TRUE
        height = max(1, round(_WIDTH * frame.shape[0] / frame.shape[1]))
        small = cv2.resize(seen.astype(np.uint8), (_WIDTH, height), interpolation=cv2.INTER_AREA)
        frames.append(small)
    return np.hstack(frames)


def _title(evaluation: Evaluation) -> str:
    about = evaluation.about
    named = about["model"].get("name") or about["model"].get("masks") or about["model"]["project"]
    return f"{named} on {about['dataset']}, {about['split']}"


def _measures(evaluation: Evaluation, row: PaperRow | None) -> tuple[list[str], list[list[str]]]:
    head = ["measure", "here", *(["paper", "difference"] if row else [])]
    rows = []
    for name, value in evaluation.measures.items():
        cells = [name, f"{100 * value:.1f}"]
        if row:
            said = row.values.get(name)
            cells += ["", ""] if said is None else [f"{said:.1f}", f"{100 * value - said:+.1f}"]
        rows.append(cells)
    return head, rows


def _kinds(evaluation: Evaluation) -> tuple[list[str], list[list[str]]]:
    groups = by_kind([each for each in evaluation.scores if each.text], kinds_of)
    every = ("J&F", "J", "F", "P@0.5", "overall IoU", "mean IoU", "mAP")
    names = [name for name in every if name in evaluation.measures]
    rows = [
        [kind, f"{values['sentences']:.0f}", *(f"{100 * values[name]:.1f}" for name in names)]
        for kind, values in groups.items()
    ]
    return ["kind of sentence", "sentences", *names], rows


def _notes(evaluation: Evaluation, row: PaperRow | None) -> list[str]:
    about = evaluation.about
    said = [f"Protocol: {about['protocol']}. Sentences: {len(evaluation.scores)}."]
    if about["procedure"]["note"] and about["protocol"] == "published":
        said.append(about["procedure"]["note"])
    if row:
        said.append(f"Paper: {row.source}.")
    return said


def _markdown(
    evaluation: Evaluation, row: PaperRow | None, shown: Sequence[ShownSentence], has_curves: bool
) -> str:
    lines = [f"# {_title(evaluation)}", "", *_notes(evaluation, row), ""]
    lines += [*_markdown_table(*_measures(evaluation, row)), "", "## By kind of sentence", ""]
    lines += [*_markdown_table(*_kinds(evaluation)), ""]
    if has_curves:
        lines += ["## Over time", "", "![J and F over the video](report/over-time.svg)", ""]
    for heading in dict.fromkeys(each.heading for each in shown):
        lines += [f"## {heading}", ""]
        for each in shown:
            if each.heading == heading:
                text = each.score.text.replace("|", "\\|").replace("\n", " ")
                lines += [f"{_caption(each.score)}: {text}", "", f"![]({each.picture})", ""]
    return "\n".join(lines)


def _markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [
        "| " + " | ".join(head) + " |",
        "|---" * len(head) + "|",
        *("| " + " | ".join(row) + " |" for row in rows),
    ]


def _page(
    evaluation: Evaluation, row: PaperRow | None, shown: Sequence[ShownSentence], has_curves: bool
) -> str:
    title = html.escape(_title(evaluation))
    parts = [
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>',
        f"<style>{_STYLE}</style><h1>{title}</h1>",
        *(f"<p>{html.escape(each)}</p>" for each in _notes(evaluation, row)),
        _page_table(*_measures(evaluation, row)),
        "<h2>By kind of sentence</h2>",
        _page_table(*_kinds(evaluation)),
    ]
    if has_curves:
        parts.append(
            '<h2>Over time</h2><img src="report/over-time.svg" alt="J and F over the video">'
        )
    for heading in dict.fromkeys(each.heading for each in shown):
        parts.append(f"<h2>{heading}</h2><p>Filled: the answer. Outlined: the truth.</p>")
        for each in shown:
            if each.heading == heading:
                text = html.escape(each.score.text)
                parts.append(
                    f'<figure><img src="{each.picture}" alt="{text}">'
                    f"<figcaption>{html.escape(_caption(each.score))}: {text}</figcaption></figure>"
                )
    return "\n".join(parts) + "</html>\n"


def _page_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    def line(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    return "<table>" + line(head, "th") + "".join(line(row, "td") for row in rows) + "</table>"


def _caption(score: Score) -> str:
    measure = "J&F" if isinstance(score, VideoScore) else "IoU"
    return f"{score.video} {score.id}, {measure} {100 * score.joint:.1f}"
