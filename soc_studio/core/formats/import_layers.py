"""Adds imported masks to a project as layers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

from soc_studio.core.formats.import_masks import open_masks
from soc_studio.core.project.project import Video
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import frame_names
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.progress import Progress, Stopwatch

_LOGGER = logging.getLogger(__name__)


def import_layers(
    document: Document, video: Video, path: Path, tell: Callable[[str], None] = _LOGGER.info
) -> Generator[Progress, None, list[tuple[str, int]]]:
    """Put the masks at `path` into the project's file, one layer an object; yield how far it has
    come, and return names and numbers for `label_edits.add_imported`. Where it fails, nothing
    is kept.

    `tell` is called with a sentence for whatever of the masks is left out or was not certain.

    Raises:
        MaskImportError: they are no masks that can be read, or not of this video.
        VideoError: the video is a folder of pictures, whose names assign the masks, and
            cannot be found.
        WriteError: the project cannot be written.
    """
    if document.read_only is not None:
        raise WriteError(document.read_only.reason, document.read_only.advice)
    imports = document.file.imports
    names = frame_names(document, video)
    layers = open_masks(path, video.height, video.width, video.frame_count, names=names, tell=tell)
    total = sum(len(layer.frames) for layer in layers)
    watch = Stopwatch()
    numbers: list[int] = []
    done = 0
    complete = False
    try:
        for layer in layers:
            with closing(imports.add(layer.name, video.height, video.width, layer.masks())) as kept:
                while True:
                    try:
                        count = next(kept)
                    except StopIteration as end:
                        numbers.append(end.value)
                        break
                    yield watch.progress(done + count, total)
            done += len(layer.frames)
        complete = True
        return [(layer.name, number) for layer, number in zip(layers, numbers, strict=True)]
    finally:
        if not complete:
            for number in numbers:
                imports.remove(number)
