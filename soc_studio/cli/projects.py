"""Opens the project that the options name."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from soc_studio.cli.terminal import Terminal, sentences
from soc_studio.core.media.fingerprint import fingerprint
from soc_studio.core.project.project import Video
from soc_studio.core.project.video_names import video_names, videos_called
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.file_permissions import permissions_in_passing
from soc_studio.core.storage.project_file import SUFFIX, ProjectFile
from soc_studio.core.storage.project_videos import locate
from soc_studio.core.system.errors import StudioError, VideoError, WriteError


@contextmanager
def unnamed() -> Iterator[Document]:
    """Yield a project that is gone after the block."""
    with (
        tempfile.TemporaryDirectory(prefix="soc-studio-", ignore_cleanup_errors=True) as folder,
        Document(ProjectFile.create(Path(folder) / f"unnamed{SUFFIX}")) as document,
        permissions_in_passing(document.file.id),
    ):
        yield document


@contextmanager
def open_for_writing(path: Path, terminal: Terminal) -> Iterator[Document]:
    """Yield the project at `path`, made where it is missing; it is saved at the end of the block.

    A new one in which nothing was found or imported is gone after the block.

    Raises:
        StudioError: it cannot be opened, made, or written to.
    """
    if path.suffix != SUFFIX:
        raise WriteError(
            f"'{path}' is no name of a project.", f"Names of projects end in {SUFFIX}."
        )
    is_new = not path.exists()
    missing = [folder for folder in path.parents if not folder.exists()]
    try:
        document = Document(ProjectFile.create(path)) if is_new else Document.open(path)
        try:
            if document.read_only is not None:
                raise WriteError(document.read_only.reason, document.read_only.advice)
            yield document
        finally:
            is_empty = is_new and _is_without_results(document)
            document.close()
            if document.trouble is not None:
                terminal.tell(sentences(document.trouble))
            if is_empty:
                path.unlink(missing_ok=True)
    finally:
        for folder in missing:
            with suppress(OSError):  # it was never made, or there is something in it
                folder.rmdir()


@contextmanager
def open_for_reading(path: Path, terminal: Terminal) -> Iterator[Document]:
    """Yield the project at `path`; say where it cannot be changed."""
    with Document.open(path) as document:
        if document.read_only is not None:
            terminal.tell(f"{document.read_only.reason} It is open for reading only.")
        yield document


def the_video(document: Document, said: str | None) -> Video:
    """Return the video of a project that `said` means: what it is called, its number, or the path
    of the file or folder, which is then where it is. None is the only one.

    Raises:
        VideoChanged: at the path is another video than the one of the project.
        StudioError: there is none, or more than one.
    """
    videos = document.project.videos
    project = document.file.path.name
    if not videos:
        raise StudioError(f"'{project}' has no video.", "Give one with what to find in it.")
    found = videos if said is None else videos_called(videos, said)
    if said is not None and is_there(Path(said)):
        path = Path(said)
        if same := videos_at(document, path):
            return locate(document, next((each for each in same if each in found), same[0]), path)
        if len(found) == 1 and len(path.parts) > 1:
            return locate(document, found[0], path)  # it reports the error
    if len(found) == 1:
        return found[0]
    names = video_names(videos)
    choices = ", ".join(f"{at}: '{names[each.id]}'" for at, each in enumerate(videos, start=1))
    if not found:
        raise StudioError(
            f"'{said}' is no video of '{project}'.",
            f"Give the name, the number or the path of one of these: {choices}.",
        )
    raise StudioError(
        f"'{project}' has several videos" + (f" that '{said}' may mean." if said else "."),
        f"Say with --video which one is meant, by name or number: {choices}.",
    )


def videos_at(document: Document, path: Path) -> list[Video]:
    """Return the videos of a project that have the content of `path`; none where it is no video."""
    try:
        mark = fingerprint(path)
    except VideoError:
        return []
    return [each for each in document.project.videos if mark in each.fingerprints]


def is_there(path: Path) -> bool:
    """Return whether there is a file or folder at `path`."""
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that cannot be one
        return False


def _is_without_results(document: Document) -> bool:
    try:
        return not document.file.has_results
    except StudioError:  # what cannot be read is not removed
        return False
