"""Decisions as small pieces of text, each stored under its own name.

An edit touches few of them, so that little has to be written; what is read is checked piece by
piece, since a project may come from anyone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, TypeVar

from soc_rvos.masks import Mask
from soc_rvos.rle import checked_mask
from soc_studio.core.project.project import (
    LONGEST_SIDE,
    LONGEST_TEXT,
    MOST_FRAMES,
    MOST_PIXELS,
    MOST_SMOOTH,
    Absent,
    Choice,
    Correction,
    EditError,
    Layer,
    LayerId,
    MatteSettings,
    Origin,
    Pick,
    Project,
    Review,
    Video,
    VideoId,
)
from soc_studio.core.project.spans import ValuedSpan, ValuedSpans

_MOST_ID = 2**53
_MOST_PARTS = 2**21  # of a piece: empty lists would take much more memory than they take text
_PROJECT = "project"
# What comes of reading a piece that is none.
_MISFITS = (KeyError, TypeError, ValueError, AttributeError, RecursionError, EditError)

_Value = TypeVar("_Value")


class DecisionError(ValueError):
    """A piece is not what a project is made of."""


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
            put[f"video/{video.id}"] = json.dumps(_from_video(video))
    gone |= {f"video/{video}" for video in old_videos}
    old_layers = {layer.id: layer for layer in old.layers}
    for layer in after.layers:
        was = old_layers.pop(layer.id, None)
        if was is not layer:
            put[f"expression/{layer.id}"] = json.dumps(_from_layer(layer))
        known = was.corrections if was is not None else {}
        if known is not layer.corrections:
            for frame, correction in layer.corrections.items():
                if known.get(frame) is not correction:
                    put[_correction_name(layer.id, frame)] = json.dumps(
                        _from_correction(correction)
                    )
            gone |= {
                _correction_name(layer.id, frame)
                for frame in known
                if frame not in layer.corrections
            }
    for was in old_layers.values():
        gone.add(f"expression/{was.id}")
        gone |= {_correction_name(was.id, frame) for frame in was.corrections}
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

    def take(name: str, read: Callable[[Any], _Value]) -> _Value | None:
        try:
            return read(_loaded(found[name]))
        except _MISFITS:
            broken.append(name)
            return None

    videos = _ids(found, "video")
    layers = _ids(found, "expression")
    order = take(_PROJECT, _read_order)
    if order is not None:
        if set(order[0]) != set(videos) or set(order[1]) != set(layers):
            broken.append(_PROJECT)
        videos = [one for one in order[0] if one in videos]
        layers = [one for one in order[1] if one in layers]
    read_videos = [
        video
        for number in videos
        if (video := take(f"video/{number}", lambda piece: _to_video(number, piece)))  # noqa: B023
    ]
    frames = {video.id: video.frame_count for video in read_videos}
    owners = set(layers)
    corrections: dict[int, dict[int, Correction]] = {}
    for name in found:
        kind, _, rest = name.partition("/")
        if kind == "correction":
            owner, _, frame = rest.partition("/")
            correction = take(name, _to_correction)
            if correction is None:
                continue
            if (
                _is_id(owner) and _is_id(frame) and int(owner) in owners
            ) and name == _correction_name(int(owner), int(frame)):
                corrections.setdefault(int(owner), {})[int(frame)] = correction
            else:
                broken.append(name)
        elif kind not in (_PROJECT, "video", "expression"):
            broken.append(name)
    read_layers = []
    for number in layers:
        own = corrections.get(number, {})
        layer = take(
            f"expression/{number}",
            lambda piece: _to_layer(number, piece, own, frames),  # noqa: B023
        )
        if layer is not None:
            read_layers.append(layer)
    largest = max([0, *videos, *layers])
    next_id = order[2] if order is not None else largest + 1
    if next_id <= largest:
        broken.append(_PROJECT)
        next_id = largest + 1
    return Project(tuple(read_videos), tuple(read_layers), next_id), broken


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
        order = (list(videos), list(layers), project.next_id)
        for name, text in put.items():
            kind, number, frame = _parted(name)
            if kind == _PROJECT:
                order = _read_order(_loaded(text))
            elif kind == "video":
                videos[number] = _to_video(number, _loaded(text))
            elif kind == "correction":
                corrections.setdefault(number, {})[frame] = _to_correction(_loaded(text))
        frames = {one.id: one.frame_count for one in videos.values()}
        for name, text in put.items():
            kind, number, _ = _parted(name)
            if kind == "expression":
                own = corrections.get(number, {})
                layers[number] = _to_layer(number, _loaded(text), own, frames)
        return Project(
            tuple(videos[number] for number in order[0]),
            tuple(layers[number] for number in order[1]),
            order[2],
        )
    except (*_MISFITS, IndexError) as error:
        raise DecisionError(str(error)) from error


def _parted(name: str) -> tuple[str, int, int]:
    """Return of what kind a piece is, and its number and frame, as far as it has them."""
    kind, *numbers = name.split("/")
    if kind not in (_PROJECT, "video", "expression", "correction") or not all(map(_is_id, numbers)):
        raise DecisionError(name)
    number, frame = (int(each) for each in (*numbers, "0", "0")[:2])
    return kind, number, frame


def _loaded(text: str) -> Any:
    if sum(map(text.count, "[{,")) > _MOST_PARTS:
        raise DecisionError("too many parts")
    return json.loads(text)


def _ids(found: Mapping[str, str], kind: str) -> list[int]:
    numbers = [name.partition("/")[2] for name in found if name.startswith(f"{kind}/")]
    return sorted(int(number) for number in numbers if _is_id(number))


def _is_id(number: str) -> bool:
    return number.isdecimal() and len(number) < 17


def _correction_name(layer: int, frame: int) -> str:
    return f"correction/{layer}/{frame}"


def _order(project: Project) -> str:
    return json.dumps(
        {
            "videos": [video.id for video in project.videos],
            "expressions": [layer.id for layer in project.layers],
            "next_id": project.next_id,
        }
    )


def _read_order(piece: Any) -> tuple[list[int], list[int], int]:
    videos = [_number(one, 1, _MOST_ID) for one in _list(piece["videos"])]
    layers = [_number(one, 1, _MOST_ID) for one in _list(piece["expressions"])]
    if len({*videos, *layers}) != len(videos) + len(layers):
        raise DecisionError("an id is given twice")
    return videos, layers, _number(piece["next_id"], 1, _MOST_ID)


def _from_video(video: Video) -> dict[str, Any]:
    return {
        "name": video.name,
        "relative": None if video.relative is None else str(video.relative),
        "absolute": video.absolute,
        "fingerprint": video.fingerprint,
        "size": [video.width, video.height],
        "frame_count": video.frame_count,
        "rate": str(video.rate),
        "in_point": video.in_point,
        "out_point": video.out_point,
        **({"stand_in": video.stand_in} if video.stand_in else {}),
    }


def _to_video(number: int, piece: Any) -> Video:
    width, height = (_number(side, 1, LONGEST_SIDE) for side in _list(piece["size"]))
    count = _number(piece["frame_count"], 1, MOST_FRAMES)
    # Not `Fraction` of the text: of "1e999999999" it would make a number that fills the memory.
    frames, _, seconds = _text(piece["rate"], 40).partition("/")
    rate = Fraction(int(frames), _number(int(seconds or 1), 1, _MOST_ID))
    relative = piece["relative"]
    out_point = piece["out_point"]
    in_point = _number(piece["in_point"], 0, count - 1)
    return Video(
        VideoId(number),
        _text(piece["name"]),
        None if relative is None else PurePosixPath(_text(relative)),
        _text(piece["absolute"]),
        _text(piece["fingerprint"], 200),
        width,
        height,
        count,
        rate,
        in_point,
        None if out_point is None else _number(out_point, in_point + 1, count),
        _text(piece.get("stand_in", ""), 200),
    )


def _from_layer(layer: Layer) -> dict[str, Any]:
    matte = layer.matte
    return {
        "video": layer.video,
        "text": layer.expression,
        "name": layer.name,
        "colour": list(layer.colour),
        "category": layer.category,
        "visible": layer.visible,
        "locked": layer.locked,
        "imported": layer.imported,
        "choices": [[each.start, each.stop, _from_choice(each.value)] for each in layer.choices],
        "reviews": [[each.start, each.stop, str(each.value)] for each in layer.reviews],
        "matte": {
            "threshold": matte.threshold,
            "grow": matte.grow,
            "feather": matte.feather,
            "fill_holes": matte.fill_holes,
            "remove_specks": matte.remove_specks,
            "smooth": matte.smooth,
        },
    }


def _to_layer(
    number: int, piece: Any, corrections: dict[int, Correction], frames: Mapping[VideoId, int]
) -> Layer:
    video = VideoId(_number(piece["video"], 1, _MOST_ID))
    count = frames[video]
    red, green, blue = (_number(part, 0, 255) for part in _list(piece["colour"]))
    matte = piece["matte"]
    threshold = matte["threshold"]
    imported = piece["imported"]
    if any(frame >= count for frame in corrections):
        raise DecisionError("a correction is of no frame of the video")
    text = _text(piece["text"])
    if not text.split():
        raise DecisionError("an expression has no words")
    return Layer(
        LayerId(number),
        video,
        text,
        (red, green, blue),
        _text(piece["name"]),
        _flag(piece["visible"]),
        _flag(piece["locked"]),
        None if imported is None else _number(imported, 1, _MOST_ID),
        _stretches(piece["choices"], count, _to_choice),
        MappingProxyType(dict(sorted(corrections.items()))),
        _stretches(piece["reviews"], count, Review),
        MatteSettings(
            None if threshold is None else _real(threshold),
            _number(matte["grow"], -1000, 1000),
            _real(matte["feather"]),
            _number(matte["fill_holes"], 0, MOST_PIXELS),
            _number(matte["remove_specks"], 0, MOST_PIXELS),
            _number(matte.get("smooth", 0), 0, MOST_SMOOTH),
        ),
        _text(piece.get("category", "")),
    )


def _from_choice(choice: Choice) -> dict[str, Any] | None:
    if isinstance(choice, Absent):
        return None
    return {"frame": choice.frame, **_from_mask(choice.mask)}


def _to_choice(piece: Any) -> Choice:
    if piece is None:
        return Absent()
    return Pick(_number(piece["frame"], 0, MOST_FRAMES), _to_mask(piece))


def _from_correction(correction: Correction) -> dict[str, Any]:
    return {
        "origin": str(correction.origin),
        "source": correction.source,
        **_from_mask(correction.mask),
    }


def _to_correction(piece: Any) -> Correction:
    source = piece["source"]
    return Correction(
        _to_mask(piece),
        Origin(piece["origin"]),
        None if source is None else _number(source, 0, MOST_FRAMES),
    )


def _from_mask(mask: Mask) -> dict[str, Any]:
    return {"size": [mask.height, mask.width], "counts": mask.counts.decode("ascii")}


def _to_mask(piece: Any) -> Mask:
    height, width = (_number(side, 1, LONGEST_SIDE) for side in _list(piece["size"]))
    if height * width > MOST_PIXELS:
        raise DecisionError("a mask of that size cannot be")
    return checked_mask(height, width, _text(piece["counts"], MOST_PIXELS).encode("ascii"))


def _stretches(piece: Any, count: int, read: Callable[[Any], _Value]) -> ValuedSpans[_Value]:
    def items() -> Iterator[ValuedSpan[_Value]]:
        for start, stop, value in _list(piece):
            yield ValuedSpan(_number(start, 0, count), _number(stop, 0, count), read(value))

    return ValuedSpans(tuple(items()))


def _list(piece: Any) -> list[Any]:
    if not isinstance(piece, list):
        raise DecisionError("not a list")
    return piece


def _text(piece: Any, longest: int = LONGEST_TEXT) -> str:
    if not isinstance(piece, str) or len(piece) > longest:
        raise DecisionError("not a text")
    return piece


def _flag(piece: Any) -> bool:
    if not isinstance(piece, bool):
        raise DecisionError("not yes or no")
    return piece


def _number(piece: Any, least: int, most: int) -> int:
    if isinstance(piece, bool) or not isinstance(piece, int) or not least <= piece <= most:
        raise DecisionError("not a number in its range")
    return piece


def _real(piece: Any) -> float:
    if isinstance(piece, bool) or not isinstance(piece, int | float):
        raise DecisionError("not a number")
    if not -_MOST_ID <= piece <= _MOST_ID:
        raise DecisionError("not a number in its range")
    return float(piece)
