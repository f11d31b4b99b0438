"""The street of the sample clip, lit and drawn with VTK."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import ground
import numpy as np
import pyvista
import vtk
from contents import (
    ACTORS,
    HEIGHT,
    PITCH,
    PROPS,
    RATE,
    SUN_AROUND,
    SUN_RISE,
    VIEW_ANGLE,
    WIDTH,
    Actor,
    Pose,
    camera,
)
from numpy.typing import NDArray

from soc_rvos_recipe.datapack.backgrounds import panorama
from soc_rvos_recipe.datapack.furniture import Model, catalogue
from soc_rvos_recipe.datapack.furniture_names import kind_of
from soc_rvos_recipe.datapack.meshes import Part, read_model
from soc_rvos_recipe.datapack.outfits import OUTFITS, dressed, painted
from soc_rvos_recipe.datapack.rendering import texture_pixels

OVERSAMPLING = 3
SKY = 400.0  # metres to the surrounding
HEADING = 62.0  # which way of the panorama is in the middle of the picture
SHADOW_TEXELS = 28  # a metre
SUN_SHADE, SKY_SHADE = 0.50, 0.62
GREY_STEP = 30
_GLASS = ("glass", "window", "vitre", "windshield", "verre")


class Street:
    """The whole scene; `picture` and `numbers` draw a frame of it."""

    def __init__(self, catalogues: Path, panoramas: Path) -> None:
        models = {model.id: model for model in catalogue(catalogues)}
        light = panorama(panoramas / "city.exr.js")
        self._plotter: Any = pyvista.Plotter(
            off_screen=True,
            window_size=[WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING],
            lighting="none",
        )
        self._plotter.render_window.SetMultiSamples(0)
        self._surround(light)
        self._lights(light)
        self._floor = self._add_floor(ground.texture())
        self._shade = self._add_shade()
        self._props = []
        for prop in PROPS:
            model = models[prop.model]
            scale = prop.height / model.size[1]
            model = replace(model, size=tuple(side * scale for side in model.size))
            bodies = self._bodies(model, read_model(model.path))
            _place(bodies, Pose(prop.x, prop.z, prop.facing), _turn(model))
            self._props.append(bodies)
        self._actors = []
        self._turns = []
        for actor in ACTORS:
            model = models[actor.model]
            bodies = self._bodies(model, _coloured(actor, read_model(model.path)))
            for body in bodies:
                # The people are made of surfaces that are there twice, once for either side.
                body.GetProperty().SetBackfaceCulling(actor.kind in ("woman", "man"))
            self._actors.append(bodies)
            self._turns.append(_turn(model))
        still = _Shadows(self._props)
        self._still_light = still.light()
        still.close()
        self._shadows = _Shadows(self._actors)
        self._identities = _Identities(self._actors)

    def picture(self, frame: int) -> NDArray[np.uint8]:
        """Return the frame, RGB uint8 [HEIGHT, WIDTH, 3]."""
        self._move(frame)
        self._shade.SetTexture(_darkening(self._still_light * self._shadows.light()))
        self._plotter.render()
        drawn = self._plotter.screenshot(return_img=True)
        drawn = np.ascontiguousarray(drawn[..., :3], dtype=np.uint8)
        return np.asarray(cv2.resize(drawn, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA))

    def numbers(self, frame: int) -> NDArray[np.uint8]:
        """Return the number of the actor seen at the middle of every pixel, uint8 [HEIGHT, WIDTH];
        from 1 in the order of `ACTORS`, 0 where there is none."""
        self._move(frame)
        return self._identities.drawn(self._plotter.camera)

    def _move(self, frame: int) -> None:
        seconds = frame / RATE
        for actor, bodies, turn in zip(ACTORS, self._actors, self._turns, strict=True):
            _place(bodies, actor.pose(seconds), turn)
        (x, z), height, heading = camera(seconds)
        around, rise = math.radians(heading), math.radians(PITCH)
        view = self._plotter.camera
        view.position = (x, height, z)
        view.focal_point = (
            x + math.sin(around) * math.cos(rise),
            height + math.sin(rise),
            z - math.cos(around) * math.cos(rise),
        )
        view.up = (0.0, 1.0, 0.0)
        view.view_angle = VIEW_ANGLE
        view.clipping_range = (0.5, 2 * SKY)

    def _surround(self, light: NDArray[np.float32]) -> None:
        """The panorama, far away all around."""
        rows, columns = 2048, 4096
        large = cv2.resize(np.sqrt(light), (columns, rows), interpolation=cv2.INTER_CUBIC)
        large = cv2.GaussianBlur(np.maximum(large, 0) ** 2, (0, 0), 3)
        shown = _developed(large)
        rise = np.linspace(90, -90, rows, dtype=np.float32)[:, None]
        white = np.clip((shown.min(axis=2) - 150) / 80, 0, 1)[..., None]
        blue = (
            np.float32([118, 166, 222])
            + np.float32([118, 76, 26]) * np.exp(-np.clip(rise, 0, None) / 12)[..., None]
        )
        cloud = 0.42 + 0.58 * np.clip((shown.mean(axis=2, keepdims=True) - 200) / 50, 0, 1)
        sky = blue + (255 - blue) * np.clip(cloud - 0.55, 0, 1)
        shown = shown + (rise[..., None] > -1) * white * 0.75 * (sky - shown)
        theta = np.linspace(-math.pi, math.pi, 129)
        phi = np.linspace(math.pi / 2, -math.pi / 2, 65)
        turn, lift = np.meshgrid(theta, phi)
        away = turn - math.radians(HEADING - 180)
        dome = pyvista.StructuredGrid(
            SKY * np.sin(away) * np.cos(lift),
            SKY * np.sin(lift) + 1.5,
            -SKY * np.cos(away) * np.cos(lift),
        )
        u = (turn / (2 * math.pi) + 0.5).ravel(order="F")
        v = (lift / math.pi + 0.5).ravel(order="F")
        surface = dome.extract_surface(algorithm="dataset_surface")
        surface.active_texture_coordinates = np.stack([u, v], axis=1)[
            np.asarray(surface.point_data["vtkOriginalPointIds"])
        ]
        self._plotter.add_mesh(
            surface,
            texture=_vtk_texture(np.clip(shown, 0, 255).astype(np.uint8)),
            lighting=False,
            color="white",
        )

    def _lights(self, light: NDArray[np.float32]) -> None:
        renderer = self._plotter.renderer
        image = pyvista.ImageData(dimensions=(light.shape[1], light.shape[0], 1))
        brightness = 0.62 / float(np.median(light[: light.shape[0] // 2].mean(axis=2)))
        image.point_data["light"] = np.ascontiguousarray(
            np.clip(light * brightness, 0, 6)[::-1]
        ).reshape(-1, 3)
        image.set_active_scalars("light")
        texture = vtk.vtkTexture()
        texture.SetInputData(image)
        texture.SetColorModeToDirectScalars()
        texture.MipmapOn()
        texture.InterpolateOn()
        renderer.SetEnvironmentTexture(texture, False)
        renderer.UseImageBasedLightingOn()
        renderer.UseSphericalHarmonicsOn()
        around, rise = math.radians(SUN_AROUND), math.radians(SUN_RISE)
        towards = (
            math.sin(around) * math.cos(rise),
            math.sin(rise),
            math.cos(around) * math.cos(rise),
        )
        sun = pyvista.Light(
            position=tuple(100 * side for side in towards),
            focal_point=(0, 0, 0),
            color=(1.0, 0.95, 0.86),
            intensity=2.6,
            light_type="scene light",
        )
        sun.positional = False
        self._plotter.add_light(sun)

    def _add_floor(self, pixels: NDArray[np.uint8]) -> Any:
        return self._plotter.add_mesh(
            _sheet(0.0), texture=_vtk_texture(pixels), lighting=False, color="white"
        )

    def _add_shade(self) -> Any:
        texture = _vtk_texture(np.zeros((8, 8, 4), dtype=np.uint8))
        actor = self._plotter.add_mesh(
            _sheet(0.012), texture=texture, lighting=False, color="white", opacity=1.0
        )
        actor.ForceTranslucentOn()
        return actor

    def _bodies(self, model: Model, parts: Sequence[Part]) -> list[Any]:
        return [
            body
            for part, mesh in _stood_up(model, parts)
            if (body := self._add(part, mesh)) is not None
        ]

    def _add(self, part: Part, mesh: Any) -> Any:
        material = part.material
        pixels = None
        if part.places is not None:
            pixels = material.pixels if material.pixels is not None else texture_pixels(material)
        name = material.name.lower()
        glass = material.opacity < 0.9 or any(word in name for word in _GLASS)
        colour = (
            (0.02, 0.025, 0.03)
            if glass
            else tuple(
                # The drawing library takes plain colours as linear.
                float(value) ** 2.2
                for value in material.colour
            )
        )
        gloss = max(material.gloss)
        roughness = 0.06 if glass else 0.85 if pixels is not None else 0.75 - 0.5 * gloss
        actor = self._plotter.add_mesh(
            mesh,
            color="white" if pixels is not None and not glass else colour,
            pbr=True,
            metallic=0.0,
            roughness=roughness,
            smooth_shading=True,
            show_scalar_bar=False,
            render=False,
            opacity=1.0,
        )
        if pixels is not None and not glass:
            texture = _vtk_texture(pixels)
            texture.UseSRGBColorSpaceOn()
            actor.GetProperty().SetBaseColorTexture(texture)
            if pixels.shape[2] == 4:
                actor.ForceOpaqueOn()
                actor.GetShaderProperty().AddFragmentShaderReplacement(
                    "//VTK::Light::Impl",
                    True,
                    "if (opacity < 0.5) discard;\n//VTK::Light::Impl\n",
                    False,
                )
        return actor


class _Shadows:
    """What is dark on the ground: under the sun's light, and where the sky is hidden."""

    def __init__(self, casters: Sequence[Sequence[Any]]) -> None:
        self._columns = round((ground.ACROSS[1] - ground.ACROSS[0]) * SHADOW_TEXELS)
        self._rows = round((ground.ALONG[1] - ground.ALONG[0]) * SHADOW_TEXELS)
        self._plotter: Any = pyvista.Plotter(
            off_screen=True, window_size=[self._columns, self._rows], lighting="none"
        )
        self._plotter.render_window.SetMultiSamples(0)
        self._plotter.set_background("white")
        self._bodies = []
        for body in (body for bodies in casters for body in bodies):
            flat = _silhouette(body, 0)
            self._plotter.renderer.AddActor(flat)
            self._bodies.append((body, flat))
        view = self._plotter.camera
        middle = [sum(ground.ACROSS) / 2, sum(ground.ALONG) / 2]
        view.position = (middle[0], 60.0, middle[1])
        view.focal_point = (middle[0], 0.0, middle[1])
        view.up = (0.0, 0.0, -1.0)
        view.parallel_projection = True
        view.parallel_scale = (ground.ALONG[1] - ground.ALONG[0]) / 2
        view.clipping_range = (1.0, 120.0)

    def close(self) -> None:
        """Free the window."""
        self._plotter.close()

    def light(self) -> NDArray[np.float32]:
        """Return the share of light left on the ground with the casters where they are now,
        float32 [rows, columns]; the first row is the farthest."""
        sun = cv2.GaussianBlur(self._from(SUN_AROUND, SUN_RISE), (0, 0), 1.2)
        rays = [(k * 60.0 + 15.0, 62.0, 2.0) for k in range(6)]
        rays += [(k * 51.4, 32.0, 1.0) for k in range(7)]
        rays += [(0.0, 89.0, 3.0)]
        sky = np.zeros_like(sun)
        for around, rise, weight in rays:
            sky += weight * cv2.GaussianBlur(self._from(around, rise), (0, 0), 2.8)
        sky /= sum(weight for _, _, weight in rays)
        left = (1 - SUN_SHADE * sun) * (1 - SKY_SHADE * np.clip(sky * 1.35, 0, 1))
        return np.asarray(left, dtype=np.float32)

    def _from(self, around: float, rise: float) -> NDArray[np.float32]:
        """Where light from this direction is stopped, float32 [rows, columns], 0 to 1."""
        turn, lift = math.radians(around), math.tan(math.radians(rise))
        along = vtk.vtkMatrix4x4()
        along.SetElement(0, 1, -math.sin(turn) / lift)
        along.SetElement(1, 1, 0.001)
        along.SetElement(2, 1, -math.cos(turn) / lift)
        for body, flat in self._bodies:
            matrix = vtk.vtkMatrix4x4()
            vtk.vtkMatrix4x4.Multiply4x4(along, body.GetMatrix(), matrix)
            flat.SetUserMatrix(matrix)
        self._plotter.render()
        drawn = self._plotter.screenshot(return_img=True)
        return 1 - np.asarray(drawn[..., 0], dtype=np.float32) / 255


def _darkening(left: NDArray[np.float32]) -> Any:
    pixels = np.zeros((*left.shape, 4), dtype=np.uint8)
    pixels[..., :3] = (14, 16, 26)
    pixels[..., 3] = np.rint(255 * (1 - left))
    return _vtk_texture(pixels)


class _Identities:
    """The actors in plain greys that tell which is which."""

    def __init__(self, actors: Sequence[Sequence[Any]]) -> None:
        self._plotter: Any = pyvista.Plotter(
            off_screen=True, window_size=[WIDTH, HEIGHT], lighting="none"
        )
        self._plotter.render_window.SetMultiSamples(0)
        self._plotter.set_background("black")
        self._bodies = []
        for number, bodies in enumerate(actors, start=1):
            for body in bodies:
                flat = _silhouette(body, number)
                self._plotter.renderer.AddActor(flat)
                self._bodies.append((body, flat))

    def drawn(self, view: Any) -> NDArray[np.uint8]:
        """Return the number of the actor at every pixel, uint8 [HEIGHT, WIDTH]."""
        for body, flat in self._bodies:
            flat.SetUserMatrix(body.GetMatrix())
        own = self._plotter.camera
        own.position, own.focal_point, own.up = view.position, view.focal_point, view.up
        own.view_angle, own.clipping_range = view.view_angle, view.clipping_range
        self._plotter.render()
        grey = np.asarray(self._plotter.screenshot(return_img=True), dtype=np.uint8)[..., 0]
        return np.asarray(np.rint(grey / GREY_STEP), dtype=np.uint8)


def _silhouette(body: Any, number: int) -> Any:
    """The body without light or texture, in the grey of the number."""
    flat = vtk.vtkActor()
    flat.SetMapper(vtk.vtkPolyDataMapper())
    flat.GetMapper().SetInputData(body.GetMapper().GetInput())
    flat.GetMapper().ScalarVisibilityOff()
    flat.GetProperty().LightingOff()
    flat.GetProperty().SetColor(*[number * GREY_STEP / 255] * 3)
    return flat


def _sheet(height: float) -> Any:
    """A sheet as large as the ground; its texture's first row is the farthest."""
    (left, right), (far, near) = ground.ACROSS, ground.ALONG
    points = [
        (left, height, near),
        (right, height, near),
        (right, height, far),
        (left, height, far),
    ]
    sheet = pyvista.PolyData(np.array(points, dtype=np.float64), faces=[4, 0, 1, 2, 3])
    sheet.active_texture_coordinates = np.float32([[0, 0], [1, 0], [1, 1], [0, 1]])
    return sheet


def _vtk_texture(pixels: NDArray[np.uint8]) -> Any:
    texture: Any = pyvista.Texture(np.ascontiguousarray(pixels))
    texture.repeat = True
    texture.mipmap = True
    texture.interpolate = True
    texture.SetMaximumAnisotropicFiltering(8)
    return texture


