"""Projects that the options name, opened."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from soc_studio.cli.terminal import Terminal, sentences
from soc_studio.core.document import Document
from soc_studio.core.errors import StudioError, WriteError
from soc_studio.core.project import Video
from soc_studio.core.project_file import SUFFIX, ProjectFile


@contextmanager
def unnamed() -> Iterator[Document]:
    """Yield a project that is gone after the block."""
    with (
        tempfile.TemporaryDirectory(prefix="soc-studio-", ignore_cleanup_errors=True) as folder,
        Document(ProjectFile.create(Path(folder) / f"unnamed{SUFFIX}")) as document,
    ):
        yield document


@contextmanager
def open_for_writing(path: Path, terminal: Terminal) -> Iterator[Document]:
    """Yield the project at `path`, made where it is missing; it is saved at the end of the block.

    Raises:
        StudioError: it cannot be opened, made, or written to.
    """
    if path.suffix != SUFFIX:
        raise WriteError(
            f"'{path}' is no name of a project.", f"Names of projects end in {SUFFIX}."
        )
    document = Document.open(path) if path.exists() else Document(ProjectFile.create(path))
    try:
        if document.read_only is not None:
            raise WriteError(document.read_only.reason, document.read_only.advice)
        yield document
    finally:
        document.close()
        if document.trouble is not None:
            terminal.tell(sentences(document.trouble))


@contextmanager
def open_for_reading(path: Path, terminal: Terminal) -> Iterator[Document]:
    """Yield the project at `path`; say where it cannot be changed."""
    with Document.open(path) as document:
        if document.read_only is not None:
            terminal.tell(f"{document.read_only.reason} It is open for reading only.")
        yield document


def the_video(document: Document, name: str | None) -> Video:
    """Return the video of a project called `name`, its only one where that is None.

    Raises:
        StudioError: there is none, or more than one.
    """
    videos = document.project.videos
    found = [each for each in videos if name is None or each.name == name]
    if len(found) == 1:
        return found[0]
    project = document.file.path.name
    if not videos:
        raise StudioError(f"'{project}' has no video.", "Give one with what to find in it.")
    names = ", ".join(f"'{each.name}'" for each in videos)
    raise StudioError(f"'{project}' has several videos.", f"Say which one is meant: {names}.")
