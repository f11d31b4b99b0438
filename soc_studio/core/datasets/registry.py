"""All formats of datasets: a row for each, with the module that writes and reads it.

The command line goes by this table.
"""

from __future__ import annotations

from pathlib import Path

from soc_studio.core.datasets import (
    a2d,
    coco_images,
    cvat_video,
    davis,
    label_studio,
    labelme,
    mevis,
    npz_arrays,
    png_objects,
    ref_davis,
    ref_youtube_vos,
    sa_v,
    youtube_vis,
    youtube_vos,
)
from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.format import DatasetFormat
from soc_studio.core.datasets.tree import DatasetTree, open_tree
from soc_studio.core.system.messages import message

FORMATS = (
    DatasetFormat(
        "ref-davis",
        message("Ref-DAVIS"),
        message("As the community converts it: four expressions of every object."),
        ref_davis.WRITER,
        ref_davis.READER,
    ),
    DatasetFormat(
        "ref-youtube-vos",
        message("Ref-YouTube-VOS"),
        message("Expressions of one object each, masks in pictures with a palette."),
        ref_youtube_vos.WRITER,
        ref_youtube_vos.READER,
    ),
    DatasetFormat(
        "mevis",
        message("MeViS"),
        message("Expressions of any number of objects, masks in mask_dict.json."),
        mevis.WRITER,
        mevis.READER,
    ),
    DatasetFormat(
        "a2d-sentences",
        message("A2D-Sentences (key frames)"),
        message(
            "Videos as MP4, masks of some of their frames in HDF5; one object for each expression."
        ),
        a2d.WRITER,
        a2d.READER,
    ),
    DatasetFormat(
        "davis",
        message("DAVIS"),
        message("Pictures with a palette; expressions in text files, as Ref-DAVIS is published."),
        davis.WRITER,
        davis.READER,
    ),
    DatasetFormat(
        "youtube-vos",
        message("YouTube-VOS"),
        message("Pictures with a palette, and the categories of objects."),
        None,
        youtube_vos.READER,
    ),
    DatasetFormat(
        "youtube-vis",
        message("YouTube-VIS"),
        message("One JSON file of videos with objects and their categories."),
        youtube_vis.WRITER,
        youtube_vis.READER,
    ),
    DatasetFormat(
        "veval",
        message("SA-Co/VEval"),
        message("YouTube-VIS with expressions, also those that name nothing in a video."),
        youtube_vis.PHRASE_WRITER,
        youtube_vis.PHRASE_READER,
    ),
    DatasetFormat(
        "coco",
        message("COCO"),
        message("One JSON file of images, the frames of videos."),
        coco_images.WRITER,
        coco_images.READER,
    ),
    DatasetFormat(
        "cvat-video",
        message("CVAT for video 1.1"),
        message("An XML file for each video, to import into CVAT."),
        cvat_video.WRITER,
        cvat_video.READER,
    ),
    DatasetFormat(
        "labelme",
        message("LabelMe"),
        message("A JSON file beside the picture of each frame, for X-AnyLabeling, too."),
        labelme.WRITER,
        labelme.READER,
    ),
    DatasetFormat(
        "label-studio",
        message("Label Studio"),
        message("A task for each frame, with brush masks."),
        label_studio.WRITER,
        label_studio.READER,
    ),
    DatasetFormat(
        "sa-v",
        message("SA-V"),
        message("A JSON file of masks for each video."),
        None,
        sa_v.READER,
    ),
    DatasetFormat(
        "npz",
        message("NumPy (NPZ)"),
        message("Arrays of masks, a file for each video."),
        None,
        npz_arrays.READER,
    ),
    DatasetFormat(
        "png",
        message("PNG for each object"),
        message("A black and white picture for each object and frame, and tables of the rest."),
        png_objects.WRITER,
        png_objects.READER,
    ),
)
"""All formats, in the order in which a dataset is compared with them."""

_DEEPEST = 3  # folders that hold nothing but the dataset, as archives often do


def recognise(path: Path) -> DatasetFormat:
    """Return the format of the dataset at `path`: a folder, a zip archive, or a file that says all.

    Raises:
        DatasetError: it is none that is known, or cannot be read.
    """
    return _recognised(open_tree(path))[0]


def open_dataset(path: Path) -> tuple[DatasetFormat, Dataset]:
    """Return the dataset at `path`, and its format.

    Raises:
        DatasetError: it is none that is known, or cannot be read, or is damaged, as far as that
            shows before masks are read.
    """
    format, tree = _recognised(open_tree(path))
    return format, format.reader.read(tree)


def writable_format(id: str) -> DatasetFormat:
    """Return the format of an `id` that datasets are written in.

    Raises:
        DatasetError: there is none.
    """
    written = {each.id: each for each in FORMATS if each.writer is not None}
    if id not in written:
        raise DatasetError(
            message("There is no format of datasets called '{id}'.", id=shown(id)),
            message("These are written: {formats}.", formats=", ".join(written)),
        )
    return written[id]


def _recognised(tree: DatasetTree) -> tuple[DatasetFormat, DatasetTree]:
    named = tree.name
    for _ in range(_DEEPEST):
        for format in FORMATS:
            if format.reader.recognises(tree):
                return format, tree
        folders = tree.folders()
        if tree.focus or len(folders) != 1 or tree.files():
            break
        tree = tree.below(folders[0])
    raise DatasetError(
        message("'{name}' is no dataset that SOC Studio knows.", name=shown(named)),
        message(
            "Choose the folder that holds all of it. These are read: {formats}.",
            formats=", ".join(each.name for each in FORMATS),
        ),
    )
