"""Results in a project: packed and read back, kept apart by what they depend on, and what is
missing of them."""

from __future__ import annotations

import itertools
import random
import sqlite3
import struct
import threading
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soc_rvos.inference.association import Link, best_paths
from soc_rvos.inference.candidates import WindowCandidate, WindowResult
from soc_rvos.inference.windows import Planner, Window, plan
from soc_rvos.masks import Mask
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.result_codec import (
    FLOOR,
    ResultError,
    pack_answers,
    pack_masks,
    unpack_answers,
    unpack_mask,
    unpack_masks,
)
from soc_studio.core.storage.result_writer import ResultWriter
from soc_studio.core.storage.results import Gap, StoredWindow
from soc_studio.core.system.database import DamageError
from soc_studio.core.tracks.associated_tracks import AssociatedTrack, keep, link, tracks_of
from tests.thoroughness import examples, times

HEIGHT, WIDTH = 12, 18
LENGTH, STRIDE = 4, 3


def result_of(
    window: Window,
    seed: int = 0,
    count: int = 2,
    channels: int = 3,
    before: int | None = None,
    preview: bool = False,
    frames: Sequence[int] | None = None,
) -> WindowResult:
    """Return a made-up result of `count` candidates, `before` of them in the window before."""
    rng = np.random.default_rng(seed)
    seen = window.frames if frames is None else tuple(frames)
    candidates = tuple(
        WindowCandidate(
            query=int(rng.integers(0, 20)),
            scores=tuple(np.float32(rng.choice([0.0, 0.01, 0.6, 1.0], len(seen))).tolist()),
            boxes=rng.random((len(seen), 4), dtype=np.float32),
            masks=tuple(
                Mask.from_array(rng.random((HEIGHT, WIDTH)) > rng.choice([-1, 0.5, 2]))
                for _ in seen
            ),
            embedding=rng.standard_normal(channels).astype(np.float16).astype(np.float32),
        )
        for _ in range(count)
    )
    overlaps = None if before is None else rng.random((before, count), dtype=np.float32)
    return WindowResult(0, window, seen, candidates, overlaps, preview)


def window_at(block: int, count: int = LENGTH, step: int = 1, shot: int = 0) -> Window:
    seen = tuple(range(block, block + count * step, step))
    return Window(seen, frozenset(seen), shot, block, 0)


# Packed and unpacked


@pytest.mark.slow
@examples(60)
@given(
    seed=st.integers(0, 2**32 - 1),
    frames=st.integers(1, 9),
    step=st.integers(1, 5),
    count=st.integers(0, 4),
    channels=st.integers(1, 8),
    before=st.none() | st.integers(1, 4),
    preview=st.booleans(),
)
def test_what_was_packed_is_read_back(
    seed: int,
    frames: int,
    step: int,
    count: int,
    channels: int,
    before: int | None,
    preview: bool,
) -> None:
    window = window_at(5, frames, step)
    shown = range(5, 5 + frames * step) if preview else window.frames
    result = result_of(window, seed, count, channels, before, preview, shown)
    answered = unpack_answers(pack_answers(result), window, result.frames, preview)
    assert (answered.frames, answered.link.window) == (result.frames, window)
    assert answered.link.preview == preview
    assert answered.scores.tolist() == [list(each.scores) for each in result.candidates]
    known = Link.of(result)
    assert answered.link.scores.tolist() == known.scores.tolist()  # so that it is linked the same
    assert answered.link.queries.tolist() == known.queries.tolist()
    if count:
        assert answered.link.embeddings.tolist() == known.embeddings.tolist()
        boxes = np.stack([each.boxes for each in result.candidates])
        np.testing.assert_allclose(answered.boxes, boxes, atol=1e-5)
    if before is None:
        assert answered.link.overlaps is None
    else:
        assert answered.link.overlaps is not None
        assert result.overlaps is not None
        assert answered.link.overlaps.tolist() == result.overlaps.tolist()
    packed = pack_masks(result)
    masks = unpack_masks(packed, HEIGHT, WIDTH)
    expected = [
        mask if score >= FLOOR else Mask.empty(HEIGHT, WIDTH)
        for each in result.candidates
        for mask, score in zip(each.masks, each.scores, strict=True)
    ]
    assert masks == expected
    assert answered.areas.ravel().tolist() == [mask.area for mask in expected]
    for place, mask in enumerate(expected):
        assert unpack_mask(packed, place, HEIGHT, WIDTH) == mask
    for place in (-1, len(expected)):
        with pytest.raises(ResultError):
            unpack_mask(packed, place, HEIGHT, WIDTH)


