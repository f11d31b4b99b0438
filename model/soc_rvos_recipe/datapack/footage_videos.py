"""The real videos of the data pack: a table of their objects, and of the frames to trust."""

from __future__ import annotations

from dataclasses import dataclass

from soc_rvos_recipe.datapack.footage_finders import (
    Finder,
    cups_and_player,
    dog_and_woman,
    girl_and_boy,
    man_and_ball,
    mug,
)
from soc_rvos_recipe.datapack.pack import Credit

CREDITS = {
    "sa-v": Credit(
        "Demonstration videos of SAM 2, footage of the SA-V kind",
        "Meta SA-V (Meta AI)",
        "CC BY 4.0",
        "GitHub repository facebookresearch/sam2, demo/data",
    ),
    "sam2": Credit(
        "bedroom.mp4 of the SAM 2 notebooks",
        "Meta AI",
        "Apache-2.0",
        "GitHub repository facebookresearch/sam2, notebooks/videos",
    ),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """An object of a video; `trusted` are the numbers of the video's frames whose mask is right,
    None where all are; in those of `gone` it is out of the picture."""

    name: str
    general: tuple[str, ...]
    group: str
    expressions: tuple[str, ...]
    trusted: frozenset[int] | None = None
    gone: frozenset[int] = frozenset()
    wears: tuple[str, ...] = ()
    clothes: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    pose: str | None = None


@dataclass(frozen=True, slots=True)
class Video:
    """A video; every so manieth frame is taken, and `find` tells its things apart."""

    file: str
    name: str
    credit: str
    split: str
    every: int
    things: tuple[Thing, ...] = ()
    find: Finder | None = None
    # Parts of the picture without what moves that hold no object: left, top, right, bottom.
    empty: tuple[tuple[float, float, float, float], ...] = ()


# Where the ball is told from the man's shoes.
_BALL_FOUND = frozenset(range(0, 247, 4)) - {60, 104, 108, 124, 156, 172, 176, 180, 216}
VIDEOS = (
    Video(
        "01_dog.mp4",
        "dog",
        "sa-v",
        "train",
        4,
        (
            Thing(
                "dog",
                ("animal", "pet"),
                "animal",
                (
                    "the dog",
                    "a dog jumping and running around",
                    "the brown and white dog",
                    "the spotted dog with a leash",
                    "the animal",
                    "the dog that runs in front of the woman",
                ),
                frozenset(
                    (
                        *(8, 12, 24, 28, 60, 64, 68, 132, 140, 168, 176),
                        *(196, 200, 204, 208, 212, 216, 232, 236, 240, 252),
                    )
                ),
                frozenset(range(76, 101, 4)),
                colours=("white", "brown"),
            ),
            Thing(
                "woman",
                ("person", "adult"),
                "person",
                (
                    "the woman",
                    "the woman in blue jeans",
                    "a woman playing with a dog",
                    "the person on the left",
                    "the woman in a white shirt and jeans",
                    "the lady standing on the left",
                    "the person with long brown hair",
                ),
                wears=("white", "blue"),
                clothes=("t-shirt", "jeans"),
                pose="standing",
            ),
        ),
        dog_and_woman,
        (
            (0.42, 0.3, 1.0, 1.0),
            (0.3, 0.0, 0.9, 0.6),
            (0.34, 0.0, 1.0, 0.66),
            (0.5, 0.4, 1.0, 0.9),
            (0.4, 0.05, 0.8, 0.45),
        ),
    ),
    Video(
        "02_cups.mp4",
        "cups",
        "sa-v",
        "train",
        5,
        (
            Thing(
                "cups",
                ("cup",),
                "household",
                (
                    "the red cups",
                    "the cups on the table",
                    "red plastic cups being moved around",
                    "the cups turned upside down",
                    "the red things",
                ),
                colours=("red",),
            ),
            Thing(
                "ball",
                (),
                "household",
                ("the yellow ball", "the small ball", "the ball under the cup", "a yellow ball"),
                colours=("yellow",),
            ),
            Thing(
                "person",
                (),
                "person",
                (
                    "the person",
                    "the person in the orange top",
                    "the person moving the cups",
                    "the woman behind the table",
                    "the one in an orange shirt",
                ),
            ),
        ),
        cups_and_player,
    ),
    Video("03_blocks.mp4", "blocks", "sa-v", "train", 8),
    Video(
        "04_coffee.mp4",
        "coffee",
        "sa-v",
        "train",
        8,
        (
            Thing(
                "mug",
                ("cup",),
                "household",
                (
                    "the blue mug",
                    "the blue cup",
                    "the mug that is filled with coffee",
                    "the cup on the table",
                    "the mug",
                    "the mug held by the person on the right",
                ),
                colours=("blue",),
            ),
        ),
        mug,
    ),
    Video(
        "05_default_juggle.mp4",
        "juggle",
        "sa-v",
        "train",
        4,
        (
            Thing(
                "man",
                ("person", "adult"),
                "person",
                (
                    "the man",
                    "the man juggling a ball",
                    "the man in a grey shirt",
                    "a man kicking a football",
                    "the person in dark trousers and white shoes",
                    "the person",
                    "the soccer player",
                ),
                _BALL_FOUND,
                wears=("grey", "blue"),
                clothes=("shirt", "trousers"),
                pose="standing",
            ),
            Thing(
                "ball",
                ("soccer ball",),
                "household",
                (
                    "the ball",
                    "the white ball",
                    "the soccer ball",
                    "the football",
                    "a white ball bouncing up and down",
                    "the ball that the man is juggling",
                ),
                _BALL_FOUND,
                colours=("white",),
            ),
        ),
        man_and_ball,
        (
            (0.0, 0.0, 0.43, 0.6),
            (0.0, 0.4, 0.43, 0.83),
            (0.0, 0.57, 0.43, 1.0),
            (0.66, 0.0, 1.0, 0.34),
            (0.62, 0.25, 1.0, 0.63),
            (0.64, 0.6, 1.0, 0.96),
        ),
    ),
    Video(
        "bedroom.mp4",
        "bedroom",
        "sam2",
        "train",
        3,
        (
            Thing(
                "girl",
                ("child", "person"),
                "person",
                (
                    "the girl",
                    "the girl in the blue skirt",
                    "the girl jumping on the bed",
                    "a little girl with blond hair",
                    "the child on the right",
                    "the girl with raised arms",
                ),
                frozenset((*range(126, 177, 3), 186)),
                wears=("white", "blue"),
                clothes=("shirt", "skirt"),
                pose="jumping",
            ),
            Thing(
                "boy",
                ("child", "person"),
                "person",
                (
                    "the boy",
                    "the boy in the white shirt and shorts",
                    "the child on the left",
                    "the boy next to the girl",
                    "a boy with short hair",
                ),
                frozenset((135, *range(156, 180, 3), 186, 192, 195)),
                wears=("white", "brown"),
                clothes=("t-shirt", "shorts"),
                pose="jumping",
            ),
        ),
        girl_and_boy,
        (
            (0.0, 0.0, 1.0, 1.0),
            (0.42, 0.42, 1.0, 1.0),
            (0.4, 0.0, 1.0, 0.6),
            (0.3, 0.2, 0.95, 0.85),
        ),
    ),
)
