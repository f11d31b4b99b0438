"""Splits as a person says them: shares of the videos, or lists of their names in files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.system.messages import message

_MOST = 1e9
_LARGEST = 2**24  # bytes of a list


def shares_of(text: str) -> dict[str, float]:
    """Return the shares in a text such as "train=0.8, valid=0.2"; nothing in an empty one.

    Raises:
        DatasetError: it says something else.
    """
    shares: dict[str, float] = {}
    for part in filter(str.strip, text.split(",")):
        name, equals, share = part.partition("=")
        try:
            value = float(share)
        except ValueError:
            value = -1.0
        if not (name.strip() and equals and 0 <= value < _MOST):
            raise DatasetError(
                message("'{part}' is not NAME=SHARE.", part=shown(part.strip())),
                message("Write splits as train=0.8, valid=0.2."),
            )
        shares[name.strip()] = value
    if shares and not sum(shares.values()):
        raise DatasetError(
            message("All shares of splits are 0."),
            message("Write splits as train=0.8, valid=0.2."),
        )
    return shares


def listed_videos(path: Path) -> list[str]:
    """Return the names of videos in a file that has one on each line.

    Raises:
        DatasetError: it cannot be read, or is no text.
    """
    try:
        with path.open("rb") as file:
            lines = file.read(_LARGEST).decode("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or message("it is no text")
        raise DatasetError(
            message("'{path}' cannot be read: {reason}.", path=path.name, reason=reason),
            message("Choose a text file that names a video on each line."),
        ) from error
    return [line.strip() for line in lines if line.strip()]


def lists_by_name(files: Iterable[Path]) -> dict[str, list[str]]:
    """Return the videos of the splits that files are called after: those of "train" in train.txt.

    Raises:
        DatasetError: one cannot be read.
    """
    return {file.stem: listed_videos(file) for file in files}
