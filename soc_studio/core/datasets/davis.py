"""DAVIS, and Ref-DAVIS as it is published: pictures of labels, expressions in text files.

    JPEGImages/480p/SEQUENCE/00000.jpg
    Annotations/480p/SEQUENCE/00000.png                 numbers of objects; 255 is void
    Annotations_unsupervised/480p/SEQUENCE/00000.png    likewise, read where there is no other, and
                                                        with expressions, which are of its numbers
    ImageSets/2017/SPLIT.txt                            a sequence on a line

With expressions all that is in a folder `DAVIS`, and beside it is

    davis_text_annotations/Davis17_annot1.txt              SEQUENCE OBJECT "expression" on a line
    davis_text_annotations/Davis17_annot1_full_video.txt   by who has seen more than the first frame

and the same of a second annotator, whose files are in Latin-1.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from soc_studio.core.datasets.dataset import Dataset, DatasetExpression, DatasetVideo
from soc_studio.core.datasets.dataset_error import shown
from soc_studio.core.datasets.fitting import (
    DatasetLoss,
    Fitted,
    each_video,
    with_rate,
    without_absent,
    without_categories,
    without_several_objects,
    without_unanswered,
)
from soc_studio.core.datasets.format import DatasetReader, DatasetWriter
from soc_studio.core.datasets.frame_pictures import FrameFiles, write_pictures
from soc_studio.core.datasets.mask_fitting import (
    flattened,
    only_frames_with_files,
    without_empty_objects,
)
from soc_studio.core.datasets.mask_picture import VOID
from soc_studio.core.datasets.naming import (
    with_counted_expressions,
    with_numbered_objects,
    with_one_line_each,
    with_safe_names,
    with_sorting_frames,
    with_unique_videos,
    without_spaces,
)
from soc_studio.core.datasets.palette_folder import rate_of, read_palette, write_palette
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

_TEXTS = "davis_text_annotations"
ANNOTATORS = ("1", "1 full video", "2", "2 full video")
"""Who wrote expressions: the annotator, and whether they had seen the whole video."""
_FILES = {each: f"Davis17_annot{each.replace(' ', '_')}.txt" for each in ANNOTATORS}
_ENCODINGS = {"1": "utf-8", "2": "latin-1"}
_LINE = re.compile(r"(\S+)\s+(\d{1,9})\s+(.*)")
_MISSPELT = {
    "clasic-car": "classic-car",
    "dog-scale": "dogs-scale",
    "motor-bike": "motorbike",
}
_LABELS = ("Annotations", "Annotations_unsupervised")
_SIZE = "480p"
_SIZES = re.compile(r"\d+p|Full-Resolution")
_SETS = ("2017", "2019", "2016")


def _recognises(tree: DatasetTree) -> bool:
    return _root(tree) is not None


def _root(tree: DatasetTree) -> DatasetTree | None:
    """Return the folder of the pictures; None where it is no DAVIS."""
    for below in (tree, tree.below("DAVIS")):
        for labels in _LABELS:
            for size in filter(_SIZES.fullmatch, below.folders(labels)):
                for sequence in below.folders(f"{labels}/{size}")[:1]:
                    if below.files(f"{labels}/{size}/{sequence}", ".png"):
                        return below
        if below.folders("ImageSets") and below.folders("JPEGImages"):
            return below
    return None


def _read(tree: DatasetTree) -> Dataset:
    root = _root(tree) or tree
    notes: list[str] = []
    said = _expressions(tree, notes)
    splits = _splits(root)
    folders = [
        f"{labels}/{size}"
        for labels in (reversed(_LABELS) if said else _LABELS)
        for size in sorted(root.folders(labels), key=lambda size: size != _SIZE)[:1]
    ]
    shown_in = sorted(root.folders("JPEGImages"), key=lambda size: size != _SIZE)[:1]
    pictures = f"JPEGImages/{shown_in[0]}" if shown_in else "JPEGImages"
    names = {
        name: folder for folder in reversed(folders) for name in root.folders(folder)
    }  # of several folders the first one counts
    for name in splits:
        if root.is_folder(f"{pictures}/{name}"):
            names.setdefault(name, folders[0] if folders else "Annotations")
    videos = []
    for name, folder in sorted(names.items()):
        split = splits.get(name, "")
        video = read_palette(root, name, f"{folder}/{name}", f"{pictures}/{name}", split)
        known = {each.id for each in video.objects}
        own = [
            DatasetExpression(str(place), text, (id,), annotator)
            for place, (annotator, id, text) in enumerate(said.pop(name, ()))
        ]
        if lost := sum(not known.issuperset(each.objects or ()) for each in own):
            notes.append(_lost(name, lost))
            own = [each for each in own if known.issuperset(each.objects or ())]
        videos.append(replace(video, expressions=tuple(own)))
    notes += [_lost(name, len(lines)) for name, lines in said.items()]
    return Dataset(tuple(videos), tuple(notes))


def _lost(name: str, count: int) -> str:
    return message(
        "Expressions of '{video}' whose object is not there are left out: {count}.",
        video=shown(name),
        count=count,
    )


def _splits(tree: DatasetTree) -> dict[str, str]:
    """Return the split of every sequence that is listed."""
    found: dict[str, str] = {}
    sets = tree.folders("ImageSets")
    for year in (*(each for each in _SETS if each in sets), *sets):
        for file in tree.files(f"ImageSets/{year}", ".txt"):
            lines = tree.read(f"ImageSets/{year}/{file}").decode("utf-8", "replace").splitlines()
            for line in lines:
                if line.strip():
                    found.setdefault(line.strip(), file.rpartition(".")[0])
    return found


def _expressions(tree: DatasetTree, notes: list[str]) -> dict[str, list[tuple[str, str, str]]]:
    """Return annotators, objects and texts by sequence, one annotator after the other."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for annotator, file in _FILES.items():
        path = f"{_TEXTS}/{file}"
        if not tree.is_file(path):
            continue
        text = _decoded(tree.read(path), _ENCODINGS[annotator[0]])
        for line in filter(None, map(str.strip, text.splitlines())):
            if parts := _LINE.fullmatch(line):
                name, id, said = parts.groups()
                said = said[1:-1] if said[:1] == said[-1:] == '"' and len(said) > 1 else said
                found[_MISSPELT.get(name, name)].append((annotator, str(int(id)), said))
            else:
                notes.append(
                    message("'{file}': '{line}' is left out.", file=file, line=shown(line))
                )
    return found


