"""Decisions as small pieces of text, each stored under its own name.

An edit touches few of them, so that little has to be written; reading checks it piece by
piece, since a project may come from anyone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from soc_studio.core.project.project import (
    Correction,
    EditError,
    Expression,
    Layer,
    Project,
    Video,
    VideoId,
)
from soc_studio.core.project.stored import (
    DecisionError,
    StoredCorrection,
    StoredLayer,
    StoredOrder,
    StoredSentence,
    StoredVideo,
)
from soc_studio.core.system.json_values import text_of, value_of

__all__ = ["DecisionError", "changed_records", "patched", "project_of", "records", "salvaged"]

_MOST_PARTS = 2**21  # of a piece: empty lists would take much more memory than they take text
_PROJECT = "project"
_KINDS = (_PROJECT, "video", "expression", "correction", "sentence")
# What comes of reading a piece that is none.
_MISFITS = (KeyError, TypeError, ValueError, AttributeError, RecursionError, EditError)

_Value = TypeVar("_Value")


def records(project: Project) -> dict[str, str]:
    """Return all pieces of a project."""
    return changed_records(None, project)[0]


def changed_records(before: Project | None, after: Project) -> tuple[dict[str, str], set[str]]:
    """Return the pieces of `after` that are not those of `before`, and the names of those gone."""
    old = before or Project()
    put = {} if before is not None and _order(old) == _order(after) else {_PROJECT: _order(after)}
    gone: set[str] = set()
    old_videos = {video.id: video for video in old.videos}
    for video in after.videos:
        if old_videos.pop(video.id, None) is not video:
            put[f"video/{video.id}"] = text_of(StoredVideo.of(video))
    gone |= {f"video/{video}" for video in old_videos}
    old_layers = {layer.id: layer for layer in old.layers}
    for layer in after.layers:
        was = old_layers.pop(layer.id, None)
        if was is not layer:
            put[f"expression/{layer.id}"] = text_of(StoredLayer.of(layer))
        known = was.corrections if was is not None else {}
        if known is not layer.corrections:
            for frame, correction in layer.corrections.items():
                if known.get(frame) is not correction:
                    put[_correction_name(layer.id, frame)] = text_of(
                        StoredCorrection.of(correction)
                    )
            gone |= {
                _correction_name(layer.id, frame)
                for frame in known
                if frame not in layer.corrections
            }
    for was in old_layers.values():
        gone.add(f"expression/{was.id}")
        gone |= {_correction_name(was.id, frame) for frame in was.corrections}
    old_sentences = {one.id: one for one in old.expressions}
    for one in after.expressions:
        if old_sentences.pop(one.id, None) is not one:
            put[f"sentence/{one.id}"] = text_of(StoredSentence.of(one))
    gone |= {f"sentence/{one}" for one in old_sentences}
    return put, gone


def project_of(found: Mapping[str, str]) -> Project:
    """Return the project whose pieces are `found`.

    Raises:
        DecisionError: a piece is missing or not as it should be.
    """
    project, broken = salvaged(found)
    if broken:
        raise DecisionError(broken[0])
    return project


def salvaged(found: Mapping[str, str]) -> tuple[Project, list[str]]:
    """Return the project as far as its pieces can be read, and the names of those that cannot."""
    if not found:
        return Project(), []
    broken: list[str] = []

    def take(name: str, read: Callable[[str], _Value]) -> _Value | None:
        try:
            return read(found[name])
        except _MISFITS:
            broken.append(name)
            return None

    videos = _ids(found, "video")
    layers, sentences = _ids(found, "expression"), _ids(found, "sentence")
    order = take(_PROJECT, _read_order)
    if order is not None:
        listed = (order.videos, order.expressions, order.sentences)
        if [*map(set, listed)] != [*map(set, (videos, layers, sentences))]:
            broken.append(_PROJECT)
        videos = [one for one in order.videos if one in videos]
        layers = [one for one in order.expressions if one in layers]
        sentences = [one for one in order.sentences if one in sentences]
    read_videos = [
        video
        for number in videos
        if (video := take(f"video/{number}", partial(_read_video, number)))
    ]
    frames = {video.id: video.frame_count for video in read_videos}
    owners = set(layers)
    corrections: dict[int, dict[int, Correction]] = {}
    for name in found:
        kind, _, rest = name.partition("/")
        if kind == "correction":
            owner, _, frame = rest.partition("/")
            correction = take(name, _read_correction)
            if correction is None:
                continue
            if (
                _is_id(owner) and _is_id(frame) and int(owner) in owners
            ) and name == _correction_name(int(owner), int(frame)):
                corrections.setdefault(int(owner), {})[int(frame)] = correction
            else:
                broken.append(name)
        elif kind not in _KINDS:
            broken.append(name)
    read_layers = []
    for number in layers:
        own = corrections.get(number, {})
        read = partial(_read_layer, number, corrections=own, frames=frames)
        layer = take(f"expression/{number}", read)
        if layer is not None:
            read_layers.append(layer)
    of_video = {each.id: each.video for each in read_layers}
    read_sentences = []
    for number in sentences:
        one = take(f"sentence/{number}", partial(_read_sentence, number))
        if one is None:
            continue
        left = tuple(each for each in one.layers if of_video.get(each) == one.video)
        if left != one.layers or one.video not in frames:
            broken.append(f"sentence/{number}")
        # Without its objects it would say that there is none.
        if one.video in frames and bool(left) == bool(one.layers):
            read_sentences.append(replace(one, layers=left))
    largest = max([0, *videos, *layers, *sentences])
    next_id = order.next_id if order is not None else largest + 1
    if next_id <= largest:
        broken.append(_PROJECT)
        next_id = largest + 1
    whole = Project(
        tuple(read_videos),
        tuple(read_layers),
        next_id,
        tuple(read_sentences),
        () if order is None else order.categories,
    )
    return whole, broken


def patched(project: Project, put: Mapping[str, str], gone: Collection[str]) -> Project:
    """Return `project` with the pieces `put` in the place of its own, and without those `gone`.

    It is what `changed_records` undoes; pieces that are not named are shared with `project`.

    Raises:
        DecisionError: a piece is not as it should be, or does not fit the others.
    """
    try:
        videos = {int(one.id): one for one in project.videos}
        layers = {int(one.id): one for one in project.layers}
        corrections = {number: dict(one.corrections) for number, one in layers.items()}
        for name in gone:
            kind, number, frame = _parted(name)
            if kind == "correction":
                corrections[number].pop(frame, None)
        sentences = {int(one.id): one for one in project.expressions}
        order = StoredOrder(
            videos=tuple(videos),
            expressions=tuple(layers),
            next_id=project.next_id,
            sentences=tuple(sentences),
            categories=project.categories,
        )
        for name, text in put.items():
            kind, number, frame = _parted(name)
            if kind == _PROJECT:
                order = _read_order(text)
            elif kind == "video":
                videos[number] = _read_video(number, text)
            elif kind == "correction":
                corrections.setdefault(number, {})[frame] = _read_correction(text)
            elif kind == "sentence":
                sentences[number] = _read_sentence(number, text)
        frames = {one.id: one.frame_count for one in videos.values()}
        for name, text in put.items():
            kind, number, _ = _parted(name)
            if kind == "expression":
                own = corrections.get(number, {})
                layers[number] = _read_layer(number, text, own, frames)
        led = Project(
            tuple(videos[number] for number in order.videos),
            tuple(layers[number] for number in order.expressions),
            order.next_id,
            tuple(sentences[number] for number in order.sentences),
            order.categories,
        )
        for one in led.expressions:
            led.with_expression(one)  # raises where it does not fit
        return led
    except (*_MISFITS, IndexError) as error:
        raise DecisionError(str(error)) from error


def _parted(name: str) -> tuple[str, int, int]:
    """Return of what kind a piece is, and its number and frame, as far as it has them."""
    kind, *numbers = name.split("/")
    if kind not in _KINDS or not all(map(_is_id, numbers)):
        raise DecisionError(name)
    number, frame = (int(each) for each in (*numbers, "0", "0")[:2])
    return kind, number, frame


def _loaded(text: str, kind: type[_Value]) -> _Value:
    if sum(map(text.count, "[{,")) > _MOST_PARTS:
        raise DecisionError("too many parts")
    return value_of(text, kind)


def _read_video(number: int, text: str) -> Video:
    return _loaded(text, StoredVideo).video(number)


def _read_correction(text: str) -> Correction:
    return _loaded(text, StoredCorrection).correction()


def _read_sentence(number: int, text: str) -> Expression:
    return _loaded(text, StoredSentence).expression(number)


def _read_layer(
    number: int,
    text: str,
    corrections: Mapping[int, Correction],
    frames: Mapping[VideoId, int],
) -> Layer:
    return _loaded(text, StoredLayer).layer(number, corrections, frames)


def _read_order(text: str) -> StoredOrder:
    order = _loaded(text, StoredOrder)
    order.check()
    return order


def _ids(found: Mapping[str, str], kind: str) -> list[int]:
    numbers = [name.partition("/")[2] for name in found if name.startswith(f"{kind}/")]
    return sorted(int(number) for number in numbers if _is_id(number))


def _is_id(number: str) -> bool:
    return number.isdecimal() and len(number) < 17


def _correction_name(layer: int, frame: int) -> str:
    return f"correction/{layer}/{frame}"


def _order(project: Project) -> str:
    return text_of(
        StoredOrder(
            videos=tuple(video.id for video in project.videos),
            expressions=tuple(layer.id for layer in project.layers),
            next_id=project.next_id,
            sentences=tuple(one.id for one in project.expressions),
            categories=project.categories,
        )
    )
