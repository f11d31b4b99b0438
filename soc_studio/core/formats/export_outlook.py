"""All that can be said of an export before it begins."""

from __future__ import annotations

from dataclasses import dataclass, field

from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_limits import SILENT, SoundOutlook, limits, sound_outlook
from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.formats.export_speeds import export_seconds
from soc_studio.core.formats.export_writing import Outlook, survey
from soc_studio.core.formats.material import Material
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import joined
from soc_studio.core.tracks.unfinished import Unfinished, unfinished


@dataclass(frozen=True, slots=True)
class ExportOutlook:
    """What a plan comes to.

    Attributes:
        outlook: files, bytes and names, or the sentence that says why it cannot be done.
        seconds: about how long it will take, None where nobody knows.
        sound: what becomes of the sound.
        limits: a sentence for each thing of the video that the formats do not hold.
        unfinished: what there is still to do before it is as good as it can be.
    """

    outlook: Outlook
    seconds: float | None = None
    sound: SoundOutlook = SILENT
    limits: tuple[str, ...] = ()
    unfinished: Unfinished = field(default_factory=Unfinished)


def look_ahead(plan: ExportPlan, material: Material, sources: Sources) -> ExportOutlook:
    """Return what a plan comes to; looks at the disk and encodes a few frames."""
    formats = plan.chosen_formats()
    views = list(material.views.values())
    lacking = unfinished(views, material.span)
    try:
        sound = sound_outlook(formats, material.reader, material.span)
    except StudioError as error:
        problem = Outlook(problem=joined(error.message, error.advice))
        return ExportOutlook(problem, unfinished=lacking)
    outlook = survey(plan, material, sources)
    return ExportOutlook(
        outlook,
        seconds=export_seconds(formats, material),
        sound=sound,
        limits=(*limits(formats, material.reader, sound), *outlook.notes),
        unfinished=lacking,
    )
