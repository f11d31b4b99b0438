"""A band along an edge is computed once for a picture, and anew for anything else."""

from __future__ import annotations

from typing import Any

import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.project import edits
from soc_studio.core.storage.document import Document
from soc_studio.core.tracks.track_cache import TrackCache

HEIGHT, WIDTH = 64, 96


def test_a_band_is_computed_once_for_a_picture_and_anew_for_another(documents: Any) -> None:
    pixels = np.zeros((HEIGHT, WIDTH), np.bool_)
    pixels[10:50, 20:60] = True
    picture, other = (
        np.random.default_rng(seed).integers(0, 256, (HEIGHT, WIDTH, 3)).astype(np.uint8)
        for seed in (1, 2)
    )
    project, (layer,) = documents.project("a dog")
    video = project.videos[0].id
    with Document.new() as document:
        document.do("begin", project)
        cache = TrackCache(document)
        cache.propose(layer, {3: Mask.from_array(pixels)})

        def matte(seen: Any) -> Any:
            (shown,) = cache.shown(video, 3, HEIGHT, WIDTH, seen)
            return shown.matte

        assert (matte(picture) == pixels * np.uint8(255)).all()
        document.do(*edits.set_matte(document.project, [layer], edge_band=4))
        first = matte(picture)
        assert not (first == pixels * np.uint8(255)).all()
        assert matte(picture.copy()) is first
        assert not np.array_equal(matte(other), first)
        assert np.array_equal(matte(picture), first)
        document.do(*edits.set_matte(document.project, [layer], edge_softness=0))
        assert not np.array_equal(matte(picture), first)
        assert (matte(None) == pixels * np.uint8(255)).all()
