"""What is carried at its beginning, and as a program that ended left it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from uuid import uuid4

from soc_rvos.masks import Mask
from soc_studio.core.project.outdated import basis_of
from soc_studio.core.project.project import Correction, Layer, LayerId, Video
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.undecided_masks import (
    UndecidedMasks,
    UndecidedStore,
    UndecidedWriter,
)
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.ui.controllers.propagated_layers import Wish, fixed_masks, shown_mask
from soc_studio.ui.controllers.undecided import UndecidedLayer


def begun_together(
    layers: Iterable[Layer],
    sources: Mapping[LayerId, int],
    wish: Wish,
    view: Callable[[LayerId], ResolvedTrack | None],
    store: UndecidedStore,
) -> list[UndecidedLayer]:
    """Return those of `layers` that are to be carried as far as `wish` says, each from the frame
    that `sources` has for it; without those that have no frame left to be carried to.

    The first of `sources` comes first; `view` returns what is seen of a layer.

    Raises:
        DamageError: a mask cannot be read.
    """
    run, known = uuid4().hex, {each.id: each for each in layers}
    begun = [
        _begun(known[layer], source, wish, view(layer), store, run)
        for layer, source in sources.items()
    ]
    return [each for each in begun if each.left()]


def left_over(
    document: Document, layers: Sequence[Layer], video: Video
) -> Iterator[list[UndecidedLayer]]:
    """Yield what an earlier program left undecided of `layers`, to be gone on with, run by run.

    What nothing is left of is decided.
    """
    known = {each.id: each for each in layers}
    for run in dict.fromkeys(each.run for each in document.undecided if each.layer in known):
        found = []
        for one in [each for each in document.undecided if each.run == run]:
            layer = known.get(one.layer)
            left = layer and _restored(one, layer, video, document.file.undecided)
            if left:
                found.append(left)
            elif layer:
                document.decide(one.id)
        if found:
            yield found


def _begun(
    layer: Layer,
    source: int,
    wish: Wish,
    view: ResolvedTrack | None,
    store: UndecidedStore,
    run: str,
) -> UndecidedLayer:
    """Return a layer that is to be carried as far as `wish` says, from its mask of `source`.

    Layers that are carried together have the same `run`; `view` is what is seen of it.

    Raises:
        DamageError: the mask cannot be read.
        ValueError: there is none.
    """
    own = layer.corrections.get(source)
    start = shown_mask(view, source) if own is None else None
    mask = start if own is None else own.mask
    if mask is None:
        raise ValueError(f"no mask on frame {source}")
    fixed = {**fixed_masks(layer), source: mask}
    reach = wish.reach(source, fixed)
    writer = UndecidedWriter(store, UndecidedMasks(layer.id, source, start, reach, run=run))
    return UndecidedLayer(layer.id, source, start, fixed, reach, layer.label, view, writer)


def _restored(
    one: UndecidedMasks, layer: Layer, video: Video, store: UndecidedStore
) -> UndecidedLayer | None:
    """Return what an earlier program left undecided of a layer, to be gone on with.

    None where nothing is left of it: its correction is gone, or all of it was kept. There may be no
    masks yet, if it was carried with others.
    """
    own = layer.corrections.get(one.source)
    start = one.start if own is None else None
    mask = start if own is None else own.mask
    if mask is None or not mask.area or one.source not in range(video.frame_count):
        return None
    fixed = {**fixed_masks(layer), one.source: mask}
    masks = {
        frame: each
        for frame, each in one.masks.items()
        if frame in range(video.frame_count) and frame not in fixed
        if (each.mask.height, each.mask.width) == (video.height, video.width)
    }
    kept = [_is_kept(layer.corrections.get(frame), each.mask) for frame, each in masks.items()]
    if kept and all(kept):
        return None
    first, last = min({one.source, *masks}), max({one.source, *masks})
    reach = range(max(0, min(first, one.reach.start)), max(last + 1, one.reach.stop))
    known = {n: Correction(each) for n, each in fixed.items()}
    places = sorted(fixed)
    return UndecidedLayer(
        layer=one.layer,
        source=one.source,
        start=start,
        fixed=fixed,
        reach=reach[: video.frame_count - reach.start],
        label=layer.label,
        view=None,
        writer=UndecidedWriter(store, one),
        masks={frame: each.mask for frame, each in masks.items()},
        trust={frame: each.trust for frame, each in masks.items()},
        changed={frame for frame, each in masks.items() if each.changes},
        outdated={n for n, each in masks.items() if each.basis != basis_of(known, places, n)},
        cuts=dict(one.cuts),
    )


def _is_kept(correction: Correction | None, mask: Mask) -> bool:
    return correction is not None and correction.mask == mask
