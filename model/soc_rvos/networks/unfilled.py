"""Networks built without first numbers, where a file has all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from torch import Tensor
from torch.nn import init
from torch.overrides import TorchFunctionMode

_FILLING = frozenset(
    (
        *(init.uniform_, init.normal_, init.trunc_normal_, init.constant_, init.ones_, init.zeros_),
        *(init.kaiming_uniform_, init.kaiming_normal_, init.xavier_uniform_, init.xavier_normal_),
        *(Tensor.uniform_, Tensor.normal_),
    )
)


class Unfilled(TorchFunctionMode):
    """Within it, on its thread, modules leave their weights as the memory is: drawing millions of
    numbers that a file replaces takes longer than reading the file."""

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Sequence[type],
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the tensor that `func` would fill; call all other functions."""
        values = kwargs or {}
        if func in _FILLING:
            return args[0] if args else values["tensor"]
        return func(*args, **values)
