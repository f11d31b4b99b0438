"""PyTorch without what networks never ask for, until somebody asks.

A quarter of `import torch` describes every operation a second time, in Python, for tensors without
numbers (the device "meta", `torch.compile`, `transformers`). Here that is put off until somebody
makes such a tensor, imports more of PyTorch, or looks into what was put off: then it is imported,
in the order of before, and everything is as it would have been. The window does so, whose users
wait for the first search; who imports `soc_rvos` has PyTorch as it is.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_KNOWN = ("2.13.",)  # releases of which is known that nothing else needs what is put off
_PUT_OFF = "torch._meta_registrations"
_WITH_IT = ("torch._decomp", "torch._prims", "torch._refs")  # what it alone imports
_MAKERS = ("empty.memory_format", "empty_strided")  # who makes a tensor without numbers asks these


def prepare() -> None:
    """Have a later `import torch` of this process take less time."""
    if "torch" not in sys.modules and not any(isinstance(each, _PutOff) for each in sys.meta_path):
        sys.meta_path.insert(0, _PutOff())


class _PutOff:
    """Finds a placeholder for the module, and sees which others are imported after it.

    It is a finder and a loader, see `importlib.abc`.
    """

    def __init__(self) -> None:
        self._library: Any = (
            None  # kernels that notice a tensor without numbers; None: nothing is put off
        )
        self._kernels: list[object] = []  # these may still run when they are taken back
        self._lock = threading.Lock()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the placeholder's while PyTorch is imported; later, import what was put off."""
        if not name.startswith("torch."):
            return None
        torch = sys.modules["torch"]
        if getattr(torch.__spec__, "_initializing", False):
            is_known = name == _PUT_OFF and torch.__version__.startswith(_KNOWN)
            return ModuleSpec(name, self) if is_known else None  # type: ignore[arg-type]
        if self._library is None:
            return None
        self.complete()
        there = sys.modules.get(name)
        if there is not None:  # now: it must not be imported twice, which it would be by its spec
            there.__spec__ = ModuleSpec(name, _There(there))  # type: ignore[arg-type]
        return getattr(there, "__spec__", None)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the placeholder."""
        return _Placeholder(spec.name, self.complete)

    def exec_module(self, module: ModuleType) -> None:
        """See to it that whoever needs what is put off is noticed."""
        torch: Any = sys.modules["torch"]
        for name in _WITH_IT:
            if name not in sys.modules:
                setattr(torch, name.removeprefix("torch."), _Placeholder(name, self.complete))
        # Also put off is what `torch.Generator` is refused without, which loaders of data make.
        torch._C._set_generator_metaclass(import_module("torch._opaque_base").OpaqueBaseMeta)
        self._library = torch.library.Library("aten", "IMPL")
        for name in _MAKERS:
            self._library.impl(name, self._maker(name), "Meta")
        self._kernels = [torch.library.get_kernel("aten::" + name, "Meta") for name in _MAKERS]

    def _maker(self, name: str) -> Callable[..., object]:
        """Return a kernel that makes a tensor without numbers once everything is there."""
        torch: Any = sys.modules["torch"]
        own = torch.library.get_kernel("aten::" + name, "Meta")
        keys = torch._C.DispatchKeySet(torch._C.DispatchKey.Meta)

        def make(*given: object, **named: object) -> object:
            self.complete()
            made: object = own.call_boxed(keys, *given, **named)
            return made

        return make

    def complete(self) -> None:
        """Import what was put off, if anything is; wait where another thread is doing so."""
        with self._lock:
            library, self._library = self._library, None
            if library is not None:
                sys.modules.pop(_PUT_OFF)
        import_module(_PUT_OFF)
        if library is not None:  # not before: who makes such a tensor meanwhile must wait
            library._destroy()


class _There:
    """Loads a module that is there, see `importlib.abc.Loader`."""

    def __init__(self, module: ModuleType) -> None:
        self._module, self._spec = module, module.__spec__

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the module."""
        return self._module

    def exec_module(self, module: ModuleType) -> None:
        """Leave the module as it was."""
        module.__spec__ = self._spec


class _Placeholder(ModuleType):
    """Stands for a module that was put off; whoever looks into it has it imported."""

    def __init__(self, name: str, complete: Callable[[], None]) -> None:
        super().__init__(name)
        self.__complete__ = complete

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # asked of every module there is
            raise AttributeError(name)
        self.__complete__()
        found: object = getattr(import_module(self.__name__), name)
        return found
