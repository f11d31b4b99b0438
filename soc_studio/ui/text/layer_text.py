"""Layers in words: how sure the model is, where the object is, and how it was found."""

from __future__ import annotations

from soc_studio.core.tracks.layer_facts import LayerFacts
from soc_studio.ui.text import model_text
from soc_studio.ui.toolkit.translation import tr


def state(found: LayerFacts | None, searching: bool, waits: bool = False) -> str:
    """Return the state of a layer without how sure the model is; `found` is None while it is being
    read, and a search that `waits` has not begun."""
    if found is None:
        return tr("Being read")
    if found.absent:
        return tr("No such object")
    if waits:
        return tr("Waits for another search")
    if searching and found.computed == found.frames:  # better than it was searched before
        return tr("Searching…")
    if searching:
        return tr("Searching · {0} of {1} frames").format(found.computed, found.frames)
    if not found.computed:
        return tr("Not searched yet")
    if not found.present:
        return tr("Not found")
    if found.spots:
        return spots(found.spots)
    if found.networks and found.computed < found.frames:
        return tr("{0} of {1} frames searched").format(found.computed, found.frames)
    if found.present == found.frames:
        return tr("all {0} frames").format(found.frames)
    return tr("on {0} of {1} frames").format(found.present, found.frames)


def spots(count: int) -> str:
    """Return how many spots are to be checked."""
    return tr("1 spot to check") if count == 1 else tr("{0} spots to check").format(count)


def facts(found: LayerFacts) -> dict[str, str]:
    """Return a layer in numbers: `frames`, `score`, `area`, `network` and `quality`, as known."""
    if not found.computed:
        return {"frames": tr("not searched yet")}
    if found.absent:
        return {"frames": tr("No such object")}
    told = {
        "frames": tr("{0} of {1} frames").format(found.present, found.computed),
        "area": tr("{0} % of the picture").format(f"{100 * found.area:.1f}"),
        "network": ", ".join(found.networks) or tr("imported"),
        "quality": _quality(found),
    }
    if found.computed < found.frames:
        missing = found.frames - found.computed
        told["frames"] += tr("; {0} not searched").format(missing)
    if found.score is not None:
        told["score"] = tr("{0} of 100").format(round(100 * found.score))
    return told


def how_found(found: LayerFacts) -> str:
    """Return quality and model of a layer in a few words."""
    if not found.computed or found.absent:
        return ""
    if not found.networks:
        return tr("imported")
    quality = tr("Quick") if found.previews else tr("Full quality")
    return f"{quality} · {model_text.with_noun(found.networks[0])}"


def _quality(found: LayerFacts) -> str:
    parts = []
    if found.networks:
        full = found.computed - found.previews
        if not found.previews:
            parts.append(tr("full"))
        elif full:
            parts.append(tr("quick, {0} frames searched").format(full))
        else:
            parts.append(tr("quick"))
    if found.corrected:
        parts.append(tr("{0} corrected").format(found.corrected))
    return "; ".join(parts) or "–"
