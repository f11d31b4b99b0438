"""What is said of layers that are carried: while they are, and before they are kept."""

from __future__ import annotations

from collections.abc import Collection

from soc_studio.ui.controllers.undecided import Undecided
from soc_studio.ui.text.frame_text import propagating
from soc_studio.ui.text.propagation_text import propagated, propagated_together
from soc_studio.ui.toolkit.translation import tr


def title(proposal: Undecided) -> str:
    """Return what the work is called."""
    count = len(proposal.layers)
    if count > 1:
        return tr("Carry {0} layers").format(count)
    return tr("Carry “{0}”").format(proposal.first.label)


def going_on(proposal: Undecided) -> str:
    """Return what is said while it runs."""
    one = proposal.first
    return propagating(one.reach, one.source, len(proposal.layers))


def question(proposal: Undecided, cuts: Collection[int]) -> tuple[str, str]:
    """Return what is asked when it has ended, and what came of it; shots begin with `cuts`."""
    layers, one = list(proposal.layers.values()), proposal.first
    if len(layers) > 1:
        parts = [(each.label, len(each.changed), each.seeming_ends()) for each in layers]
        asked = tr("Carried {0} layers together. Keep them?").format(len(layers))
        return asked, propagated_together(parts)
    return tr("Carried from frame {0}. Keep it?").format(one.source), propagated(
        one.source,
        len(one.changed),
        one.stretches(),
        one.reach,
        cuts,
        one.fixed,
        seeming=one.seeming_ends(),
    )
