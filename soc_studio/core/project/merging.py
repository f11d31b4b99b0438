"""Merges the decisions of two projects: what only one decided is taken, the rest is asked about.

Merging either into the other gives equal decisions, if the same ones are taken where both differ;
merging again changes nothing. What says how the window looks, as the order and the colours of
layers, and which are hidden or locked, stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from soc_studio.core.project.conflicts import Ask, Conflict, ConflictKind, Whose
from soc_studio.core.project.expression import Expression
from soc_studio.core.project.layer import Layer, LayerId, MatteSettings, Pick, Review
from soc_studio.core.project.merging_frames import merge_frames
from soc_studio.core.project.project import Project
from soc_studio.core.project.video import Video, VideoId
from soc_studio.core.system.messages import listed, message

References: TypeAlias = frozenset[tuple[LayerId, ...]]
"""What the sentences of one text refer to: the layers of each, rising."""

_UNDECIDED = MatteSettings()


@dataclass(frozen=True, slots=True)
class Masks:
    """Whose masks an object has: those of one side, where the other has none, or both have others,
    with what they are called."""

    side: Whose | None = None
    mine: str = ""
    theirs: str = ""


@dataclass(slots=True)
class Matching:
    """What in another project is what in this one, by id.

    Attributes:
        videos: of the other project's videos, those that both have.
        layers: of its layers, those that both have.
        new: what videos become that only the other has, without their ids.
        imports: numbers that imported masks of the other project have in this one.
        masks: by id of a layer of the other project; layers with equal masks are missing.
    """

    videos: dict[VideoId, VideoId] = field(default_factory=dict)
    layers: dict[LayerId, LayerId] = field(default_factory=dict)
    new: dict[VideoId, Video] = field(default_factory=dict)
    imports: dict[int, int] = field(default_factory=dict)
    masks: dict[LayerId, Masks] = field(default_factory=dict)


def merge(mine: Project, theirs: Project, matching: Matching, ask: Ask) -> Project:
    """Return `mine` with what was decided in `theirs`.

    `ask` is asked about everything that both decided differently, in one and the same order.
    """
    return _Merger(mine, theirs, matching, ask).run()


class _Merger:
    def __init__(self, mine: Project, theirs: Project, matching: Matching, ask: Ask) -> None:
        self._mine, self._theirs = mine, theirs
        self._matching, self._ask = matching, ask
        self._videos = dict(matching.videos)
        self._layers = dict(matching.layers)
        self._project = mine

    def run(self) -> Project:
        if not self._project.categories:
            self._project = self._project.set_categories(self._theirs.categories)
        for video in self._theirs.videos:
            if video.id in self._matching.videos:
                self._merge_points(video)
            elif video.id in self._matching.new:
                new = replace(self._matching.new[video.id], void=self._void_of(video))
                added, given = self._project.add_video(new)
                self._project, self._videos[video.id] = added, given
        for layer in self._theirs.layers:
            if layer.video not in self._videos:
                continue
            if layer.id in self._matching.layers:
                self._merge_layer(layer)
            else:
                self._add_layer(layer)
        for video in self._theirs.videos:
            if video.id in self._videos:
                self._merge_expressions(video.id)
        return self._project

    def _void_of(self, theirs: Video) -> int | None:
        return None if theirs.void is None else self._matching.imports.get(theirs.void)

    def _merge_points(self, theirs: Video) -> None:
        mine = self._project.video(self._videos[theirs.id])
        void = self._void_of(theirs) if mine.void is None else mine.void
        split = mine.split or theirs.split
        if (void, split) != (mine.void, mine.split):
            mine = replace(mine, void=void, split=split)
            self._project = self._project.with_video(mine)
        own, other = ((each.in_point, each.out_point) for each in (mine, theirs))
        undecided = (0, None)
        if own == other or other == undecided:
            return
        side = Whose.THEIRS
        if own != undecided:
            said = [
                message("frames {first} to {last}", first=each.span.start, last=each.span.stop - 1)
                for each in (mine, theirs)
            ]
            side = self._ask(
                Conflict(ConflictKind.POINTS, mine.id, None, None, mine.name, said[0], said[1])
            )
        if side is Whose.THEIRS:
            self._project = self._project.set_points(mine.id, *other)

    def _add_layer(self, theirs: Layer) -> None:
        video = self._videos[theirs.video]
        given = LayerId(self._project.next_id)
        taken = {each.colour for each in self._project.of_video(video)}
        colour = self._project.free_colour(video) if theirs.colour in taken else theirs.colour
        new = replace(
            theirs, id=given, video=video, colour=colour, imported=self._import_of(theirs)
        )
        self._layers[theirs.id] = given
        layers = (*self._project.layers, new)
        self._project = replace(self._project, layers=layers, next_id=given + 1)

    def _import_of(self, theirs: Layer) -> int | None:
        return None if theirs.imported is None else self._matching.imports.get(theirs.imported)

    def _merge_layer(self, theirs: Layer) -> None:
        mine = self._project.layer(self._layers[theirs.id])
        merged = self._with_masks(self._with_words(mine, theirs), mine, theirs)
        merged = merge_frames(
            merged,
            theirs,
            self._project.video(mine.video).frame_count,
            lambda kind, one, other, start, stop: self._ask(
                replace(_about(kind, mine, theirs, one, other), start=start, stop=stop)
            ),
        )
        if merged != mine:
            self._project = self._project.with_layer(merged)
        if merged.expression != mine.expression:
            for each in self._project.expressions_of(mine.video):
                if each.text == merged.expression and each.layers == (mine.id,):
                    self._project = self._project.remove_expression(each.id)

    def _with_words(self, mine: Layer, theirs: Layer) -> Layer:
        """Return a layer of mine with the names of both, and with what is set for all frames."""
        name = self._text(ConflictKind.NAME, mine, theirs, mine.name, theirs.name)
        category = self._text(ConflictKind.CATEGORY, mine, theirs, mine.category, theirs.category)
        matte = theirs.matte if mine.matte == _UNDECIDED else mine.matte
        if matte != theirs.matte != _UNDECIDED:
            said = _matte(mine.matte), _matte(theirs.matte)
            side = self._ask(_about(ConflictKind.MATTE, mine, theirs, *said))
            matte = mine.matte if side is Whose.MINE else theirs.matte
        object_id = theirs.object_id if mine.object_id is None else mine.object_id
        absent = mine.absent or theirs.absent
        if mine.absent != theirs.absent:
            seen = theirs if mine.absent else mine
            if _is_seen(seen):
                none, there = message("no such object"), message("it is there")
                said = (none, there) if mine.absent else (there, none)
                side = self._ask(_about(ConflictKind.OBJECT, mine, theirs, *said))
                absent = (mine if side is Whose.MINE else theirs).absent
        return replace(
            mine,
            name=name,
            category=category,
            matte=matte,
            object_id=object_id,
            absent=absent,
            steadied=mine.steadied and theirs.steadied,
        )

    def _text(self, kind: ConflictKind, mine: Layer, theirs: Layer, one: str, other: str) -> str:
        if not one or not other or one == other:
            return one or other
        side = self._ask(_about(kind, mine, theirs, one, other))
        return one if side is Whose.MINE else other

    def _with_masks(self, merged: Layer, mine: Layer, theirs: Layer) -> Layer:
        """Return `merged` with one of both sentences, and the masks of one side."""
        sentence = Whose.MINE
        if mine.expression != theirs.expression:
            sentence = self._sentence(mine, theirs)
        side, masks = sentence, self._matching.masks.get(theirs.id)
        if masks is not None and masks.side is not None:
            side = masks.side
        elif masks is not None and mine.expression == theirs.expression:
            said = masks.mine, masks.theirs
            side = self._ask(_about(ConflictKind.MASKS, mine, theirs, *said))
        text = (mine if sentence is Whose.MINE else theirs).expression
        imported, searched = merged.imported, mine.searched
        if side is Whose.THEIRS:
            imported, searched = self._import_of(theirs), theirs.searched
        found_as = "" if imported is not None or searched == text else searched
        return replace(merged, expression=text, imported=imported, found_as=found_as)

    def _sentence(self, mine: Layer, theirs: Layer) -> Whose:
        """Return whose sentence an object of two has; one that knows that of the other as a further
        one has decided that already."""
        own = any(
            each.text == theirs.expression and each.layers == (mine.id,)
            for each in self._mine.expressions
        )
        other = any(
            each.text == mine.expression and each.layers == (theirs.id,)
            for each in self._theirs.expressions
        )
        if own != other:
            return Whose.MINE if own else Whose.THEIRS
        return self._ask(
            _about(ConflictKind.SENTENCE, mine, theirs, mine.expression, theirs.expression)
        )

    def _merge_expressions(self, theirs: VideoId) -> None:
        video = self._videos[theirs]
        other = _references(self._theirs.expressions_of(theirs), self._layers)
        for layer in self._theirs.of_video(theirs):
            given = self._matching.layers.get(layer.id)
            if given is None:
                continue
            now = self._project.layer(given)
            # The sentence that the object does not have as its own any more stays a further one.
            for text in {layer.expression, self._mine.layer(given).expression}:
                if text != now.expression:
                    other.setdefault(text, frozenset())
                    other[text] |= {(given,)}
        own = _references(self._project.expressions_of(video), None)
        authors = {each.text: each.annotator for each in self._theirs.expressions_of(theirs)}
        for text, said in sorted(other.items()):
            meant = self._beyond_own(text, said)
            known = self._beyond_own(text, own[text]) if text in own else None
            if known == meant or not meant:
                continue
            if known is not None and not known <= meant and not meant <= known:
                conflict = Conflict(
                    *(ConflictKind.REFERENCE, video, None, None, text),
                    *(self._objects(known), self._objects(meant)),
                )
                if self._ask(conflict) is Whose.MINE:
                    continue
                for each in self._project.expressions_of(video):
                    if each.text == text:
                        self._project = self._project.remove_expression(each.id)
                known = None
            for layers in sorted(meant - (known or frozenset())):
                annotator = authors.get(text, "")
                self._project, _ = self._project.add_expression(video, text, layers, annotator)

    def _beyond_own(self, text: str, references: References) -> References:
        """Return those that say more than the layer whose own sentence it is."""
        return frozenset(
            each
            for each in references
            if len(each) != 1 or self._project.layer(each[0]).expression != text
        )

    def _objects(self, references: References) -> str:
        layers = {one for each in references for one in each}
        if not layers:
            return message("no such object")
        return listed([f"'{self._project.layer(one).label}'" for one in sorted(layers)])


def _references(
    expressions: tuple[Expression, ...], layers: Mapping[LayerId, LayerId] | None
) -> dict[str, References]:
    """Return what each sentence refers to; `layers` are the ids to be said in the place of its."""
    found: dict[str, References] = {}
    for each in expressions:
        meant = tuple(sorted(each.layers if layers is None else (layers[x] for x in each.layers)))
        found[each.text] = found.get(each.text, frozenset()) | {meant}
    return found


def _about(kind: ConflictKind, mine: Layer, theirs: Layer, one: str, other: str) -> Conflict:
    return Conflict(kind, mine.video, mine.id, theirs.id, mine.label, one, other)


def _is_seen(layer: Layer) -> bool:
    """Return whether a person decided something that is only true of an object that is there."""
    return (
        any(each.mask.area for each in layer.corrections.values())
        or any(isinstance(each.value, Pick) for each in layer.choices)
        or any(each.value is Review.ACCEPTED for each in layer.reviews)
    )


def _matte(settings: MatteSettings) -> str:
    """Return the settings of a matte that are not as in a new layer, by name and value."""
    changed = [
        f"{name} {getattr(settings, name)}"
        for name in MatteSettings.__dataclass_fields__
        if getattr(settings, name) != getattr(_UNDECIDED, name)
    ]
    return ", ".join(changed)
