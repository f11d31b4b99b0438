"""Merges another project into an open one: what belongs together, what is in conflict, and doing
it."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from soc_studio.core.project.conflicts import Conflict, ConflictKind, Listing, Whose, chosen
from soc_studio.core.project.edit_names import Edit, short
from soc_studio.core.project.layer import Layer
from soc_studio.core.project.merging import Masks, Matching, merge
from soc_studio.core.project.project import Project, Video
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.core.storage.media_linker import moved_with_project
from soc_studio.core.storage.project_file import ProjectError, ProjectFile
from soc_studio.core.storage.result_merge import same_import
from soc_studio.core.storage.results import Search
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message
from soc_studio.core.tracks.associated_tracks import keep
from soc_studio.core.tracks.layer_matching import object_pairs, same_video
from soc_studio.core.tracks.steadied_answers import seen_answers


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What merging another project would do.

    Attributes:
        path: where the other project is, and `theirs` its decisions.
        matching: what is in both.
        conflicts: what both decided differently.
        newer: whose file was written last.
        videos: how many videos only the other one has, and `layers` likewise.
        changed: whether anything that this project has decided is another thing then, or more.
        consents: places of videos that may be read without asking.
    """

    path: Path
    theirs: Project
    matching: Matching
    conflicts: tuple[Conflict, ...]
    newer: Whose
    videos: int
    layers: int
    changed: bool
    consents: tuple[Path, ...]


@contextmanager
def opened_other(path: Path, own: Path, check: bool = True) -> Iterator[ProjectFile]:
    """Yield the project at `path`, which is only looked at; `check` all of it for damage.

    Raises:
        StudioError: it is this project, or none that can be read.
    """
    if not path.is_file():
        raise ProjectError(
            message("The project '{path}' does not exist.", path=path), message("Check the name.")
        )
    if path.resolve() == own.resolve():
        raise ProjectError(
            message("'{path}' is this project itself.", path=path.name),
            message("Choose the other person's project."),
        )
    with ProjectFile.glance(path) as other:
        if check:
            other.check()
        yield other


def merge_plan(document: Document, other: ProjectFile, written: float | None = None) -> MergePlan:
    """Return what merging `other` into the document would do; nothing is changed.

    Args:
        document: the project that it would go to.
        other: the project to be merged.
        written: when the document's file was written last, in seconds; None to look.

    Raises:
        StudioError: the other project cannot be read, or is not as it should be.
    """
    mine, theirs = document.project, other.load()
    matching, consents = _matching(document, other, theirs)
    listing = Listing()
    after = merge(mine, theirs, matching, listing)
    when = document.file.path.stat().st_mtime if written is None else written
    return MergePlan(
        other.path,
        theirs,
        matching,
        tuple(listing.found),
        Whose.THEIRS if other.path.stat().st_mtime > when else Whose.MINE,
        len(matching.new),
        len(after.layers) - len(mine.layers),
        after != mine,
        tuple(consents),
    )


def take_results(
    document: Document, other: ProjectFile, plan: MergePlan, choices: Mapping[Conflict, Whose]
) -> Generator[int, None, None]:
    """Copy what `other` found and imported; yield how many windows and masks so far.

    No decision changes by that: `merge_edit` is next. Where it fails, nothing is kept.

    Raises:
        StudioError: it cannot be read, or the document cannot be written.
    """
    mine = document.project
    own = {each.id: each.fingerprint for each in mine.videos}
    prints: dict[str, str] = {}
    for video in plan.theirs.videos:
        matched = plan.matching.videos.get(video.id)
        prints[video.fingerprint] = video.fingerprint if matched is None else own[matched]
    taken = {
        each.other
        for each in plan.conflicts
        if each.kind in (ConflictKind.MASKS, ConflictKind.SENTENCE)
        and choices.get(each) is Whose.THEIRS
    }
    videos = {each.id: each.fingerprint for each in plan.theirs.videos}
    layers = plan.theirs.layers
    first = {(prints[videos[x.video]], x.searched) for x in layers if x.id in taken}
    imports = {x.imported for x in layers if x.imported is not None}
    imports |= {x.void for x in plan.theirs.videos if x.void is not None}
    file = document.file
    more, plan.matching.imports = yield from file.take(other, prints, sorted(imports), first)
    counts = {each.fingerprint: each.frame_count for each in (*plan.theirs.videos, *mine.videos)}
    for number, mark in more.items():
        keep(file.results, number, counts[mark])


