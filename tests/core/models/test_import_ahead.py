"""What a first search needs is imported before, so that nobody waits for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

_SCRIPT = """
import sys
from soc_studio.core.models.import_ahead import import_ahead
for _ in import_ahead():
    pass
before = set(sys.modules)
assert "torch" in before
from soc_studio.core.models.loading import load_model
from soc_studio.core.search.first_answer import warm_up
warm_up(load_model("soc-mini", "cpu"))
print(*sorted(each for each in set(sys.modules) - before if each.startswith(("soc_", "torch"))))
"""


@pytest.mark.slow
def test_the_first_answer_imports_nothing_more_of_ours_or_of_pytorch() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == []
