"""One answer of the readings of a sentence: of the thing, and of what is meant with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn import functional

from soc_rvos.language.bridge import Bridge
from soc_rvos.language.ranks import Rank
from soc_rvos.language.wording import Wording, worded
from soc_rvos.networks.outputs import LevelAnswers, SocAnswers
from soc_rvos.networks.parts.mini_features import MiniText

AGREEING = 0.3
"""Overlap of two answers from which they are of one thing."""
_TOUCHING = 2
"""Pixels of a mask at stride 4 by which things may be apart that belong together."""
_SAME = 0.6
"""Overlap from which what is found beside a thing is the thing itself."""
_ALIKE = 0.4
"""Share of the best answer's probability that another of its kind has at least."""
_LEAST = 0.05
"""Score from which something is there at all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Expressions as a network is asked for them.

    Row k of `text` is the reading `sentences[k]`. Expression n has the row n; what is meant with it
    has the row `beside[n]`, where there is such a thing.
    """

    expressions: tuple[str, ...]
    wordings: tuple[Wording, ...]
    beside: tuple[int | None, ...]
    sentences: tuple[str, ...]
    text: MiniText | None = None


def readings(expressions: Sequence[str], bridge: Bridge) -> Asked:
    """Return what is to be asked for `expressions`, each reading once."""
    wordings = tuple(worded(each, bridge) for each in expressions)
    sentences = [each.sentence for each in wordings]

    def row(sentence: str | None) -> int | None:
        if sentence is None:
            return None
        if sentence not in sentences:
            sentences.append(sentence)
        return sentences.index(sentence)

    beside = tuple(row(each.beside) for each in wordings)
    return Asked(tuple(expressions), wordings, beside, tuple(sentences))


def joined(answers: SocAnswers, asked: Asked) -> SocAnswers:
    """Return one answer an expression, of answers to all readings; all queries answer.

    What is meant together with a thing is added where it touches it.
    """
    (level,), (objects,) = answers.levels, answers.objects
    count = len(asked.expressions)
    scores, masks = level.scores[:count].clone(), level.masks[:count].clone()
    for row, beside in enumerate(asked.beside):
        if beside is not None:
            _add(masks[row], level.masks[beside], level.scores[beside])
    return SocAnswers(
        (LevelAnswers(scores, level.boxes[:count], masks),),
        answers.chosen[:count],
        (objects[:count],),
        None,
    )


def ordered(answers: SocAnswers, factors: Tensor, count: int) -> SocAnswers:
    """Return the best `count` answers, best first, with probabilities times `factors` [B, Q']."""
    (level,) = answers.levels
    chance = level.scores.sigmoid() * factors[:, None, :, None]
    order = chance.mean(1).amax(-1).argsort(dim=1, descending=True, stable=True)[:, :count]
    scores = torch.logit(chance, eps=1e-6)

    def picked(values: Tensor) -> Tensor:
        return torch.stack([each[:, rows] for each, rows in zip(values, order, strict=True)])

    return replace(
        answers,
        levels=(LevelAnswers(picked(scores), picked(level.boxes), picked(level.masks)),),
        chosen=answers.chosen.gather(1, order),
    )


def by_rank(rank: Rank, masks: Tensor, chances: Tensor) -> Tensor:
    """Return [Q], what probabilities are to be multiplied by so that the right one of several alike
    comes first.

    Args:
        rank: the order by which it is chosen.
        masks: bool [T, Q, h, w].
        chances: [Q], the mean probabilities.

    Alike are answers that are likely enough and show different things. Where there are too few, all
    stays as it is.
    """
    order = chances.argsort(descending=True)
    chances = chances[order]
    shown = masks.flatten(2).any(-1).any(0)[order]
    likely = shown & (chances >= _ALIKE * chances[0])
    same = _overlaps(masks, masks)[order][:, order] >= AGREEING
    alike = torch.zeros_like(likely)
    for query in range(len(order)):
        alike[query] = likely[query] & ~(same[query] & alike).any()
    if rank.place >= len(order):
        return torch.ones_like(chances)
    last = float("-inf") if rank.falling else float("inf")
    measured = _measured(rank, masks)[order].where(alike, last)
    chosen = measured.argsort(descending=rank.falling, stable=True)[rank.place : rank.place + 1]
    own = chances[chosen]  # [1]
    factors = torch.where(chances >= own, 0.9 * own / chances, 1.0)
    factors = factors.scatter(0, chosen, chances[:1] / own)
    factors = torch.where(alike.sum() > max(rank.place, 1), factors, 1.0)
    return factors.scatter(0, order, factors)


def _measured(rank: Rank, masks: Tensor) -> Tensor:
    """Return [Q], what `rank` compares of masks, bool [T, Q, h, w]; any number of those empty."""
    shown = masks.float()
    if rank.measure == "area":
        return shown.mean((0, 2, 3))
    if rank.measure == "height":
        return masks.any(-1).float().sum(-1).mean(0)
    along = shown.sum((0, 2) if rank.measure == "column" else (0, 3))  # [Q, columns or rows]
    places = torch.arange(along.shape[1], device=along.device, dtype=along.dtype)
    return (along * places).sum(-1) / along.sum(-1)


def _add(masks: Tensor, other: Tensor, other_scores: Tensor) -> None:
    """Add what `masks` [T, Q, h, w] touch of the answers [T, Q', h, w] to the other thing."""
    chances = other_scores.sigmoid().amax(-1).mean(0)  # [Q']
    shown = other > 0
    side = 2 * _TOUCHING + 1
    wide = functional.max_pool2d((masks > 0).float(), side, 1, _TOUCHING) > 0
    overlaps = _overlaps(masks > 0, shown)
    for query in range(masks.shape[1]):
        touching = (wide[:, query, None] & shown).flatten(2).any(-1).float().mean(0)  # [Q']
        fit = (touching >= 0.5) & (overlaps[query] < _SAME) & (chances >= _LEAST)
        best = (chances * fit).argmax(0, keepdim=True)
        both = torch.maximum(masks[:, query], other.index_select(1, best)[:, 0])
        masks[:, query] = torch.where(fit.any(), both, masks[:, query])


def _overlaps(some: Tensor, others: Tensor) -> Tensor:
    """Return [Q, Q'], the overlap over all frames of bool [T, Q, h, w] and [T, Q', h, w]."""
    first, second = (each.movedim(1, 0).flatten(1).float() for each in (some, others))
    both = first @ second.T
    either = first.sum(1)[:, None] + second.sum(1)[None] - both
    return both / either.clamp(min=1)
