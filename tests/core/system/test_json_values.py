"""JSON read as typed values, from anyone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import pytest

from soc_studio.core.system.json_values import (
    Amount,
    Count,
    JsonError,
    Sha256,
    text_of,
    value_in,
    value_of,
)


class Thing(msgspec.Struct):
    name: Annotated[str, msgspec.Meta(max_length=5)]
    count: Count = 0
    share: Amount = 0.0
    more: dict[str, list[int]] = msgspec.field(default_factory=dict)


def test_what_is_written_is_read_again() -> None:
    thing = Thing("é\udcff", 3, 0.5, {"a": [1, 2]})
    assert text_of(thing).isascii()
    assert value_of(text_of(thing), Thing) == thing
    assert value_of('{"name": "a", "new": [{}]}', Thing) == Thing("a")


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", "{}", "\0", "[" * 100_000, '{"name":' * 100_000),
        *('{"name": 3}', '{"name": "abcdef"}', '{"name": "a"} x', '{"name": "a", "count": -1}'),
        *(
            f'{{"name": "a", "count": {each}}}'
            for each in ("true", '"1"', "1.5", 2**63, "9" * 5000)
        ),
        *(f'{{"name": "a", "share": {each}}}' for each in ("NaN", "Infinity", "1e999", "9" * 400)),
        *(f'{{"name": "a", "more": {each}}}' for each in ("[]", '{"a": 1}', '{"a": [null]}')),
    ],
)
def test_what_is_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(JsonError):
        value_of(text, Thing)


@pytest.mark.parametrize("digest", ["0" * 63, "0" * 65, "0" * 63 + "g", "0" * 64 + "\n", "A" * 64])
def test_a_digest_is_of_64_digits(digest: str) -> None:
    assert value_of(text_of(["0" * 64]), list[Sha256]) == ["0" * 64]
    with pytest.raises(JsonError):
        value_of(text_of([digest]), list[Sha256])


def test_a_file_is_read_up_to_a_size(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[1, 2]", encoding="utf-8")
    assert value_in(path, list[int], 6) == [1, 2]
    with pytest.raises(JsonError):
        value_in(path, list[int], 5)
    path.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(JsonError):
        value_in(path, list[int], 100)
    with pytest.raises(FileNotFoundError):
        value_in(tmp_path / "b.json", list[int], 100)
