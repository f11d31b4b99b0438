"""What each kind of network minimises, of its batches."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from soc_rvos.networks.network import Network
from soc_rvos.training.batches import TokenBatch
from soc_rvos.training.losses import (
    SGMG_RULES,
    SOC_RULES,
    LossRules,
    counts_of,
    level_outputs,
    losses,
)


@dataclass(frozen=True, slots=True)
class TokenObjective:
    """The losses of the networks that read tokens, at the full size of the frames."""

    rules: LossRules = SOC_RULES

    def counts(self, batch: TokenBatch) -> Tensor:
        """See `trainer.Objective`."""
        return counts_of(batch.targets, self.rules)

    def losses(self, network: Network, batch: TokenBatch, counts: Tensor) -> dict[str, Tensor]:
        """See `trainer.Objective`."""
        answers = network(batch.frames, batch.ids, batch.present, batch.extents, batch.annotated)
        kind = batch.frames.device.type
        with torch.autocast(kind, enabled=False):
            outputs, sentence = level_outputs(answers)
            return losses(outputs, sentence, batch.targets, True, self.rules, counts)


SOC_OBJECTIVE, SGMG_OBJECTIVE = TokenObjective(SOC_RULES), TokenObjective(SGMG_RULES)