def merge_edit(project: Project, plan: MergePlan, choices: Mapping[Conflict, Whose]) -> Edit:
    """Return the edit that merges the decisions; each conflict is decided as `choices` say, or as
    it was in `project`."""
    after = merge(project, plan.theirs, plan.matching, chosen(choices))
    return message("Merge '{source}'", source=short(plan.path.name)), after


def allow_videos(document: Document, plan: MergePlan) -> None:
    """Let the document read the videos that came with the other project, as that one could.

    Raises:
        WriteError: that cannot be kept; it is asked again then.
    """
    consents = FilePermissions()
    for place in plan.consents:
        consents.give(document.file.id, place)


def preferred(conflicts: tuple[Conflict, ...], side: Whose) -> dict[Conflict, Whose]:
    """Return the choice of one side in all conflicts."""
    return dict.fromkeys(conflicts, side)


def _matching(
    document: Document, other: ProjectFile, theirs: Project
) -> tuple[Matching, list[Path]]:
    matching, consents, permissions = Matching(), [], FilePermissions()
    mine = document.project
    for video in theirs.videos:
        own = same_video(mine, video)
        if own is None:
            new, place = moved_with_project(
                video, other.path, other.id, document.file.path, permissions
            )
            matching.new[video.id] = new
            consents += [] if place is None else [place]
            continue
        if own.id in matching.videos.values():
            raise StudioError(
                message(
                    "'{path}' has the video '{video}' twice.",
                    path=other.path.name,
                    video=video.name,
                ),
                message("Remove one of them there first; this project was not changed."),
            )
        if (own.frame_count, own.width, own.height) != (
            *(video.frame_count, video.width, video.height),
        ):
            raise StudioError(
                message(
                    "'{path}' says that '{video}' has another size or number of frames.",
                    path=other.path.name,
                    video=video.name,
                ),
                message("It may be damaged; this project was not changed."),
            )
        matching.videos[video.id] = own.id
        _match_layers(matching, document, other, own, video, theirs)
    return matching, consents


def _match_layers(
    matching: Matching,
    document: Document,
    other: ProjectFile,
    own: Video,
    video: Video,
    theirs: Project,
) -> None:
    """Add the layers of a video to `matching`, and whose masks they have."""
    mine = document.project
    pairs = object_pairs((mine, own, document.file), (theirs, video, other))
    for there, here in pairs.items():
        matching.layers[there] = here
        masks = _masks(document.file, own, mine.layer(here), other, video, theirs.layer(there))
        if masks is not None:
            matching.masks[there] = masks


def _masks(
    file: ProjectFile, own: Video, mine: Layer, other: ProjectFile, video: Video, theirs: Layer
) -> Masks | None:
    """Return whose masks an object has; None where they are the same, or nobody's."""
    searches = _newest(file, own, mine), _newest(other, video, theirs)
    here, there = _made_of(file, mine, searches[0]), _made_of(other, theirs, searches[1])
    if not there or not here:
        return None if here == there else Masks(Whose.MINE if here else Whose.THEIRS)
    if mine.imported is not None and theirs.imported is not None:
        known = same_import(file.imports, other.imports, theirs.imported)
        if known is not None and (
            known.id == mine.imported or _equal(file, known.id, mine.imported)
        ):
            return None
    elif searches[0] is not None and searches[1] is not None:
        if replace(searches[1], video=searches[0].video) == searches[0]:
            return None
        if here == there:
            there = message("{masks}, with other settings", masks=there)
    return Masks(None, here, there)


def _equal(file: ProjectFile, one: int, other: int) -> bool:
    found = same_import(file.imports, file.imports, other)
    return found is not None and found.id == one


def _newest(file: ProjectFile, video: Video, layer: Layer) -> Search | None:
    """Return the search whose answers are seen first of a layer; None without any."""
    if layer.imported is not None:
        return None
    found = seen_answers(file.results.searches(video.fingerprint, layer.searched), layer.steadied)
    return next((each for at, each in found if not file.results.version(at).startswith("0/")), None)


def _made_of(file: ProjectFile, layer: Layer, search: Search | None) -> str:
    """Return what a layer's masks are called; empty for none."""
    if layer.imported is not None:
        found = file.imports.find(layer.imported)
        return "" if found is None else message("imported: '{name}'", name=short(found.name))
    return "" if search is None else message("found by {model}", model=search.network)
