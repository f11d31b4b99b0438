"""Renders objects with a known opacity from 3D models: fur, hair, thin limbs, leaves.

    python benchmarks/rendered_scenes.py FOLDER

Mitsuba 3 renders them (`pip install mitsuba`), in its variant
`scalar_rgb`, which needs no further library. The models are made here by rules: no file of anybody
is read. They turn, sway and walk from frame to frame. `MODEL-FRAME.png` in it is RGBA of 16 bits:
the object's own colours, of display, and its straight opacity.
`benchmarks/rendered_edges.py` lays them on pictures and measures.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Scene = dict[str, Any]
_GAMMA = 2.2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go; made if it is not there")
    parser.add_argument("--rows", type=int, default=720, help="rows of the pictures, 16 : 9")
    parser.add_argument("--frames", type=int, default=4, help="of each model")
    parser.add_argument("--samples", type=int, default=24, help="rays of a pixel")
    parser.add_argument("--pace", type=float, default=0.3, help="how far models move in a frame")
    parser.add_argument("--models", nargs="*", default=list(MODELS), choices=list(MODELS))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for at in range(options.frames):
        for name in options.models:
            path = options.folder / f"{name}-{at}.png"
            if path.exists():
                continue
            start = time.process_time()
            picture = rendered(MODELS[name], options.pace * at, options.rows, options.samples)
            cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGBA2BGRA))
            sys.stdout.write(f"{path.name}: {time.process_time() - start:.0f} s of the processor\n")
            sys.stdout.flush()


def rendered(
    model: Callable[[float, Path], Scene], at: float, rows: int, samples: int
) -> NDArray[np.uint16]:
    """Return a model at time `at`: its own colours and its opacity, RGBA uint16 [rows, W, 4]."""
    import mitsuba

    mitsuba.set_variant("scalar_rgb")
    place = mitsuba.ScalarTransform4f
    scene: Scene = {
        "type": "scene",
        "integrator": {"type": "direct", "hide_emitters": True},
        "sensor": {
            "type": "perspective",
            "fov": 34,
            "fov_axis": "y",
            "to_world": place().look_at([0, 0, 5], [0, 0, 0], [0, 1, 0]),
            "film": {
                "type": "hdrfilm",
                "width": rows * 16 // 9,
                "height": rows,
                "pixel_format": "rgba",
                "rfilter": {"type": "box"},
            },
            "sampler": {"type": "multijitter", "sample_count": samples},
        },
        "sky": {"type": "constant", "radiance": _rgb(0.5, 0.55, 0.6)},
        "sun": {
            "type": "directional",
            "direction": [-1.0, -1.2, -1.0],
            "irradiance": _rgb(2.2, 2.0, 1.7),
        },
    }
    with TemporaryDirectory() as folder:
        scene |= model(at, Path(folder))
        mixed = np.array(mitsuba.render(mitsuba.load_dict(scene)), dtype=np.float32)
    share = np.clip(mixed[..., 3:], 0, 1)
    colours = np.clip(mixed[..., :3] / np.maximum(share, 1e-4), 0, 1) ** (1 / _GAMMA)
    return np.rint(65535 * np.dstack([colours, share])).astype(np.uint16)


def fur_ball(at: float, folder: Path) -> Scene:
    """A ball with dense short fur that turns and hangs down."""
    rng = np.random.default_rng(1)
    out = _directions(rng, 9000)
    length = rng.uniform(0.16, 0.34, (len(out), 1))
    bend = rng.normal(0, 0.25, out.shape) + np.array([0.1 * np.sin(at), -0.5, 0])
    strands = [
        (out * 0.84 + out * length * step + bend * length * step**2, 0.007 * (1.05 - step))
        for step in np.linspace(0, 1, 6)
    ]
    middle = np.array([0.06 * at - 0.1, 0.02 * at, 0])
    return {
        "ball": _ball(middle, 0.86, (0.28, 0.17, 0.08)),
        "fur": _curves(_turned(strands, 0.10 * at, middle), folder / "fur.txt", (0.45, 0.27, 0.12)),
    }


def head(at: float, folder: Path) -> Scene:
    """A head with long thin hair in the wind, on shoulders."""
    rng = np.random.default_rng(2)
    out = _directions(rng, 9000)
    out = out[(out[:, 1] > 0.05) | (out[:, 2] < -0.3)][:4500]
    length = rng.uniform(0.5, 1.15, (len(out), 1))
    wave, turn = rng.uniform(0, 6, (len(out), 1)), rng.normal(0, 0.13, out.shape)
    wind = 0.35 + 0.12 * np.sin(0.9 * at + 0.2 * wave)
    strands = []
    for step in np.linspace(0, 1, 9):
        down = np.array([0, -1.0, 0]) * length * step**1.5
        aside = np.hstack([wind * step**2, 0 * wave, 0 * wave]) * length
        curl = 0.03 * np.hstack([np.sin(9 * step + wave), 0 * wave, np.cos(9 * step + wave)])
        away = out * np.array([0.58, 0.7, 0.6]) * (1 + 0.28 * np.sin(2.4 * step))
        strands.append((away + down + aside + (curl + turn) * step, 0.0045 * (1.1 - 0.7 * step)))
    middle = np.array([0.03 * at - 0.2, 0.15, 0])
    return {
        "skull": _egg(middle, (0.56, 0.68, 0.58), (0.75, 0.5, 0.4), folder / "skull.obj"),
        "neck": _bone(middle + _by(0, -0.5, 0), middle + _by(0, -1.1, 0), 0.24, (0.72, 0.47, 0.38)),
        "chest": _egg(
            middle + _by(0, -1.65, -0.1), (1.0, 0.62, 0.5), (0.15, 0.25, 0.4), folder / "chest.obj"
        ),
        "hair": _curves(
            [(points + middle, thick) for points, thick in strands],
            folder / "hair.txt",
            (0.16, 0.09, 0.05),
        ),
    }


def walker(at: float, folder: Path) -> Scene:
    """A smooth body that walks, with thin limbs and gaps between them."""
    swing = 0.5 * np.sin(0.45 * at + 0.4)
    hip, neck = np.array([0.05 * at, -0.2, 0]), np.array([0.05 * at + 0.03, 0.62, 0])
    found: Scene = {
        "trunk": _egg((hip + neck) / 2, (0.27, 0.5, 0.2), (0.6, 0.15, 0.12), folder / "trunk.obj"),
        "head": _ball(neck + _by(0.02, 0.3, 0), 0.2, (0.75, 0.52, 0.42)),
    }
    for side, way in (("left", 1.0), ("right", -1.0)):
        lean = way * swing
        knee = hip + _by(0.1 * way + 0.5 * lean, -0.52, 0.1 * way)
        foot = knee + _by(0.5 * lean - 0.12, -0.55, 0)
        elbow = neck + _by(0.38 * way - 0.1 * lean, -0.42, 0.1 * way)
        hand = elbow + _by(-0.22 * way - 0.3 * lean, -0.4, 0.15)
        shoulder = neck + _by(0.2 * way, -0.08, 0)
        for part, start, stop, thick, colour in (
            ("thigh", hip + _by(0.1 * way, 0, 0), knee, 0.085, (0.1, 0.13, 0.3)),
            ("shin", knee, foot, 0.055, (0.1, 0.13, 0.3)),
            ("arm", shoulder, elbow, 0.055, (0.6, 0.15, 0.12)),
            ("hand", elbow, hand, 0.035, (0.75, 0.52, 0.42)),
        ):
            found[f"{side}_{part}"] = _bone(start, stop, thick, colour)
            found[f"{side}_{part}_end"] = _ball(stop, thick, colour)
    return found


def foliage(at: float, folder: Path) -> Scene:
    """A bush of thin twigs and leaves that sway."""
    rng = np.random.default_rng(4)
    out = _directions(rng, 260)
    out[:, 1] = np.abs(out[:, 1])
    length = rng.uniform(0.7, 1.5, (len(out), 1))
    phase = rng.uniform(0, 6, (len(out), 1))
    root = np.array([0, -0.8, 0])

    def along(step: float) -> Points:
        sway = 0.07 * step**2 * np.hstack([np.sin(0.8 * at + phase), 0 * phase, 0 * phase])
        return root + out * length * step * np.array([0.85, 1.0, 0.7]) + sway

    twigs = [(along(step), 0.016 * (1.1 - step)) for step in np.linspace(0, 1, 6)]
    corners: list[Points] = []
    for step in np.linspace(0.4, 1, 7):
        middle, tip = along(step), _directions(rng, len(out)) * rng.uniform(0.06, 0.13, (260, 1))
        side = np.cross(tip, _directions(rng, len(out))) * 0.45
        corners.extend(
            np.stack([middle, middle + tip / 2 + side, middle + tip, middle + tip / 2 - side], 1)
        )
    path = folder / "leaves.obj"
    with path.open("w", encoding="utf-8") as file:
        for place, four in enumerate(corners):
            file.writelines("v {:.5f} {:.5f} {:.5f}\n".format(*each) for each in four)
            first = 4 * place + 1
            file.write(f"f {first} {first + 1} {first + 2}\nf {first} {first + 2} {first + 3}\n")
    leaf = {"type": "twosided", "bsdf": _matt((0.16, 0.32, 0.08))}
    return {
        "twigs": _curves(twigs, folder / "twigs.txt", (0.25, 0.17, 0.1)),
        "leaves": {"type": "obj", "filename": str(path), "face_normals": True, "bsdf": leaf},
    }


def _directions(rng: np.random.Generator, count: int) -> Points:
    found = rng.normal(size=(count, 3))
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


def _by(across: float, up: float, near: float) -> Points:
    return np.array([across, up, near])


def _turned(
    strands: list[tuple[Points, float]], angle: float, middle: Points
) -> list[tuple[Points, float]]:
    turn = np.array(
        [[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]]
    )
    return [(points @ turn.T + middle, thick) for points, thick in strands]


def _curves(
    strands: list[tuple[Points, float]], path: Path, colour: tuple[float, float, float]
) -> Scene:
    """Write strands, of which each step has the points [N, 3] and a thickness, as curves."""
    points = np.stack([each for each, _ in strands], axis=1)

    def lines() -> Iterator[str]:
        for strand in points:
            for point, (_, thick) in zip(strand, strands, strict=True):
                yield "{:.5f} {:.5f} {:.5f} {:.5f}\n".format(*point, thick)
            yield "\n"

    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines())
    return {"type": "bsplinecurve", "filename": str(path), "bsdf": _matt(colour)}


def _ball(middle: Points, radius: float, colour: tuple[float, float, float]) -> Scene:
    where = [float(each) for each in middle]
    return {"type": "sphere", "center": where, "radius": radius, "bsdf": _matt(colour)}


def _egg(
    middle: Points,
    radii: tuple[float, float, float],
    colour: tuple[float, float, float],
    path: Path,
) -> Scene:
    """Write an ellipsoid as a mesh: spheres can only be round."""
    down, round_ = np.linspace(0, np.pi, 25), np.linspace(0, 2 * np.pi, 48, endpoint=False)
    rings = np.stack(
        [
            np.outer(np.sin(down), np.cos(round_)),
            np.repeat(np.cos(down)[:, None], len(round_), axis=1),
            np.outer(np.sin(down), np.sin(round_)),
        ],
        axis=2,
    ).reshape(-1, 3)
    with path.open("w", encoding="utf-8") as file:
        file.writelines("v {:.5f} {:.5f} {:.5f}\n".format(*each) for each in rings * radii + middle)
        file.writelines("vn {:.5f} {:.5f} {:.5f}\n".format(*each) for each in rings / radii)
        for row in range(len(down) - 1):
            for column in range(len(round_)):
                upper = row * len(round_) + 1
                lower, after = upper + len(round_), (column + 1) % len(round_)
                corners = upper + column, upper + after, lower + after, lower + column
                file.write("f " + " ".join(f"{each}//{each}" for each in corners) + "\n")
    bsdf = {"type": "twosided", "bsdf": _matt(colour)}
    return {"type": "obj", "filename": str(path), "bsdf": bsdf}


def _bone(start: Points, stop: Points, thick: float, colour: tuple[float, float, float]) -> Scene:
    return {
        "type": "cylinder",
        "p0": [float(each) for each in start],
        "p1": [float(each) for each in stop],
        "radius": thick,
        "bsdf": {"type": "twosided", "bsdf": _matt(colour)},
    }


def _matt(colour: tuple[float, float, float]) -> Scene:
    return {"type": "diffuse", "reflectance": _rgb(*colour)}


def _rgb(*levels: float) -> Scene:
    return {"type": "rgb", "value": list(levels)}


MODELS: dict[str, Callable[[float, Path], Scene]] = {
    "walker": walker,
    "fur": fur_ball,
    "head": head,
    "foliage": foliage,
}

if __name__ == "__main__":
    main()
