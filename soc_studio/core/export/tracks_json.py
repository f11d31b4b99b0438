"""Tracks as JSON: every frame's time, score, box and mask, and what computed them.

The top level names the `format` and `version`, the `video`, the `span` of frames that was asked
for, and holds one track an expression. A track says `expression`, `folder` (of its mask pictures),
`model` with its digest, `settings`, its mean `score`, its `frames`, and `alternatives`, which are
tracks of the same expression by other objects. A frame says

- `index`: its number in the video, from 0, in the order of presentation;
- `time`: exact seconds from the first frame, a fraction such as "1001/30000";
- `score`: probability in [0, 1] that the object is there;
- `present`: whether the score reaches the threshold; where not, the object counts as absent;
- `box`: left, top, width and height in pixels of the video, or null where the object is absent;
- `segmentation`: COCO's compressed run-length code at the size of the video, of no pixels where
  the object is absent;
- `preview`: true where the mask was moved here from a neighbouring frame, and not computed.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any, TextIO

from soc_rvos.inference.tracks import FrameAnswer, Track
from soc_rvos.masks import Mask
from soc_studio.core.matte import full_size
from soc_studio.core.search import Found
from soc_studio.core.timing import Timing

FORMAT = "soc-studio tracks"
VERSION = 1


def write_tracks(
    path: Path,
    found: Mapping[str, Found],
    facts: Mapping[str, Any],
    of_track: Mapping[str, Any],
    threshold: float,
    timing: Timing,
    height: int,
    width: int,
) -> Generator[int, None, None]:
    """Write tracks to `path`; yield the number of each frame of a track when it is done.

    Args:
        path: the file; one that is there is written over.
        found: the tracks, by the name of the folder that holds the masks of the first.
        facts: what the top level says besides the tracks, as JSON values.
        of_track: what every track says besides its own, as JSON values.
        threshold: score from which the object counts as present.
        timing: times of the video's frames.
        height: of the video in pixels.
        width: of the video in pixels.

    Raises:
        OSError: the file cannot be written.
    """

    def frames(track: Track) -> Generator[int, None, None]:
        """Write the frames of `track` one by one: all of them are too large for the memory."""
        file.write(f'"score": {track.score:.6f}, "frames": [')
        present = track.present(threshold)
        for place, (number, answer) in enumerate(sorted(track.frames.items())):
            file.write(",\n" if place else "\n")
            frame = {"index": number, "time": str(timing.time_of(number))}
            json.dump(frame | _answer(answer, number in present, height, width), file)
            yield number
        file.write("\n]")

    with path.open("w", encoding="utf-8", newline="\n") as file:
        _open_object(file, {"format": FORMAT, "version": VERSION, **facts})
        file.write('"tracks": [')
        for place, (folder, one) in enumerate(found.items()):
            file.write(",\n" if place else "\n")
            _open_object(file, {"expression": one.expression, "folder": folder, **of_track})
            yield from frames(one.tracks[0])
            file.write(', "alternatives": [')
            for rank, alternative in enumerate(one.tracks[1:]):
                file.write(", {" if rank else "{")
                yield from frames(alternative)
                file.write("}")
            file.write("]}")
        file.write("\n]}\n")


def _open_object(file: TextIO, values: Mapping[str, Any]) -> None:
    """Write an object that begins with `values` and goes on."""
    file.write(json.dumps(values, ensure_ascii=False)[:-1] + ", ")


def _answer(answer: FrameAnswer, is_present: bool, height: int, width: int) -> dict[str, Any]:
    box = None
    mask = Mask.empty(height, width)
    if is_present:
        centre_x, centre_y, box_width, box_height = answer.box
        sides = (centre_x - box_width / 2, centre_y - box_height / 2, box_width, box_height)
        box = [round(side * of, 2) for side, of in zip(sides, (width, height) * 2, strict=True)]
        mask = Mask.from_array(full_size(answer.mask, height, width))
    said: dict[str, Any] = {
        "score": round(answer.score, 6),
        "present": is_present,
        "box": box,
        "segmentation": {"size": [height, width], "counts": mask.counts.decode("ascii")},
    }
    return said | {"preview": True} if answer.preview else said
