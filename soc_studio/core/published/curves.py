"""Curves of scores over the length of a video, and a picture of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from soc_rvos.evaluation.scoring import Score, VideoScore

_PLACES = 21  # along a video, whatever its length
_WIDTH, _HEIGHT, _EDGE = 640, 240, 34
_COLOURS = ("#0a84ff", "#ff8c00", "#30a46c")


def mean_curves(scores: Sequence[Score]) -> dict[str, list[float]]:
    """Return the means of J and F at places from the first to the last frame of all videos.

    Nothing where sentences are about single frames.
    """
    videos = [each for each in scores if isinstance(each, VideoScore) and len(each.frames) > 1]
    if not videos:
        return {}
    return {
        "J": _mean([each.region for each in videos]),
        "F": _mean([each.contour for each in videos]),
    }


def _mean(curves: Sequence[Sequence[float]]) -> list[float]:
    places = np.linspace(0, 1, _PLACES)
    drawn = [np.interp(places, np.linspace(0, 1, len(curve)), curve) for curve in curves]
    return [float(value) for value in np.mean(drawn, axis=0)]


def curve_picture(curves: Mapping[str, Sequence[float]]) -> str:
    """Return curves of values in [0, 1] as an SVG picture."""
    wide, high = _WIDTH - 2 * _EDGE, _HEIGHT - 2 * _EDGE
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        'font-family="sans-serif" font-size="12" fill="#888">'
    ]
    for step in range(0, 101, 25):
        y = _EDGE + high * (1 - step / 100)
        lines.append(
            f'<line x1="{_EDGE}" x2="{_EDGE + wide}" y1="{y:.1f}" y2="{y:.1f}" stroke="#8884"/>'
        )
        lines.append(f'<text x="{_EDGE - 6}" y="{y + 4:.1f}" text-anchor="end">{step}</text>')
    lines.append(f'<text x="{_EDGE}" y="{_HEIGHT - 10}">first frame</text>')
    lines.append(f'<text x="{_EDGE + wide}" y="{_HEIGHT - 10}" text-anchor="end">last frame</text>')
    for place, (name, values) in enumerate(curves.items()):
        colour = _COLOURS[place % len(_COLOURS)]
        points = " ".join(
            f"{_EDGE + wide * at / max(len(values) - 1, 1):.1f},{_EDGE + high * (1 - value):.1f}"
            for at, value in enumerate(values)
        )
        lines.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        lines.append(f'<text x="{_EDGE + 40 * place}" y="20" fill="{colour}">{name}</text>')
    return "\n".join([*lines, "</svg>\n"])
