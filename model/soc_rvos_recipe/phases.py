"""The phases in which the network that ships is trained: how long, how fast, on what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from soc_rvos.training.loop import TrainingSettings
from soc_rvos_recipe.datapack.build import EVERYTHING, Amount
from soc_rvos_recipe.learning.batches import BatchSettings
from soc_rvos_recipe.learning.keeping import TRAINED

SALIENCY_STEPS = 3000


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of training: how the network learns, what a step is made of, and from how much.

    A network that goes on from another one leaves out the phases that are `first`; it may begin
    while much is still to be rendered, and to be looked at by the saliency teacher, with an
    `amount` that is there soon. What begins with a name in `unfrozen` is trained, too.
    """

    name: str
    training: TrainingSettings
    batches: BatchSettings
    amount: Amount = EVERYTHING
    first: bool = False
    unfrozen: tuple[str, ...] = ()


_LARGE = ((320, 480), (320, 568), (288, 512), (384, 512), (448, 320), (256, 448), (320, 320))
_LARGEST = ((448, 640), (448, 796), (384, 680), (448, 448), (320, 568), (512, 384), (320, 480))
_SLOW = tuple((name, 0.6) for name in TRAINED)

# Short clips first: what things are called is learned there, sooner. Then the whole window of eight
# frames comes in, which motion needs. Then pictures as large as those it will look at, and the
# largest. Last the backbone learns along, slowly.
PHASES = (
    Phase(
        "words",
        TrainingSettings(steps=1500, learning_rate=8e-4, seed=41),
        BatchSettings(pictures=9, expressions=4, frames=(2, 3, 3, 4)),
        first=True,
    ),
    Phase(
        "early",
        TrainingSettings(steps=1500, learning_rate=3e-4, seed=51),
        BatchSettings(pictures=9, expressions=4, frames=(2, 3, 3, 4, 8)),
        Amount(photographs=88, films=False, models=4),
    ),
    Phase(
        "small",
        TrainingSettings(steps=4500, learning_rate=4e-4, seed=52),
        BatchSettings(pictures=9, expressions=4, frames=(2, 3, 4, 5, 8)),
        Amount(photographs=1760, films=True),
    ),
    Phase(
        "large",
        TrainingSettings(steps=3000, learning_rate=2.5e-4, seed=53),
        BatchSettings(pictures=6, expressions=4, frames=(2, 3, 4, 6), sizes=_LARGE),
        Amount(photographs=2640, films=True),
    ),
    Phase(
        "largest",
        TrainingSettings(steps=1200, learning_rate=1.2e-4, seed=54),
        BatchSettings(pictures=4, expressions=4, frames=(2, 4, 4), sizes=_LARGEST),
        Amount(photographs=2640, films=True),
    ),
    Phase(
        "deep",
        TrainingSettings(steps=3000, learning_rate=3e-4, seed=55, slow=_SLOW),
        BatchSettings(pictures=6, expressions=4, photographs=4, frames=(2, 3, 4, 6), sizes=_LARGE),
        Amount(photographs=2640, films=True),
        unfrozen=TRAINED,
    ),
    Phase(
        "deepest",
        TrainingSettings(steps=1000, learning_rate=1.2e-4, seed=56, slow=_SLOW),
        BatchSettings(pictures=4, expressions=4, photographs=4, frames=(2, 4, 4), sizes=_LARGEST),
        Amount(photographs=2640, films=True),
        unfrozen=TRAINED,
    ),
)


def taken(
    phases: Sequence[Phase], goes_on: bool, steps: Sequence[int] | None = None
) -> tuple[Phase, ...]:
    """Return the phases that a run takes, with the `steps` of each if they are given."""
    chosen = [phase for phase in phases if not (goes_on and phase.first)]
    counts = steps or [phase.training.steps for phase in chosen]
    return tuple(
        replace(phase, training=replace(phase.training, steps=count))
        for phase, count in zip(chosen, counts, strict=True)
    )
