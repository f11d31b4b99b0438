"""Ref-DAVIS17, as it is published and as the community converts it.

    davis_text_annotations/Davis17_annot1.txt             SEQUENCE OBJECT "sentence" on a line
    davis_text_annotations/Davis17_annot1_full_video.txt, …annot2.txt, …annot2_full_video.txt
    DAVIS/ImageSets/2017/{train,val}.txt
    DAVIS/JPEGImages/480p/SEQUENCE/00000.jpg
    DAVIS/Annotations_unsupervised/480p/SEQUENCE/00000.png     numbers of objects, 255 is void
    DAVIS/davis_semantics.json                                 categories, where it is there

Converted it has the files of Ref-YouTube-VOS in the same folder: `meta_expressions`, `train` and
`valid`. There the sentences of an object follow each other: of the first and of the second
annotator, each from the first frame and from the whole video. These four are the annotators 0 to 3.
Files of the second annotator are in Latin-1.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from soc_rvos.datasets import ref_youtube_vos
from soc_rvos.datasets.files import (
    PublishedError,
    broken,
    inside,
    missing,
    names_in,
    read_bytes,
    read_json,
)
from soc_rvos.datasets.published_dataset import PublishedDataset, PublishedPart
from soc_rvos.datasets.ref_youtube_vos import LabelFolder
from soc_rvos.datasets.sample import PictureFrames, Sample
from soc_rvos.messages import Message, message

ANNOTATORS = 4
_RATE = Fraction(24)
_FILES = (
    ("Davis17_annot1.txt", "utf-8"),
    ("Davis17_annot1_full_video.txt", "utf-8"),
    ("Davis17_annot2.txt", "latin-1"),
    ("Davis17_annot2_full_video.txt", "latin-1"),
)
_MISSPELT = {
    "clasic-car": "classic-car",
    "dog-scale": "dogs-scale",
    "motor-bike": "motorbike",
}
_LINE = re.compile(r"(\S+)\s+(\d{1,3})\s+(.*)")
_SETS = {"train": "train.txt", "valid": "val.txt"}
_FRAMES_ADVICE = message(
    "Download DAVIS-2017-Unsupervised-trainval-480p.zip from "
    "https://davischallenge.org/davis2017/code.html and unpack it here."
)
_TEXTS_ADVICE = message(
    "Download davis_text_annotations.zip from https://www.mpi-inf.mpg.de (Video Object "
    "Segmentation with Language Referring Expressions) and unpack it here."
)
_CONVERTED_ADVICE = message(
    "Convert Ref-DAVIS17 again from DAVIS-2017-Unsupervised-trainval-480p.zip and "
    "davis_text_annotations.zip, or unpack these here: they are read as they are."
)


def opened(folder: Path) -> PublishedDataset | None:
    """Return the dataset in `folder`, None where it is another."""
    if _is_converted(folder):
        return PublishedDataset(
            "ref-davis",
            "Ref-DAVIS17",
            folder,
            ref_youtube_vos.splits_of(folder),
            (
                PublishedPart(
                    folder / "meta_expressions" / "valid" / "meta_expressions.json",
                    _CONVERTED_ADVICE,
                    "valid",
                ),
                PublishedPart(folder / "valid" / "JPEGImages", _CONVERTED_ADVICE, "valid"),
                PublishedPart(folder / "valid" / "Annotations", _CONVERTED_ADVICE, "valid"),
            ),
            "converted to the files of Ref-YouTube-VOS",
            lambda split: _read_converted(folder, split),
        )
    texts, root = folder / "davis_text_annotations", folder / "DAVIS"
    if not texts.is_dir() and not (root / "ImageSets").is_dir():
        return None
    sets = root / "ImageSets" / "2017"
    return PublishedDataset(
        "ref-davis",
        "Ref-DAVIS17",
        folder,
        tuple(split for split, file in _SETS.items() if (sets / file).is_file()),
        (
            *(PublishedPart(texts / file, _TEXTS_ADVICE) for file, _ in _FILES),
            *(PublishedPart(sets / file, _FRAMES_ADVICE, split) for split, file in _SETS.items()),
            PublishedPart(root / "JPEGImages" / "480p", _FRAMES_ADVICE),
            PublishedPart(_labels(root), _FRAMES_ADVICE),
        ),
        "as published",
        lambda split: _read_raw(folder, split),
        lambda split: _doubts(folder, split),
    )


def _is_converted(folder: Path) -> bool:
    """Return whether all sentences are of four annotators of an object, one after the other."""
    splits = ref_youtube_vos.splits_of(folder)
    count = 0
    for split in splits:
        try:
            said = ref_youtube_vos.expressions_of(folder, split, _CONVERTED_ADVICE)
        except PublishedError:
            return False
        for video in said.videos.values():
            objects = [str(each.obj_id) for each in video.expressions.values()]
            count += len(objects)
            if list(video.expressions) != [str(place) for place in range(len(objects))]:
                return False
            fours = [objects[start : start + 4] for start in range(0, len(objects), ANNOTATORS)]
            if any(len(four) != ANNOTATORS or len(set(four)) != 1 for four in fours):
                return False
    return count > 0


def _read_converted(folder: Path, split: str) -> list[Sample]:
    samples = ref_youtube_vos.read_split(folder, split, _CONVERTED_ADVICE, _RATE)
    return [replace(each, annotator=int(each.id) % ANNOTATORS) for each in samples]


def _read_raw(folder: Path, split: str) -> list[Sample]:
    root = folder / "DAVIS"
    said = _texts(folder)
    semantics: dict[str, dict[str, str]] = {}
    if (root / "davis_semantics.json").is_file():
        kind = dict[str, dict[str, str]]
        semantics = read_json(root / "davis_semantics.json", kind, _FRAMES_ADVICE)
    sequences = read_bytes(root / "ImageSets" / "2017" / _SETS[split], _FRAMES_ADVICE)
    samples: list[Sample] = []
    for name in sequences.decode("utf-8", "replace").split():
        pictures = inside(root / "JPEGImages" / "480p", name)
        marked = _labels(root) / name
        there = {Path(each) for each in (*names_in(pictures), *names_in(marked))}
        # Every frame has masks: one that has only these lacks its picture.
        names = sorted({each.stem for each in there if each.suffix in (".jpg", ".png")})
        if not names:
            raise missing(pictures, _FRAMES_ADVICE)
        files = tuple(pictures / f"{each}.jpg" for each in names)
        frames = PictureFrames(tuple(names), files, _FRAMES_ADVICE)
        labels = LabelFolder(marked, frames.names, _FRAMES_ADVICE)
        if not labels.annotated:
            raise missing(marked, _FRAMES_ADVICE)
        own = [dict(lines.get(name, [])) for lines in said]
        for place, id in enumerate(sorted({id for texts in own for id in texts})):
            for annotator, texts in enumerate(own):
                if id not in texts:
                    continue  # see _doubts
                samples.append(
                    Sample(
                        name,
                        str(ANNOTATORS * place + annotator),
                        texts[id],
                        frames,
                        (id,),
                        labels.annotated,
                        labels.of(id),
                        annotator,
                        semantics.get(name, {}).get(id, ""),
                        _RATE,
                        labels.labels,
                    )
                )
    return samples


def _texts(folder: Path) -> list[dict[str, list[tuple[str, str]]]]:
    """Return objects and sentences by sequence of each annotator; raises PublishedError."""
    return [_lines(folder / "davis_text_annotations" / file, code) for file, code in _FILES]


def _doubts(folder: Path, split: str) -> list[Message]:
    """See `PublishedDataset.doubts`: objects of which one of the annotators says nothing."""
    said = _texts(folder)
    found = []
    sequences = read_bytes(folder / "DAVIS" / "ImageSets" / "2017" / _SETS[split], _FRAMES_ADVICE)
    for name in sequences.decode("utf-8", "replace").split():
        own = [{id for id, _ in lines.get(name, [])} for lines in said]
        found += [
            message(
                "{file} says nothing of the object {object} of '{video}'.",
                file=_FILES[annotator][0],
                object=id,
                video=name,
            )
            for annotator, ids in enumerate(own)
            for id in sorted(set().union(*own) - ids)
        ]
    return found


def _labels(root: Path) -> Path:
    """Return the folder of the masks: those of the unsupervised task, or of the other one."""
    places = [root / name / "480p" for name in ("Annotations_unsupervised", "Annotations")]
    return next((place for place in places if place.is_dir()), places[0])


def _lines(path: Path, encoding: str) -> dict[str, list[tuple[str, str]]]:
    """Return objects and sentences by sequence; raises PublishedError."""
    found: dict[str, list[tuple[str, str]]] = {}
    text = read_bytes(path, _TEXTS_ADVICE).decode(encoding, "replace")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = _LINE.fullmatch(line.strip())
        if parts is None:
            raise broken(path, f"line {number} is not: sequence, object, sentence", _TEXTS_ADVICE)
        name, id, said = parts.groups()
        said = said[1:-1] if said[:1] == said[-1:] == '"' and len(said) > 1 else said
        found.setdefault(_MISSPELT.get(name, name), []).append((str(int(id)), said))
    return found
