"""Single values of COCO's JSON: what things are called and told apart by, whoever wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from soc_studio.core.formats.imported_layer import MaskImportError, shortened
from soc_studio.core.system.messages import message


def objects_of(
    content: Mapping[str, Any], key: str, named: str, needed: bool = True
) -> list[dict[str, Any]]:
    """Return the objects that are listed as `key`, none where they are not `needed`.

    Raises:
        MaskImportError: they are no list of objects, and `named` is damaged.
    """
    found = content.get(key, None if needed else [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise damaged(named)
    return found


def key_of(thing: Mapping[str, Any], name: str, named: str) -> int | str:
    """Return the number or name that `thing` has as `name`.

    Raises:
        MaskImportError: it has none, and `named` is damaged.
    """
    key = as_key(thing.get(name))
    if key is None:
        raise damaged(named)
    return key


def as_key(value: Any) -> int | str | None:
    """Return a number or name that tells things apart, None where `value` is none; tables of pandas
    make 7.0 of 7."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int | str) else None


def track_of(annotation: Mapping[str, Any]) -> int | str | None:
    """Return what tells an object from others of its category; CVAT has it in `attributes`."""
    for place in (annotation, annotation.get("attributes")):
        if isinstance(place, dict):
            for name in ("track_id", "instance_id"):
                if (found := as_key(place.get(name))) is not None:
                    return found
    return None


def has_box(annotation: Mapping[str, Any]) -> bool:
    """Return whether an annotation says that an object is there, by a box of some size."""
    match annotation.get("bbox"):
        case [_, _, int() | float() as width, int() | float() as height]:
            return width > 0 and height > 0
    return False


def called_of(thing: Mapping[str, Any], place: int) -> str:
    """Return what to call `thing` in sentences: its id, or its `place` in its list."""
    if "id" in thing:
        return shortened(thing["id"])
    return message("at place {place}", place=place)


def damaged(named: str) -> MaskImportError:
    """Return the error that `named` is no file of COCO's."""
    return MaskImportError(
        message("{named} is not valid COCO JSON.", named=named),
        message("Write the file again with the program that made it."),
    )
