"""Where a project that has no name yet is best kept."""

from __future__ import annotations

from pathlib import Path

from soc_studio.core.storage.project_file import SUFFIX

_FRAMES = "JPEGImages"  # what DAVIS, YouTube-VOS and those made like them call the folder of frames
_LABELS = "Annotations"
_OTHER_FRAMES = ("frames", "images")  # of datasets where the folder of labels is beside it
_SPLITS = ("train", "train_all_frames", "valid", "valid_u", "val", "test", "test_all_frames")


def proposed_place(video: Path) -> Path:
    """Return the file that is proposed for a project of a video: beside the video; beside the
    dataset, where that is the folder of its frames in one."""
    dataset = next((each for each in reversed(video.parents) if _is_of_frames(each)), None)
    if dataset is None:
        return video.with_suffix(SUFFIX)
    root = dataset.parent
    others = [root.parent / each for each in _SPLITS if each != root.name]
    if root.name in _SPLITS and any(each.is_dir() for each in others):
        root = root.parent
    return root.parent / f"{root.name}{SUFFIX}"


def _is_of_frames(folder: Path) -> bool:
    """Return whether a folder is that of the frames of a dataset."""
    is_other = folder.name in _OTHER_FRAMES and (folder.parent / _LABELS).is_dir()
    return folder.name == _FRAMES or is_other
