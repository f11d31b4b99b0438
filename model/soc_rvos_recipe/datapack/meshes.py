"""Wavefront OBJ models with MTL materials, as plain arrays, one part a material."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """How a surface looks; colours 0 to 1, `shine` is the Phong exponent.

    `pixels`, RGB uint8 [H, W, 3], takes the place of the texture file where it is given.
    """

    name: str = ""
    colour: tuple[float, float, float] = (0.75, 0.75, 0.75)
    gloss: tuple[float, float, float] = (0.0, 0.0, 0.0)
    shine: float = 10.0
    opacity: float = 1.0
    texture: Path | None = None
    pixels: NDArray[np.uint8] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Polygons of one material.

    points float64 [N, 3]; places float64 [N, 2] on the texture or None; normals float64 [N, 3] or
    None; faces int64, flat: corner count, corners, corner count, ...
    """

    material: Material
    points: NDArray[np.float64]
    places: NDArray[np.float64] | None
    normals: NDArray[np.float64] | None
    faces: NDArray[np.int64]

    def area(self) -> float:
        """Return the area of the surface, in the model's own unit."""
        total = 0.0
        start = 0
        while start < len(self.faces):
            corners = self.points[self.faces[start + 1 : start + 1 + self.faces[start]]]
            spokes = corners[1:] - corners[0]
            total += float(np.linalg.norm(np.cross(spokes[:-1], spokes[1:]).sum(axis=0))) / 2
            start += int(self.faces[start]) + 1
        return total


def read_model(path: Path) -> list[Part]:
    """Return the parts of an OBJ model; lines, curves and free points are left out."""
    points: list[list[float]] = []
    places: list[list[float]] = []
    normals: list[list[float]] = []
    materials: dict[str, Material] = {}
    faces: dict[str, list[list[tuple[int, int, int]]]] = {}
    current = faces.setdefault("", [])
    for key, rest in _lines(path):
        if key == "v":
            points.append([float(value) for value in rest.split()[:3]])
        elif key == "vt":
            places.append([float(value) for value in rest.split()[:2]])
        elif key == "vn":
            normals.append([float(value) for value in rest.split()[:3]])
        elif key == "f":
            counts = (len(points), len(places), len(normals))
            current.append([_corner(word, counts) for word in rest.split()])
        elif key == "usemtl":
            current = faces.setdefault(rest.strip(), [])
        elif key == "mtllib":
            library = _sibling(path.parent, rest)
            if library is not None:
                materials |= read_materials(library)
    arrays = (
        np.array(points, dtype=np.float64).reshape(-1, 3),
        np.array(places, dtype=np.float64).reshape(-1, 2),
        np.array(normals, dtype=np.float64).reshape(-1, 3),
    )
    return [
        _part(materials.get(name, Material(name)), polygons, *arrays)
        for name, polygons in faces.items()
        if polygons
    ]


def read_materials(path: Path) -> dict[str, Material]:
    """Return the materials of an MTL file by name."""
    materials: dict[str, Material] = {}
    name = ""
    for key, rest in _lines(path):
        words = rest.split()
        if key == "newmtl":
            name = rest.strip()
            materials[name] = Material(name)
        elif name and words:
            materials[name] = _described(materials[name], key.lower(), words, path.parent)
    return materials


def _described(material: Material, key: str, words: list[str], folder: Path) -> Material:
    if key == "kd":
        return replace(material, colour=_colour(words))
    if key == "ks":
        return replace(material, gloss=_colour(words))
    if key == "ns":
        return replace(material, shine=min(max(float(words[0]), 1.0), 128.0))
    if key == "d":
        return replace(material, opacity=float(words[-1]))
    if key == "map_kd":
        return replace(material, texture=_sibling(folder, " ".join(words)))
    return material


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """The statements of the file: first word, and the rest; lines ended by a backslash go on."""
    text = path.read_text(encoding="utf-8", errors="replace").replace("\\\n", " ")
    for line in text.splitlines():
        key, _, rest = line.strip().partition(" ")
        if key and not key.startswith("#"):
            yield key, rest


def _colour(words: list[str]) -> tuple[float, float, float]:
    red, green, blue = (min(max(float(word), 0.0), 1.0) for word in words[:3])
    return red, green, blue


def _sibling(folder: Path, name: str) -> Path | None:
    """The named file of the folder, whatever the case of its letters; None if there is none.

    Options may stand before the name, and the name may hold spaces."""
    wanted = name.strip().replace("\\", "/").lower()
    for path in sorted(folder.iterdir()):
        own = path.name.lower()
        if wanted == own or wanted.endswith((" " + own, "/" + own)):
            return path
    return None


def _corner(word: str, counts: tuple[int, int, int]) -> tuple[int, int, int]:
    """Indices from 0 of point, place and normal; -1 where the corner has none."""
    numbers = [*word.split("/"), "", ""][:3]
    point, place, normal = (
        -1 if not text else int(text) - 1 if int(text) > 0 else count + int(text)
        for text, count in zip(numbers, counts, strict=True)
    )
    return point, place, normal


def _part(
    material: Material,
    polygons: list[list[tuple[int, int, int]]],
    points: NDArray[np.float64],
    places: NDArray[np.float64],
    normals: NDArray[np.float64],
) -> Part:
    corners = np.array([corner for polygon in polygons for corner in polygon], dtype=np.int64)
    unique, numbers = np.unique(corners, axis=0, return_inverse=True)
    numbers = numbers.reshape(-1)
    faces: list[int] = []
    start = 0
    for polygon in polygons:
        faces.append(len(polygon))
        faces.extend(numbers[start : start + len(polygon)].tolist())
        start += len(polygon)
    return Part(
        material,
        points[unique[:, 0]],
        places[unique[:, 1]] if (unique[:, 1] >= 0).all() and len(places) else None,
        normals[unique[:, 2]] if (unique[:, 2] >= 0).all() and len(normals) else None,
        np.array(faces, dtype=np.int64),
    )
