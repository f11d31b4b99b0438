"""The published datasets are read exactly as their authors publish them."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from soc_rvos.datasets.files import PublishedError
from soc_rvos.datasets.published import open_published
from soc_rvos.datasets.published_dataset import PublishedDataset
from soc_rvos.datasets.sample import Sample
from tests import published_layouts as made


def truths(dataset: PublishedDataset, split: str) -> dict[tuple[str, str], Sample]:
    """Return the samples of a split by their names."""
    return {sample.key: sample for sample in dataset.samples(split)}


def test_ref_youtube_vos(tmp_path: Path) -> None:
    dataset = open_published(made.ref_youtube_vos(tmp_path))
    assert (dataset.kind, dataset.splits) == ("ref-youtube-vos", ("train", "valid", "test"))
    assert not dataset.missing
    samples = truths(dataset, "train")
    sample = samples["0a1b", "1"]
    assert (sample.text, sample.objects) == (made.SENTENCES[1], ("2",))
    assert (sample.annotated, sample.category) == ((0, 1, 2, 3), "others")
    assert (sample.truth(2).mask == (made.labels(2) == 2)).all()
    assert sample.truth(2).void is None
    (frame,) = sample.frames.read([3])
    assert np.abs(frame.astype(int) - made.picture(3)).mean() < 8
    hidden = truths(dataset, "valid")
    assert set(hidden) == {("9e8f", "0"), ("9e8f", "1")}  # the other video belongs to test
    assert hidden["9e8f", "0"].annotated == ()
    assert open_published(tmp_path / "train").folder == tmp_path


@pytest.mark.parametrize("layout", [made.ref_davis, made.ref_davis_converted])
def test_ref_davis(tmp_path: Path, layout: Callable[[Path], Path]) -> None:
    dataset = open_published(layout(tmp_path))
    assert dataset.kind == "ref-davis"
    samples = dataset.samples("valid")
    assert [(each.id, each.annotator, each.objects) for each in samples] == [
        (str(place), place % 4, (str(place // 4 + 1),)) for place in range(8)
    ]
    truth = samples[0].truth(1)
    assert truth.void is not None
    assert truth.void[:10, :10].all()
    assert truth.void.sum() == 100
    assert not (truth.mask & truth.void).any()
    if layout is made.ref_davis:
        assert [each.text for each in samples[:4]] == [
            "the red square",
            "the red square_full",
            "the red square naïve",
            "the red square_full naïve",
        ]


def test_mevis(tmp_path: Path) -> None:
    dataset = open_published(made.mevis(tmp_path))
    assert (dataset.kind, dataset.splits) == ("mevis", ("valid_u", "valid"))
    assert {part.path.parent.name for part in dataset.missing} == {"train"}
    both = truths(dataset, "valid_u")["abc", "0"]
    assert both.objects == ("0", "1")
    assert (both.truth(1).mask == (made.labels(1) > 0)).all()
    assert both.truth(0).masks.sum(axis=(1, 2)).tolist() == [(made.labels(0) == 1).sum(), 0]
    assert truths(dataset, "valid")["xyz", "0"].annotated == ()


def test_a2d_sentences(tmp_path: Path) -> None:
    dataset = open_published(made.a2d_sentences(tmp_path))
    assert (dataset.kind, dataset.splits) == ("a2d-sentences", ("train", "test"))
    samples = dataset.samples("test")
    assert [(each.id, each.annotated) for each in samples] == [
        ("f_2_i_0", (1,)),
        ("f_2_i_2", (1,)),
        ("f_9_i_2", (8,)),
    ]
    for sample in samples:
        (place,) = sample.annotated
        number = 1 if sample.objects == ("0",) else 2
        assert (sample.truth(place).mask == (made.labels(place) == number)).all()
    assert len(samples[0].frames) == 12
    (frame,) = samples[0].frames.read([5])
    assert np.abs(frame.astype(int) - made.picture(5)).mean() < 12
    listed = [["A query", "vid1", 9, 2]]
    made.write_json(tmp_path / "a2d_sentences_single_frame_test_annotations.json", listed)
    (only,) = open_published(tmp_path).samples("test")
    assert (only.text, only.id) == ("A query", "f_9_i_2")


def test_without_h5py_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "h5py", None)
    masks = tmp_path / "text_annotations" / "a2d_annotation_with_instances" / "vid1"
    masks.mkdir(parents=True)
    (masks / "00001.h5").touch()
    (tmp_path / "text_annotations" / "a2d_annotation.txt").write_text(
        "video_id,instance_id,query\n"
    )
    made.write_json(
        tmp_path / "a2d_sentences_single_frame_test_annotations.json", [["q", "vid1", 1, 0]]
    )
    (sample,) = open_published(tmp_path).samples("test")
    with pytest.raises(PublishedError, match="pip install h5py"):
        sample.truth(0)


def test_jhmdb_sentences(tmp_path: Path) -> None:
    dataset = open_published(made.jhmdb_sentences(tmp_path))
    assert (dataset.kind, dataset.splits) == ("jhmdb-sentences", ("test",))
    first, second = dataset.samples("test")
    assert (first.annotated, second.annotated, len(first.frames)) == ((0,), (4,), 8)
    assert first.frames is second.frames
    assert (second.truth(4).mask == (made.labels(4) == 1)).all()


@pytest.mark.parametrize("converted", [False, True])
def test_refcoco(tmp_path: Path, converted: bool) -> None:
    dataset = open_published(made.refcoco(tmp_path, converted))
    assert dataset.kind == "refcoco"
    assert "refcoco/val" in dataset.splits
    samples = dataset.samples("refcoco/val")
    assert [each.text for each in samples] == list(made.SENTENCES)
    assert {each.category for each in samples} == {"car"}
    for number, sample in enumerate(samples, 1):
        assert (sample.truth(0).mask == (made.labels(0) == number)).all()


def test_a_pickle_that_would_run_code_is_refused(tmp_path: Path) -> None:
    made.refcoco(tmp_path)
    (tmp_path / "refcoco" / "refs(unc).p").write_bytes(pickle.dumps([Path("x")]))
    with pytest.raises(PublishedError, match=r"is broken.*Download refcoco\.zip"):
        open_published(tmp_path).samples("refcoco/val")


def test_what_is_missing_or_broken_is_named_with_what_to_download(tmp_path: Path) -> None:
    made.ref_davis(tmp_path / "davis")
    (tmp_path / "davis" / "davis_text_annotations" / "Davis17_annot2.txt").unlink()
    with pytest.raises(PublishedError, match=r"annot2\.txt' is missing.*text_annotations\.zip"):
        open_published(tmp_path / "davis").samples("valid")
    made.ref_youtube_vos(tmp_path / "youtube")
    labels = tmp_path / "youtube" / "train" / "Annotations" / "0a1b" / "00005.png"
    labels.write_bytes(b"no picture")
    sample = open_published(tmp_path / "youtube").samples("train")[0]
    with pytest.raises(PublishedError, match=r"00005\.png' is broken.*train\.zip"):
        sample.truth(1)
    Image.new("RGB", (64, 48)).save(labels)
    with pytest.raises(PublishedError, match="it has colours"):
        open_published(tmp_path / "youtube").samples("train")[0].truth(1)
    (tmp_path / "youtube" / "train" / "JPEGImages" / "0a1b" / "00010.jpg").unlink()
    with pytest.raises(PublishedError, match=r"00010\.jpg' is missing"):
        sample.frames.read([2])
    made.mevis(tmp_path / "mevis")
    masks = tmp_path / "mevis" / "valid_u" / "mask_dict.json"
    said = json.loads(masks.read_text())
    masks.write_text(json.dumps({**said, "10": said["10"][:2]}))
    with pytest.raises(PublishedError, match="'10' has 2 masks, its video 5 frames"):
        open_published(tmp_path / "mevis").samples("valid_u")[1].truth(0)
    made.jhmdb_sentences(tmp_path / "jhmdb")
    (tmp_path / "jhmdb" / "jhmdb_sentences_samples_metadata.json").unlink()
    with pytest.raises(PublishedError, match="it says which frames the papers score"):
        open_published(tmp_path / "jhmdb").samples("test")
    with pytest.raises(PublishedError, match="none of the published datasets"):
        open_published(tmp_path)


def test_a_frame_or_a_file_of_masks_that_is_missing_is_named(tmp_path: Path) -> None:
    davis = made.ref_davis(tmp_path / "davis")
    lost = davis / "DAVIS/JPEGImages/480p/motorbike/00002.jpg"
    lost.unlink()
    sample = open_published(davis).samples("valid")[0]
    with pytest.raises(PublishedError, match=r"00002.jpg' is missing. Download DAVIS-2017"):
        sample.frames.read([2])
    for layout, split, masks in (
        (made.mevis, "valid_u", "valid_u/mask_dict.json"),
        (made.ref_youtube_vos, "train", "train/Annotations/2c3d"),
        (made.ref_davis, "valid", "DAVIS/Annotations_unsupervised/480p/motorbike"),
    ):
        dataset = layout(tmp_path / masks.replace("/", "-"))
        (dataset / masks).rename(dataset / "elsewhere")
        with pytest.raises(PublishedError, match=f"{masks}' is missing. Download "):
            open_published(dataset).samples(split)


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    davis = made.ref_davis(tmp_path / "davis")
    assert open_published(davis).doubts("valid") == []
    texts = davis / "davis_text_annotations" / "Davis17_annot1.txt"
    texts.write_text(texts.read_text().splitlines()[1])
    samples = open_published(davis).samples("valid")
    assert [(each.id, each.objects) for each in samples[:4]] == [
        *((str(place), ("1",)) for place in (1, 2, 3)),
        ("4", ("2",)),
    ]
    (said,) = open_published(davis).doubts("valid")
    assert str(said) == "Davis17_annot1.txt says nothing of the object 1 of 'motorbike'."

    pytest.importorskip("h5py")
    actors = made.a2d_sentences(tmp_path / "a2d")
    assert open_published(actors).doubts("test") == []
    before = len(open_published(actors).samples("test"))
    texts = actors / "text_annotations" / "a2d_annotation.txt"
    lines = texts.read_text().splitlines()
    video = open_published(actors).samples("test")[0].video
    texts.write_text("\n".join([*lines, f"{video},7,nobody at all"]))
    assert len(open_published(actors).samples("test")) == before
    (said,) = open_published(actors).doubts("test")
    assert str(said) == f"'nobody at all': no annotated frame of '{video}' has the object 7."
    texts.write_text("\n".join([*lines, "what another file says"]))
    with pytest.raises(PublishedError, match=f"row {len(lines) + 1} is no video") as refused:
        open_published(actors).samples("test")
    assert "another file" not in str(refused.value)  # it may be a link to any


def test_names_that_lead_elsewhere_are_refused(tmp_path: Path) -> None:
    made.ref_youtube_vos(tmp_path)
    path = tmp_path / "meta_expressions" / "train" / "meta_expressions.json"
    path.write_text(path.read_text().replace("0a1b", "../0a1b"))
    with pytest.raises(PublishedError, match="no name of a file"):
        open_published(tmp_path).samples("train")
