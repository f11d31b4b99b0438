"""All formats of masks: a row for each, with the module that writes it and the one that reads it.

The export, the command line and the import go by this table.
"""

from __future__ import annotations

from soc_studio.core.formats import (
    coco_import,
    cutout_video,
    overlay_video,
    png_masks_export,
    png_masks_import,
    tracks_json_export,
    tracks_json_import,
)
from soc_studio.core.formats.format import Format
from soc_studio.core.system.messages import message

FORMATS = (
    Format(
        "masks",
        message("Mask pictures (PNG)"),
        message("A grey PNG for every frame, white on the object, in a folder for each layer."),
        png_masks_export.WRITER,
        png_masks_import.READER,
    ),
    Format(
        "tracks",
        message("Tracks (JSON)"),
        message("One file with the time, score, box and mask of every frame, and the candidates."),
        tracks_json_export.WRITER,
        tracks_json_import.READER,
    ),
    Format(
        "cutout",
        message("Cut-out video (ProRes 4444)"),
        message("A video of each layer with a transparent background, with sound, for editing."),
        cutout_video.WRITER,
    ),
    Format(
        "overlay",
        message("Highlighted video (MP4)"),
        message("The video with every layer in its colour."),
        overlay_video.WRITER,
    ),
    Format(
        "coco",
        message("COCO (JSON)"),
        message("Run-length codes or polygons, of pictures or of videos."),
        reader=coco_import.READER,
    ),
)
"""All formats, in the order in which they are written."""

EXPORTS = tuple(each for each in FORMATS if each.writer is not None)
"""Those that are written."""

IMPORTS = tuple(each for each in FORMATS if each.reader is not None)
"""Those that are read."""
