"""What every network says: the answers of its heads, and which object queries are the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class LevelAnswers:
    """What the heads of one decoder layer say: B clips, T frames, Q queries, K classes.

    Attributes:
        scores: [B, T, Q, K], logits that the query is the referred object.
        boxes: [B, T, Q, 4], centre x, centre y, width, height in [0, 1] of the frame.
        masks: [B, T, Q, h, w], mask logits, above 0 on the object, at a quarter of the input's
            size (SgMg: at the size of its padded frames).
    """

    scores: Tensor
    boxes: Tensor
    masks: Tensor


@dataclass(frozen=True, slots=True)
class SocAnswers:
    """What any of the networks says: B clips and their expressions, T frames, Q object queries of
    which Q' answer, K classes (1 but for one published file), C channels, masks of h x w.

    `scores`, `boxes`, `masks` and `embeddings` are those of the level that answers, the last.

    Attributes:
        levels: in training one a decoder layer; in evaluation the one that answers (of SOC++, if
            everything was asked, those before it too).
        chosen: int64 [B, Q'], which object queries `levels` hold; all of them in training.
        objects: [B, Q, C], the video-level queries of each of `levels`.
        sentence: [B, C], the fused words' mean (for the contrastive loss), or None if not asked.
    """

    levels: tuple[LevelAnswers, ...]
    chosen: Tensor
    objects: tuple[Tensor, ...]
    sentence: Tensor | None

    @property
    def scores(self) -> Tensor:
        """[B, T, Q', K], logits that the query is the referred object."""
        return self.levels[-1].scores

    @property
    def boxes(self) -> Tensor:
        """[B, T, Q', 4], centre x, centre y, width, height in [0, 1] of the frame."""
        return self.levels[-1].boxes

    @property
    def masks(self) -> Tensor:
        """[B, T, Q', h, w], mask logits, above 0 on the object."""
        return self.levels[-1].masks

    @property
    def embeddings(self) -> Tensor:
        """[B, Q', C], the video-level queries that answer."""
        objects = self.objects[-1]
        return objects.gather(1, self.chosen[..., None].expand(-1, -1, objects.shape[-1]))


def joined(answers: Sequence[SocAnswers]) -> SocAnswers:
    """Return what is said of expressions asked one after the other, as if of all at once."""
    if len(answers) == 1:
        return answers[0]
    sentences = [each.sentence for each in answers if each.sentence is not None]
    return SocAnswers(
        tuple(
            LevelAnswers(
                torch.cat([level.scores for level in levels]),
                torch.cat([level.boxes for level in levels]),
                torch.cat([level.masks for level in levels]),
            )
            for levels in zip(*(each.levels for each in answers), strict=True)
        ),
        torch.cat([each.chosen for each in answers]),
        tuple(torch.cat(objects) for objects in zip(*(e.objects for e in answers), strict=True)),
        torch.cat(sentences) if sentences else None,
    )


def query_scores(logits: Tensor) -> Tensor:
    """Return [B, Q]: the best class's mean probability over frames, for `logits` [B, T, Q, K]."""
    return logits.sigmoid().mean(1).amax(-1)


def best_queries(logits: Tensor, count: int | None) -> Tensor:
    """Return int64 [B, Q']: the `count` queries of highest score, best first; None: all in order.

    `logits` is [B, T, Q, K].
    """
    batch, _, queries, _ = logits.shape
    if count is None:
        return torch.arange(queries, device=logits.device).expand(batch, -1)
    return query_scores(logits).topk(min(count, queries), dim=1).indices


def of_queries(values: Tensor, chosen: Tensor) -> Tensor:
    """Return [B, T, Q', C]: `values` [B, T, Q, C] of the `chosen` queries, int64 [B, Q']."""
    frames, channels = values.shape[1], values.shape[3]
    return values.gather(2, chosen[:, None, :, None].expand(-1, frames, -1, channels))


def parameter_count(network: nn.Module) -> int:
    """Return the number of trainable numbers of `network`."""
    return sum(parameter.numel() for parameter in network.parameters())
