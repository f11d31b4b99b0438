"""Seconds of the whole road from a video file to masks in a project, as a person waits for them.

    python benchmarks/pipeline_seconds.py [VIDEO] [--model soc-mini] [--frames 96] [--quick]

Each row is a process of its own, so that loading is part of it: the time until the program is
loaded, until it shows a first mask (of one frame alone, as the window does), until the first window
is stored, frames a second without loading, and all; with one expression and with three. In
brackets: what the processor worked until then, all threads together, which other programs change
little. `--quick` is quick quality.

Below each row: how busy each stage was from the first answer to the end, of the time on the clock
(the network's is more than 100 % where PyTorch has several threads); and the memory of the process
at most, in the first and in the second half of the frames.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import psutil

EXPRESSIONS = ("the car", "the woman", "the dog")
_STAGES = {
    "decode": "decoding and making small",
    "network": "network",
    "masks": "masks and run lengths",
    "results": "storing",
}


def main() -> None:
    """Print two lines for one expression and two for three."""
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
    write("expressions      loaded s  first mask s     window s  frames/s         all s\n")
    for count in (1, len(EXPRESSIONS)):
        started = time.time()
        more = [str(options.video)] if options.video else []
        command = [sys.executable, __file__, *more, "--only", str(count)]
        command += ["--model", options.model, "--frames", str(options.frames)]
        command += ["--quick"] if options.quick else []
        said = json.loads(
            subprocess.run(command, capture_output=True, text=True, check=True).stdout
        )
        times = [
            f"{said[name] - started:6.2f} {'({:.2f})'.format(said[f'{name} worked']):7}"
            for name in ("loaded", "first", "window", "last")
        ]
        rate = said["frames"] / (said["last"] - said["loaded"])
        write(f"{count:11d} {' '.join(times[:3])} {rate:6.1f} {times[3]}\n")
        busy = (f"{name} {share:.0%}" for name, share in said["busy"].items())
        first, second = said["memory"]
        write(f"            {', '.join(busy)}; {first:.0f} MB, then {second:.0f} MB\n")


def measure(options: argparse.Namespace) -> dict[str, object]:
    """Find the expressions; return when what happened, in seconds since the epoch, what the
    processor had worked by then, how busy the stages were, and the memory of both halves."""
    from soc_rvos.settings import RunSettings
    from soc_studio.core.media.video_reader import open_video
    from soc_studio.core.models.loading import load_model
    from soc_studio.core.search.first_answer import first_answer
    from soc_studio.core.search.search import Task, search
    from soc_studio.core.storage.project_file import ProjectFile
    from soc_studio.resources import resource

    said: dict[str, object] = {}

    def note(name: str) -> None:
        said[name], said[f"{name} worked"] = time.time(), time.process_time()

    model = load_model(options.model)
    note("loaded")
    with (
        tempfile.TemporaryDirectory() as folder,
        ProjectFile.create(Path(folder) / "measured.soc") as file,
        open_video(options.video or resource("sample", "sample.mp4")) as reader,
    ):
        stop = min(options.frames, reader.frame_count)
        task = Task("measured", EXPRESSIONS[: options.only])
        first_answer(model, reader, 0, task.expressions[0])
        note("first")
        settings = RunSettings(stop=stop, preview=options.quick)
        with _Watching() as watching:
            for step in search(task, reader, model, settings, file.results):
                if step.done and "window" not in said:
                    note("window")
                if step.done >= stop / 2:
                    watching.second_half()
        note("last")
    return {**said, "frames": stop, "busy": watching.busy(), "memory": watching.most}


class _Watching:
    """Looks fifty times a second at what each thread of this process has worked, and its memory.

    Attributes:
        most: megabytes of the process at most, before `second_half` was called and after.
    """

    def __init__(self) -> None:
        self.most = [0.0, 0.0]
        self._half = 0
        self._process = psutil.Process()
        self._worked: dict[str, float] = defaultdict(float)  # seconds of the processor by stage
        self._seen: dict[int, float] = {}  # the same of each thread, by its number
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watching")

    def __enter__(self) -> _Watching:
        self._began = time.perf_counter()
        self._seen = self._threads()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        self._took = time.perf_counter() - self._began

    def second_half(self) -> None:
        """Count memory as that of the second half from now on."""
        self._half = 1

    def busy(self) -> dict[str, float]:
        """Return the share of the time in which each stage worked."""
        return {name: self._worked[stage] / self._took for stage, name in _STAGES.items()}

    def _threads(self) -> dict[int, float]:
        """Return what each thread has worked, in seconds, by its number."""
        return {each.id: each.user_time + each.system_time for each in self._process.threads()}

    def _watch(self) -> None:
        names: dict[int, str] = {}
        while not self._ended.wait(0.02):
            for thread in threading.enumerate():
                stage = next((each for each in _STAGES if thread.name.startswith(each)), "network")
                names[thread.native_id or 0] = "" if thread.name == "watching" else stage
            for number, worked in self._threads().items():
                # Threads that are not Python's are PyTorch's, which compute for the network.
                stage = names.get(number, "network")
                self._worked[stage] += worked - self._seen.get(number, 0.0)
                self._seen[number] = worked
            memory = self._process.memory_info().rss / 2**20
            self.most[self._half] = max(self.most[self._half], memory)


if __name__ == "__main__":
    main()
