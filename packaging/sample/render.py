"""Renders the sample clip and its true masks:

    python packaging/sample/render.py CATALOGUES PANORAMAS

CATALOGUES holds one folder for each of the furniture catalogues of Sweet Home 3D (Debian's package
sweethome3d-furniture 1.8), unpacked. PANORAMAS is the folder `hdri` of the npm package
@pmndrs/assets 1.7.0. Making the training material, `python -m soc_rvos_recipe.datapack`, fetches
both.

Needs model/soc_rvos_recipe/requirements.txt, and draws without a window, by the processor where
there is no graphics card. Frames are kept in the build folder, so a broken run continues where it
stopped; they are rendered anew when these scripts change.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import sys
from pathlib import Path

import contents
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "model"))

log = logging.getLogger("sample")


def main() -> None:
    """Render what is missing, then encode."""
    parser = argparse.ArgumentParser(description="Render the sample clip and its true masks.")
    parser.add_argument("catalogues", type=Path)
    parser.add_argument("panoramas", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "sample")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "sample")
    arguments = parser.parse_args()
    import clip
    import scene  # needs the path, and the recipe's requirements

    logging.basicConfig(level=logging.INFO, format="%(message)s")

    frames = arguments.build / _version()
    frames.mkdir(parents=True, exist_ok=True)
    pictures = [frames / f"picture-{frame:03}.png" for frame in range(contents.FRAMES)]
    masks = [frames / f"masks-{frame:03}.png" for frame in range(contents.FRAMES)]
    if not all(path.exists() for path in pictures + masks):
        street = scene.Street(arguments.catalogues, arguments.panoramas)
        for frame, (picture, mask) in enumerate(zip(pictures, masks, strict=True)):
            if not picture.exists():
                _save(Image.fromarray(street.picture(frame)), picture)
            if not mask.exists():
                _save(Image.fromarray(street.numbers(frame)), mask)
            log.info("frame %d of %d", frame + 1, contents.FRAMES)

    arguments.out.mkdir(parents=True, exist_ok=True)
    clip.write_video(pictures, arguments.out / "sample.mp4")
    clip.write_truth(masks, arguments.out / "sample.json")


def _save(image: Image.Image, path: Path) -> None:
    unfinished = path.with_name(f"unfinished-{path.name}")
    image.save(unfinished)
    unfinished.replace(path)


def _version() -> str:
    """Return a name for what the frames are made from."""
    digest = hashlib.sha256()
    for module in ("contents.py", "ground.py", "scene.py"):
        digest.update(Path(__file__).with_name(module).read_bytes())
    return digest.hexdigest()[:12]


if __name__ == "__main__":
    main()
