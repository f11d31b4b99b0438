"""Whether an answer to a sentence is a thing of another kind: the dog among "all the people"."""

from __future__ import annotations

from collections.abc import Callable

from soc_rvos.inference.predictor import Answers
from soc_rvos.inference.preprocess import iterate_masks, resize
from soc_rvos.language.bridge import Bridge
from soc_rvos.mask_size import kept_size
from soc_rvos.masks import Mask
from soc_rvos.vocabulary_file import shipped_vocabulary
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.project.project import Pick
from soc_studio.core.tracks.several_objects import SAME_FROM

KINDS = ("person", "animal", "vehicle")
"""Kinds of which a thing is one at most."""
_ASKED = 5  # answers to each sentence
_INSIDE = 0.8  # of an answer's pixels that are in a larger place
_PART = 0.3  # of that place, that the answer fills at least
_ROOM = 0.02  # of a score: what is hardly likelier is no other kind


def other_kinds(sentence: str, bridge: Bridge) -> tuple[str, ...]:
    """Return a sentence for each kind of things that `sentence` is not about.

    None is returned where it is not told what the sentence is about.
    """
    head = bridge.head_noun(sentence)
    if head is None:
        return ()
    concepts = bridge.lookup("person" if head.noun == "people" else head.noun).concepts
    if not set(concepts) & set(KINDS):
        return ()
    return tuple(f"the {kind}" for kind in KINDS if kind not in concepts)


def is_of_other_kind(
    load: Callable[[], LoadedModel], reader: VideoReader, sentence: str
) -> Callable[[Pick, float], bool]:
    """Return what tells whether a picked answer to `sentence`, of a score, is rather another thing.

    It is where the same place answers a sentence of another kind better on that frame. Asking takes
    as long as a first answer to three sentences. `load` returns the model when it is needed: not
    where it is not told of what kind the wanted things are.

    Raises, when it is asked:
        VideoError: the frame cannot be read.
        RvosError: the network cannot be run.
    """
    others = other_kinds(sentence, shipped_vocabulary().bridge)
    kept = kept_size(reader.height, reader.width)

    def told(picked: Pick, score: float) -> bool:
        if not others:
            return False
        predictor = load().predictor
        size = predictor.frame_size(reader.height, reader.width)
        clip = resize(reader.frame(picked.frame), size)[None]
        own, *rivals = predictor.predict([clip], [sentence, *others], _ASKED)[0]
        mine = max(score, _score_at(own, picked.mask, kept))
        return any(_score_at(each, picked.mask, kept) > mine + _ROOM for each in rivals)

    return told


def _score_at(answers: Answers, place: Mask, size: tuple[int, int]) -> float:
    """Return the highest score of an answer that is at `place`, 0 where none is."""
    best = 0.0
    for logits, scores in zip(answers.logits, answers.scores, strict=True):
        (pixels,) = iterate_masks(logits[:1], size)
        if float(scores[0]) > best and _is_at(Mask.from_array(pixels), place):
            best = float(scores[0])
    return best


def _is_at(answer: Mask, place: Mask) -> bool:
    """Whether an answer is what `place` shows, or is inside of it and a good part of it."""
    overlap = answer.iou(place)
    shared = overlap * (answer.area + place.area) / (1 + overlap)
    is_part = shared >= _INSIDE * answer.area and answer.area >= _PART * place.area
    return overlap >= SAME_FROM or (is_part and answer.area > 0)