def _decoded(content: bytes, encoding: str) -> str:
    """Return a text; of the second annotator UTF-8 is read, too, where it is valid."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(encoding, "replace")


def _with_two_annotators(dataset: Dataset) -> Fitted:
    """Let expressions be of the four files, in their order; the first two names get two files."""

    def change(video: DatasetVideo) -> tuple[DatasetVideo, int]:
        others = sorted({each.annotator for each in video.expressions} - {*ANNOTATORS})
        files = {name: ("1", "2")[min(place, 1)] for place, name in enumerate(others)}
        changed = [
            replace(each, annotator=files.get(each.annotator, each.annotator))
            for each in video.expressions
        ]
        changed.sort(key=lambda each: ANNOTATORS.index(each.annotator))
        count = sum(each.annotator in files for each in video.expressions)
        return replace(video, expressions=tuple(changed)), count

    changed, count = each_video(dataset, change)
    sentence = message(
        "Expressions become those of annotator 1 or 2, without a name: {count}.", count=count
    )
    return changed, [DatasetLoss(sentence, count)]


def _write(folder: Path, dataset: Dataset, kept: FrameFiles) -> Generator[object, None, None]:
    has_texts = any(video.expressions for video in dataset.videos)
    root = folder / "DAVIS" if has_texts else folder
    for video in dataset.videos:
        write_palette(root / "Annotations" / _SIZE / video.name, video)
        write_pictures(root / "JPEGImages" / _SIZE / video.name, video, kept, ".jpg")
        yield video
    sets = root / "ImageSets" / "2017"
    sets.mkdir(parents=True)
    for split in {video.split for video in dataset.videos} - {""}:
        names = [video.name for video in dataset.videos if video.split == split]
        _write_lines(sets / f"{split}.txt", names, "utf-8")
    if not has_texts:
        return
    texts = folder / _TEXTS
    texts.mkdir()
    for annotator, file in _FILES.items():
        lines = [line for video in dataset.videos for line in _lines(video, annotator)]
        latin = _ENCODINGS[annotator[0]]
        fits = all(line.isascii() or _is_plain_latin(line) for line in lines)
        _write_lines(texts / file, lines, latin if fits else "utf-8")


def _is_plain_latin(line: str) -> bool:
    """Return whether a line in Latin-1 is not mistaken for UTF-8."""
    try:
        line.encode("latin-1").decode("utf-8")
    except UnicodeEncodeError:
        return False
    except UnicodeDecodeError:
        return True
    return False


def _lines(video: DatasetVideo, annotator: str) -> Iterator[str]:
    for each in video.expressions:
        if each.annotator == annotator and each.objects:
            yield f'{video.name} {each.objects[0]} "{each.text}"'


def _write_lines(path: Path, lines: Mapping[str, str] | list[str], encoding: str) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding=encoding, newline="\n")


READER = DatasetReader(_recognises, _read)

WRITER = DatasetWriter(
    (
        with_safe_names,
        without_spaces,
        with_unique_videos,
        with_sorting_frames,
        without_several_objects,
        without_absent,
        without_unanswered,
        without_categories,
        with_numbered_objects(1, VOID - 1),
        flattened,
        without_empty_objects,
        only_frames_with_files,
        with_rate(lambda video: rate_of(video.frames)),
        with_one_line_each,
        _with_two_annotators,
        with_counted_expressions,
    ),
    _write,
)
