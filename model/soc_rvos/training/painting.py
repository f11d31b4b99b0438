"""Two worlds to film: flat shapes on a picture, and solids on a table seen by a camera.

A stage draws at twice the frame's size, so that edges are smooth once the frames are halved. Its
objects are given by their places on a plane, one for each of the T frames.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from .backgrounds import background
from .shapes import Mesh, mesh, outline

Floats = NDArray[np.float32]

_FINER = 2  # drawn pixels a frame pixel, each way
_SHIFT = 4  # fractional bits of the corners given to OpenCV
_SPRITE = 80  # pixels across the picture of a ball, scaled to what is needed


@dataclass(frozen=True)
class Piece:
    """One object as the stage needs it.

    `places` float32 [T, 2] on the plane of the stage; `sizes` float32 [T], its radius there;
    `turn` in radians; `colour` float32 [3], RGB, 0 to 255; `shine` 0 (matte) to 1.
    """

    shape: str
    colour: Floats
    places: Floats
    sizes: Floats
    turn: float
    shine: float


@dataclass(frozen=True)
class Look:
    """Where a piece is seen: `centres` [T, 2] as shares of width and height (x, y), and `extents`
    [T], half its size as a share of the height."""

    centres: Floats
    extents: Floats


class FlatStage:
    """Shapes on a picture, in units of the frame's height; the camera pans and zooms."""

    def __init__(
        self,
        rng: np.random.Generator,
        pictures: np.random.Generator,
        height: int,
        width: int,
        frames: int,
        drift: float,
    ) -> None:
        self._height, self._width, self._frames = height, width, frames
        self._aspect = width / height
        steps = np.linspace(0, 1, frames, dtype=np.float32)
        self._pan = steps[:, None] * rng.uniform(-drift, drift, 2).astype(np.float32)
        self._zoom = 1 + steps * np.float32(rng.uniform(-drift, drift))
        self._moves = drift > 0
        # Wider than the frame by more than the camera ever moves.
        self._margin = 0.12
        wide = 1 + 2 * self._margin
        self._picture = background(
            pictures, int(height * wide * _FINER), int(width * wide * _FINER)
        )
        self.ground = self._picture.mean(axis=(0, 1), dtype=np.float32)  # its mean colour
        self._shadow = rng.uniform(-0.05, 0.05, 2) if rng.random() < 0.35 else None
        self._bevel = rng.random() < 0.4
        self._rim = rng.random() < 0.3

    def place(self, u: float, v: float) -> Floats:
        """The place seen at a share of the width and height in frame 0: float32 [2]."""
        return np.array([u * self._aspect, v], dtype=np.float32)

    def look(self, piece: Piece) -> Look:
        """Where `piece` is seen."""
        seen = self._seen(piece.places)
        centres = np.asarray(seen / (self._aspect, 1), dtype=np.float32)
        return Look(centres, piece.sizes * self._zoom)

    def _seen(self, points: Floats) -> Floats:
        middle = np.array([self._aspect / 2, 0.5], dtype=np.float32)
        lead = (slice(None),) + (None,) * (points.ndim - 2)
        zoomed = (points - middle) * self._zoom[(*lead, None)]
        return np.asarray(zoomed + middle + self._pan[lead], dtype=np.float32)

    def film(self, pieces: list[Piece]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Return frames uint8 [T, H, W, 3] and labels uint8 [T, H, W]; later pieces lie on top."""
        pixels = self._height * _FINER
        drawn = []
        for piece in pieces:
            cos, sin = np.cos(piece.turn), np.sin(piece.turn)
            rotate = np.array([[cos, sin], [-sin, cos]], dtype=np.float32)
            shapes = []
            for contour in outline(piece.shape):
                corners = contour @ rotate
                world = piece.places[:, None] + corners[None] * piece.sizes[:, None, None]
                shapes.append(self._seen(world) * pixels)
            drawn.append(shapes)
        frames, labels = [], []
        still = None
        for index in range(self._frames):
            if still is None or self._moves:
                still = self._backdrop(index)
            canvas = still.copy()
            label = np.zeros(canvas.shape[:2], dtype=np.uint8)
            if self._shadow is not None:
                cast = (self._shadow * pixels).astype(np.float32)
                shadows = [[shape[index] + cast for shape in shapes] for shapes in drawn]
                canvas = _shaded(canvas, shadows, 0.4, 2.0, None)
            for number, (piece, shapes) in enumerate(zip(pieces, drawn, strict=True), start=1):
                corners_now = [_fixed(shape[index]) for shape in shapes]
                cv2.fillPoly(label, corners_now, number, shift=_SHIFT)
                cv2.fillPoly(canvas, corners_now, piece.colour.tolist(), shift=_SHIFT)
                if self._bevel and len(shapes) == 1:
                    middle = shapes[0][index].mean(axis=0)
                    for inset, lift in ((0.75, 10), (0.5, 20)):
                        inner = _fixed(middle + (shapes[0][index] - middle) * np.float32(inset))
                        lighter = np.minimum(piece.colour + lift * (0.3 + piece.shine), 255)
                        cv2.fillPoly(canvas, [inner], lighter.tolist(), shift=_SHIFT)
                if self._rim:
                    darker = (piece.colour * 0.6).tolist()
                    cv2.polylines(canvas, corners_now, True, darker, 2, shift=_SHIFT)
            frames.append(_halved(canvas))
            labels.append(label[1::_FINER, 1::_FINER])
        return np.stack(frames), np.stack(labels)

    def _backdrop(self, index: int) -> NDArray[np.uint8]:
        height, width = self._height * _FINER, self._width * _FINER
        zoom = float(self._zoom[index])
        shift_x, shift_y = self._pan[index] * height
        # Maps what is drawn to the picture, whose middle is the stage's.
        rows, columns = self._picture.shape[:2]
        matrix = np.array(
            [
                [1 / zoom, 0, columns / 2 - (width / 2 + shift_x) / zoom],
                [0, 1 / zoom, rows / 2 - (height / 2 + shift_y) / zoom],
            ]
        )
        return np.asarray(
            cv2.warpAffine(
                self._picture,
                matrix,
                (width, height),
                flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_REFLECT,
            ),
            dtype=np.uint8,
        )


class SolidStage:
    """Solids standing on a table: perspective, one light, soft shadows; the camera drifts."""

    def __init__(
        self,
        rng: np.random.Generator,
        pictures: np.random.Generator,
        height: int,
        width: int,
        frames: int,
        drift: float,
    ) -> None:
        self._height, self._width, self._frames = height, width, frames
        self._focal = width * rng.uniform(1.0, 2.0)
        self.span = rng.uniform(6.5, 10.5)  # how much of the table fits the frame's width
        self.distance = self.span * self._focal / width
        self._moves = drift > 0
        self._aim(rng, drift)
        self._set_table(rng, pictures)
        self._set_light(rng)

    def _aim(self, rng: np.random.Generator, drift: float) -> None:
        pitch = np.deg2rad(rng.uniform(15, 58))
        steps = np.linspace(0, 1, self._frames)[:, None]
        slide = steps * rng.uniform(-drift, drift, 3) * self.span * (1, 0.7, 0.5)
        target = np.array([0, 0, 0.4]) + slide * rng.uniform(0, 1)
        away = np.array([0, -np.cos(pitch), np.sin(pitch)]) * self.distance
        self._eye = target[0] + away + slide
        forward = target - self._eye
        forward /= np.linalg.norm(forward, axis=1, keepdims=True)
        right = np.cross(forward, (0, 0, 1))
        right /= np.linalg.norm(right, axis=1, keepdims=True)
        down = np.cross(forward, right)
        self._turn = np.stack([right, down, forward], axis=1)  # [T, 3, 3], world to camera
        lens = np.array(
            [
                [self._focal, 0, self._width / 2],
                [0, self._focal, self._height / 2],
                [0, 0, 1],
            ]
        )
        offset = -np.einsum("tij,tj->ti", self._turn, self._eye)
        # [T, 3, 3]: places on the table to frame pixels.
        self._table = lens @ np.concatenate([self._turn[:, :, :2], offset[:, :, None]], axis=2)

    def _set_table(self, rng: np.random.Generator, pictures: np.random.Generator) -> None:
        height, width = self._height * _FINER, self._width * _FINER
        side = 320
        # A picture as sharp as the frame: wide enough to hold the table, whatever is seen of it.
        kind = "wood" if pictures.random() < 0.4 else None
        self._cloth = background(pictures, side, side, kind)
        self.ground = self._cloth.mean(axis=(0, 1), dtype=np.float32)  # its mean colour
        wall = ("plain", "gradient", "noise", "blobs")[pictures.integers(4)]
        self._wall = background(pictures, height // 2, width // 2, wall)
        self._wall = np.asarray(cv2.resize(self._wall, (width, height)), dtype=np.uint8)
        half = self.span * rng.uniform(0.75, 1.6)
        back = self.span * rng.uniform(0.5, 2.2)
        front = -self.distance * 0.75
        corners = np.array([(-half, front), (half, front), (half, back), (-half, back)])
        corners = np.roll(corners, rng.integers(4), axis=0)
        edge = np.array([(0, 0), (side, 0), (side, side), (0, side)])
        self._lay = cv2.getPerspectiveTransform(edge.astype(np.float32), corners.astype(np.float32))

    def _set_light(self, rng: np.random.Generator) -> None:
        azimuth, rise = rng.uniform(0, 2 * np.pi), np.deg2rad(rng.uniform(35, 80))
        self._light = np.array(
            [np.cos(rise) * np.cos(azimuth), np.cos(rise) * np.sin(azimuth), np.sin(rise)]
        )
        # Full light shows a colour about as it is named: grey never turns white.
        brightest = rng.uniform(0.9, 1.1)
        self._ambient = brightest * rng.uniform(0.35, 0.6)
        self._diffuse = brightest - self._ambient
        self._sharpness = rng.uniform(8, 50)
        self._shade = rng.uniform(0.2, 0.65)
        self._softness = rng.uniform(0.8, 3.5)
        # Light falls off over the picture.
        corners = rng.uniform(190, 255, (2, 2)).astype(np.float32)
        corners += 255 - corners.max()
        self._falloff: Floats = np.asarray(
            cv2.resize(corners, (self._width, self._height)), dtype=np.float32
        )

    def place(self, u: float, v: float) -> Floats | None:
        """The place seen at a share of the width and height in frame 0: float32 [2]; None where
        that is no use as a place on the table, too near or too far."""
        pixel = np.array([u * self._width, v * self._height, 1])
        x, y, scale = np.linalg.solve(self._table[0], pixel)
        place = np.array([x / scale, y / scale], dtype=np.float32)
        depth = float(self._table[0][2] @ (*place, 1))
        if not 0.55 * self.distance < depth < 1.7 * self.distance:
            return None
        return place

    def _seen(self, points: NDArray[np.floating]) -> tuple[Floats, Floats]:
        """Frame pixels [T, V, 2] and depths [T, V] of points [T, V, 3]."""
        camera = np.einsum("tij,tvj->tvi", self._turn, points - self._eye[:, None])
        depth = np.maximum(camera[..., 2], 0.1)
        flat = camera[..., :2] * (self._focal / depth)[..., None]
        middle = np.array([self._width / 2, self._height / 2])
        return (flat + middle).astype(np.float32), depth.astype(np.float32)

    def look(self, piece: Piece) -> Look:
        """Where the middle of `piece` is seen."""
        middle = np.concatenate([piece.places, piece.sizes[:, None] * 0.8], axis=1)
        centres, depth = self._seen(middle[:, None])
        share = np.array([self._width, self._height], dtype=np.float32)
        extents = piece.sizes * self._focal / depth[:, 0] / self._height
        return Look(centres[:, 0] / share, extents.astype(np.float32))

    def film(self, pieces: list[Piece]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Return frames uint8 [T, H, W, 3] and labels uint8 [T, H, W], 1 for the first piece."""
        solids = [
            _Ball(self, piece) if piece.shape == "ball" else _Polyhedron(self, piece)
            for piece in pieces
        ]
        depths = np.stack([self._seen(_on_table(piece.places))[1][:, 0] for piece in pieces])
        frames, labels = [], []
        still = None
        for index in range(self._frames):
            if still is None or self._moves:
                still = self._backdrop(index)
            shadows = [[solid.shadow[index]] for solid in solids]
            canvas = _shaded(still, shadows, self._shade, self._softness, self._falloff)
            label = np.zeros(canvas.shape[:2], dtype=np.uint8)
            for number in np.argsort(-depths[:, index]):
                solids[number].draw(index, canvas, label, int(number) + 1)
            frames.append(_halved(canvas))
            labels.append(label[1::_FINER, 1::_FINER])
        return np.stack(frames), np.stack(labels)

    def _backdrop(self, index: int) -> NDArray[np.uint8]:
        height, width = self._height * _FINER, self._width * _FINER
        finer = np.diag([_FINER, _FINER, 1.0])
        return np.asarray(
            cv2.warpPerspective(
                self._cloth,
                finer @ self._table[index] @ self._lay,
                (width, height),
                dst=self._wall.copy(),
                flags=cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_TRANSPARENT,
            ),
            dtype=np.uint8,
        )

    def lit(self, piece: Piece, normals: NDArray[np.floating], places: Floats) -> Floats:
        """Colours [N, 3], 0 to 255, of points of `piece` at `places` [N, 3] facing `normals`."""
        view = self._eye[0] - places
        view /= np.linalg.norm(view, axis=1, keepdims=True)
        half = view + self._light
        half /= np.linalg.norm(half, axis=1, keepdims=True)
        bright = self._ambient + self._diffuse * np.maximum(normals @ self._light, 0)
        glance = np.maximum((normals * half).sum(axis=1), 0) ** self._sharpness * piece.shine
        colour = piece.colour * bright[:, None] + 200 * glance[:, None]
        return np.asarray(np.minimum(colour, 255), dtype=np.float32)

    def cast(self, points: NDArray[np.floating]) -> list[Floats]:
        """Outline of the shadow that `points` [T, V, 3] throw on the table, in drawn pixels."""
        fallen = points - self._light * (points[..., 2:] / self._light[2])
        seen, _ = self._seen(fallen)
        return [cv2.convexHull(seen[t] * _FINER)[:, 0] for t in range(self._frames)]

    @property
    def light(self) -> NDArray[np.float64]:
        """Where the light comes from: [3], of length 1."""
        return self._light

    @property
    def view(self) -> NDArray[np.float64]:
        """The camera's right, down and forward in frame 0: rows of [3, 3]."""
        return np.asarray(self._turn[0])

    def drawn(self, points: NDArray[np.floating]) -> tuple[Floats, Floats]:
        """Drawn pixels [T, V, 2] of points [T, V, 3], and drawn pixels a unit of length there."""
        seen, depth = self._seen(points)
        return seen * _FINER, np.asarray(self._focal / depth * _FINER, dtype=np.float32)

    @property
    def eye(self) -> NDArray[np.float64]:
        """Where the camera is, [T, 3]."""
        return np.asarray(self._eye)


class _Ball:
    """A ball: one shaded picture, scaled and moved."""

    def __init__(self, stage: SolidStage, piece: Piece) -> None:
        radius = piece.sizes * np.float32(0.85)
        centres = np.concatenate([piece.places, radius[:, None]], axis=1)[:, None]  # [T, 1, 3]
        middles, scale = stage.drawn(centres)
        self._middles = middles[:, 0]
        self._radii = radius * scale[:, 0]
        steps = (np.arange(_SPRITE, dtype=np.float32) + 0.5) / _SPRITE * 2 - 1
        x, y = np.meshgrid(steps, steps)
        inside = x**2 + y**2
        self._mask = (inside <= 1).astype(np.uint8) * 255
        camera = np.stack([x, y, -np.sqrt(np.maximum(1 - inside, 0))], axis=-1).reshape(-1, 3)
        normals = camera @ stage.view
        places = centres[0] + normals * radius[0]
        lit = stage.lit(piece, normals, places.astype(np.float32))
        # The underside sees the table's light only.
        lit *= (0.8 + 0.2 * np.clip(normals[:, 2:] + 1, 0, 1)).astype(np.float32)
        self._picture = lit.reshape(_SPRITE, _SPRITE, 3).astype(np.uint8)
        across = np.cross(stage.light, (0.3, 0.9, 0.1))
        across /= np.linalg.norm(across)
        other = np.cross(stage.light, across)
        turn = np.linspace(0, 2 * np.pi, 20, endpoint=False)[:, None]
        rim = np.cos(turn) * across + np.sin(turn) * other
        self.shadow = stage.cast(centres + rim[None] * radius[:, None, None])

    def draw(
        self, index: int, canvas: NDArray[np.uint8], label: NDArray[np.uint8], number: int
    ) -> None:
        radius = float(self._radii[index])
        side = max(round(2 * radius), 2)
        left, top = np.rint(self._middles[index] - radius).astype(int)
        height, width = label.shape
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + side, width), min(top + side, height)
        if x0 >= x1 or y0 >= y1:
            return
        part = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
        way = cv2.INTER_AREA if side < _SPRITE else cv2.INTER_LINEAR
        mask = cv2.resize(self._mask, (side, side), interpolation=way)[part] > 127
        canvas[y0:y1, x0:x1][mask] = cv2.resize(self._picture, (side, side), interpolation=way)[
            part
        ][mask]
        label[y0:y1, x0:x1][mask] = number


