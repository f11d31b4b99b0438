"""Which layers of a project have masks, told without reading any mask."""

from __future__ import annotations

from soc_studio.core.project.layer import LayerId
from soc_studio.core.project.project import Project
from soc_studio.core.storage.project_file import ProjectFile


def found_layers(file: ProjectFile, project: Project) -> frozenset[LayerId]:
    """Return the layers of `project` that a network answered for, on some frames at least, or that
    were imported; all videos in one look at the file.

    Raises:
        DamageError: the file cannot be read.
    """
    answered = file.results.answered()
    videos = {video.id: video.fingerprint for video in project.videos}
    return frozenset(
        layer.id
        for layer in project.layers
        if layer.imported is not None or (videos[layer.video], layer.searched) in answered
    )
