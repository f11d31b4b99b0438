"""Trains the network that ships: `python -m soc_rvos.training FOLDER`."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_rvos.training.parallel import run_together
from soc_rvos.training.recipe import PHASES, follow


def main() -> None:
    """Train phase after phase; each goes on where it was stopped."""
    parser = argparse.ArgumentParser(prog="python -m soc_rvos.training", description=__doc__)
    parser.add_argument("folder", type=Path, help="where states, logs and the result go")
    parser.add_argument("--steps", type=int, nargs=len(PHASES), help="steps of each phase")
    parser.add_argument("--processes", type=int, default=1, help="processes that train together")
    parser.add_argument("--threads", type=int, default=1, help="threads of each")
    arguments = parser.parse_args()
    steps = arguments.steps or [settings.steps for settings in PHASES]
    run_together(arguments.processes, follow, arguments.folder, steps, arguments.threads)


if __name__ == "__main__":
    main()
