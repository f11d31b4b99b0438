"""Unsaved work: project files without a name, in a folder of the program's own."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from soc_studio.core.media.fingerprint import fingerprint
from soc_studio.core.project.project import Project, Video
from soc_studio.core.storage.project_file import SUFFIX
from soc_studio.core.storage.project_summary import ProjectSummary, summarise_project
from soc_studio.core.storage.work_pictures import forget_pictures
from soc_studio.core.system.atomic_file import write_error
from soc_studio.core.system.database import Database, journal_of
from soc_studio.core.system.errors import StudioError, WriteError
from soc_studio.core.system.file_lock import LockUnavailable, try_lock
from soc_studio.core.system.messages import message
from soc_studio.core.system.user_folders import data_folder


@dataclass(frozen=True, slots=True)
class Draft:
    """Unsaved work that can be opened again.

    Attributes:
        path: the project file to open.
        changed: when it was changed last, in local time.
        videos: those it is about; none where that cannot be read.
        layers: what its layers are called, in their order.
        corrected: how many frames of layers are corrected.
        has_results: whether masks were found or imported.
        picture: a small JPEG of the first video; None where there is none.
        is_whole: False where it is damaged, so that there may be more in it than is said here.
    """

    path: Path
    changed: datetime
    videos: tuple[Video, ...]
    layers: tuple[str, ...]
    corrected: int
    has_results: bool
    picture: bytes | None
    is_whole: bool

    @property
    def video_name(self) -> str:
        """What its first video is called; empty where there is none."""
        return self.videos[0].name if self.videos else ""

    @property
    def video_path(self) -> str:
        """The path of its first video; empty where there is none."""
        return self.videos[0].absolute if self.videos else ""


def drafts() -> list[Draft]:
    """Return the unsaved work that no running program has open, the one changed last first.

    Drafts with no work in them are left out. Damaged ones are among them, with what can be read.
    """
    found = (_draft(path) for path in recoverable_drafts())
    return [draft for draft in found if draft is not None]


def draft_with(known: str) -> Draft | None:
    """Return the newest unsaved work on the video with the fingerprint `known`, None for none."""
    return next((each for each in drafts() if known in _fingerprints(each)), None)


def draft_of(video: Path) -> Path | None:
    """Return where the newest unsaved work on the file or folder of frames `video` is, if any.

    Raises:
        VideoError: it cannot be read.
    """
    draft = draft_with(fingerprint(video))
    return None if draft is None else draft.path


def holds_work(project: Project, has_results: bool) -> bool:
    """Return whether there is more in a project than a video that was opened: several were brought
    together by a person, which is work."""
    is_marked = any(each.in_point or each.out_point is not None for each in project.videos)
    return bool(project.layers or is_marked or has_results or len(project.videos) > 1)


def new_draft_path() -> Path:
    """Return a place for a new draft, named by the time; the folder exists, the file does not.

    Raises:
        WriteError: the folder cannot be made.
    """
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(folder, error) from error
    return folder / f"{datetime.now():%Y-%m-%d %H-%M-%S} {secrets.token_hex(4)}{SUFFIX}"


def recoverable_drafts() -> list[Path]:
    """Return the drafts that no running program has open, the one changed last first.

    Empty files, in which a crash left nothing, are not among them.
    """
    found: list[tuple[int, Path]] = []
    with suppress(OSError):  # no folder, so no drafts
        for draft in _folder().iterdir():
            with suppress(OSError):  # removed by another program in this moment
                if not draft.is_symlink() and draft.is_file() and _is_named_as_draft(draft):
                    state = draft.stat()
                    if state.st_size and _is_free(draft):
                        found.append((state.st_mtime_ns, draft))
    return [draft for _, draft in sorted(found, reverse=True)]


def is_draft(path: Path) -> bool:
    """Return whether `path` is that of a draft, be there one or not."""
    try:
        return _is_named_as_draft(path) and path.parent.resolve() == _folder().resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links; a name that cannot be one
        return False


def remove_draft(path: Path) -> None:
    """Remove a draft, the journal that a crash left beside it, and its pictures in the cache, as
    far as they are there.

    Raises:
        ValueError: `path` is not in the folder of drafts.
        WriteError: the draft cannot be removed.
    """
    if not is_draft(path):
        raise ValueError(f"{path} is no draft")
    try:
        # The journal last: a draft without it could be half of a change.
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(
            message(
                "The unsaved work in '{path}' could not be removed: {reason}.",
                path=path,
                reason=error.strerror or error,
            ),
            message("It will be offered again when the program starts."),
        ) from error
    forget_pictures(path)


def _draft(path: Path) -> Draft | None:
    """Return a summary of a draft, None where it holds no work, or is gone."""
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime)
    except OSError:
        return None
    try:
        seen = _glance(path)
    except StudioError:
        return Draft(path, changed, (), (), 0, False, None, is_whole=False)
    project = seen.project
    if seen.is_whole and not holds_work(project, seen.has_results):
        return None
    return Draft(
        path,
        changed,
        project.videos,
        tuple(each.label for each in project.layers),
        seen.corrected,
        seen.has_results,
        seen.picture,
        seen.is_whole,
    )


def _glance(path: Path) -> ProjectSummary:
    try:
        return summarise_project(path)
    except StudioError:
        if not journal_of(path).exists() or (lock := try_lock(path)) is None:
            raise
    # A crash in the midst of a change: it has to be taken back before anything can be read.
    try:
        Database.open(path).close()
    finally:
        lock.release()
    return summarise_project(path)


def _fingerprints(draft: Draft) -> set[str]:
    return {known for video in draft.videos for known in video.fingerprints}


def _folder() -> Path:
    return data_folder() / "drafts"


def _is_named_as_draft(path: Path) -> bool:
    return path.suffix == SUFFIX and not path.name.startswith(".")


def _is_free(draft: Path) -> bool:
    try:
        lock = try_lock(draft)
    except LockUnavailable:
        return True  # it can still be read
    if lock is None:
        return False
    lock.release()
    return True
