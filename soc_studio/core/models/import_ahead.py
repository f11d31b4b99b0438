"""Imports what runs networks before anybody waits for it."""

from __future__ import annotations

from collections.abc import Generator
from importlib import import_module

from soc_studio.core.system.libraries import load_pytorch

_MODULES = (
    "torch",
    "soc_studio.core.models.loading",
    "soc_rvos.loading",
    "soc_rvos.model",
    "soc_studio.core.search.first_answer",
    "soc_studio.core.search.preparation",
    "soc_studio.core.search.search",
    "soc_studio.core.search.speeds",
)


def import_ahead() -> Generator[None, None, None]:
    """Import the networks and what searches with them, a module a step; for a thread of its own.

    Other threads work meanwhile: nothing here holds the interpreter for long.
    """
    load_pytorch()
    yield None
    for name in _MODULES:
        import_module(name)
        yield None
