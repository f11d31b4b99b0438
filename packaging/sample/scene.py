"""The sample clip's scene, built and rendered in Blender."""

from __future__ import annotations

import math
from pathlib import Path

import bpy
from contents import FRAMES, HEIGHT, RATE, SOLIDS, WIDTH, Solid
from mathutils import Vector

# Masks are rendered as grey values this far apart, the background being 0.
MASK_STEP = 32


def build(samples: int) -> None:
    """Make the whole scene, ready for `render_picture` and `render_masks`."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_x, scene.render.resolution_y = WIDTH, HEIGHT
    scene.render.fps = RATE
    scene.render.use_persistent_data = True
    scene.frame_start, scene.frame_end = 0, FRAMES - 1
    scene.cycles.device = "CPU"
    scene.cycles.samples = samples
    scene.cycles.use_adaptive_sampling = False
    scene.cycles.seed = 7
    scene.cycles.max_bounces = 5
    scene.cycles.caustics_reflective = scene.cycles.caustics_refractive = False
    scene.cycles.sample_clamp_indirect = 4.0
    scene.cycles.use_denoising = True
    scene.cycles.denoiser = "OPENIMAGEDENOISE"
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_mode = "RGB"
    _room()
    _lights()
    for number, solid in enumerate(SOLIDS, start=1):
        _solid(solid, number)
    _camera()


def render_picture(frame: int, path: Path) -> None:
    """Render frame `frame` as seen by the camera to the PNG `path`."""
    scene = bpy.context.scene
    scene.view_layers[0].material_override = None
    scene.view_settings.view_transform = "AgX"
    scene.view_settings.look = "AgX - Punchy"
    scene.view_settings.exposure = 0.35
    scene.cycles.pixel_filter_type = "BLACKMAN_HARRIS"
    scene.camera.data.dof.use_dof = True
    scene.render.use_motion_blur = True
    _render(frame, path)


def render_masks(frame: int, path: Path) -> None:
    """Render what is visible at each pixel's centre to the grey PNG `path`, in steps of MASK_STEP.

    The camera is sharp and the shutter instant, so that a mask holds the object's place at the
    middle of the exposure.
    """
    scene = bpy.context.scene
    samples = scene.cycles.samples
    scene.view_layers[0].material_override = _mask_paint()
    scene.view_settings.view_transform = "Raw"
    scene.view_settings.look = "None"
    scene.view_settings.exposure = 0.0
    scene.cycles.pixel_filter_type = "BOX"
    scene.cycles.filter_width = 0.01
    scene.camera.data.dof.use_dof = False
    scene.render.use_motion_blur = False
    scene.cycles.use_denoising = False
    scene.cycles.samples = 1
    world = scene.world
    scene.world = None
    _render(frame, path)
    scene.world = world
    scene.cycles.samples = samples
    scene.cycles.use_denoising = True
    scene.cycles.filter_width = 1.5


def _render(frame: int, path: Path) -> None:
    """Render to `path`, which exists only when it is whole."""
    scene = bpy.context.scene
    unfinished = path.with_name(f"unfinished-{path.name}")
    scene.frame_set(frame)
    scene.render.filepath = str(unfinished)
    bpy.ops.render.render(write_still=True)
    unfinished.replace(path)


def _room() -> None:
    bpy.ops.mesh.primitive_cube_add(size=1, location=(0, 0, -0.25))
    table = bpy.context.object
    table.scale = (22, 11.6, 0.5)
    _finish(table, _wood(), bevel=0.02)
    bpy.ops.mesh.primitive_plane_add(size=1, location=(0, 13, 4), rotation=(math.pi / 2, 0, 0))
    wall = bpy.context.object
    wall.scale = (60, 26, 1)
    _finish(wall, _plaster())
    for name, depth, size, colour in (
        ("frame", 12.9, (5.6, 4.6), (0.10, 0.055, 0.03)),
        ("mount", 12.8, (5.0, 4.0), (0.60, 0.58, 0.53)),
        ("print", 12.7, (3.4, 2.5), (0.20, 0.24, 0.23)),
    ):
        bpy.ops.mesh.primitive_cube_add(size=1, location=(4.6, depth, 1.75))
        layer = bpy.context.object
        layer.scale = (size[0], 0.1, size[1])
        nodes = _Nodes(name)
        nodes.surface.inputs["Base Color"].default_value = (*colour, 1)
        _finish(layer, nodes.material)


def _lights() -> None:
    scene = bpy.context.scene
    world = bpy.data.worlds.new("daylight")
    scene.world = world
    world.use_nodes = True
    background = world.node_tree.nodes["Background"]
    background.inputs["Color"].default_value = (0.62, 0.74, 1.0, 1)
    background.inputs["Strength"].default_value = 0.16
    _area_light("window", (-8.0, -2.0, 7.5), (0.3, 1.0, 0.3), (2.2, 3.2), 2500, (1.0, 0.92, 0.80))
    _area_light("fill", (9, -7, 6), (0, 1, 0.5), (6, 6), 170, (0.8, 0.88, 1.0))
    _area_light("wall", (-10, 5.0, 6), (-1.5, 13, 0.2), (1.2, 1.8), 900, (1.0, 0.86, 0.68))


def _area_light(
    name: str,
    place: tuple[float, float, float],
    target: tuple[float, float, float],
    size: tuple[float, float],
    power: float,
    colour: tuple[float, float, float],
) -> None:
    light = bpy.data.lights.new(name, "AREA")
    light.shape = "RECTANGLE"
    light.size, light.size_y = size
    light.energy = power
    light.color = colour
    lamp = bpy.data.objects.new(name, light)
    lamp.location = place
    lamp.rotation_euler = _towards(place, target)
    bpy.context.collection.objects.link(lamp)


def _solid(solid: Solid, number: int) -> None:
    width, height = solid.size
    if solid.shape == "ball":
        bpy.ops.mesh.primitive_uv_sphere_add(segments=64, ring_count=32, radius=width / 2)
    elif solid.shape == "cube":
        bpy.ops.mesh.primitive_cube_add(size=width)
    elif solid.shape == "cylinder":
        bpy.ops.mesh.primitive_cylinder_add(vertices=96, radius=width / 2, depth=height)
    else:
        bpy.ops.mesh.primitive_cone_add(vertices=96, radius1=width / 2, radius2=0.02, depth=height)
    body = bpy.context.object
    body.name = solid.id
    bevel = 0.0 if solid.shape == "ball" else 0.035
    _finish(body, _paint(solid), bevel, grey=number * MASK_STEP / 255)
    start = solid.place(0)[0]
    for frame in range(-1, FRAMES + 1):
        x, y = solid.place(frame / RATE)
        body.location = (x, y, height / 2)
        roll = (x - start) / (width / 2) if solid.shape == "ball" else 0.0
        body.rotation_euler = (0, roll, math.radians(solid.turn))
        body.keyframe_insert("location", frame=frame)
        body.keyframe_insert("rotation_euler", frame=frame)


def _camera() -> None:
    """A camera held by hand: a slow pan with a little sway."""
    scene = bpy.context.scene
    lens = bpy.data.cameras.new("camera")
    lens.lens = 43
    lens.dof.aperture_fstop = 0.24
    lens.dof.focus_distance = 11.2
    camera = bpy.data.objects.new("camera", lens)
    bpy.context.collection.objects.link(camera)
    scene.camera = camera
    scene.render.motion_blur_shutter = 0.4
    for frame in range(-1, FRAMES + 1):
        time = frame / RATE
        sway = 0.035 * math.sin(1.9 * time + 0.4) + 0.014 * math.sin(5.3 * time)
        bob = 0.025 * math.sin(2.6 * time + 1.1) + 0.012 * math.sin(6.1 * time + 0.5)
        place = (-0.22 + 0.11 * time + sway, -11.0, 4.8 + bob)
        target = (-0.08 + 0.05 * time + 0.6 * bob, 0.6, 0.36 + 0.5 * sway)
        camera.location = place
        camera.rotation_euler = _towards(place, target)
        camera.keyframe_insert("location", frame=frame)
        camera.keyframe_insert("rotation_euler", frame=frame)


def _towards(
    place: tuple[float, float, float], target: tuple[float, float, float]
) -> tuple[float, float, float]:
    turn = (Vector(target) - Vector(place)).to_track_quat("-Z", "Y").to_euler()
    return turn.x, turn.y, turn.z


def _finish(
    body: bpy.types.Object, material: bpy.types.Material, bevel: float = 0.0, grey: float = 0.0
) -> None:
    """Give `body` its material, edges rounded by `bevel`, smooth shading and its mask value."""
    body.data.materials.append(material)
    body.color = (grey, grey, grey, 1)
    if bevel:
        bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
        edges = body.modifiers.new("edges", "BEVEL")
        edges.width = bevel
        edges.segments = 3
        edges.limit_method = "ANGLE"
        edges.harden_normals = True
    body.data.shade_smooth()
    if bevel:
        body.data.set_sharp_from_angle(angle=math.radians(35))


class _Nodes:
    """A new material and short words for building its node tree."""

    def __init__(self, name: str) -> None:
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self._tree = self.material.node_tree
        self.surface = self._tree.nodes["Principled BSDF"]

    def add(self, kind: str, **values: object) -> bpy.types.Node:
        """Add a node; `values` set its properties."""
        node = self._tree.nodes.new(f"ShaderNode{kind}")
        for key, value in values.items():
            setattr(node, key, value)
        return node

    def link(self, out: bpy.types.NodeSocket, into: bpy.types.NodeSocket) -> None:
        """Connect two sockets."""
        self._tree.links.new(out, into)

    def noise(
        self, stretch: tuple[float, float, float], scale: float, detail: float
    ) -> bpy.types.NodeSocket:
        """Add fractal noise in object coordinates; return its value, 0 to 1."""
        mapping = self.add("Mapping")
        mapping.inputs["Scale"].default_value = stretch
        self.link(self.add("TexCoord").outputs["Object"], mapping.inputs["Vector"])
        texture = self.add("TexNoise")
        texture.inputs["Scale"].default_value = scale
        texture.inputs["Detail"].default_value = detail
        self.link(mapping.outputs["Vector"], texture.inputs["Vector"])
        return texture.outputs[0]

    def ramp(
        self, value: bpy.types.NodeSocket, stops: list[tuple[float, tuple[float, float, float]]]
    ) -> bpy.types.NodeSocket:
        """Map `value` to colours; return the colour."""
        ramp = self.add("ValToRGB")
        elements = ramp.color_ramp.elements
        while len(elements) < len(stops):
            elements.new(0.5)
        for element, (position, colour) in zip(elements, stops, strict=True):
            element.position = position
            element.color = (*colour, 1)
        self.link(value, ramp.inputs["Fac"])
        return ramp.outputs["Color"]

    def multiply(
        self, first: bpy.types.NodeSocket, second: bpy.types.NodeSocket, share: float
    ) -> bpy.types.NodeSocket:
        """Return `first` darkened by `share` of `second`."""
        mix = self.add("MixRGB", blend_type="MULTIPLY")
        mix.inputs["Fac"].default_value = share
        self.link(first, mix.inputs["Color1"])
        self.link(second, mix.inputs["Color2"])
        return mix.outputs["Color"]

    def bump(self, value: bpy.types.NodeSocket, strength: float, distance: float) -> None:
        """Raise the surface with `value`."""
        bump = self.add("Bump")
        bump.inputs["Strength"].default_value = strength
        bump.inputs["Distance"].default_value = distance
        self.link(value, bump.inputs["Height"])
        self.link(bump.outputs["Normal"], self.surface.inputs["Normal"])


def _wood() -> bpy.types.Material:
    """Oak planks along x: fibres, growth rings, a tone for each plank, dark joints."""
    nodes = _Nodes("wood")
    fibres = nodes.noise((0.35, 7.0, 7.0), 2.4, 9.0)
    rings = nodes.add("TexWave", bands_direction="Y", wave_profile="SAW")
    for name, value in (
        ("Scale", 0.55),
        ("Distortion", 7.0),
        ("Detail", 3.0),
        ("Detail Scale", 0.55),
        ("Detail Roughness", 0.45),
    ):
        rings.inputs[name].default_value = value
    mapping = nodes.add("Mapping")
    mapping.inputs["Scale"].default_value = (0.16, 1.0, 1.0)
    planks = nodes.add("TexBrick", offset=0.37, squash=1.0)
    for name, value in (
        ("Color1", (1.0, 0.96, 0.92, 1)),
        ("Color2", (0.60, 0.53, 0.47, 1)),
        ("Mortar", (0.10, 0.06, 0.04, 1)),
        ("Scale", 1.0),
        ("Mortar Size", 0.012),
        ("Mortar Smooth", 0.4),
        ("Brick Width", 9.0),
        ("Row Height", 1.45),
    ):
        planks.inputs[name].default_value = value
    coordinates = nodes.add("TexCoord").outputs["Object"]
    nodes.link(coordinates, mapping.inputs["Vector"])
    nodes.link(mapping.outputs["Vector"], rings.inputs["Vector"])
    nodes.link(coordinates, planks.inputs["Vector"])
    tone = nodes.ramp(
        fibres, [(0.25, (0.27, 0.15, 0.075)), (0.5, (0.43, 0.26, 0.14)), (0.75, (0.54, 0.35, 0.20))]
    )
    grain = nodes.ramp(rings.outputs["Color"], [(0.0, (1, 1, 1)), (1.0, (0.52, 0.44, 0.38))])
    colour = nodes.multiply(nodes.multiply(tone, grain, 0.55), planks.outputs["Color"], 0.75)
    nodes.link(colour, nodes.surface.inputs["Base Color"])
    nodes.link(
        nodes.ramp(fibres, [(0.3, (0.52, 0.52, 0.52)), (0.7, (0.36, 0.36, 0.36))]),
        nodes.surface.inputs["Roughness"],
    )
    nodes.bump(fibres, 0.12, 0.03)
    return nodes.material


def _plaster() -> bpy.types.Material:
    nodes = _Nodes("plaster")
    colour = nodes.ramp(
        nodes.noise((1, 1, 1), 0.35, 5.0), [(0.3, (0.36, 0.37, 0.37)), (0.7, (0.47, 0.47, 0.455))]
    )
    nodes.link(colour, nodes.surface.inputs["Base Color"])
    nodes.surface.inputs["Roughness"].default_value = 0.9
    return nodes.material


def _paint(solid: Solid) -> bpy.types.Material:
    """Lacquered wood in one colour, slightly uneven, so that a rolling ball is seen to turn."""
    nodes = _Nodes(solid.id)
    red, green, blue = solid.paint
    worn = (0.84 * red, 0.84 * green, 0.84 * blue)
    unevenness = nodes.noise((1, 1, 1), 2.6, 5.0)
    nodes.link(
        nodes.ramp(unevenness, [(0.38, worn), (0.58, solid.paint)]),
        nodes.surface.inputs["Base Color"],
    )
    nodes.link(
        nodes.ramp(unevenness, [(0.35, (0.5, 0.5, 0.5)), (0.65, (0.34, 0.34, 0.34))]),
        nodes.surface.inputs["Roughness"],
    )
    return nodes.material


def _mask_paint() -> bpy.types.Material:
    """Return a material that shines in the object's own mask value."""
    found = bpy.data.materials.get("mask")
    if found:
        return found
    nodes = _Nodes("mask")
    shine = nodes.add("Emission")
    nodes.link(nodes.add("ObjectInfo").outputs["Color"], shine.inputs["Color"])
    output = nodes.material.node_tree.nodes["Material Output"]
    nodes.link(shine.outputs["Emission"], output.inputs["Surface"])
    return nodes.material
