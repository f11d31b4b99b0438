"""Imports what runs networks before anybody waits for it."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Generator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from soc_studio.core.system.libraries import LOADING

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
_LIBRARIES = {
    "linux": ("libtorch_cpu.so", "libtorch_python.so"),
    "darwin": ("libtorch_cpu.dylib",),
}


def import_ahead() -> Generator[None, None, None]:
    """Import the networks and what searches with them, a module a step; for a thread of its own.

    Other threads work meanwhile: nothing here holds the interpreter for long.
    """
    _load_libraries()
    yield None
    for name in _MODULES:
        import_module(name)
        yield None


def _load_libraries() -> None:
    """Load PyTorch's largest libraries, which takes a second, without holding the interpreter.

    An import holds the interpreter while the system loads a library, a call of a function of C does
    not. The import then finds the library loaded. Where that does not work nothing is lost.
    """
    names, found = _LIBRARIES.get(sys.platform), None
    if names is not None and "torch" not in sys.modules:
        found = find_spec("torch")
    if found is None or found.origin is None or names is None:
        return
    load = ctypes.CDLL(None).dlopen
    load.restype = ctypes.c_void_p
    load.argtypes = (ctypes.c_char_p, ctypes.c_int)
    for name in names:
        library = Path(found.origin).parent / "lib" / name
        if library.is_file():
            with LOADING:
                load(os.fsencode(library), os.RTLD_NOW | os.RTLD_LOCAL)
