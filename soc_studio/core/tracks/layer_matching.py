"""Which layers of two projects are one object: by its number, its sentence, or its masks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeAlias

from soc_studio.core.project.expression import Expression
from soc_studio.core.project.layer import Layer, LayerId
from soc_studio.core.project.project import Project, Video
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.tracks.agreement import SAME_FROM, overlap
from soc_studio.core.tracks.resolved_track import ResolvedTrack, views

Seen: TypeAlias = Callable[[LayerId], ResolvedTrack]
"""Returns the track of a layer."""
Place: TypeAlias = tuple[Project, Video, ProjectFile]
"""A video with the project that it is in, and its file."""


def same_video(project: Project, video: Video) -> Video | None:
    """Return the video of `project` that has the content of another project's, None for none."""
    prints = set(video.fingerprints)
    return next((each for each in project.videos if prints & set(each.fingerprints)), None)


def object_pairs(mine: Place, theirs: Place) -> dict[LayerId, LayerId]:
    """Return which layer of a video each of the same video in another project is; see
    `matched_layers`."""
    return matched_layers(
        mine[0].of_video(mine[1].id),
        theirs[0].of_video(theirs[1].id),
        (_seen(*mine), _seen(*theirs)),
        (mine[0].expressions_of(mine[1].id), theirs[0].expressions_of(theirs[1].id)),
    )


def _seen(project: Project, video: Video, file: ProjectFile) -> Seen:
    @cache
    def seen(layer: LayerId) -> ResolvedTrack:
        return next(views([project.layer(layer)], video, file.results, file.imports))

    return seen


def matched_layers(
    mine: Sequence[Layer],
    theirs: Sequence[Layer],
    seen: tuple[Seen, Seen],
    expressions: tuple[Sequence[Expression], Sequence[Expression]] = ((), ()),
) -> dict[LayerId, LayerId]:
    """Return which layer of `mine` each of `theirs` is, of one video; those that are none are left
    out. The other way round it is the same.

    That is the one of the same object number, where an import gave one to both; else the one of the
    same sentence, as its own or a further one; else the one whose masks overlap by `SAME_FROM`. Of
    several with one sentence, those whose masks overlap most belong together.
    """
    pairs = _Pairs(mine, theirs, seen)
    pairs.take(lambda one, other: one.object_id is not None and one.object_id == other.object_id)
    pairs.take(lambda one, other: one.expression == other.expression)
    further = [
        {(each.text, each.layers[0]) for each in said if len(each.layers) == 1}
        for said in expressions
    ]
    pairs.take(
        lambda one, other: (
            (other.expression, one.id) in further[0] or (one.expression, other.id) in further[1]
        )
    )
    pairs.take(lambda one, other: not (one.absent or other.absent), SAME_FROM)
    return pairs.found


class _Pairs:
    def __init__(
        self, mine: Sequence[Layer], theirs: Sequence[Layer], seen: tuple[Seen, Seen]
    ) -> None:
        self.found: dict[LayerId, LayerId] = {}
        self._mine, self._theirs = list(mine), list(theirs)
        self._seen = seen

    def take(self, may_be: Callable[[Layer, Layer], bool], least: float = 0.0) -> None:
        """Pair the layers that may be one object, those with the largest overlap first.

        Masks are only read where they decide.
        """
        pairs = [
            (at, place)
            for at, one in enumerate(self._mine)
            for place, other in enumerate(self._theirs)
            if may_be(one, other) and _may_be(one, other)
        ]
        unique = len({at for at, _ in pairs}) == len({place for _, place in pairs}) == len(pairs)
        shared = {pair: 1.0 if unique and not least else self._overlap(*pair) for pair in pairs}
        gone: tuple[set[int], set[int]] = set(), set()
        for at, place in sorted(pairs, key=lambda pair: (-shared[pair], sum(pair), max(pair))):
            if shared[at, place] >= least and at not in gone[0] and place not in gone[1]:
                self.found[self._theirs[place].id] = self._mine[at].id
                gone[0].add(at)
                gone[1].add(place)
        self._mine = [each for at, each in enumerate(self._mine) if at not in gone[0]]
        self._theirs = [each for at, each in enumerate(self._theirs) if at not in gone[1]]

    def _overlap(self, at: int, place: int) -> float:
        one, other = self._seen[0](self._mine[at].id), self._seen[1](self._theirs[place].id)
        return overlap(one, other, range(len(one.states)))


def _may_be(one: Layer, other: Layer) -> bool:
    """Return whether no import said that these are two objects."""
    return None in (one.object_id, other.object_id) or one.object_id == other.object_id
