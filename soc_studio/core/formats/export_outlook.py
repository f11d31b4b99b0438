"""All that can be said of an export before it begins."""

from __future__ import annotations

from dataclasses import dataclass, field

from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_notes import format_limits, search_notes
from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.formats.export_sound import SILENT, SoundOutlook, sound_outlook
from soc_studio.core.formats.export_speeds import export_seconds
from soc_studio.core.formats.export_writing import Outlook, survey
from soc_studio.core.formats.format import Times
from soc_studio.core.formats.material import Material, answered_frames
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
        finished_limits: those of `limits` that still hold once that is done.
        finished_size: bytes once that is done.
        finished_seconds: about how long it will take then, None where nobody knows.
    """

    outlook: Outlook
    seconds: float | None = None
    sound: SoundOutlook = SILENT
    limits: tuple[str, ...] = ()
    unfinished: Unfinished = field(default_factory=Unfinished)
    finished_limits: tuple[str, ...] = ()
    finished_size: int = 0
    finished_seconds: float | None = None


def look_ahead(plan: ExportPlan, material: Material, sources: Sources) -> ExportOutlook:
    """Return what a plan comes to; looks at the disk and encodes a few frames."""
    formats = plan.chosen_formats()
    views = [*material.views.values(), *material.waiting]
    lacking = unfinished(views, material.span)
    try:
        sound = sound_outlook(formats, material.reader, material.span)
    except StudioError as error:
        problem = Outlook(problem=joined(error.message, error.advice))
        return ExportOutlook(problem, unfinished=lacking)
    outlook = survey(plan, material, sources)
    said = (*format_limits(formats, material.reader, sound), *outlook.notes)
    passing = search_notes(material, formats)
    seconds = export_seconds(formats, material)
    size = 0 if outlook.estimate is None else outlook.estimate.size
    whole = len(material.span) * len(views)
    growth = whole / max(1, answered_frames(material))
    # Videos have no gaps: what is found behind one is in them only then.
    has_videos = any(each.written.times is not Times.NONE for each in formats)
    of_size = growth
    if has_videos:
        more = len(views) / max(1, len(material.views))
        of_size = more * len(material.span) / max(1, len(material.gapless))
    return ExportOutlook(
        outlook,
        seconds=seconds,
        sound=sound,
        limits=said,
        finished_limits=tuple(each for each in said if each not in passing),
        unfinished=lacking,
        finished_size=round(size * of_size),
        finished_seconds=None if seconds is None else seconds * growth,
    )
