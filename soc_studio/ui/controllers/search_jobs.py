"""What a search is asked for, what is told of it, and how those of a video are stopped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from soc_studio.core.project.project import LayerId, VideoId
from soc_studio.ui.jobs.job import Job, JobRunner


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """How to search: from which frame on, with what quality and which network."""

    playhead: int
    preview: bool
    model: str
    device: str
    tokenizer: Path | None = None

    @property
    def network(self) -> tuple[str, str, Path | None]:
        """What a network has to be loaded anew for where it differs."""
        return self.model, self.device, self.tokenizer


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words of an expression that the network was not taught."""

    expression: str
    words: tuple[str, ...]


class SearchJob(Job):
    """A search of one video; it goes on while another video is shown."""

    video: VideoId
    layers: frozenset[LayerId]


def stop_searches(runner: JobRunner, video: VideoId | None, only: bool = False) -> None:
    """Stop the searches of a video, and, unless `only` those, all that is no search."""
    for job in list(runner.jobs):
        if job.video == video if isinstance(job, SearchJob) else not only:
            runner.cancel(job)
