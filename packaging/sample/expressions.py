"""What is said of the sample clip: its title, and the expressions that name its objects."""

from __future__ import annotations

NAME = "A street corner"
LICENCE = "CC-BY-3.0"
CREDITS = (
    "Made for SOC Studio with 3D models of Sweet Home 3D by Ruff, Kator Legaz, Reallusion and"
    " Scopia, and a panorama of Poly Haven; see CREDITS.md."
)

# Every expression is true of one object alone, over the whole clip.
EXPRESSIONS: dict[str, tuple[str, ...]] = {
    "red-car": (
        "the red car",
        "the car driving to the right",
        "the red car driving to the right",
        "the car that is moving",
    ),
    "blue-car": (
        "the blue car",
        "the parked car",
        "the blue car on the left",
        "the car that is standing still",
    ),
    "white-van": (
        "the white van",
        "the van",
        "the van parked on the right",
        "the white van behind the man",
    ),
    "woman": (
        "the woman in the yellow dress",
        "the woman",
        "the woman turning around",
        "the person on the left",
        "the woman with brown hair",
    ),
    "man": (
        "the man in the green jacket",
        "the man",
        "the man on the right",
        "the person in green",
    ),
    "dog": (
        "the brown dog",
        "the dog",
        "the dog sitting on the pavement",
        "the animal",
    ),
}

# True of nothing in the clip.
ABSENT = (
    "a yellow bicycle",
    "the black cat",
    "the woman in the red coat",
    "the green bus",
)
