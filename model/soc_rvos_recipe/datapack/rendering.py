"""Models seen from around: lit, cut out, as RGBA pictures."""

from __future__ import annotations

import importlib
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from soc_rvos_recipe.datapack.meshes import Material, Part
from soc_rvos_recipe.datapack.pictures import Rgba, fitted

# What shows through glass: daylight on a grey surrounding. Glass lets through this share at most.
BEHIND_GLASS = (0.42, 0.46, 0.50)
THINNEST = 0.55
OVERSAMPLING = 3


def _pyvista() -> Any:
    """The drawing library, which only those who make the pack need."""
    return importlib.import_module("pyvista")


class Stage:
    """One model under lights, ready to be seen from any side. Call close() or use `with`."""

    def __init__(
        self, parts: Sequence[Part], rotation: NDArray[np.float64], size: Sequence[float]
    ) -> None:
        """`rotation` [3, 3] stands the model up (y is up, the front is towards z); `size` is its
        width, height and depth in metres."""
        pyvista = _pyvista()
        self._plotter: Any = pyvista.Plotter(
            off_screen=True, window_size=[64, 64], lighting="none", image_scale=1
        )
        self._plotter.set_background(BEHIND_GLASS)
        self._plotter.render_window.SetMultiSamples(0)
        turned = [part.points @ rotation.T for part in parts]
        low = np.min([points.min(axis=0) for points in turned], axis=0)
        high = np.max([points.max(axis=0) for points in turned], axis=0)
        self._half = np.asarray(size, dtype=np.float64) / 2
        scale = 2 * self._half / np.maximum(high - low, 1e-9)
        for part, points in zip(parts, turned, strict=True):
            normals = None if part.normals is None else part.normals @ rotation.T / scale
            self._add(part, (points - (low + high) / 2) * scale, normals)
        if any(part.material.opacity < 1 for part in parts):
            self._plotter.enable_depth_peeling(6)

    def __enter__(self) -> Stage:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Free the window."""
        self._plotter.close()

    def view(
        self, azimuth: float, elevation: float, longest: int, rng: np.random.Generator
    ) -> Rgba:
        """Return the model seen from a side, RGBA uint8, cropped, longest side `longest` pixels.

        Azimuth and elevation are degrees: 0 looks at the front, at 90 the front is to the left of
        the picture, at 270 to the right.
        """
        turn, rise = math.radians(azimuth), math.radians(elevation)
        towards = np.array(
            [math.sin(turn) * math.cos(rise), math.sin(rise), math.cos(turn) * math.cos(rise)]
        )
        radius = float(np.linalg.norm(self._half))
        angle = float(rng.uniform(22, 38))
        distance = radius / math.sin(math.radians(angle / 2))
        self._light(azimuth, radius * 20, rng)
        camera = self._plotter.camera
        camera.position = tuple(towards * distance)
        camera.focal_point = (0.0, 0.0, 0.0)
        camera.up = (0.0, 1.0, 0.0)
        camera.view_angle = angle
        camera.clipping_range = (max(distance - radius * 1.1, radius * 0.01), distance + radius * 2)
        # The longest side of the silhouette is found from the corners, so that it fills the window.
        span = self._span(towards, distance)
        camera.view_angle = math.degrees(2 * math.atan(span * 1.02))
        side = longest * OVERSAMPLING
        self._plotter.window_size = [side, side]
        self._plotter.render()
        seen = np.asarray(
            self._plotter.screenshot(transparent_background=True, return_img=True), dtype=np.uint8
        ).copy()
        seen[..., 3] = np.where(seen[..., 3] > 60, 255, 0)
        return fitted(seen, longest)

    def _span(self, towards: NDArray[np.float64], distance: float) -> float:
        """The tangent of the half angle that the model's box fills, seen from `towards`."""
        signs = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)])
        corners = signs * self._half
        right = np.cross([0.0, 1.0, 0.0], towards)
        right /= np.linalg.norm(right)
        above = np.cross(towards, right)
        depth = distance - corners @ towards
        return float(np.max(np.abs(np.stack([corners @ right, corners @ above]) / depth)))

    def _add(
        self, part: Part, points: NDArray[np.float64], normals: NDArray[np.float64] | None
    ) -> None:
        pyvista = _pyvista()
        mesh: Any = pyvista.PolyData(points, faces=part.faces)
        if part.places is not None:
            mesh.active_texture_coordinates = part.places
        if normals is not None and np.linalg.norm(normals, axis=1).min() > 0:
            mesh.point_data.active_normals = normals / np.linalg.norm(
                normals, axis=1, keepdims=True
            )
        mesh = mesh.triangulate()
        if mesh.n_cells == 0:
            return
        if mesh.point_data.active_normals is None:
            mesh = mesh.compute_normals(
                cell_normals=False,
                split_vertices=True,
                feature_angle=40.0,
                consistent_normals=False,
            )
        material = part.material
        texture = _texture(material) if part.places is not None else None
        gloss = max(material.gloss)
        self._plotter.add_mesh(
            mesh,
            color=(1.0, 1.0, 1.0) if texture is not None else material.colour,
            texture=texture,
            opacity=min(max(material.opacity, THINNEST), 1.0),
            ambient=0.32,
            diffuse=0.72,
            specular=0.35 * gloss,
            specular_power=max(material.shine, 8.0),
            smooth_shading=True,
            show_scalar_bar=False,
            render=False,
        )

    def _light(self, azimuth: float, far: float, rng: np.random.Generator) -> None:
        """A key light from the camera's side, a fill from the other, a rim and some sky."""
        pyvista = _pyvista()
        self._plotter.remove_all_lights()
        side = float(rng.choice([-1, 1]))
        warm = float(rng.uniform(-0.06, 0.06))
        for turn, rise, strength, tint in (
            (side * rng.uniform(20, 65), rng.uniform(25, 60), rng.uniform(0.65, 0.95), warm),
            (-side * rng.uniform(30, 80), rng.uniform(0, 30), rng.uniform(0.15, 0.4), -warm),
            (180 + rng.uniform(-50, 50), rng.uniform(20, 60), rng.uniform(0.1, 0.4), 0.0),
            (0.0, 88.0, rng.uniform(0.1, 0.3), 0.0),
        ):
            around, up = math.radians(azimuth + turn), math.radians(rise)
            place = (
                far * math.sin(around) * math.cos(up),
                far * math.sin(up),
                far * math.cos(around) * math.cos(up),
            )
            colour = (min(1.0, 0.95 + tint), 0.95, min(1.0, 0.95 - tint))
            self._plotter.add_light(
                pyvista.Light(
                    position=place,
                    color=colour,
                    intensity=float(strength),
                    light_type="scene light",
                )
            )


def _texture(material: Material) -> Any:
    """The material's texture; None without one."""
    pyvista = _pyvista()
    pixels = material.pixels if material.pixels is not None else texture_pixels(material)
    if pixels is None:
        return None
    texture: Any = pyvista.Texture(np.ascontiguousarray(pixels))
    texture.repeat = True
    texture.mipmap = True
    texture.interpolate = True
    return texture


def texture_pixels(material: Material) -> NDArray[np.uint8] | None:
    """Return the texture file's picture, RGB or RGBA uint8, at most 1024 pixels wide and high;
    None without one."""
    if material.texture is None:
        return None
    with Image.open(material.texture) as image:
        clear = "A" in image.getbands() or "transparency" in image.info
        picture = image.convert("RGBA" if clear else "RGB")
    picture.thumbnail((1024, 1024))
    return np.asarray(picture, dtype=np.uint8)
