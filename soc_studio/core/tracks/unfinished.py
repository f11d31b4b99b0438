"""What is not finished yet of the layers that are to be exported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from soc_studio.core.project.project import LayerId
from soc_studio.core.tracks.frame_states import State, runs
from soc_studio.core.tracks.layer_facts import facts_of
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.review_order import uncertain_places


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What there is still to do before an export is as good as it can be.

    Attributes:
        quick: layers that are only a preview on some of the frames.
        partial: layers that a search has not seen on some of the frames.
        unseen: those of them that it has seen on none.
        stretches: frames that are a preview or were not searched in any of these layers, as starts
            and stops, rising.
        frames: how many frames that are.
        is_everywhere: whether these are all frames of the export.
        spots: stretches of all layers that nobody has looked at though they are uncertain.
    """

    quick: tuple[LayerId, ...] = ()
    partial: tuple[LayerId, ...] = ()
    unseen: tuple[LayerId, ...] = ()
    stretches: tuple[tuple[int, int], ...] = ()
    frames: int = 0
    is_everywhere: bool = False
    spots: int = 0

    @property
    def layers(self) -> tuple[LayerId, ...]:
        """The layers that a search in full quality would finish."""
        return tuple(dict.fromkeys((*self.quick, *self.partial)))


def unfinished(views: Sequence[ResolvedTrack], span: range) -> Unfinished:
    """Return what there is still to do for an export of `views` on the frames of `span`.

    Imported layers are as finished as they will be: no search adds to them.
    """
    quick, partial, unseen = list[LayerId](), list[LayerId](), list[LayerId]()
    lacking = np.zeros(len(span), dtype=np.bool_)
    for view in views:
        if facts_of(view, span).is_imported or view.layer.imported is not None:
            continue
        here = slice(span.start, span.stop)
        missing = view.states[here] == State.NOT_COMPUTED
        preview = view.previews[here] & ~missing
        if preview.any():
            quick.append(view.layer.id)
        if missing.any():
            partial.append(view.layer.id)
        if missing.all():
            unseen.append(view.layer.id)
        lacking |= missing | preview
    return Unfinished(
        tuple(quick),
        tuple(partial),
        tuple(unseen),
        tuple((span.start + start, span.start + stop) for start, stop in runs(lacking)),
        int(lacking.sum()),
        bool(lacking.size) and bool(lacking.all()),
        len(uncertain_places(views, span)),
    )
