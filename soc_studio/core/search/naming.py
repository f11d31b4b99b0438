"""What the nearest answer to an expression that was not found looks like."""

from __future__ import annotations

from soc_rvos.inference.naming import Likeness, looks_like
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.tracks.nearest_answer import NearestAnswer


def name_nearest(
    model: LoadedModel, reader: VideoReader, nearest: NearestAnswer
) -> Likeness | None:
    """Return what the thing looks like, in a wide word; None where that cannot be said for sure.

    It takes as long as encoding one frame.

    Raises:
        VideoError: the frame cannot be read.
    """
    return looks_like(model.predictor, reader.frame(nearest.frame), nearest.mask.to_array())
