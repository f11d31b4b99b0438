"""What is said of the sample clip: its title, and the expressions that name its objects."""

from __future__ import annotations

NAME = "Solids on a table"
LICENCE = "CC0-1.0"
CREDITS = "Made for SOC Studio with Blender Cycles; every shape and texture is procedural."

# Every expression is true of one object alone, over the whole clip.
EXPRESSIONS: dict[str, tuple[str, ...]] = {
    "red-ball": (
        "the red ball",
        "the ball rolling to the right",
        "the ball that passes behind the yellow cylinder",
        "the ball that stops",
        "the red thing that is rolling",
    ),
    "blue-ball": (
        "the blue ball",
        "the ball rolling to the left",
        "the blue ball rolling to the left",
        "the blue thing that is rolling",
    ),
    "blue-cube": (
        "the blue cube",
        "the big blue cube on the left",
        "the cube on the left",
        "the blue thing that is standing still",
    ),
    "red-cube": (
        "the red cube",
        "the small red cube on the right",
        "the cube on the right",
        "the red cube that is standing still",
    ),
    "yellow-cylinder": (
        "the yellow cylinder",
        "the cylinder",
        "the yellow thing",
        "the thing that the red ball passes behind",
    ),
    "green-cone": (
        "the green cone",
        "the cone",
        "the green thing",
        "the green cone in the middle",
    ),
}

# True of nothing in the clip.
ABSENT = (
    "the purple cone",
    "the yellow ball",
    "the green cube",
    "the white cylinder",
    "the cone rolling to the left",
)
