"""Renders the sample clip and its true masks: `python packaging/sample/render.py`.

Needs Python 3.11 with `pip install bpy==5.0.1 "av>=17" pycocotools pillow`, best in an environment
of its own. Frames are kept in the build folder, so a broken run continues where it stopped; they
are rendered anew when the scene or its contents change.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
from pathlib import Path

import clip
import contents
import scene

ROOT = Path(__file__).resolve().parents[2]

log = logging.getLogger("sample")


def main() -> None:
    """Render what is missing, then encode."""
    parser = argparse.ArgumentParser(description="Render the sample clip and its true masks.")
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "sample")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "sample")
    parser.add_argument("--samples", type=int, default=16, help="rays a pixel")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")

    frames = arguments.build / _version(arguments.samples)
    frames.mkdir(parents=True, exist_ok=True)
    pictures = [frames / f"picture-{frame:03}.png" for frame in range(contents.FRAMES)]
    masks = [frames / f"masks-{frame:03}.png" for frame in range(contents.FRAMES)]
    if not all(path.exists() for path in pictures + masks):
        scene.build(arguments.samples)
    for frame, (picture, mask) in enumerate(zip(pictures, masks, strict=True)):
        if not picture.exists():
            scene.render_picture(frame, picture)
        if not mask.exists():
            scene.render_masks(frame, mask)
        log.info("frame %d of %d", frame + 1, contents.FRAMES)

    arguments.out.mkdir(parents=True, exist_ok=True)
    clip.write_video(pictures, arguments.out / "sample.mp4")
    clip.write_truth(masks, scene.MASK_STEP, arguments.out / "sample.json")


def _version(samples: int) -> str:
    """Return a name for what the frames are made from."""
    digest = hashlib.sha256(str(samples).encode())
    for module in ("contents.py", "scene.py"):
        digest.update(Path(__file__).with_name(module).read_bytes())
    return digest.hexdigest()[:12]


if __name__ == "__main__":
    main()
