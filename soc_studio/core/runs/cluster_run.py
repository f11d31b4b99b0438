"""Runs a list on many machines by Ray: one worker for each GPU, or for some processor cores.

Ray is an optional package, the extra `cluster`; nothing here imports it before it is needed.
"""

from __future__ import annotations

import socket
import time
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from soc_rvos.errors import RvosError
from soc_studio.core.runs.clip_search import Manner
from soc_studio.core.runs.clips import ListedClip
from soc_studio.core.runs.cluster_address import ClusterError, check_reachable, unreachable
from soc_studio.core.runs.list_file import ListError
from soc_studio.core.runs.project_run import RunStep
from soc_studio.core.runs.run_table import RowEnd, RowState, RunTable, at_row, failed, sentence_of
from soc_studio.core.runs.storage_places import ResultPlace
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress

MOST_TRIES = 3
"""Workers that a clip may lose before it counts as failed."""
_MOST_REFUSED = 8
_WAIT = 1.0  # seconds for an answer before the cluster is looked at again
_SOON = 0.5  # seconds in which a worker says how far it is


@dataclass(frozen=True, slots=True)
class WorkerModel:
    """The model as each machine finds it, see `load_model`; `sha256` is the digest that its file
    has to have."""

    name: str
    sha256: str
    device: str = "auto"
    tokenizer: Path | None = None


@dataclass(frozen=True, slots=True)
class ClusterStep:
    """A step of a run.

    Attributes:
        workers: how many are ready or at work.
        ended: the clip that has just ended; None where one only waits.
        parts: how far the workers are in theirs, as far as they have said so.
    """

    workers: int
    ended: ListedClip | None = None
    parts: tuple[RunStep, ...] = ()


def check_cluster(address: str) -> None:
    """Return if the cluster at `address` can be connected to, as far as that shows within seconds.

    Raises:
        ClusterError: Ray is missing, or nothing of it answers there.
    """
    if find_spec("ray") is None:
        raise ClusterError(
            message("Ray is not installed, which runs a list on many machines."),
            message('Install it with: pip install "soc-studio[cluster]"'),
        )
    check_reachable(address)


class _Worker:
    """What runs on each GPU: it loads the model once. Its answers hold plain text alone."""

    def __init__(self, model: WorkerModel) -> None:
        self._wanted = model
        self._model: Any = None
        self._progress = 0, 0

    def load(self) -> tuple[str, str]:
        """Load the model; return where this is, and why it cannot be, empty where it is."""
        from soc_studio.core.models.loading import load_model

        here = socket.gethostname()
        try:
            wanted = self._wanted
            self._model = load_model(wanted.name, wanted.device, wanted.tokenizer)
        except (StudioError, RvosError) as error:
            return here, sentence_of(error)
        if self._model.sha256 != wanted.sha256:
            return here, str(
                message("It has another file of the model '{name}'.", name=wanted.name)
            )
        return here, ""

    def search(
        self, clip: ListedClip, root: str, place: str, manner: Manner
    ) -> list[tuple[int, str, str, float]]:
        """Search a clip into its result file; return line, state, sentence and seconds by row."""
        from soc_studio.core.runs.result_files import search_into_file

        self._progress = 0, 0
        steps = search_into_file(clip, root, ResultPlace(place), self._model, manner)
        try:
            while True:
                try:
                    step = next(steps)
                    self._progress = step.done, step.total or 0
                except StopIteration as end:
                    ends: list[RowEnd] = end.value
                    break
        except StudioError as error:
            ends = failed(clip, error)
        finally:
            steps.close()
        return [(each.line, str(each.state), str(each.sentence), each.seconds) for each in ends]

    def progress(self) -> tuple[int, int]:
        """Return how many frames of the clip are done, and of how many; called meanwhile."""
        return self._progress


