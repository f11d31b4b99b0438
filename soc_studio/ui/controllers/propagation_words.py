"""What is said of layers that are carried: while they are, and before they are kept."""

from __future__ import annotations

from collections.abc import Collection

from soc_studio.ui.controllers.undecided import Undecided, UndecidedLayer
from soc_studio.ui.text.frame_text import propagating
from soc_studio.ui.text.propagation_text import PropagatedLayer, propagated, propagated_together
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


def question(proposal: Undecided, cuts: Collection[int]) -> list[str]:
    """Return what is asked when it has ended, then what came of it, what matters most first.

    Shots begin with `cuts`.
    """
    layers = [_told(each) for each in proposal.layers.values()]
    if len(layers) > 1:
        asked = tr("Carried {0} layers together. Keep them?").format(len(layers))
        return [asked, *propagated_together(layers, cuts)]
    (one,) = layers
    return [tr("Carried from frame {0}. Keep it?").format(one.source), *propagated(one, cuts)]


def _told(one: UndecidedLayer) -> PropagatedLayer:
    return PropagatedLayer(
        one.label,
        one.source,
        len(one.changed),
        one.stretches(),
        one.reach,
        one.fixed,
        one.seeming_ends(),
        len(one.outdated),
    )
