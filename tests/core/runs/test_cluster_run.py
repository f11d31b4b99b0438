"""A list on a cluster of two machines, of which one is lost in the midst."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from soc_rvos.settings import RunSettings
from soc_studio.core.models.loading import load_model
from soc_studio.core.runs.clip_search import Manner
from soc_studio.core.runs.clips import clips_of
from soc_studio.core.runs.cluster_run import ClusterError, ClusterRun, WorkerModel
from soc_studio.core.runs.folder_run import known_results
from soc_studio.core.runs.result_files import put_together
from soc_studio.core.runs.run_list import read_run_list
from soc_studio.core.runs.run_table import RowState, RunTable
from soc_studio.core.runs.storage_places import ResultPlace
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from tests.thoroughness import only_thorough

ROOT = Path(__file__).resolve().parents[3]
MANNER = Manner(RunSettings())


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A cluster of two nodes on this machine, each with room for one worker."""
    pytest.importorskip("ray", reason="Ray is not installed: pip install soc-studio[cluster]")
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "model")]))
    memory = 100 * 2**20
    made = Cluster()
    try:
        # The first runs what holds the cluster together, and has no room for a worker.
        made.add_node(num_cpus=0, num_gpus=0, object_store_memory=memory, include_dashboard=False)
        for _ in range(2):
            made.add_node(num_cpus=1, num_gpus=0, object_store_memory=memory)
        yield made
    finally:
        made.shutdown()


def six(folder: Path) -> Path:
    folder.mkdir()
    for seed in range(1, 7):
        with av.open(folder / f"c{seed}.mp4", "w") as container:
            stream = container.add_stream("libx264", rate=25)
            stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
            scene = np.random.default_rng(seed).integers(0, 200, (8, 12, 3), dtype=np.uint8)
            scene = scene.repeat(8, axis=0).repeat(8, axis=1)
            for number in range(80):
                picture = scene.copy()
                picture[20:44, number % 70 : number % 70 + 24] = (255, 0, 0)
                container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
            container.mux(stream.encode())
    rows = "".join(f"c{number}.mp4,a ball\n" for number in range(1, 7))
    (folder / "list.csv").write_text(f"video,expression\n{rows}gone.mp4,a ball\n")
    return folder / "list.csv"


# It takes half a minute, most of it the starts of Ray's own programs.
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ray's cluster for tests is for Unix")
@pytest.mark.parametrize("times", only_thorough(1))
@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("data_of_the_test")
def test_a_machine_that_is_lost_gives_its_videos_back(
    times: int, cluster: Any, model: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    listed = six(tmp_path / "videos")
    root, results = str(listed.parent), str(tmp_path / "results")
    clips, refusals = clips_of(read_run_list(listed))
    table = RunTable(clips, refusals)
    digest = load_model(str(model), "cpu").sha256
    run = ClusterRun(cluster.address, WorkerModel(str(model), digest, "cpu"), cores=1)
    ended: list[str] = []
    victim = sorted(cluster.worker_nodes, key=str)[-1]
    seen: set[tuple[str, int]] = set()  # frames that were done while a clip was searched
    for step in run.run(clips, root, results, MANNER, table):
        seen |= {(each.clip.address, each.progress.done) for each in step.parts if each.progress}
        if step.ended is not None:
            ended.append(step.ended.address)
        if step.workers == 2 and len(ended) >= 2 and victim in cluster.worker_nodes:
            cluster.remove_node(victim, allow_graceful=False)  # as if its plug were pulled
    assert victim not in cluster.worker_nodes
    assert table.summary() == "6 done, 1 failed, 0 left"
    assert sorted(ended) == [*(f"c{number}.mp4" for number in range(1, 7)), "gone.mp4"]
    (failed,) = (each for each in table.rows if each.state is RowState.FAILED)
    assert "list.csv, line 8: there is no video 'gone.mp4'." in failed.sentence
    assert all(each.worker for each in table.rows)
    assert {done for _, done in seen} - {0, 80}

    place = ResultPlace(results)
    assert len(list(Path(results).glob("*.soc"))) == 6
    (left,) = known_results(clips, place, digest, MANNER, RunTable(clips))
    assert left.address == "gone.mp4"
    with Document(ProjectFile.create(tmp_path / "all.soc")) as document:
        list(put_together(document, clips, root, place, digest, MANNER))
        assert len(document.project.videos) == 6
    caplog.clear()


def test_a_cluster_without_ray_or_address_is_a_sentence(tmp_path: Path) -> None:
    run = ClusterRun("127.0.0.1:1", WorkerModel("soc-mini", ""), cores=1)
    try:
        import ray  # noqa: F401
    except ImportError:
        with pytest.raises(ClusterError, match="Ray is not installed"):
            list(run.run([], "", "", MANNER, RunTable()))