class ClusterRun:
    """A run on the cluster at `address`; each clip is with one worker at a time.

    A worker that is lost, with its machine or alone, gives its clip back, and another one takes its
    place as soon as there is room; machines that join the cluster are used.
    """

    def __init__(self, address: str, model: WorkerModel, cores: int) -> None:
        """Be ready for a run.

        Args:
            address: of the cluster, as Ray has it: "auto", "host:6379", "ray://host:10001".
            model: each worker loads it.
            cores: processor cores of a worker, where the cluster has no GPU.
        """
        self._address = address
        self._model = model
        self._cores = cores
        self._ray: Any = None
        self._starting: dict[Any, Any] = {}  # what loads, by what it promises
        self._names: dict[Any, str] = {}  # where a worker is
        self._idle: deque[Any] = deque()
        self._working: dict[Any, tuple[Any, ListedClip]] = {}
        self._lost: dict[str, int] = {}  # workers, by the address of the clip
        self._parts: tuple[RunStep, ...] = ()  # how far workers are
        self._looked = 0.0  # when they were asked
        self._refused = 0  # workers that could not begin

    def run(
        self,
        clips: Iterable[ListedClip],
        root: str,
        place: str,
        manner: Manner,
        table: RunTable,
    ) -> Generator[ClusterStep, None, None]:
        """Search the clips, each into a result file at `place`; yield a step at least each second.

        Args:
            clips: what to search; those whose results are at `place` end at once.
            root: the folder or address where videos are; the same on all machines.
            place: the folder or address for the results; likewise.
            manner: how to search.
            table: it is told how each ended, and on which machine.

        Raises:
            ClusterError: Ray is missing, the cluster not there, or no worker can load the model.
        """
        todo = deque(clips)
        self._connect()
        try:
            while todo or self._working:
                self._fill(len(todo) + len(self._working))
                while todo and self._idle:
                    worker, clip = self._idle.popleft(), todo.popleft()
                    answer = worker.search.remote(clip, root, place, manner)
                    self._working[answer] = worker, clip
                ended = self._wait(todo, table)
                self._look()
                workers = len(self._idle) + len(self._working)
                yield ClusterStep(workers, None, self._parts)
                for clip in ended:
                    yield ClusterStep(workers, clip)
        finally:
            self._leave()

    def _connect(self) -> None:
        check_cluster(self._address)
        import ray

        try:
            ray.init(
                address=self._address,
                ignore_reinit_error=True,
                log_to_driver=False,
                configure_logging=False,
            )
        # Of the cluster, of an address that is none, and of programs of Ray's that do not start.
        except (OSError, RuntimeError, ValueError, ray.exceptions.RayError) as error:
            reason = str(error).strip().split("\n")[0].rstrip(".")
            raise unreachable(self._address, reason) from error
        self._ray = ray

    def _fill(self, wanted: int) -> None:
        """Start as many workers as there is room for and work."""
        there = self._ray.cluster_resources()
        gpus = int(there.get("GPU", 0))
        room = gpus or int(there.get("CPU", 0)) // self._cores
        asked = {"num_gpus": 1, "num_cpus": 1} if gpus else {"num_cpus": self._cores}
        asked["max_concurrency"] = 2  # it says how far it is while it searches
        have = len(self._starting) + len(self._idle) + len(self._working)
        for _ in range(min(room, wanted) - have):
            worker = self._ray.remote(_Worker).options(**asked).remote(self._model)
            self._starting[worker.load.remote()] = worker

    def _wait(self, todo: deque[ListedClip], table: RunTable) -> list[ListedClip]:
        """Wait a moment for answers; return the clips that ended."""
        pending = [*self._starting, *self._working]
        ended: list[ListedClip] = []
        if not pending:
            raise ClusterError(
                message("The cluster '{address}' has no room for a worker.", address=self._address),
                message("Each worker takes a GPU, or as many processor cores as --cores says."),
            )
        ready, _ = self._ray.wait(pending, num_returns=1, timeout=_WAIT)
        for answer in ready:
            if answer in self._starting:
                self._started(answer)
            elif (clip := self._answered(answer, todo, table)) is not None:
                ended.append(clip)
        return ended

    def _look(self) -> None:
        """Ask the workers how far they are, at most each second; those that do not say it at once
        are left out."""
        now = time.monotonic()
        if now - self._looked < _WAIT:
            return
        self._looked = now
        asked = {worker.progress.remote(): clip for worker, clip in self._working.values()}
        said = self._ray.wait([*asked], num_returns=len(asked), timeout=_SOON)[0] if asked else []
        parts = []
        for each in said:
            with suppress(self._ray.exceptions.RayError):  # it is lost, which its answer tells
                done, total = self._ray.get(each)
                parts.append(RunStep(asked[each], Progress(done, total or None)))
        self._parts = tuple(sorted(parts, key=lambda part: part.clip.address))

    def _started(self, answer: Any) -> None:
        worker = self._starting.pop(answer)
        try:
            self._names[worker], trouble = self._ray.get(answer)
        except self._ray.exceptions.RayError as error:  # lost before it was ready
            trouble = str(error).strip().split("\n")[-1]
        if not trouble:
            self._idle.append(worker)
            return
        self._refused += 1
        if self._refused >= _MOST_REFUSED and not (self._idle or self._working):
            raise ClusterError(
                message("No machine of the cluster can begin to work: {reason}", reason=trouble),
                message("Install the same version of SOC Studio and the model on all machines."),
            )

    def _answered(self, answer: Any, todo: deque[ListedClip], table: RunTable) -> ListedClip | None:
        """Note the answer of a worker; return the clip that ended, None where it is tried again."""
        worker, clip = self._working.pop(answer)
        name = self._names.get(worker, "")
        try:
            ends = self._ray.get(answer)
        except self._ray.exceptions.RayTaskError as error:  # a fault of ours in this clip
            self._idle.append(worker)
            reason = str(error).strip().split("\n")[-1].rstrip(".")
            fault = ListError(message("the search ended with a fault: {reason}.", reason=reason))
            table.end(failed(clip, at_row(clip, clip.rows[0].line, fault)), name)
            return clip
        except self._ray.exceptions.RayError:  # its machine is gone, or its memory was not enough
            self._lost[clip.address] = self._lost.get(clip.address, 0) + 1
            if self._lost[clip.address] < MOST_TRIES:
                todo.append(clip)
                return None
            fault = ListError(
                message("{count} workers were lost in its midst.", count=MOST_TRIES),
                message("Its video may need more memory than the machines have."),
            )
            table.end(failed(clip, fault), name)
            return clip
        self._idle.append(worker)
        table.end((RowEnd(line, RowState(s), said, took) for line, s, said, took in ends), name)
        return clip

    def _leave(self) -> None:
        workers = [*self._starting.values(), *self._idle, *(w for w, _ in self._working.values())]
        for each in workers:
            with suppress(RuntimeError, ValueError, self._ray.exceptions.RayError):  # it is gone
                self._ray.kill(each)
        self._ray.shutdown()
