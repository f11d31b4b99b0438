"""What comes into a project with imported masks: objects, and sentences that refer to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.layer import Choice, Correction, Verdict
from soc_studio.core.project.spans import ValuedSpans

_NO_CORRECTIONS: Mapping[int, Correction] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ImportedObject:
    """An object that becomes a layer; what is not said of it is as in a new layer.

    Attributes:
        text: its sentence, or what its masks were called.
        imported: the number of its masks; None where it has none of its own.
        colour: None where nobody said one.
        object_id: likewise; see `core.project.objects`.
        annotator: who wrote its sentence; empty where nobody said.
    """

    text: str
    imported: int | None = None
    name: str = ""
    category: str = ""
    colour: Rgb | None = None
    object_id: int | None = None
    absent: bool = False
    choices: ValuedSpans[Choice] = field(default_factory=ValuedSpans)
    verdicts: ValuedSpans[Verdict] = field(default_factory=ValuedSpans)
    corrections: Mapping[int, Correction] = field(default_factory=lambda: _NO_CORRECTIONS)
    annotator: str = ""


@dataclass(frozen=True, slots=True)
class ImportedExpression:
    """A sentence beside those of the objects; `objects` are places among them, none for none, and
    `annotator` is who wrote it, empty where nobody said."""

    text: str
    objects: tuple[int, ...] = ()
    annotator: str = ""


@dataclass(frozen=True, slots=True)
class ImportedLabels:
    """All that is imported at once."""

    objects: tuple[ImportedObject, ...]
    expressions: tuple[ImportedExpression, ...] = ()
