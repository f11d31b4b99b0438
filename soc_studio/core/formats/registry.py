"""All formats of masks: a row for each, with the module that writes it and the one that reads it.

The export, the command line and the import go by this table.
"""

from __future__ import annotations

from soc_studio.core.formats import (
    coco_import,
    cutout_pictures,
    layer_videos,
    layered_exr,
    look_video,
    loops,
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
        cutout_pictures.PNG.writer,
    ),
    Format(
        "cutout-tiff",
        message("Cut-out pictures (TIFF, 16-bit)"),
        message("A transparent TIFF of 16 bits for every frame, in a folder for each layer."),
        Purpose.EDITING,
        cutout_pictures.TIFF.writer,
    ),
    Format(
        "cutout-exr",
        message("Cut-out pictures (EXR)"),
        message("Scene-linear and premultiplied, half floats: Nuke, Fusion, Blender."),
        Purpose.EDITING,
        cutout_pictures.EXR.writer,
    ),
    Format(
        "layers-exr",
        message("All layers (EXR)"),
        message("One EXR for every frame, with the video and each layer's cut-out as channels."),
        Purpose.EDITING,
        layered_exr.LAYERS.writer,
    ),
    Format(
        "cryptomatte",
        message("Cryptomatte (EXR)"),
        message("One EXR for every frame, to pick layers by name: Nuke, Fusion, Blender."),
        Purpose.EDITING,
        layered_exr.CRYPTOMATTE.writer,
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
        message("The same cut-outs, for programs and deliveries that ask for XQ."),
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
        "cutout-inverse",
        message("Everything but the layer (ProRes 4444)"),
        message("A video for each layer of all that is around it, transparent in its place."),
        Purpose.EDITING,
        layer_videos.INVERSE_CUTOUT.writer,
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
        "look",
        message("Video with a look (MP4)"),
        message(
            "The layers on a colour, another picture or video, or before a blurred, dark or grey "
            "background, with sound."
        ),
        Purpose.SHARING,
        look_video.WRITER,
    ),
    Format(
        "cutout-web",
        message("Cut-out video (WebM)"),
        message("A small video of each layer with a transparent background, for web pages."),
        Purpose.SHARING,
        layer_videos.WEB_CUTOUT.writer,
    ),
    Format(
        "loop-webp",
        message("Animated loop (WebP)"),
        message("A small transparent loop of each layer: 480 pixels and 15 seconds at most."),
        Purpose.SHARING,
        loops.WEBP_LOOP.writer,
    ),
    Format(
        "loop-apng",
        message("Animated loop (PNG)"),
        message("The same loop without any loss, larger."),
        Purpose.SHARING,
        loops.APNG_LOOP.writer,
    ),
    Format(
        "loop-gif",
        message("Animated loop (GIF)"),
        message("The same loop in 255 colours with a hard edge, for every program."),
        Purpose.SHARING,
        loops.GIF_LOOP.writer,
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