class _Polyhedron:
    """A solid of flat faces; those that look away are left out, far ones are drawn first."""

    def __init__(self, stage: SolidStage, piece: Piece) -> None:
        solid: Mesh = mesh(piece.shape)
        cos, sin = np.cos(piece.turn), np.sin(piece.turn)
        spin = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1]], dtype=np.float32)
        normals = solid.normals @ spin
        points = (solid.vertices @ spin)[None] * piece.sizes[:, None, None]
        points[..., :2] += piece.places[:, None]
        corners, _ = stage.drawn(points)
        self._corners = [corners[:, face] for face in solid.faces]
        middles = np.stack([points[:, face].mean(axis=1) for face in solid.faces], axis=1)
        towards = stage.eye[:, None] - middles  # [T, F, 3]
        self._shown = (towards * normals).sum(axis=2) > 0
        self._order = np.argsort(-np.linalg.norm(towards, axis=2), axis=1)
        # A highlight would take all of a flat face and with it the face's colour.
        dull = replace(piece, shine=piece.shine * 0.25)
        self._colours = [c.tolist() for c in stage.lit(dull, normals, middles[0])]
        self.shadow = stage.cast(points)

    def draw(
        self, index: int, canvas: NDArray[np.uint8], label: NDArray[np.uint8], number: int
    ) -> None:
        for face in self._order[index]:
            if self._shown[index, face]:
                corners = _fixed(self._corners[face][index])
                cv2.fillConvexPoly(canvas, corners, self._colours[face], shift=_SHIFT)
                cv2.fillConvexPoly(label, corners, number, shift=_SHIFT)


