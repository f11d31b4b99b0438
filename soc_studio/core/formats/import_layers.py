"""Adds imported masks to a project as layers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from soc_studio.core.formats.import_masks import read_labels
from soc_studio.core.project.imported_object import ImportedLabels, ImportedObject
from soc_studio.core.project.project import Video
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import frame_names
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.progress import Progress, Stopwatch

_LOGGER = logging.getLogger(__name__)


def import_layers(
    document: Document, video: Video, path: Path, tell: Callable[[str], None] = _LOGGER.info
) -> Generator[Progress, None, ImportedLabels]:
    """Put the masks at `path` into the project's file, one layer an object; yield how far it has
    come, and return what `label_edits.add_imported` adds. Where it fails, nothing is kept.

    Of an object that is said not to exist no masks are kept: it can be searched for.

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
    contents = read_labels(
        path, video.height, video.width, video.frame_count, names=names, tell=tell
    )
    total = sum(len(layer.frames) for layer in contents.layers)
    watch = Stopwatch()
    objects: list[ImportedObject] = []
    done = 0
    complete = False
    try:
        for layer in contents.layers:
            said = layer.said or ImportedObject(layer.name)
            if not said.absent:
                masks = layer.masks()
                with closing(imports.add(layer.name, video.height, video.width, masks)) as kept:
                    while True:
                        try:
                            count = next(kept)
                        except StopIteration as end:
                            said = replace(said, imported=end.value)
                            break
                        yield watch.progress(done + count, total)
                objects.append(said)
                objects[-1] = replace(said, corrections=layer.corrections())
            else:
                objects.append(said)
            done += len(layer.frames)
        complete = True
        return ImportedLabels(tuple(objects), contents.expressions)
    finally:
        if not complete:
            for each in objects:
                if each.imported is not None:
                    imports.remove(each.imported)
