"""How much two programs on the same cores slow each other down.

    python benchmarks/two_at_once.py [--runs 2] [--policy PASSIVE ACTIVE]

A program loads soc-mini by `soc_rvos.load`, and searches eight frames twice in quick quality, with
as many threads as there are cores. It runs alone, then two of them at once, in turn, in processes
of their own: two that share the cores take twice as long, and more where threads wait without
sleeping. `soc_rvos` has them sleep (PASSIVE); with ACTIVE they do not, as without it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

_PROGRAM = """
import numpy, soc_rvos, time
frames = numpy.random.default_rng(0).integers(0, 256, (8, 360, 640, 3)).astype("uint8")
model = soc_rvos.load("soc-mini", "cpu")
for _ in range(2):
    model.segment(frames, "the dog", preview=True)
print(time.process_time())
"""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--policy", nargs="+", choices=("PASSIVE", "ACTIVE"), default=["PASSIVE"])
    options = parser.parse_args()
    write = sys.stdout.write
    write("            alone, s (processor)   two at once, s (processor)   times   work\n")
    for policy in options.policy:
        runs = [(_taken(1, policy), _taken(2, policy)) for _ in range(options.runs)]
        (alone, work), (both, together) = (min(each) for each in zip(*runs, strict=True))
        write(f"{policy:8} {alone:14.1f} ({work:.1f}) {both:20.1f} ({together:.1f} each) ")
        write(f"{both / alone:14.2f} {together / work:6.2f}\n")
        sys.stdout.flush()


def _taken(count: int, policy: str) -> tuple[float, float]:
    """Return the seconds of `count` programs at once, and the processor's of one of them."""
    environment = {**os.environ, "OMP_WAIT_POLICY": policy}
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        environment.pop(name, None)
    folder = Path(__file__).resolve().parents[1]
    began = time.perf_counter()
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", _PROGRAM],
            stdout=subprocess.PIPE,
            text=True,
            cwd=folder / "model",
            env=environment,
        )
        for _ in range(count)
    ]
    worked = [float(each.communicate()[0]) for each in programs]
    return time.perf_counter() - began, sum(worked) / count


if __name__ == "__main__":
    main()
