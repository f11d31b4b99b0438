"""Layers of a project that no network found: masks from elsewhere."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from soc_studio.core.document import Document
from soc_studio.core.errors import WriteError
from soc_studio.core.mask_import.read import open_masks
from soc_studio.core.progress import Progress
from soc_studio.core.project import Video


def import_layers(
    document: Document, video: Video, path: Path
) -> Generator[Progress, None, list[tuple[str, int]]]:
    """Put the masks at `path` into the project's file, one layer an object; yield how far it has
    come, and return names and numbers for `edits.add_imported`. Where it fails, nothing is kept.

    Raises:
        MaskImportError: they are no masks that can be read, or not of this video.
        WriteError: the project cannot be written.
    """
    if document.read_only is not None:
        raise WriteError(document.read_only.reason, document.read_only.advice)
    imports = document.file.imports
    layers = open_masks(path, video.height, video.width, video.frame_count)
    total = sum(len(layer.frames) for layer in layers)
    began = time.monotonic()
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
                    yield Progress(done + count, total, time.monotonic() - began)
            done += len(layer.frames)
        complete = True
        return [(layer.name, number) for layer, number in zip(layers, numbers, strict=True)]
    finally:
        if not complete:
            for number in numbers:
                imports.remove(number)
