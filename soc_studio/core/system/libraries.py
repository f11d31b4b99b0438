"""Large libraries, loaded one at a time, by threads that hold nobody up."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from soc_studio.core.system.pytorch_import import prepare

LOADING = threading.Lock()
"""Held by whoever loads a large library on a thread of its own.

The system loads one library at a time. An import that has to wait for another thread's holds the
interpreter meanwhile, and with it the window; waiting for this lock first does not.
"""
_PYTORCH = {
    "linux": ("libtorch_cpu.so", "libtorch_python.so"),
    "darwin": ("libtorch_cpu.dylib",),
}


def load_pytorch() -> None:
    """Load PyTorch's largest libraries, which takes a second, without holding the interpreter.

    For a thread that is about to import PyTorch while a window is shown. An import holds the
    interpreter while the system loads a library, a call of a function of C does not. The import
    then finds the library loaded, and takes less time itself (`pytorch_import`). Where that does
    not work nothing is lost.
    """
    prepare()
    names, found = _PYTORCH.get(sys.platform), None
    if names is not None and "torch" not in sys.modules:
        found = find_spec("torch")
    if found is None or found.origin is None or names is None:
        return
    for name in names:
        library = Path(found.origin).parent / "lib" / name
        if library.is_file():
            load_library(library)


def load_library(path: Path) -> None:
    """Load a library of C without holding the interpreter, for an import that finds it loaded.

    Where that does not work nothing is lost: the import says why.
    """
    with LOADING:
        if sys.platform == "win32":
            with suppress(OSError):
                ctypes.CDLL(os.fspath(path))
        else:
            _loader()(os.fsencode(path), os.RTLD_NOW | os.RTLD_LOCAL)


@cache
def _loader() -> Callable[[bytes, int], object]:
    """Return the system's function that loads a library, for whoever holds `LOADING`.

    To look for it holds the interpreter, and has to wait while another thread loads a library.
    """
    load = ctypes.CDLL(None).dlopen
    load.restype = ctypes.c_void_p
    load.argtypes = (ctypes.c_char_p, ctypes.c_int)
    return load
