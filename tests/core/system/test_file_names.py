"""Names of files that are no text, or more than a line, as text."""

from __future__ import annotations

import json
import os
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soc_studio.core.system.file_names import coded_name, on_one_line


@pytest.mark.parametrize(
    ("name", "coded"),
    [
        ("clip.mp4", "clip.mp4"),
        ("100% café 👩‍🦰.mp4", "100% café 👩‍🦰.mp4"),
        ("caf\udce9.ts", "caf%E9.ts"),
        ("100% caf\udce9.ts", "100%25 caf%E9.ts"),
        ("\ud83d.mp4", "%ED%A0%BD.mp4"),
    ],
)
def test_only_a_name_that_is_no_text_is_coded(name: str, coded: str) -> None:
    assert coded_name(name) == coded


@given(st.binary(min_size=1))
def test_the_bytes_of_a_name_can_be_had_back(raw: bytes) -> None:
    name = raw.decode(errors="surrogateescape")
    coded = coded_name(name)
    assert json.loads(json.dumps(coded, ensure_ascii=False).encode()) == coded
    back = coded.encode() if coded == name else unquote_to_bytes(coded)
    assert back == name.encode(errors="surrogateescape")


def test_a_line_has_nothing_that_steers_a_terminal() -> None:
    said = on_one_line("a\nb\x1b[31m\r\t\u202e\ud800 é 👩‍🦰" + os.linesep)
    assert said.rstrip("?") == "a?b?[31m???? é 👩‍🦰"
