"""Makes the tracker's network: `python -m soc_rvos_recipe.tracking FOLDER --pictures FOLDER`."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from soc_rvos_recipe.tracking.tracking_recipe import (
    CLIPS,
    STEPS,
    TrackingPlan,
    learn,
    make_all_clips,
)

_SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "models" / "soc-mini.safetensors"


def main() -> None:
    """Follow the recipe; what a stopped run has made is taken up again."""
    parser = argparse.ArgumentParser(prog="python -m soc_rvos_recipe.tracking", description=__doc__)
    parser.add_argument("folder", type=Path, help="where everything that is made goes")
    parser.add_argument(
        "--pictures", type=Path, required=True, help="photographs and films to learn from"
    )
    parser.add_argument("--clips", type=int, default=CLIPS, help="clips to compose")
    parser.add_argument("--steps", type=int, default=STEPS, help="steps of training")
    parser.add_argument(
        "--only", choices=("clips", "training"), help="one stage: both can run side by side"
    )
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    plan = TrackingPlan(options.folder, options.pictures, _SHIPPED, options.clips, options.steps)
    if options.only != "training":
        make_all_clips(plan)
    if options.only != "clips":
        learn(plan)


if __name__ == "__main__":
    main()
