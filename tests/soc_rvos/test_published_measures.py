"""The papers' measures, against DAVIS's formulas written anew and against COCO's evaluation."""

from __future__ import annotations

import contextlib
import io
import warnings

import numpy as np
import pytest
from numpy.typing import NDArray
from pycocotools import mask as coco
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
from scipy.ndimage import binary_dilation

from soc_rvos.datasets.sample import Truth
from soc_rvos.evaluation.measures import (
    Overlap,
    average_precision,
    image_measures,
    matched,
    scores_of,
    statistics,
)


def blob(random: np.random.Generator, height: int = 40, width: int = 56) -> NDArray[np.bool_]:
    """Return a mask of one to three rectangles, sometimes of nothing."""
    mask = np.zeros((height, width), dtype=np.bool_)
    for _ in range(random.integers(0, 4)):
        top, left = random.integers(0, height - 4), random.integers(0, width - 4)
        mask[top : top + random.integers(3, 20), left : left + random.integers(3, 20)] = True
    return mask


def davis_scores(
    found: NDArray[np.bool_], true: NDArray[np.bool_], void: NDArray[np.bool_]
) -> tuple[float, float]:
    """Return J and F by the formulas of the benchmark, pixel by pixel."""
    counted = ~void
    either = ((found | true) & counted).sum()
    region = ((found & true) & counted).sum() / either if either else 1.0

    def boundary(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        edge = np.zeros_like(mask)
        height, width = mask.shape
        for row in range(height):
            for column in range(width):
                below, right = min(row + 1, height - 1), min(column + 1, width - 1)
                others = mask[row, right], mask[below, column], mask[below, right]
                edge[row, column] = any(mask[row, column] != other for other in others)
        return edge

    reach = int(np.ceil(0.008 * np.linalg.norm(found.shape)))
    steps = np.arange(-reach, reach + 1)
    disk = steps[:, None] ** 2 + steps**2 <= reach**2
    mine, theirs = boundary(found & counted), boundary(true & counted)
    if not mine.any() or not theirs.any():
        return float(region), float(not mine.any() and not theirs.any())
    precision = (mine & binary_dilation(theirs, disk)).sum() / mine.sum()
    recall = (theirs & binary_dilation(mine, disk)).sum() / theirs.sum()
    both = precision + recall
    return float(region), float(2 * precision * recall / both if both else 0.0)


def test_region_and_contour_leave_void_out() -> None:
    random = np.random.default_rng(1)
    for _ in range(12):
        found, true, void = (blob(random) for _ in range(3))
        expected = davis_scores(found, true, void)
        assert scores_of(found, true, void) == pytest.approx(expected, abs=1e-6)


def test_recall_and_decay_are_those_of_davis() -> None:
    said = statistics([0.9, 0.8, 0.5, 0.7, 0.4, 0.3, 0.2, 0.1])
    # Quarters end at the frames 1, 3, 4 (2.75 and 4.5 are rounded), 6 and 8, counted from 1.
    assert said.mean == pytest.approx(0.4875)
    assert said.recall == pytest.approx(3 / 8)
    assert said.decay == pytest.approx((0.9 + 0.8 + 0.5) / 3 - (0.3 + 0.2 + 0.1) / 3)
    assert statistics([0.25]).decay == 0


def test_objects_are_matched_with_the_answers_that_fit_them_best() -> None:
    labels = np.zeros((2, 20, 30), dtype=np.uint8)
    labels[:, 2:8, 2:8], labels[:, 12:18, 20:28] = 1, 2
    marked = np.zeros_like(labels)
    marked[:, 2:8, 2:8], marked[:, 12:18, 20:26], marked[:, 0, 29] = 3, 1, 2
    values, answers = matched(marked, labels, [1, 2], 255)
    assert answers == [3, 1]
    assert values[0].tolist() == [[1.0, 1.0], [1.0, 1.0]]
    assert values[1, 0] == pytest.approx([0.75, 0.75])
    values, answers = matched(np.zeros_like(labels), labels, [1, 2], 255)
    assert answers == [0, 0]
    assert not values.any()


def test_image_measures_and_map_are_those_of_coco() -> None:
    random = np.random.default_rng(2)
    images, annotations, detections, answers, best = [], [], [], [], []
    for number in range(1, 31):
        true = blob(random)
        shifts = random.integers(-4, 5, size=(6, 2))
        masks = [np.roll(true, tuple(shift), axis=(0, 1)) for shift in shifts] + [blob(random)]
        scores = [float(score) for score in random.random(len(masks)).round(2)]
        images.append({"id": number, "height": 40, "width": 56})
        code = coco.encode(np.asfortranarray(true, dtype=np.uint8))
        annotations.append(
            {
                "id": number,
                "image_id": number,
                "category_id": 1,
                "segmentation": code,
                "area": int(true.sum()),
                "bbox": [0, 0, 1, 1],
                "iscrowd": 0,
            }
        )
        truth = Truth(true[None])
        laid = [Overlap.of(mask, truth) for mask in masks]
        overlaps = [each.shared / each.either if each.either else 0.0 for each in laid]
        answers.append((scores, overlaps))
        best.append(laid[int(np.argmax(scores))])
        for mask, score in zip(masks, scores, strict=True):
            code = coco.encode(np.asfortranarray(mask, dtype=np.uint8))
            detections.append(
                {"image_id": number, "category_id": 1, "segmentation": code, "score": score}
            )
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        truths = COCO()
        truths.dataset = {
            "images": images,
            "annotations": annotations,
            "categories": [{"id": 1, "name": "object"}],
        }
        truths.createIndex()
        evaluation = COCOeval(truths, truths.loadRes(detections), "segm")
        evaluation.params.useCats = 0
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    assert average_precision(answers) == pytest.approx(evaluation.stats[0], abs=1e-6)
    means = image_measures(best)
    values = [each.iou for each in best]
    assert means.precision == pytest.approx(
        [np.mean([value > least for value in values]) for least in (0.5, 0.6, 0.7, 0.8, 0.9)]
    )
    assert means.mean == pytest.approx(np.mean(values), abs=1e-6)
    total = sum(each.shared for each in best) / sum(each.either for each in best)
    assert means.overall == pytest.approx(total, abs=1e-6)
    assert image_measures([Overlap(0, 0)]).mean == 1  # nothing, rightly
