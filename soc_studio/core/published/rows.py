"""What the papers say of their models on each dataset, beside which a result is printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of a paper's table; its values are percent.

    Attributes:
        model: the id of the model on whose card it stands.
        kind, split: the dataset.
        values: by the names of measures.
        source: where it stands.
    """

    model: str
    kind: str
    split: str
    values: dict[str, float]
    source: str


_SOC_1 = "SOC (NeurIPS 2023), table 1"
_SOC_2 = "SOC (NeurIPS 2023), table 2"
_SGMG = "SgMg (ICCV 2023), README of the code"
_P = ("P@0.5", "P@0.6", "P@0.7", "P@0.8", "P@0.9", "overall IoU", "mean IoU", "mAP")


def _videos(model: str, source: str, youtube: str, davis: str) -> tuple[PaperRow, ...]:
    rows = []
    for kind, said in (("ref-youtube-vos", youtube), ("ref-davis", davis)):
        names = ("J&F", "J", "F")
        values = dict(zip(names, map(float, said.split()), strict=False))
        rows.append(PaperRow(model, kind, "valid", values, source))
    return tuple(rows)


def _images(model: str, kind: str, split: str, said: str, source: str) -> PaperRow:
    return PaperRow(
        model, kind, split, dict(zip(_P, map(float, said.split()), strict=True)), source
    )


def _sgmg(model: str, kind: str, said: str) -> PaperRow:
    """Return a row of the README, whose headings of the two kinds of IoU look exchanged."""
    names = ("mAP", "overall IoU", "mean IoU")
    values = dict(zip(names, map(float, said.split()), strict=True))
    source = f"{_SGMG} (its columns of IoU taken the other way round, as others report them)"
    return PaperRow(model, kind, "test", values, source)


ROWS: tuple[PaperRow, ...] = (
    *_videos("soc-ytvos-scratch-t", _SOC_1, "59.2 57.8 60.5", "59.0 55.4 62.6"),
    *_videos("soc-ytvos-t", _SOC_1, "62.4 61.1 63.7", "63.5 60.2 66.7"),
    *_videos("soc-ytvos-b", _SOC_1, "66.0 64.1 67.9", "64.2 61.0 67.4"),
    *_videos("soc-joint-t", _SOC_1, "65.0 63.3 66.7", "64.2 60.9 67.5"),
    *_videos("soc-joint-b", _SOC_1, "67.3 65.3 69.3", "65.8 62.5 69.1"),
    *_videos("sgmg-ytvos-t", _SGMG, "62.0", "61.9"),
    *_videos("sgmg-ytvos-b", _SGMG, "65.7", "63.3"),
    _images(
        "soc-a2d-scratch-t",
        "a2d-sentences",
        "test",
        "79.0 75.6 68.7 53.5 19.5 74.7 66.9 50.4",
        _SOC_2,
    ),
    _images(
        "soc-a2d-t", "a2d-sentences", "test", "83.1 80.6 73.9 57.7 21.8 78.3 70.6 54.8", _SOC_2
    ),
    _images(
        "soc-a2d-b", "a2d-sentences", "test", "85.1 82.7 76.5 60.7 25.2 80.7 72.5 57.3", _SOC_2
    ),
    _sgmg("sgmg-a2d-t", "a2d-sentences", "56.1 78.0 70.4"),
    _sgmg("sgmg-a2d-b", "a2d-sentences", "58.5 79.9 72.0"),
    _sgmg("sgmg-a2d-t", "jhmdb-sentences", "44.4 72.8 71.7"),
    _sgmg("sgmg-a2d-b", "jhmdb-sentences", "45.0 73.7 72.5"),
    *(
        PaperRow("sgmg-refcoco-b", "refcoco", f"{name}/val", {"overall IoU": value}, _SGMG)
        for name, value in (("refcoco", 76.3), ("refcoco+", 66.4), ("refcocog", 70.0))
    ),
)
"""All rows that the papers and their code publish for models whose weights they publish."""


def row_of(model: str, kind: str, split: str) -> PaperRow | None:
    """Return the row of a model on a split of a dataset, None where there is none."""
    wanted = model, kind, split
    return next((row for row in ROWS if (row.model, row.kind, row.split) == wanted), None)
