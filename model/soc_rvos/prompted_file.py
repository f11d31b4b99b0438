"""Reads and writes files of the trackers that come from the library transformers.

A kind of tracker is one row of `KINDS`. Our file of it is safetensors with everything that the
library needs to build it: what kind it is, and its configuration, in the metadata.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from soc_rvos import weights_file
from soc_rvos.checkpoint import TRACKER_FORMAT as FORMAT
from soc_rvos.errors import CheckpointError, RvosError
from soc_rvos.inference.device import backbone_precision, choose_device
from soc_rvos.inference.prompted import PromptedTracker
from soc_rvos.messages import Message, message
from soc_rvos.weights import check

CONFIGURATION, WEIGHTS = "config.json", "model.safetensors"
"""The files that a tracker is published as."""
MOST_CONFIGURATION = 2**20
"""Bytes of the largest configuration that is read."""
_MOST_PARTS, _LARGEST = 100, 8192  # of any number of layers, and of any other number
_building = threading.Lock()


@dataclass(frozen=True, slots=True)
class TrackerKind:
    """A kind of tracker: the library's names for its parts.

    Attributes:
        name: how its configuration calls it.
        system: its name for a person.
        configuration, model, session: classes of the library.
        needs: a package that has to be installed beside it, empty where none has.
    """

    name: str
    system: str
    configuration: str
    model: str
    session: str
    needs: str = ""


KINDS = (
    TrackerKind(
        "sam2_video",
        "SAM 2.1",
        "Sam2VideoConfig",
        "Sam2VideoModel",
        "Sam2VideoInferenceSession",
    ),
    TrackerKind(
        "edgetam_video",
        "EdgeTAM",
        "EdgeTamVideoConfig",
        "EdgeTamVideoModel",
        "EdgeTamVideoInferenceSession",
        needs="timm",
    ),
)


def load_prompted(path: Path, device: str = "auto") -> PromptedTracker:
    """Load the tracker in `path`, a file of ours, onto the device called `device`.

    Raises:
        CheckpointError: the file cannot be read, or is not the weights of a tracker we know.
        RvosError: there is no such device, or a package is missing.
    """
    chosen = choose_device(device)
    kind, model = _load(path)
    return PromptedTracker(
        path.stem,
        model.to(chosen),
        getattr(_library(), kind.session),
        chosen,
        backbone_precision(chosen) if chosen.type == "cuda" else torch.float32,
    )


def kind_of(path: Path) -> TrackerKind:
    """Read the whole of the tracker in `path`, a file of ours, and return its kind.

    Raises:
        CheckpointError: as `load_prompted`.
    """
    return _load(path)[0]


def convert_published(
    configuration: Path, weights: Path, path: Path, about: Mapping[str, str]
) -> TrackerKind:
    """Write the tracker that is published as two files to `path`; return its kind.

    Args:
        configuration, weights: published as `CONFIGURATION` and `WEIGHTS`.
        path: replaced once the file is complete.
        about: more entries of metadata.

    Raises:
        CheckpointError: they are not a tracker of a kind we know.
        RvosError: a package is missing.
    """
    kind, built = _published(configuration)
    content, _ = weights_file.read(weights)
    save(path, _filled(weights, kind, built, content, published=True), about)
    return kind


def check_configuration(path: Path) -> None:
    """Build the published tracker of a configuration without weights, before these are fetched.

    Raises:
        CheckpointError: it is not of a kind we know.
        RvosError: a package is missing.
    """
    kind, configuration = _published(path)
    with _building_errors(path, kind), torch.device("meta"):
        getattr(_library(), kind.model)(configuration)


def save(path: Path, model: Any, about: Mapping[str, str] | None = None) -> None:
    """Write a tracker of the library to `path` as a file of ours."""
    text = model.config.to_json_string(use_diff=False)
    weights_file.write(path, _weights(model), {**(about or {}), "format": FORMAT, "config": text})


def _load(path: Path) -> tuple[TrackerKind, Any]:
    content, metadata = weights_file.read(path)
    if metadata.get("format") != FORMAT:
        raise CheckpointError(message("{file} does not hold a tracker.", file=path.name))
    kind, configuration = _configured(path, metadata.get("config", ""))
    return kind, _filled(path, kind, configuration, content)


def _published(path: Path) -> tuple[TrackerKind, Any]:
    """Return the kind and the library's configuration in the file `path`, as published."""
    try:
        if path.stat().st_size > MOST_CONFIGURATION:
            raise CheckpointError(_unknown(path))
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CheckpointError(message("{file} could not be read.", file=path.name)) from error
    return _configured(path, text)


