"""Makes the network that ships: `python -m soc_rvos_recipe FOLDER --pictures FOLDER`."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from soc_rvos_recipe.curves import CHECKED
from soc_rvos_recipe.phases import SALIENCY_STEPS
from soc_rvos_recipe.recipe import Plan, follow


def main() -> None:
    """Follow the recipe; what a stopped run has made is taken up again."""
    parser = argparse.ArgumentParser(prog="python -m soc_rvos_recipe", description=__doc__)
    parser.add_argument("folder", type=Path, help="where everything that is made goes")
    parser.add_argument(
        "--pictures", type=Path, required=True, help="photographs and films to learn from"
    )
    parser.add_argument(
        "--from", dest="begun", type=Path, help="weights of such a network to go on from"
    )
    parser.add_argument(
        "--begun-share", type=float, default=0.0, metavar="SHARE",
        help="how much of the result, 0 to 1, are the weights gone on from (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--steps", type=int, nargs="+", help="steps of each phase")
    parser.add_argument("--saliency-steps", type=int, default=SALIENCY_STEPS)
    parser.add_argument("--processes", type=int, default=1, help="processes that train together")
    parser.add_argument(
        "--workers", type=int, default=1, help="processes that make clips, for each that trains"
    )
    parser.add_argument(
        "--checked", type=int, default=CHECKED, help="made clips that are looked at now and then"
    )
    options = parser.parse_args()
    if not 0 <= options.begun_share < 1 or (options.begun_share and options.begun is None):
        parser.error("--begun-share is below 1, and needs --from")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    follow(
        Plan(
            options.folder,
            options.pictures,
            tuple(options.steps) if options.steps else None,
            options.saliency_steps,
            options.processes,
            options.begun,
            options.workers,
            checked=options.checked,
            begun_share=options.begun_share,
        )
    )


if __name__ == "__main__":
    main()
