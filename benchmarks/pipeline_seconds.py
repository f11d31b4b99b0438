"""Seconds of the whole road from a video file to masks, as a person waits for them.

    python benchmarks/pipeline_seconds.py [VIDEO] [--model soc-mini] [--frames 96] [--quick]

Each line is a process of its own, so that loading is part of it: the time until the program is
loaded, until the first mask is there, and frames a second from then on; with one expression and
with three. In brackets: what the processor worked until then, all threads together, which other
programs change little. `--quick` is quick quality.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

EXPRESSIONS = ("the car", "the woman", "the dog")


def main() -> None:
    """Print one line for one expression and one for three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("video", type=Path, nargs="?", help="the sample clip, if not given")
    parser.add_argument("--model", default="soc-mini")
    parser.add_argument("--frames", type=int, default=96)
    parser.add_argument("--quick", action="store_true", help="quick quality instead of full")
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        sys.stdout.write(json.dumps(measure(options)) + "\n")
        return
    write = sys.stdout.write
    write("expressions      loaded s  first mask s  frames/s         all s\n")
    for count in (1, len(EXPRESSIONS)):
        started = time.time()
        more = [str(options.video)] if options.video else []
        command = [sys.executable, __file__, *more, "--only", str(count)]
        command += ["--model", options.model, "--frames", str(options.frames)]
        command += ["--quick"] if options.quick else []
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        times = json.loads(said)
        loaded, first, last = (times[name] - started for name in ("loaded", "first", "last"))
        rate = times["frames"] / (last - loaded)
        worked = [f"({times[name]:.2f})" for name in ("to load", "to first", "in all")]
        write(f"{count:11d} {loaded:6.2f} {worked[0]:7} {first:6.2f} {worked[1]:7} ")
        write(f"{rate:6.1f} {last:6.2f} {worked[2]:7}\n")


def measure(options: argparse.Namespace) -> dict[str, float]:
    """Find the expressions; return when what happened, in seconds since the epoch, and what the
    processor had worked by then."""
    from soc_rvos.inference.pipeline import RunSettings, run
    from soc_studio.core.media.video_reader import open_video
    from soc_studio.core.models.loading import load_model
    from soc_studio.resources import resource

    model = load_model(options.model)
    loaded, to_load = time.time(), time.process_time()
    first = to_first = 0.0
    with open_video(options.video or resource("sample", "sample.mp4")) as reader:
        stop = min(options.frames, reader.frame_count)
        expressions = EXPRESSIONS[: options.only]
        settings = RunSettings(stop=stop, preview=options.quick)
        for _ in run(reader, expressions, model.predictor, settings):
            if not first:
                first, to_first = time.time(), time.process_time()
    return {
        "loaded": loaded,
        "to load": to_load,
        "first": first,
        "to first": to_first,
        "last": time.time(),
        "in all": time.process_time(),
        "frames": stop,
    }


if __name__ == "__main__":
    main()
