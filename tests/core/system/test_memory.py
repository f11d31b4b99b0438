"""What the machine tells of its memory."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from soc_studio.core.system import memory


def test_free_memory_and_that_of_the_program_are_numbers_everywhere() -> None:
    free, used = memory.free_memory("cpu"), memory.memory_in_use()
    assert free is not None
    assert used is not None
    assert 0 < free <= psutil.virtual_memory().total
    assert 2**20 < used < psutil.virtual_memory().total


@pytest.mark.parametrize(
    ("limit", "used", "left"),
    [("1000", "400", 600), ("1000", "2000", 0), ("max", "400", None), ("", "", None)],
)
def test_a_container_has_what_is_left_of_its_share(
    limit: str, used: str, left: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "_GROUP", tmp_path)
    (tmp_path / "memory.max").write_text(f"{limit}\n", encoding="ascii")
    (tmp_path / "memory.current").write_text(f"{used}\n", encoding="ascii")
    whole = psutil.virtual_memory().total
    free = memory.free_memory("cpu")
    assert free == left if left is not None else free is not None and 1000 < free <= whole
