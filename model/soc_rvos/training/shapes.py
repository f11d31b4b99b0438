"""The shapes of made clips: outlines of flat ones, meshes of solid ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

FLAT_SHAPES = (
    "circle",
    "ellipse",
    "square",
    "rectangle",
    "triangle",
    "star",
    "ring",
    "cross",
    "heart",
)
SOLID_SHAPES = ("ball", "cube", "cylinder", "cone", "pyramid", "torus")
ROUND_SHAPES = frozenset({"ball", "circle"})

_SIDES = 20  # of the prism that stands for a cylinder, of the pyramid for a cone


@cache
def outline(shape: str) -> tuple[NDArray[np.float32], ...]:
    """Return the closed contours of a flat shape; what two of them enclose is outside (a hole).

    Each is float32 [N, 2], x right and y down, around the origin, within about 1 of it.
    """
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    circle = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    if shape == "circle":
        contours = [circle * 0.9]
    elif shape == "ellipse":
        contours = [circle * (1.1, 0.6)]
    elif shape == "ring":
        contours = [circle, circle * 0.55]
    elif shape == "square":
        contours = [np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * 0.8]
    elif shape == "rectangle":
        contours = [np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * (1.1, 0.58)]
    elif shape == "triangle":
        contours = [np.array([(0, -1), (1, 0.75), (-1, 0.75)])]
    elif shape == "star":
        corner = np.arange(10) * np.pi / 5 - np.pi / 2
        reach = np.where(np.arange(10) % 2, 0.45, 1.1)
        contours = [np.stack([np.cos(corner), np.sin(corner)], axis=1) * reach[:, None]]
    elif shape == "cross":
        a, b = 1.0, 0.36
        corners = [(-b, -a), (b, -a), (b, -b), (a, -b), (a, b), (b, b)]
        contours = [np.array(corners + [(-x, -y) for x, y in corners])]
    elif shape == "heart":
        x = 16 * np.sin(turn) ** 3
        y = 13 * np.cos(turn) - 5 * np.cos(2 * turn) - 2 * np.cos(3 * turn) - np.cos(4 * turn)
        contours = [np.stack([x, -y - 2.5], axis=1) / 15]
    else:
        raise ValueError(f"{shape} is not one of the flat shapes: {', '.join(FLAT_SHAPES)}.")
    return tuple(contour.astype(np.float32) for contour in contours)


@dataclass(frozen=True)
class Mesh:
    """A solid that stands on z = 0 around the z axis, within about 1 of it.

    `vertices` float32 [V, 3]; `faces` index them, counter-clockwise seen from outside; `normals`
    float32 [F, 3] point outwards. Of a `convex` one no face hides another.
    """

    vertices: NDArray[np.float32]
    faces: tuple[NDArray[np.int64], ...]
    normals: NDArray[np.float32]
    convex: bool


@cache
def mesh(shape: str) -> Mesh:
    """Return a solid shape other than the ball, whose outline is a circle from everywhere."""
    turn = np.linspace(0, 2 * np.pi, _SIDES, endpoint=False)
    around = [*range(_SIDES), 0]
    if shape == "cube":
        return _prism(np.pi / 4 + np.arange(4) * np.pi / 2, 0.78 * np.sqrt(2), 1.56)
    if shape == "cylinder":
        return _prism(turn, 0.7, 1.8)
    if shape in ("cone", "pyramid"):
        corners = turn if shape == "cone" else np.pi / 4 + np.arange(4) * np.pi / 2
        count = len(corners)
        base = np.stack([np.cos(corners), np.sin(corners), np.zeros(count)], axis=1)
        base *= 0.85 if shape == "cone" else 1.1
        around = [*range(count), 0]
        sides = [[low, high, count] for low, high in pairwise(around)]
        return _mesh([*base, (0, 0, 1.9)], [*sides, list(range(count))[::-1]], convex=True)
    if shape == "torus":
        tube = np.linspace(0, 2 * np.pi, 8, endpoint=False)
        vertices = [
            (
                (0.7 + 0.3 * np.cos(b)) * np.cos(a),
                (0.7 + 0.3 * np.cos(b)) * np.sin(a),
                0.3 + 0.3 * np.sin(b),
            )
            for a in turn
            for b in tube
        ]
        faces = [
            [i * 8 + j, k * 8 + j, k * 8 + m, i * 8 + m]
            for i, k in pairwise(around)
            for j, m in pairwise([*range(8), 0])
        ]
        return _mesh(vertices, faces, convex=False)
    raise ValueError(f"{shape} has no mesh; those that have: cube, cylinder, cone, pyramid, torus.")


def _prism(corners: NDArray[np.float64], radius: float, height: float) -> Mesh:
    count = len(corners)
    low = np.stack([np.cos(corners), np.sin(corners), np.zeros(count)], axis=1) * radius
    around = [*range(count), 0]
    sides = [[a, b, b + count, a + count] for a, b in pairwise(around)]
    top = list(range(count, 2 * count))
    return _mesh(
        [*low, *(low + np.array([0, 0, height]))], [*sides, top, list(range(count))[::-1]], True
    )


def _mesh(vertices: list, faces: list[list[int]], convex: bool) -> Mesh:  # type: ignore[type-arg]
    points = np.asarray(vertices, dtype=np.float32)
    normals = []
    for face in faces:
        a, b, c = points[face[:3]]
        normal = np.cross(b - a, c - a)
        normals.append(normal / np.linalg.norm(normal))
    return Mesh(
        points,
        tuple(np.asarray(face) for face in faces),
        np.asarray(normals, dtype=np.float32),
        convex,
    )
