"""Makes sequences with exact masks at full frame rate, of things the tracker never learned from.

    python benchmarks/rendered_sequences.py PACKAGES CLIPS FOLDER
    python benchmarks/tracking.py FOLDER

The 3D models of `PACKAGES/sweethome3d-furniture`, as the recipe fetches them, turn before pictures
of CLIPS while the camera pans, sways and zooms; the tracker learned from photographs and drawings.
`FOLDER` is then a folder of clips with a manifest. What the names of the sequences say: `turning`
shows another side with time, `bending` is not stiff, `behind` passes behind something that stands,
`leaving` is out of the picture for a while, and `alike` passes behind one that is its twin.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.evaluation.manifest import FORMAT_VERSION, MANIFEST, read_clips
from soc_rvos_recipe.datapack.furniture import catalogue, chosen
from soc_rvos_recipe.datapack.meshes import read_model
from soc_rvos_recipe.datapack.rendering import Stage

Picture = NDArray[np.uint8]
Numbers = NDArray[np.float64]
HEIGHT, WIDTH, RATE = 360, 640, 24
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Sequence:
    """What is followed, and how: names of models, and of the clip it plays before.

    `turns` are degrees in all, `tall` is a part of the picture's height.
    """

    kind: str
    model: str
    ground: str
    turns: float
    tall: float
    other: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.model.partition('#')[2].lower()}"


SEQUENCES = (
    Sequence("turning", "Scopia#bus", "goat", 70, 0.45),
    Sequence("bending", "Blend Swap CC-0#horse2", "hike", 20, 0.5),
    Sequence("behind", "Blend Swap CC-0#forkLift", "camel", 25, 0.5, "Scopia#pine"),
    Sequence("leaving", "Scopia#tricycle", "tennis", 30, 0.45),
    Sequence("alike", "Scopia#seat_leon", "train", 15, 0.38, "Scopia#seat_leon"),
    Sequence("bending", "Reallusion#holdingFemale02", "flamingo", 40, 0.6),
    Sequence("turning", "Scopia#step-ladder-wood", "chair", 90, 0.6),
    Sequence("behind", "Reallusion#boyStanding", "surf", 30, 0.6, "Scopia#bush"),
    Sequence("leaving", "Blend Swap CC-BY#siameseCat", "bus", 30, 0.45),
    Sequence("alike", "Blend Swap CC-0#chicken", "camel", 20, 0.4, "Blend Swap CC-0#chicken"),
)

OTHERS = (
    Sequence("behind", "Scopia#scooter", "tennis", 30, 0.5, "Scopia#pine"),
    Sequence("alike", "Scopia#dog", "hike", 20, 0.4, "Scopia#dog"),
    Sequence("leaving", "Blend Swap CC-0#teddyBear", "goat", 30, 0.5),
    Sequence("behind", "Blend Swap CC-0#deer", "flamingo", 30, 0.55, "Scopia#bush"),
    Sequence("bending", "Reallusion#male03", "train", 40, 0.55),
    Sequence("alike", "Scopia#truck", "surf", 20, 0.4, "Scopia#truck"),
    Sequence("leaving", "Reallusion#female03", "chair", 60, 0.55),
    Sequence("turning", "Scopia#yamaha-yzr-r6", "bus", 80, 0.45),
)
"""To try on what was thought up on `SEQUENCES`."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path, help="where the recipe unpacked its packages")
    parser.add_argument("clips", type=Path, help="folder of clips, whose first frames are grounds")
    parser.add_argument("folder", type=Path, help="where the sequences go")
    parser.add_argument("--frames", type=int, default=40, help="of each sequence")
    parser.add_argument("--others", action="store_true", help="the eight of the second set")
    parser.add_argument("--gone", type=int, help="frame from which what is followed is away")
    parser.add_argument("--list", action="store_true", help="only names of models")
    options = parser.parse_args()
    models = {
        model.id: (model, kind)
        for model, kind in chosen(catalogue(options.packages / "sweethome3d-furniture/catalogues"))
    }
    if options.list:
        sys.stdout.write("\n".join(models) + "\n")
        return
    grounds = {clip.name: next(iter(clip.frames(0, 1))) for clip in read_clips(options.clips)}
    entries = []
    for each in OTHERS if options.others else SEQUENCES:
        views = {
            name: rendered(*models[name], turns, options.frames)
            for name, turns in ((each.other, 0.0), (each.model, each.turns))
            if name
        }
        made = composed(each, views, grounds[each.ground], options.gone)
        write(options.folder / each.name, *made)
        entries.append(
            {
                "name": each.name, "height": HEIGHT, "width": WIDTH, "frames": options.frames,
                "fps": RATE, "absent_expressions": [],
                "objects": [{"id": 1, "category": each.model, "expressions": []}],
            }
        )  # fmt: skip
        sys.stdout.write(f"{each.name}\n")
        sys.stdout.flush()
    manifest = {"format_version": FORMAT_VERSION, "clips": entries}
    (options.folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def rendered(model, kind, turns: float, count: int) -> list[Picture]:
    """Return cut-outs of a model, RGBA uint8 [h, w, 4], from sides that follow each other."""
    seed = zlib.crc32(model.id.encode())
    start = float(np.random.default_rng(seed).uniform(20, 70))
    azimuths = start + np.linspace(0, turns, count if turns else 1)
    with Stage(read_model(model.path), model.rotation, model.size) as stage:
        seen = [
            stage.view(azimuth + kind.turn, 9.0, _LONGEST, np.random.default_rng(seed))
            for azimuth in azimuths
        ]
    return seen * (count // len(seen))


def composed(
    each: Sequence, views: dict[str, list[Picture]], ground: Picture, gone: int | None = None
) -> tuple[list[Picture], list[NDArray[np.bool_]]]:
    """Return frames and the masks of what is followed, where it is to be seen.

    From frame `gone` on it is not, and until then it does not leave.
    """
    count = len(views[each.model])
    rng = np.random.default_rng(zlib.crc32(each.name.encode()))
    wide = cv2.resize(
        ground, None, fx=1.5 * WIDTH / ground.shape[1], fy=1.5 * WIDTH / ground.shape[1]
    )
    pictures, masks = [], []
    for number in range(count):
        part = number / max(1, count - 1)
        camera = view_of(wide, part, number)
        picture = cv2.warpAffine(wide, camera[:2], (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT)
        mask = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
        stays = gone is not None and each.kind == "leaving"
        x, y, grown = path("turning" if stays else each.kind, part)
        x = 3.0 if gone is not None and number >= gone else x
        own = views[each.model][number]
        own = bent(own, number) if each.kind == "bending" else own
        laid = [(own, x, y, each.tall * grown, True)]
        if each.kind == "behind":
            still = camera @ np.array([wide.shape[1] * 0.5, wide.shape[0] * 0.55, 1.0])
            laid.append((views[each.other][0], still[0] / WIDTH, still[1] / HEIGHT, 0.7, False))
        if each.kind == "alike":
            laid.append((own[:, ::-1], 1 - x, y + 0.06, each.tall * 1.1, False))
        for cut, column, row, tall, followed in laid:
            inside = onto(picture, cut, column, row, tall)
            mask = inside if followed else mask & ~inside
        noisy = picture + rng.normal(0, 2.0, picture.shape)
        pictures.append(np.clip(noisy, 0, 255).astype(np.uint8))
        masks.append(mask)
    return pictures, masks


def view_of(wide: Picture, part: float, number: int) -> Numbers:
    """Return the matrix [3, 3] from the ground to the picture: a pan, a zoom, a hand that sways."""
    zoom = 1 + 0.12 * part
    sway = np.array([1.5 * np.sin(0.9 * number), 1.2 * np.sin(0.7 * number + 1)])
    middle = np.array([wide.shape[1] * (0.42 + 0.16 * part), wide.shape[0] * 0.52]) + sway
    turn = 0.012 * np.sin(0.25 * number)
    linear = zoom * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix = np.eye(3)
    matrix[:2, :2] = linear
    matrix[:2, 2] = np.array([WIDTH, HEIGHT]) / 2 - linear @ middle
    return matrix


def path(kind: str, part: float) -> tuple[float, float, float]:
    """Return where the middle is at a `part` of the time, in parts of the picture; and its size."""
    if kind == "leaving":
        out = np.sin(np.pi * np.clip((part - 0.15) / 0.7, 0, 1))
        return 0.6 + 0.8 * float(out), 0.6, 1.0
    if kind in ("behind", "alike"):
        return 0.25 + 0.5 * part, 0.6, 1.0
    return 0.35 + 0.3 * part, 0.55 + 0.03 * float(np.sin(9 * part)), 1 + 0.25 * part


def bent(cut: Picture, number: int) -> Picture:
    """Return a cut-out whose lower half swings, and that breathes."""
    height, width = cut.shape[:2]
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    down = rows / height
    reach = (
        0.09 * width * np.clip(down - 0.35, 0, 1) * np.sin(0.45 * number + 2.5 * columns / width)
    )
    reach += 0.02 * width * np.sin(0.3 * number + 4 * down)
    return cv2.remap(cut, (columns + reach).astype(np.float32), rows, cv2.INTER_LINEAR)


def onto(picture: Picture, cut: Picture, x: float, y: float, tall: float) -> NDArray[np.bool_]:
    """Lay a cut-out on `picture`; return where it is."""
    scale = tall * HEIGHT / cut.shape[0]
    small = cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    rows, columns = small.shape[:2]
    move = np.array([[1, 0, x * WIDTH - columns / 2], [0, 1, y * HEIGHT - rows / 2]])
    placed = cv2.warpAffine(small, move, (WIDTH, HEIGHT))
    share = cv2.GaussianBlur(placed[..., 3], (0, 0), 0.6)[..., None].astype(np.float32) / 255
    picture[:] = (picture * (1 - share) + placed[..., :3] * share).astype(np.uint8)
    return placed[..., 3] > 127


def write(folder: Path, pictures: list[Picture], masks: list[NDArray[np.bool_]]) -> None:
    for name in ("frames", "masks"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, (picture, mask) in enumerate(zip(pictures, masks, strict=True)):
        bgr = np.ascontiguousarray(picture[..., ::-1])
        cv2.imwrite(str(folder / f"frames/{number:05d}.jpg"), bgr, [cv2.IMWRITE_JPEG_QUALITY, 92])
        cv2.imwrite(str(folder / f"masks/{number:05d}.png"), mask.astype(np.uint8))


if __name__ == "__main__":
    main()
