"""Seconds of a list of clips: in one process, on a cluster of two nodes, and with one of them lost.

    python benchmarks/many_machines.py [--clips 6] [--frames 16] [--only one two lost]

The nodes are programs of this machine, each with room for one worker of one processor core. It
takes the extra `cluster`. Each clip has one sentence, and is searched by the model that ships.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"  # as a worker of one core has

import av
import numpy as np

from soc_rvos.settings import RunSettings
from soc_studio.core.models.loading import load_model
from soc_studio.core.runs.clip_search import Manner
from soc_studio.core.runs.clips import ListedClip, clips_of
from soc_studio.core.runs.cluster_run import ClusterRun, WorkerModel
from soc_studio.core.runs.folder_run import run_into_folder
from soc_studio.core.runs.run_list import read_run_list
from soc_studio.core.runs.run_table import RunTable
from soc_studio.core.runs.storage_places import ResultPlace

MODEL, MANNER = "soc-mini", Manner(RunSettings())
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Print one line a measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clips", type=int, default=6)
    parser.add_argument("--frames", type=int, default=16)
    parser.add_argument("--size", default="160x96")
    parser.add_argument("--only", nargs="+", choices=("one", "two", "lost"), default=[])
    options = parser.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "model")])
    width, height = (int(each) for each in options.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        videos = Path(folder) / "videos"
        videos.mkdir()
        for number in range(options.clips):
            write(videos / f"c{number}.mp4", number, options.frames, width, height)
        rows = "".join(f"c{number}.mp4,the red square\n" for number in range(options.clips))
        (videos / "list.csv").write_text(f"video,expression\n{rows}")
        clips, _ = clips_of(read_run_list(videos / "list.csv"))
        for kind in options.only or ("one", "two", "lost"):
            results = Path(folder) / kind
            if kind == "one":
                in_one_process(clips, videos, results)
            else:
                on_two_nodes(clips, videos, results, loses=kind == "lost")


def in_one_process(clips: list[ListedClip], videos: Path, results: Path) -> None:
    """Search the clips here."""
    began, table = time.monotonic(), RunTable(clips)
    model = load_model(MODEL, "cpu")
    loaded = time.monotonic()
    steps = run_into_folder(ResultPlace(str(results)), clips, str(videos), model, MANNER, table)
    for _ in steps:
        pass
    took = time.monotonic() - loaded
    say("one process", f"{loaded - began:.1f} s to load, {took:.1f} s of search", table)


def on_two_nodes(clips: list[ListedClip], videos: Path, results: Path, loses: bool) -> None:
    """Search the clips on a cluster of this machine; end one node after two clips if it `loses`."""
    from ray.cluster_utils import Cluster

    cluster: Any = Cluster()
    memory = 100 * 2**20
    try:
        cluster.add_node(num_cpus=0, object_store_memory=memory, include_dashboard=False)
        for _ in range(2):
            cluster.add_node(num_cpus=1, num_gpus=0, object_store_memory=memory)
        digest, table = load_model(MODEL, "cpu").sha256, RunTable(clips)
        run = ClusterRun(cluster.address, WorkerModel(MODEL, digest, "cpu"), cores=1)
        began = time.monotonic()
        ready = lost = 0.0
        ended = 0
        victim = list(cluster.worker_nodes)[-1]
        for step in run.run(clips, str(videos), str(results), MANNER, table):
            ready = ready or (time.monotonic() - began if step.workers == 2 else 0.0)
            ended += step.clip is not None
            if loses and not lost and ended >= 2 and step.workers == 2:
                lost = time.monotonic() - began
                cluster.remove_node(victim, allow_graceful=False)
        took = time.monotonic() - began
        told = f"{ready:.1f} s until both are ready, {took - ready:.1f} s of search"
        if lost:
            told += f", a node lost after {lost - ready:.1f} s of it"
        say("two nodes, one lost" if loses else "two nodes", told, table)
    finally:
        with suppress(Exception):
            cluster.shutdown()


def write(path: Path, seed: int, frames: int, width: int, height: int) -> None:
    """Write a red square that goes over noise."""
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        ground = np.random.default_rng(seed).integers(0, 200, (height, width, 3), dtype=np.uint8)
        side = height // 4
        for number in range(frames):
            picture = ground.copy()
            left = 3 * number % (width - side)
            picture[side : 2 * side, left : left + side] = (255, 0, 0)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())


def say(what: str, value: str, table: RunTable) -> None:
    """Print a measure."""
    sys.stdout.write(f"{what:24} {value}; rows: {table.summary()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
