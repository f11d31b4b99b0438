"""Prepares a search: its estimate, and the fallbacks that make it fit the memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from soc_rvos.inference.device import choose_device
from soc_rvos.inference.predictor import FINE_EFFORT, QUICK_EFFORT, Predictor, in_quality
from soc_rvos.inference.windows import default_stride
from soc_rvos.settings import GPU_BATCH, FrameSource, RunSettings
from soc_studio.core.models.loading import LoadedModel, find_model
from soc_studio.core.models.measurements import LOADED, known, machine, measured
from soc_studio.core.search.estimate import (
    Estimate,
    FallbackStep,
    Load,
    estimate,
    fallbacks,
)
from soc_studio.core.search.speeds import seconds_per_frame
from soc_studio.core.system.file_names import coded_name
from soc_studio.core.system.memory import free_memory

_BESIDES = 1.5
"""How many times as long a search takes as its network alone: frames are read, masks kept. With
`soc-mini` it was 1.2 to 2 times, on clips of 360 to 2160 lines."""
_PIXELS, _WINDOW = 360 * 640, 8  # of a window, as the published networks see it


@dataclass(frozen=True, slots=True)
class PreparedSearch:
    """A search that can begin.

    Attributes:
        unknown: words that the model was not taught, by expression; only of those that have some.
        estimate: what the search will take, as it was wanted.
        fallbacks: what helps where that is too much; what can be done without asking is done.
    """

    unknown: Mapping[str, tuple[str, ...]]
    estimate: Estimate
    fallbacks: tuple[FallbackStep, ...]


def prepare_search(
    model: LoadedModel, source: FrameSource, settings: RunSettings, expressions: Sequence[str]
) -> PreparedSearch:
    """Prepare `model` for a search of `source` for `expressions`, and say what there is to say.

    The model looks at fewer windows at once where more of them would not fit the memory.
    """
    model.predictor.begin_round()
    texts = tuple(dict.fromkeys(expressions))
    estimated, steps = estimate_search(model, source, settings, len(texts))
    for each in steps:
        if each.by_itself:
            model.predictor.batch = each.load.batch
    return PreparedSearch(unknown_words(model, texts), estimated, tuple(steps))


def unknown_words(model: LoadedModel, expressions: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the words that a model was not taught, by expression; only of those with some."""
    found = {each: tuple(model.predictor.unknown_words(each)) for each in expressions}
    return {expression: words for expression, words in found.items() if words}


def load_of(
    model: LoadedModel, source: FrameSource, settings: RunSettings, expressions: int
) -> Load:
    """Return what a search of `source` asks of `model`."""
    predictor = in_quality(model.predictor, settings)
    height, width = predictor.frame_size(source.height, source.width)
    stop = source.frame_count if settings.stop is None else min(settings.stop, source.frame_count)
    stride = settings.stride or default_stride(source.rate)
    return Load(
        frames=max(0, stop - settings.start),
        rate=float(source.rate),
        pixels=height * width,
        window_length=predictor.window_length,
        batch=predictor.batch,
        expressions=expressions,
        settings=replace(settings, stride=stride),
        effort=_effort(model, predictor),
    )


def _effort(model: LoadedModel, predictor: Predictor) -> float:
    if model.predictor.fine is model.predictor:
        return 1.0
    return QUICK_EFFORT if predictor is model.predictor else FINE_EFFORT


def estimate_search(
    model: LoadedModel,
    source: FrameSource,
    settings: RunSettings,
    expressions: int,
    tried: float | None = None,
) -> tuple[Estimate, list[FallbackStep]]:
    """Return what a search of `source` will take now, and the ladder where that is too much.

    `tried` are the seconds that the network took for a pixel (`warm_up`): they tell the time
    roughly where nothing better is known. None where it was not tried.
    """
    load = load_of(model, source, settings, expressions)
    device = model.device
    found = known(model, device)
    weights = model.file.stat().st_size if model.file.exists() else 0
    free = free_memory(device)
    if free is not None:
        # The network is loaded already: the free memory no longer includes its share.
        free += int(LOADED * weights) if found is None else found.resident_bytes
    steps = list(fallbacks(load, weights, found, free, device))
    found_now = estimate(load, weights, found, free)
    if found_now.seconds is None and tried is not None:
        seen = load.windows * load.window_length * load.pixels * expressions
        found_now = replace(found_now, seconds=_BESIDES * load.effort * tried * seen)
    return _as_last_time(found_now, load, model.name, device), steps


def estimate_unloaded(
    name: str, device: str, source: FrameSource, settings: RunSettings, expressions: int
) -> tuple[Estimate, list[FallbackStep]]:
    """Return what `estimate_search` does, roughly, for a network that need not be loaded for it.

    Args:
        name: of the network, as `load_model` takes it.
        device: "auto", "cuda", "mps" or "cpu".
        source: the video's frames.
        settings: how it is gone through.
        expressions: how many are found.

    Raises:
        ModelError: there is no such network.
        RvosError: there is no such device.
    """
    file = find_model(name)
    chosen = choose_device(device).type
    here = machine(chosen)
    found = next((e for e in measured(file.stem) if (e.device, e.machine) == (chosen, here)), None)
    stop = source.frame_count if settings.stop is None else min(settings.stop, source.frame_count)
    load = Load(
        frames=max(0, stop - settings.start),
        rate=float(source.rate),
        pixels=_PIXELS if found is None else found.pixels,
        window_length=_WINDOW if found is None else found.window_length,
        batch=GPU_BATCH if chosen == "cuda" else 1,
        expressions=expressions,
        settings=replace(settings, stride=settings.stride or default_stride(source.rate)),
    )
    weights, free = file.stat().st_size, free_memory(chosen)
    found_now = _as_last_time(
        estimate(load, weights, found, free), load, coded_name(file.stem), chosen
    )
    return found_now, list(fallbacks(load, weights, found, free, chosen))


def _as_last_time(estimated: Estimate, load: Load, model: str, device: str) -> Estimate:
    """Return an estimate with the speed of the last such search, which knows more than a rule."""
    each = seconds_per_frame(model, machine(device), load.settings.preview)
    if each is None or load.settings.whole:
        return estimated
    return replace(estimated, seconds=each * load.frames * load.expressions)
