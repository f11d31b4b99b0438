"""Small datasets of two moving squares, in exactly the layouts of their authors."""

from __future__ import annotations

import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import scipy.io
from numpy.typing import NDArray
from PIL import Image
from pycocotools import mask as coco

HEIGHT, WIDTH = 48, 64
SENTENCES = ("the red square", "the Blue  square on the right")
COLOURS = ((220, 30, 30), (30, 30, 220))


def labels(time: int) -> NDArray[np.uint8]:
    """Return the numbers of a frame, uint8 [H, W]: 1 moves to the right, 2 down."""
    numbers = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    numbers[8:24, 4 + time : 20 + time] = 1
    numbers[14 + time : 34 + time, 40:58] = 2
    return numbers


def picture(time: int) -> NDArray[np.uint8]:
    """Return a frame, uint8 [H, W, 3]."""
    shown = np.full((HEIGHT, WIDTH, 3), 120, dtype=np.uint8)
    for number, colour in enumerate(COLOURS, 1):
        shown[labels(time) == number] = colour
    return shown


def write_frames(folder: Path, names: Sequence[str], suffix: str = ".jpg") -> None:
    """Write the pictures of a video, each with a corner of its own."""
    folder.mkdir(parents=True)
    for time, name in enumerate(names):
        shown = picture(time)
        shown[-8:, -8:] = sum(folder.name.encode()) * 37 % 256
        Image.fromarray(shown).save(folder / f"{name}{suffix}", quality=95)


def write_labels(folder: Path, names: Sequence[str], void: bool = False) -> None:
    """Write the label pictures of a video, perhaps with a corner of which nobody decided."""
    folder.mkdir(parents=True)
    for time, name in enumerate(names):
        numbers = labels(time)
        if void:
            numbers[:10, :10] = 255
        shown = Image.fromarray(numbers)
        shown.putpalette([value % 256 for value in range(768)])
        shown.save(folder / f"{name}.png")


def write_json(path: Path, content: Any) -> None:
    """Write JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def fives(count: int) -> list[str]:
    """Return names of every fifth frame."""
    return [f"{5 * place:05d}" for place in range(count)]


def ref_youtube_vos(root: Path, frames: int = 4) -> Path:
    """Two videos of train with masks, two of valid of which one belongs to test."""
    names = fives(frames)
    said = {
        str(place): {"exp": text, "obj_id": str(place + 1)} for place, text in enumerate(SENTENCES)
    }
    for split, videos in (("train", ("0a1b", "2c3d")), ("valid", ("9e8f", "7a6b"))):
        public = split == "train"
        for video in videos:
            write_frames(root / split / "JPEGImages" / video, names)
            if public:
                write_labels(root / split / "Annotations" / video, names)
        own = {id: each if public else {"exp": each["exp"]} for id, each in said.items()}
        content = {"videos": {video: {"expressions": own, "frames": names} for video in videos}}
        write_json(root / "meta_expressions" / split / "meta_expressions.json", content)
    hidden = {"videos": {"7a6b": {"expressions": {}, "frames": names}}}
    write_json(root / "meta_expressions" / "test" / "meta_expressions.json", hidden)
    objects = {"1": {"category": "others", "frames": names}, "2": {"category": "others"}}
    write_json(root / "train" / "meta.json", {"videos": {"0a1b": {"objects": objects}}})
    return root


def ref_davis(root: Path, frames: int = 5) -> Path:
    """One sequence of val as it is published."""
    names = [f"{place:05d}" for place in range(frames)]
    davis = root / "DAVIS"
    write_frames(davis / "JPEGImages" / "480p" / "motorbike", names)
    write_labels(davis / "Annotations_unsupervised" / "480p" / "motorbike", names, void=True)
    (davis / "ImageSets" / "2017").mkdir(parents=True)
    (davis / "ImageSets" / "2017" / "val.txt").write_text("motorbike\n")
    (davis / "ImageSets" / "2017" / "train.txt").write_text("")
    texts = root / "davis_text_annotations"
    texts.mkdir()
    for file, name in (("annot1", "motor-bike"), ("annot2", "motorbike")):
        for kind in ("", "_full_video"):
            lines = [
                f'{name} {place} "{text}{kind[:5]}{" naïve" * (file == "annot2")}"\n'
                for place, text in enumerate(SENTENCES, 1)
            ]
            path = texts / f"Davis17_{file}{kind}.txt"
            path.write_text("".join(lines), encoding="latin-1" if file == "annot2" else "utf-8")
    return root


def ref_davis_converted(root: Path, frames: int = 5) -> Path:
    """The same sequence as the community converts it."""
    names = [f"{place:05d}" for place in range(frames)]
    write_frames(root / "valid" / "JPEGImages" / "motorbike", names)
    write_labels(root / "valid" / "Annotations" / "motorbike", names, void=True)
    said = {
        str(4 * place + annotator): {"exp": f"{text} {annotator}", "obj_id": str(place + 1)}
        for place, text in enumerate(SENTENCES)
        for annotator in range(4)
    }
    content = {"videos": {"motorbike": {"expressions": said, "frames": names}}}
    write_json(root / "meta_expressions" / "valid" / "meta_expressions.json", content)
    return root


def code(pixels: NDArray[np.bool_]) -> dict[str, Any]:
    """Return a mask as COCO's code for JSON."""
    coded = coco.encode(np.asfortranarray(pixels, dtype=np.uint8))
    return {"size": list(coded["size"]), "counts": coded["counts"].decode("ascii")}


