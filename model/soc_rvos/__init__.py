"""Networks that find what an expression refers to in a video: frames and words in, tracks out.

>>> import soc_rvos
>>> model = soc_rvos.load("soc-mini")
>>> (track,) = model.segment(frames, "the dog")  # uint8 [T, H, W, 3]
>>> track.masks.shape == frames.shape[:3], track.masks.dtype
(True, dtype('bool'))
>>> track.scores.dtype, track.present.dtype
(dtype('float32'), dtype('bool'))

For research, tensors in and tensors out, with the same call for every network:

>>> output = model.network(**model.processor(frames[:8], ["the dog", "the woman"]))
>>> output.scores.shape  # 2 expressions, 8 frames, 3 object queries, 1 class
torch.Size([2, 8, 3, 1])

Importing this package is quick: torch is imported by the first use of a network. Import it before
torch: it has torch's threads sleep while they wait, unless OMP_WAIT_POLICY says otherwise. Two
programs whose threads spin slow each other down many times on the same cores.
A part of torch that networks do not need then waits until somebody does (`pytorch_import`).

What anybody needs to run, score or train such networks belongs here. Windows and projects belong to
`soc_studio`, what makes the network that ships to `soc_rvos_recipe`.
"""

from __future__ import annotations

import gc
import os
from importlib import import_module
from typing import TYPE_CHECKING

from soc_rvos.errors import CheckpointError, ModelNotFoundError, RvosError
from soc_rvos.places import add_place, available

if TYPE_CHECKING:
    from soc_rvos.language.findings import Understanding
    from soc_rvos.model import Model, load
    from soc_rvos.networks.outputs import SocAnswers
    from soc_rvos.object_track import Track
    from soc_rvos.picture_folder import PictureFolder
    from soc_rvos.pointing import mask_at
    from soc_rvos.settings import FrameSource
    from soc_rvos.tracking import track

__all__ = [
    "CheckpointError",
    "FrameSource",
    "Model",
    "ModelNotFoundError",
    "PictureFolder",
    "RvosError",
    "SocAnswers",
    "Track",
    "Understanding",
    "add_place",
    "available",
    "load",
    "mask_at",
    "track",
]

# Read when torch is loaded, hence here.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
# NumPy's matrices are small here, and its threads spin, too.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_LATER = {
    "FrameSource": "soc_rvos.settings",
    "Model": "soc_rvos.model",
    "PictureFolder": "soc_rvos.picture_folder",
    "SocAnswers": "soc_rvos.networks.outputs",
    "Track": "soc_rvos.object_track",
    "Understanding": "soc_rvos.language.findings",
    "load": "soc_rvos.model",
    "mask_at": "soc_rvos.pointing",
    "track": "soc_rvos.tracking",
}


def __getattr__(name: str) -> object:
    """Import the slow modules on first use."""
    if name not in _LATER:
        raise AttributeError(f"module 'soc_rvos' has no attribute '{name}'")
    collects = gc.isenabled()
    gc.disable()  # torch comes with a million objects that stay: garbage is not looked for in them
    try:
        value: object = getattr(import_module(_LATER[name]), name)
    finally:
        if collects:
            gc.enable()
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
