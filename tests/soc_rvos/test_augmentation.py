"""Clips varied for training, and how batches follow from their numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from tokenizers import Tokenizer

from soc_rvos.training.augmentation import mirrored, mirrored_words, pseudo_video, resized
from soc_rvos.training.batches import Batches, token_batch
from soc_rvos.training.samples import TrainingSample
from soc_rvos.training.settings import PUBLISHED_MIRROR, Augmentation


def sample(height: int = 20, width: int = 30, name: str = "one") -> TrainingSample:
    frames = np.zeros((2, height, width, 3), dtype=np.uint8)
    frames[:, :, : width // 2] = 200
    masks = np.zeros((2, height, width), dtype=np.bool_)
    masks[:, height // 4 : 3 * height // 4, width // 15 : width // 3] = True
    return TrainingSample(name, frames, "the dog on the left", masks)


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("The leftmost dog", "The rightmost dog"),
        ("Left of the man on the RIGHT", "Right of the man on the LEFT"),
        ("a left-handed player", "a right-handed player"),
        ("a bright, uprighted cup", "a bright, uprighted cup"),
    ],
)
def test_left_and_right_change_in_a_mirror(said: str, seen: str) -> None:
    assert mirrored_words(said) == seen


def test_a_clip_in_a_mirror_has_its_mask_and_words_there() -> None:
    seen = mirrored(sample())
    assert seen.masks[0, 10, 20:28].all()
    assert not seen.masks[0, 10, :20].any()
    assert int(seen.frames[0, 10, 25, 0]) == 200
    assert seen.sentence == "the dog on the right"
    assert mirrored(seen).masks.tobytes() == sample().masks.tobytes()


def test_a_clip_is_resized_as_in_evaluation_and_its_mask_stays_binary() -> None:
    small = resized(sample(200, 300), 80, 100)
    assert small.frames.shape == (2, 67, 100, 3)
    assert small.masks.shape == (2, 67, 100)
    assert small.masks.dtype == np.bool_
    assert small.masks.any(axis=(1, 2)).all()


def test_a_picture_becomes_a_clip_whose_mask_moves_with_it() -> None:
    one = sample(80, 120)
    still = TrainingSample("one", one.frames[:1], one.sentence, one.masks[:1])
    made = pseudo_video(still, 6, np.random.default_rng(1))
    assert made.frames.shape == (6, 80, 120, 3)
    assert made.masks.any(axis=(1, 2)).all()
    assert len({mask.tobytes() for mask in made.masks}) == 6
    again = pseudo_video(still, 6, np.random.default_rng(1))
    assert again.frames.tobytes() == made.frames.tobytes()


def test_a_clip_is_mirrored_as_often_as_published() -> None:
    assert pytest.approx(0.3085, abs=1e-4) == PUBLISHED_MIRROR


class Numbered:
    """Samples that are told apart by their names."""

    def __len__(self) -> int:
        return 10

    def __getitem__(self, number: int) -> TrainingSample:
        return sample(name=str(number))


def names(samples: Sequence[TrainingSample]) -> tuple[str, ...]:
    return tuple(f"{each.name} {each.sentence[-5:]}" for each in samples)


def test_processes_share_a_step_as_one_process_has_it() -> None:
    one = Batches(Numbered(), names, Augmentation(20, 30, 0.5), 3, clips=1, passes=4)
    both = [
        Batches(Numbered(), names, Augmentation(20, 30, 0.5), 3, 1, 2, 2, process)
        for process in (0, 1)
    ]
    assert one.steps == both[0].steps == 2
    for step in range(2):
        assert one.step(0, step) == both[0].step(0, step) + both[1].step(0, step)
    seen = [name.split()[0] for step in range(2) for (name,) in one.step(1, step)]
    assert len(set(seen)) == 8
    assert one.step(0, 0) != one.step(1, 0)
    ahead = list(one.from_step(0, 1, threads=2))
    assert ahead == [one.step(0, 1)]


def test_clips_of_two_sizes_make_one_batch_with_boxes_of_their_own_picture(
    word_tokenizer: Tokenizer,
) -> None:
    batch = token_batch([sample(), sample(24, 20)], word_tokenizer, multiple=16)
    assert batch.frames.shape == (2, 2, 3, 32, 32)
    assert batch.extents is not None
    assert batch.extents.tolist() == [[30, 20], [20, 24]]
    assert not batch.frames[0, :, :, 20:].any()
    middle = [(2 + 10) / 2 / 30, (5 + 15) / 2 / 20, 8 / 30, 10 / 20]
    assert batch.targets.boxes[0, 0].tolist() == pytest.approx(middle)
    alone = token_batch([sample(16, 16)], word_tokenizer, multiple=16)
    assert alone.extents is None
    assert alone.targets.masks.shape == (1, 2, 16, 16)