@pytest.mark.slow
@examples(300)
@given(data=st.data())
def test_any_bytes_are_answers_or_refused(data: st.DataObject) -> None:
    window = window_at(0)
    content = bytearray(pack_answers(result_of(window, before=2)))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    del content[data.draw(st.integers(0, 2 * len(content))) :]
    try:
        answered = unpack_answers(bytes(content), window, window.frames, False)
    except ResultError:
        return
    assert answered.scores.shape == answered.areas.shape == (len(answered.scores), LENGTH)
    assert ((answered.scores >= 0) & (answered.scores <= 1)).all()
    assert np.isfinite(answered.link.embeddings).all()
    best_paths([answered.link])


@pytest.mark.slow
@examples(300)
@given(data=st.data())
def test_any_bytes_are_masks_or_refused(data: st.DataObject) -> None:
    content = bytearray(zlib.decompress(pack_masks(result_of(window_at(0)))))
    for _ in range(data.draw(st.integers(1, 3))):
        near = data.draw(st.sampled_from([4, 40, len(content)]))
        content[data.draw(st.integers(0, near - 1))] = data.draw(st.integers(0, 255))
    del content[data.draw(st.integers(0, 2 * len(content))) :]
    place = data.draw(st.integers(0, 8))
    for packed in (zlib.compress(content), bytes(content)):
        try:
            mask = unpack_mask(packed, place, HEIGHT, WIDTH)
        except ResultError:
            continue
        assert mask.to_array().shape == (HEIGHT, WIDTH)