def mevis(root: Path, frames: int = 5) -> Path:
    """A video of valid_u with a sentence of two objects, and one of valid without masks."""
    names = [f"{place:05d}" for place in range(frames)]
    said = {
        "0": {"exp": "both squares", "obj_id": [0, 1], "anno_id": [10, 12]},
        "1": {"exp": SENTENCES[0], "obj_id": [0], "anno_id": [10]},
    }
    content = {"videos": {"abc": {"expressions": said, "frames": names}}}
    write_json(root / "valid_u" / "meta_expressions.json", content)
    masks = {
        "10": [code(labels(time) == 1) for time in range(frames)],
        "12": [None, *(code(labels(time) == 2) for time in range(1, frames))],
    }
    write_json(root / "valid_u" / "mask_dict.json", masks)
    write_frames(root / "valid_u" / "JPEGImages" / "abc", names)
    hidden = {"videos": {"xyz": {"expressions": {"0": {"exp": "a square"}}, "frames": names}}}
    write_json(root / "valid" / "meta_expressions.json", hidden)
    write_frames(root / "valid" / "JPEGImages" / "xyz", names)
    return root


def a2d_sentences(root: Path, frames: int = 12) -> Path:
    """A clip of test with two annotated frames, one of them of one object; skips without h5py."""
    h5py = pytest.importorskip("h5py")
    release, texts = root / "Release", root / "text_annotations"
    (release / "clips320H").mkdir(parents=True)
    for name in ("vid1", "gone"):
        path = release / "clips320H" / f"{name}.mp4"
        video = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"mp4v"), 24, (WIDTH, HEIGHT))
        for time in range(frames):
            video.write(np.ascontiguousarray(picture(time)[..., ::-1]))
        video.release()
    rows = [
        f"vid1,11,0:00,0:01,{HEIGHT},{WIDTH},{frames},2,1",
        f"gone,11,0:00,0:01,{HEIGHT},{WIDTH},{frames},2,1",
        f"vid2,11,0:00,0:01,{HEIGHT},{WIDTH},{frames},2,0",
    ]
    (release / "videoset.csv").write_text("\n".join(rows) + "\n")
    masks = texts / "a2d_annotation_with_instances" / "vid1"
    masks.mkdir(parents=True)
    lines = ["video_id,instance_id,query", f"vid1,0,{SENTENCES[0]}", f'vid1,2,"{SENTENCES[1]}"']
    lines += ["vid1,1 (copy),nobody", "gone,0,nothing"]
    (texts / "a2d_annotation.txt").write_text("\n".join(lines) + "\n")
    (texts / "a2d_missed_videos.txt").write_text("gone\n")
    for number, ids in ((2, (0, 2)), (9, (2,))):
        numbers = labels(number - 1)
        planes = np.stack([numbers == (1 if id == 0 else 2) for id in ids]).astype(np.uint8)
        stored = planes.transpose(0, 2, 1)
        with h5py.File(masks / f"{number:05d}.h5", "w") as file:
            file["instance"] = np.array(ids)
            file["reMask"] = stored[0] if len(ids) == 1 else stored
    return root