def _on_table(places: Floats) -> Floats:
    return np.concatenate([places, np.zeros_like(places[:, :1])], axis=1)[:, None]


def _fixed(corners: Floats) -> NDArray[np.int32]:
    return np.rint(corners * (1 << _SHIFT)).astype(np.int32)


def _shaded(
    canvas: NDArray[np.uint8],
    shadows: list[list[Floats]],
    depth: float,
    softness: float,
    light: Floats | None,
) -> NDArray[np.uint8]:
    """`canvas` darkened by `depth` inside the outlines (drawn pixels), by `light` everywhere."""
    height, width = canvas.shape[:2]
    shade = np.zeros((height // _FINER, width // _FINER), dtype=np.uint8)
    for shadow in shadows:
        contours = [_fixed(contour / np.float32(_FINER)) for contour in shadow]
        cv2.fillPoly(shade, contours, 255, shift=_SHIFT)
    shade = cv2.GaussianBlur(shade, (0, 0), softness)
    factor = 1 - shade * np.float32(depth / 255)
    factor = factor * (np.float32(255) if light is None else light)
    grown = cv2.resize(factor.astype(np.uint8), (width, height))
    return np.asarray(
        cv2.multiply(canvas, cv2.merge([grown, grown, grown]), scale=1 / 255), dtype=np.uint8
    )


def _halved(canvas: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = canvas.shape[:2]
    size = (width // _FINER, height // _FINER)
    return np.asarray(cv2.resize(canvas, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
