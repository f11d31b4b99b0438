"""All formats of masks: a row for each, with the module that writes it and the one that reads it.

The export, the command line and the import go by this table.
"""

from __future__ import annotations

from soc_studio.core.formats import (
    coco_import,
    cutout_pictures,
    layer_videos,
    overlay_video,
    png_masks_export,
    png_masks_import,
    timelines,
    tracks_json_export,
    tracks_json_import,
)
from soc_studio.core.formats.format import Format, Purpose
from soc_studio.core.system.messages import message

FORMATS = (
    Format(
        "masks",
        message("Mask pictures (PNG)"),
        message("A grey PNG for every frame, white on the object, in a folder for each layer."),
        Purpose.EDITING,
        png_masks_export.WRITER,
        png_masks_import.READER,
    ),
    Format(
        "tracks",
        message("Tracks (JSON)"),
        message("One file with the time, score, box and mask of every frame, and the candidates."),
        Purpose.DATA,
        tracks_json_export.WRITER,
        tracks_json_import.READER,
    ),
    Format(
        "cutout",
        message("Cut-out video (ProRes 4444)"),
        message("A video of each layer with a transparent background, with sound, for editing."),
        Purpose.EDITING,
        layer_videos.CUTOUT.writer,
    ),
    Format(
        "matte",
        message("Matte video (H.264)"),
        message("A video of each layer, white on the object, for every editing program."),
        Purpose.EDITING,
        layer_videos.MATTE.writer,
    ),
    Format(
        "matte-prores",
        message("Matte video (ProRes 422 HQ)"),
        message("Mattes with hardly any loss, larger."),
        Purpose.EDITING,
        layer_videos.EDITING_MATTE.writer,
    ),
    Format(
        "cutout-png",
        message("Cut-out pictures (PNG)"),
        message("A transparent PNG for every frame, in a folder for each layer."),
        Purpose.EDITING,
        cutout_pictures.WRITER,
    ),
    Format(
        "cutout-archive",
        message("Cut-out video (FFV1)"),
        message("Cut-outs without any loss, large, for archives and compositors."),
        Purpose.EDITING,
        layer_videos.ARCHIVE_CUTOUT.writer,
    ),
    Format(
        "cutout-xq",
        message("Cut-out video (ProRes 4444 XQ)"),
        message("Cut-outs with more data than ProRes 4444, for grading."),
        Purpose.EDITING,
        layer_videos.FINE_CUTOUT.writer,
    ),
    Format(
        "cutout-animation",
        message("Cut-out video (QuickTime Animation)"),
        message("Cut-outs of 8 bits without any loss, for programs that read no ProRes."),
        Purpose.EDITING,
        layer_videos.ANIMATION_CUTOUT.writer,
    ),
    Format(
        "matte-h265",
        message("Matte video (H.265)"),
        message("Mattes of 10 bits in small files."),
        Purpose.EDITING,
        layer_videos.SMALL_MATTE.writer,
    ),
    Format(
        "matte-archive",
        message("Matte video (FFV1)"),
        message("Mattes without any loss, for archives and compositors."),
        Purpose.EDITING,
        layer_videos.ARCHIVE_MATTE.writer,
    ),
    Format(
        "timeline",
        message("Timeline (OTIO, Final Cut)"),
        message("The video, and its cut-outs or mattes above it: Resolve, Premiere, Final Cut."),
        Purpose.EDITING,
        timelines.WRITER,
    ),
    Format(
        "overlay",
        message("Highlighted video (MP4)"),
        message("The video with every layer in its colour."),
        Purpose.SHARING,
        overlay_video.WRITER,
    ),
    Format(
        "cutout-web",
        message("Cut-out video (WebM)"),
        message("A small video of each layer with a transparent background, for web pages."),
        Purpose.SHARING,
        layer_videos.WEB_CUTOUT.writer,
    ),
    Format(
        "coco",
        message("COCO (JSON)"),
        message("Run-length codes or polygons, of pictures or of videos."),
        Purpose.DATA,
        reader=coco_import.READER,
    ),
)
"""All formats, in the order in which they are written: what can be spared comes last."""

EXPORTS = tuple(each for each in FORMATS if each.writer is not None)
"""Those that are written."""

IMPORTS = tuple(each for each in FORMATS if each.reader is not None)
"""Those that are read."""