def jhmdb_sentences(root: Path, frames: int = 9) -> Path:
    """A clip whose last frame has no mask, of which two frames are scored."""
    names = [f"{place:05d}" for place in range(1, frames + 1)]
    write_frames(root / "Rename_Images" / "run" / "clip", names, ".png")
    masks = np.stack([labels(time) == 1 for time in range(frames - 1)], axis=2).astype(np.uint8)
    folder = root / "puppet_mask" / "run" / "clip"
    folder.mkdir(parents=True)
    scipy.io.savemat(folder / "puppet_mask.mat", {"part_mask": masks})
    (root / "jhmdb_annotation.txt").write_text(f"video_id,query\nclip,{SENTENCES[0]}\n")
    start = "./jhmdb_sentences"
    rows = [
        [
            "clip",
            f"{start}/Rename_Images/run/clip/{number:05d}.png",
            f"{start}/puppet_mask/run/clip/puppet_mask.mat",
            frames - 1,
            SENTENCES[0],
        ]
        for number in (1, 5)
    ]
    write_json(root / "jhmdb_sentences_samples_metadata.json", rows)
    return root


def refcoco(root: Path, converted: bool = False) -> Path:
    """A picture with two objects in RefCOCO: as REFER publishes it, or as it is converted."""
    name = "COCO_train2014_000000000001.jpg"
    (root / "train2014").mkdir(parents=True)
    Image.fromarray(picture(0)).save(root / "train2014" / name, quality=95)
    polygon = [[4.0, 8.0, 20.0, 8.0, 20.0, 24.0, 4.0, 24.0]]
    second = coco.encode(np.asfortranarray(labels(0) == 2, dtype=np.uint8))
    runs: dict[str, Any] = {"size": list(second["size"]), "counts": second["counts"].decode()}
    image = {"file_name": name, "height": HEIGHT, "width": WIDTH}
    own = root / "refcoco"
    own.mkdir()
    masks = [polygon, runs]
    categories = [{"id": 3, "name": "car"}]
    if converted:
        images = [
            {**image, "id": place, "caption": text} for place, text in enumerate(SENTENCES, 1)
        ]
        annotations = [
            {"id": place, "image_id": place, "segmentation": mask, "category_id": 3}
            for place, mask in enumerate(masks, 1)
        ]
        content = {"images": images, "annotations": annotations, "categories": categories}
        write_json(own / "instances_refcoco_val.json", content)
        return root
    annotations = [
        {"id": 70 + place, "image_id": 1, "segmentation": mask, "category_id": 3}
        for place, mask in enumerate(masks)
    ]
    content = {"images": [{**image, "id": 1}], "annotations": annotations, "categories": categories}
    write_json(own / "instances.json", content)
    references = [
        {
            "image_id": 1,
            "ann_id": 70 + place,
            "split": "val",
            "sentences": [{"sent_id": place, "sent": text, "raw": text}],
        }
        for place, text in enumerate(SENTENCES)
    ]
    (own / "refs(unc).p").write_bytes(pickle.dumps(references, protocol=2))
    return root