def _developed(light: NDArray[np.float32]) -> NDArray[np.float32]:
    """The light as a photograph, 0 to 255."""
    brightness = float(np.median(light.mean(axis=2)))
    exposed = light * (0.48 / brightness)
    return np.clip(exposed * (1 + exposed / 9) / (1 + exposed), 0, 1) ** np.float32(1 / 2.2) * 255


def _coloured(actor: Actor, parts: list[Part]) -> list[Part]:
    if actor.colours is None:
        return parts
    outfit = OUTFITS.get(actor.model.partition("#")[2])
    if outfit is not None:
        return dressed(parts, outfit, *actor.colours)
    return painted(parts, actor.colours[0])


def _turn(model: Model) -> float:
    kind = kind_of(model.id, model.name)
    return kind.turn if kind else 0.0


def _place(bodies: Sequence[Any], pose: Pose, turn: float) -> None:
    for body in bodies:
        body.SetPosition(pose.x, 0.0, pose.z)
        body.SetOrientation(0.0, pose.facing - turn, 0.0)


def _stood_up(model: Model, parts: Sequence[Part]) -> list[tuple[Part, Any]]:
    """The parts as meshes in metres, standing on the ground, the front towards z."""
    turned = [part.points @ model.rotation.T for part in parts]
    low = np.min([points.min(axis=0) for points in turned], axis=0)
    high = np.max([points.max(axis=0) for points in turned], axis=0)
    scale = np.asarray(model.size) / np.maximum(high - low, 1e-9)
    foot = np.array([(low[0] + high[0]) / 2, low[1], (low[2] + high[2]) / 2])
    meshes = []
    for part, points in zip(parts, turned, strict=True):
        mesh: Any = pyvista.PolyData((points - foot) * scale, faces=part.faces)
        if part.places is not None:
            mesh.active_texture_coordinates = part.places
        if part.normals is not None and np.linalg.norm(part.normals, axis=1).min() > 0:
            normals = part.normals @ model.rotation.T / scale
            mesh.point_data.active_normals = normals / np.linalg.norm(
                normals, axis=1, keepdims=True
            )
        mesh = mesh.triangulate()
        if mesh.n_cells == 0:
            continue
        if mesh.point_data.active_normals is None:
            mesh = mesh.compute_normals(
                cell_normals=False,
                split_vertices=True,
                feature_angle=40.0,
                consistent_normals=False,
            )
        meshes.append((part, mesh))
    return meshes