def _configured(path: Path, text: str) -> tuple[TrackerKind, Any]:
    """Return the kind and the library's configuration in the JSON `text` of an untrusted file."""
    try:
        values = json.loads(text)
        kind = next(each for each in KINDS if each.name == values["model_type"])
        _bound(values)
        for name in ("_name_or_path", "auto_map", "torch_dtype", "dtype"):
            values.pop(name, None)
        return kind, getattr(_library(), kind.configuration)(**values)
    except CheckpointError:
        raise
    except Exception as error:  # whatever the library raises at values it does not expect
        raise CheckpointError(_unknown(path)) from error


def _bound(values: object, name: str = "") -> None:
    """Raise ValueError where a number is larger than in any network of these kinds."""
    if isinstance(values, dict):
        for key, value in values.items():
            _bound(value, str(key))
    elif isinstance(values, list):
        for value in values:
            _bound(value, name)
    elif isinstance(values, int | float) and not isinstance(values, bool):
        parts = any(word in name for word in ("layers", "blocks", "stages", "maskmem"))
        if name != "rope_theta" and abs(values) > (_MOST_PARTS if parts else _LARGEST):
            raise ValueError(name)


def _filled(
    path: Path,
    kind: TrackerKind,
    configuration: Any,
    content: Mapping[str, Tensor],
    published: bool = False,
) -> Any:
    """Return the library's model with the weights `content`, every one of them checked.

    Published weights may have other names, which the library knows.
    """
    build = getattr(_library(), kind.model)
    with _building_errors(path, kind):
        with torch.device("meta"):
            expected = build(configuration).state_dict()
        held = sum(each.numel() for each in content.values())
        if sum(each.numel() for each in expected.values()) > 2 * held:
            raise CheckpointError(_unknown(path))
        if not published:
            content = check(path.name, kind.system, expected, dict(content))
        with _quiet():
            model, report = build.from_pretrained(
                None,
                config=configuration,
                state_dict=dict(content),
                dtype=torch.float32,
                output_loading_info=True,
            )
    if any(report[each] for each in ("missing_keys", "unexpected_keys", "mismatched_keys")):
        raise CheckpointError(_unknown(path))
    if published:
        check(path.name, kind.system, model.state_dict(), model.state_dict())
    return model.eval().requires_grad_(False)


def _weights(model: Any) -> dict[str, Tensor]:
    return {name: each.detach().cpu().clone() for name, each in model.state_dict().items()}


def _unknown(path: Path) -> Message:
    return message("{file} does not hold a tracker that we know, or is damaged.", file=path.name)


def _library() -> Any:
    import transformers

    return transformers


@contextmanager
def _building_errors(path: Path, kind: TrackerKind) -> Iterator[None]:
    """Raise our errors for whatever the library raises while it builds a tracker."""
    try:
        yield
    except CheckpointError:
        raise
    except ImportError as error:
        raise RvosError(
            message(
                "{system} needs the package {package}: install it with `pip install {package}`.",
                system=kind.system,
                package=kind.needs or error.name or "transformers",
            )
        ) from error
    except Exception as error:  # of values in the configuration that do not fit each other
        raise CheckpointError(_unknown(path)) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library from reporting what it loads: we say ourselves what is wrong."""
    from transformers.utils import logging as library_logging

    with _building:
        level = library_logging.get_verbosity()
        library_logging.set_verbosity(logging.CRITICAL)
        library_logging.disable_progress_bar()
        try:
            yield
        finally:
            library_logging.set_verbosity(level)