@pytest.mark.slow
def test_masks_that_are_cut_off_or_a_bomb_are_refused() -> None:
    packed = pack_masks(result_of(window_at(0)))
    lengths = struct.pack("<I", 4 * 10**6) + bytes(16 * 10**6)
    for odd in (
        *(b"", b"x", packed[:-1], packed[: len(packed) // 2]),
        *(zlib.compress(bytes(65 * 2**20), 1), zlib.compress(lengths, 1)),
    ):
        with pytest.raises(ResultError):
            unpack_mask(odd, 0, HEIGHT, WIDTH)
    with pytest.raises(ResultError):
        unpack_mask(packed, 0, HEIGHT + 1, WIDTH)


# Kept


def test_windows_are_read_back_with_their_masks(documents: Any) -> None:
    results = documents.file().results
    number = results.begin(documents.search("a", HEIGHT, WIDTH))
    blocks = list(itertools.chain(*plan([(0, 30), (30, 33), (33, 60)], LENGTH, STRIDE)))
    found = [result_of(each, seed, before=2) for seed, each in enumerate(blocks)]
    results.add([(number, each) for each in found])
    stored = {(each.window.block, each.window.phase): each for each in results.windows(number)}
    assert [each.window for each in stored.values()] == blocks
    for each in found:
        own = stored[each.window.block, each.window.phase]
        for rank, candidate in enumerate(each.candidates):
            for at, (mask, score) in enumerate(zip(candidate.masks, candidate.scores, strict=True)):
                place = rank * len(each.frames) + at
                kept = results.mask(own.id, place, HEIGHT, WIDTH)
                assert kept == (mask if score >= FLOOR else Mask.empty(HEIGHT, WIDTH))


def test_a_window_takes_its_own_place_and_no_other(documents: Any) -> None:
    file = documents.file()
    results = file.results
    number = results.begin(documents.search("a", HEIGHT, WIDTH))
    other = results.begin(documents.search("b", HEIGHT, WIDTH))
    window = window_at(0)
    results.add([(one, result_of(window, seed)) for seed, one in enumerate((number, other))])
    results.add([(number, result_of(window, 7, preview=True))])
    (before, preview) = results.windows(number)
    version = results.version(number)
    results.add([(number, result_of(window, 2))])
    (after, still) = results.windows(number)
    assert still.id == preview.id
    assert after.id not in (before.id, preview.id)
    assert results.version(number) != version
    assert len(list(results.windows(other))) == 1
    with pytest.raises(DamageError):
        results.mask(before.id, 0, HEIGHT, WIDTH)
    assert len(file._database.rows("SELECT 1 FROM masks")) == 3


def test_results_are_added_all_or_none(documents: Any) -> None:
    results = documents.file().results
    number = results.begin(documents.search("a", HEIGHT, WIDTH))
    good, odd = result_of(window_at(0)), result_of(window_at(2**63))
    with pytest.raises(OverflowError):
        results.add([(number, good), (number, odd)])
    assert list(results.windows(number)) == []
    results.add([(number, good)])
    assert len(list(results.windows(number))) == 1


def test_answers_are_kept_apart_by_all_that_they_depend_on(documents: Any) -> None:
    results = documents.file().results
    first = documents.search("a")
    others = [
        documents.search("b"),
        documents.search("a", weights="other"),
        documents.search("a", settings='{"stride": 2}'),
        documents.search("a", height=33),
        documents.search("a", width=49),
    ]
    numbers = [results.begin(each) for each in (first, *others)]
    assert len(set(numbers)) == 6
    assert results.begin(documents.search("a", network="renamed")) == numbers[0]
    found = results.searches("1:clip", "a")
    assert [number for number, _ in found] == [numbers[0], *reversed(numbers[2:])]
    assert found[0][1].network == "renamed"
    assert len(results.searches("1:clip")) == 6
    assert results.searches("1:other") == []


def test_what_two_threads_add_is_all_there(documents: Any) -> None:
    file = documents.file()
    numbers = [file.results.begin(documents.search(f"{at}", HEIGHT, WIDTH)) for at in range(3)]

    def write(number: int) -> None:
        with ResultWriter(file.results) as writer:
            for block in range(0, 200, LENGTH):
                writer.put(number, result_of(window_at(block), count=1))

    threads = [threading.Thread(target=write, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in numbers:
        blocks = [each.window.block for each in file.results.windows(number)]
        assert blocks == list(range(0, 200, LENGTH))


# What is missing


def spans(gaps: Iterable[Gap]) -> list[tuple[int, int]]:
    return [(gap.start, gap.stop) for gap in gaps]


def test_nothing_known_is_all_missing(documents: Any) -> None:
    results = documents.file().results
    number = results.begin(documents.search("a", HEIGHT, WIDTH))
    assert results.missing(number, 5, 40, preview=False) == [Gap(5, 40, None)]
    assert results.missing(number, 5, 5, preview=False) == []
    assert results.missing(99, 0, 9, preview=True) == [Gap(0, 9, None)]


@pytest.mark.slow
def test_gaps_are_found_whatever_the_order_in_which_blocks_came(documents: Any) -> None:
    results = documents.file().results
    blocks = list(plan([(0, 60)], LENGTH, STRIDE))
    assert [block[0].block for block in blocks] == [0, 12, 24, 36, 48]
    rng = random.Random(4)
    for missing in itertools.chain.from_iterable(
        itertools.combinations(range(5), count) for count in range(6)
    ):
        number = results.begin(documents.search(f"{missing}", HEIGHT, WIDTH))
        found = [
            (number, result_of(window, count=1))
            for place, block in enumerate(blocks)
            if place not in missing
            for window in block
        ]
        rng.shuffle(found)
        results.add(found)
        gaps = results.missing(number, 0, 60, preview=False)
        inside = {frame for start, stop in spans(gaps) for frame in range(start, stop)}
        assert inside == {12 * place + at for place in missing for at in range(12)}
        assert all(one.stop < other.start for one, other in itertools.pairwise(gaps))
        for gap in gaps:
            before = None if gap.start == 0 else blocks[gap.start // 12 - 1][-1]
            assert gap.after == before
        assert spans(results.missing(number, 13, 25, preview=False)) == [
            (max(start, 13), min(stop, 25))
            for start, stop in spans(gaps)
            if start < 25 and stop > 13
        ]


@pytest.mark.parametrize("lacking", range(STRIDE))
def test_a_block_that_lacks_a_window_counts_as_not_begun(documents: Any, lacking: int) -> None:
    results = documents.file().results
    number = results.begin(documents.search("a", HEIGHT, WIDTH))
    blocks = list(plan([(0, 36)], LENGTH, STRIDE))
    for block in blocks:
        for window in block:
            if (window.block, window.phase) != (12, lacking):
                results.add([(number, result_of(window, count=1))])
    assert spans(results.missing(number, 0, 36, preview=False)) == [(12, 24)]


def test_a_damaged_window_is_missing_with_its_block(documents: Any) -> None:
    file = documents.file()
    number = file.results.begin(documents.search("a", HEIGHT, WIDTH))
    blocks = list(plan([(0, 36)], LENGTH, STRIDE))
    file.results.add([(number, result_of(each)) for block in blocks for each in block])
    for column, value in (
        ("said", b"x"),
        ("said", "text"),
        ("checksum", 5),
        ("checksum", "x"),
        ("block", -1),
        ("block", 12.5),
        ("shot", 99),
        ("first", 2**40),
        ("first", "x"),
        ("step", 0),
        ("step", -(2**62)),
        ("count", 0),
        ("count", 2**62),
        ("stop", 2**62),
        ("last", b"x"),
    ):
        with sqlite3.connect(file.path) as connection:
            row = connection.execute(
                f"SELECT {column} FROM window WHERE block = 12 AND phase = 1"
            ).fetchone()
            (place,) = connection.execute(
                "SELECT id FROM window WHERE block = 12 AND phase = 1"
            ).fetchone()
            connection.execute(f"UPDATE window SET {column} = ? WHERE id = ?", (value, place))
        connection.close()
        assert len(list(file.results.windows(number))) == 8, (column, value)
        assert spans(file.results.missing(number, 0, 36, preview=False)) == [(12, 24)]
        with sqlite3.connect(file.path) as connection:
            connection.execute(f"UPDATE window SET {column} = ? WHERE id = ?", (*row, place))
        connection.close()
    assert file.results.missing(number, 0, 36, preview=False) == []


def test_previews_are_answers_for_a_preview_only(documents: Any) -> None:
    results = documents.file().results
    number = results.begin(documents.search("a", HEIGHT, WIDTH))
    (first, second, third) = plan([(0, 36)], LENGTH, STRIDE)
    preview = result_of(second[0], preview=True, frames=range(12, 24))
    results.add([(number, each) for each in (*map(result_of, first), preview)])
    assert spans(results.missing(number, 0, 36, preview=True)) == [(24, 36)]
    assert spans(results.missing(number, 0, 36, preview=False)) == [(12, 36)]
    results.add([(number, result_of(each)) for each in (*second, *third)])
    assert results.missing(number, 0, 36, preview=False) == []
    assert results.missing(number, 0, 36, preview=True) == []


@pytest.mark.parametrize("seed", range(times(6)))
def test_searches_that_are_cut_short_anywhere_answer_every_frame_in_the_end(
    documents: Any, seed: int
) -> None:
    """Each fills the gaps of a part of the clip, as far as it comes."""
    results = documents.file().results
    chance = random.Random(seed)
    total = chance.randrange(1, 90)
    number = results.begin(documents.search("a", HEIGHT, WIDTH))
    spans = [sorted(chance.choices(range(0, total + 12, 12), k=2)) for _ in range(6)]
    for start, stop in (*spans, (0, total)):
        for gap in results.missing(number, start, min(stop, total), preview=False):
            windows = windows_of(gap)
            done = len(windows) if stop == total else chance.randrange(len(windows) + 1)
            results.add([(number, result_of(each, count=1)) for each in windows[:done]])
    assert results.missing(number, 0, total, preview=False) == []
    answered = {at for each in results.windows(number) for at in each.window.fresh}
    assert answered == set(range(total))


def windows_of(gap: Gap) -> list[Window]:
    """Return the windows that answer a gap, as a search plans them in a clip without cuts."""
    shot = gap.start if gap.after is None else gap.after.shot
    planner = Planner(LENGTH, STRIDE, gap.start, shot)
    blocks = [block for _ in range(gap.start, gap.stop) for block in planner.add()]
    return [window for block in (*blocks, *planner.end_shot()) for window in block]


# Tracks


@pytest.fixture
def linked(documents: Any) -> tuple[ProjectFile, int, list[AssociatedTrack]]:
    """A file with windows, the number of their answers, and the tracks through them."""
    file = documents.file()
    number = file.results.begin(documents.search("a", HEIGHT, WIDTH))
    windows = list(itertools.chain(*plan([(0, 36)], LENGTH, STRIDE)))
    found = [result_of(each, seed, 3, before=3) for seed, each in enumerate(windows)]
    file.results.add([(number, each) for each in found])
    return file, number, tracks_of(file.results, number, 40)


def same(one: Sequence[AssociatedTrack], other: Sequence[AssociatedTrack]) -> bool:
    return len(one) == len(other) and all(
        first.score == second.score
        and all(
            np.array_equal(getattr(first, name), getattr(second, name), equal_nan=True)
            for name in ("windows", "places", "scores", "areas", "overlaps", "previews")
        )
        for first, second in zip(one, other, strict=True)
    )


def test_kept_tracks_are_those_that_were_linked(
    linked: tuple[ProjectFile, int, list[AssociatedTrack]],
) -> None:
    file, number, tracks = linked
    assert len(tracks) == 3
    keep(file.results, number, 40)
    assert file.results.tracks(number, file.results.version(number)) is not None
    assert same(tracks_of(file.results, number, 40), tracks)
    shorter = tracks_of(file.results, number, 20)  # of a clip of another length: linked anew
    assert [len(track.windows) for track in shorter] == [20, 20, 20]


def test_tracks_are_linked_anew_when_a_window_has_come(
    linked: tuple[ProjectFile, int, list[AssociatedTrack]],
) -> None:
    file, number, tracks = linked
    keep(file.results, number, 40)
    file.results.add([(number, result_of(window_at(36), 9, 3, before=3))])
    after = tracks_of(file.results, number, 40)
    assert [int((track.windows > 0).sum()) for track in tracks] == [36, 36, 36]
    assert [int((track.windows > 0).sum()) for track in after] == [40, 40, 40]


def test_windows_of_another_shape_do_not_make_all_others_larger(
    linked: tuple[ProjectFile, int, list[AssociatedTrack]],
) -> None:
    file, number, tracks = linked
    wide = result_of(window_at(36), 1, 3, channels=4000, before=3)
    many = result_of(window_at(36), 1, 90)
    for odd in (wide, many):
        file.results.add([(number, odd)])
        stored: list[StoredWindow] = list(file.results.windows(number))
        assert len(stored) == 10
        assert same(link(stored, 40), tracks)
    file.results.add([(number, result_of(window_at(36), 1, 20, before=3))])
    assert (tracks_of(file.results, number, 40)[0].windows > 0).all()


# What takes the place of something


def test_what_is_replaced_can_be_read_until_it_is_forgotten(documents: Any) -> None:
    file = documents.file()
    results = file.results
    number = results.begin(documents.search("a", HEIGHT, WIDTH))
    results.add([(number, result_of(window_at(at))) for at in (0, 8, 16)])
    before = {each.window.block: each.id for each in results.windows(number)}
    results.add([(number, result_of(window_at(0), 3))], [(number, False, 0, 8)], retire=True)
    assert [each.window.block for each in results.windows(number)] == [0, 16]
    assert before[0] not in [each.id for each in results.windows(number)]
    for block in (0, 8):
        results.mask(before[block], 0, HEIGHT, WIDTH)
    results.forget_retired()
    for block in (0, 8):
        with pytest.raises(DamageError):
            results.mask(before[block], 0, HEIGHT, WIDTH)
    assert len(file._database.rows("SELECT 1 FROM masks")) == 2


def test_what_could_not_be_replaced_stays(documents: Any) -> None:
    results = documents.file().results
    number = results.begin(documents.search("a", HEIGHT, WIDTH))
    results.add([(number, result_of(window_at(0)))])
    (before,) = results.windows(number)
    with pytest.raises(OverflowError):
        results.add([(number, result_of(window_at(2**63)))], [(number, False, 0, 8)], retire=True)
    results.forget_retired()
    (after,) = results.windows(number)
    assert after.id == before.id
    results.mask(after.id, 0, HEIGHT, WIDTH)
