"""Looks at all that the program needs on this computer, and says what is wrong in sentences."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from soc_studio.core.models.catalogue import find_card
from soc_studio.core.models.pytorch_index import INDEX
from soc_studio.core.models.store import Availability, ModelEntry, Store
from soc_studio.core.system.computer_health import computer_lines
from soc_studio.core.system.graphics_cards import GraphicsCard, build_for, graphics_cards
from soc_studio.core.system.health import Condition, HealthLine
from soc_studio.core.system.installation import InstallationKind, install_command, installation
from soc_studio.core.system.libraries import load_pytorch
from soc_studio.core.system.messages import message
from soc_studio.core.system.versions import version_of

_MAKERS = {"nvidia": "NVIDIA", "amd": "AMD", "intel": "Intel", "apple": "Apple"}


def examined(platform_shown: str = "") -> Generator[HealthLine, None, None]:
    """Yield a line for each thing, as soon as it is known: about ten seconds in all.

    Imports PyTorch: not for the GUI thread. For `platform_shown` see `computer_lines`.
    """
    yield from computer_lines(platform_shown)
    yield from graphics_lines(graphics_cards())
    yield from _codecs()
    yield from model_lines(Store())


def graphics_lines(cards: list[GraphicsCard]) -> Iterator[HealthLine]:
    """Yield a line about PyTorch, and one for each card that it could compute with."""
    try:
        load_pytorch()
        import torch
    except Exception as error:  # what a broken installation raises, whatever it is
        is_whole = installation() is InstallationKind.DOWNLOADED  # it can be one that was fetched
        yield HealthLine(
            *("pytorch", "PyTorch", version_of("torch"), Condition.BAD),
            message("PyTorch cannot be loaded: {reason}.", reason=str(error).rstrip(".")),
            message("Remove it, then get it again:") if is_whole else message("Install it again:"),
            "soc-studio pytorch remove" if is_whole else install_command("torch"),
        )
        return
    build = _build(torch)
    yield HealthLine("pytorch", "PyTorch", f"{torch.__version__} ({build})")
    usable = torch.cuda.is_available() or torch.backends.mps.is_available()
    name = message("Graphics card")
    known = [card for card in cards if card.maker != "intel"]
    if torch.cuda.is_available() and not known:
        known = [GraphicsCard("nvidia", torch.cuda.get_device_name())]
    if not known:
        yield HealthLine("graphics", name, message("none: the processor computes"))
    for card in known:
        memory = "" if card.memory is None else f", {card.memory / 1e9:.0f} GB"
        driver = f", driver {card.driver}" if card.driver else ""
        said = f"{card.name or _MAKERS[card.maker]}{memory}{driver}"
        if usable:
            yield HealthLine("graphics", name, said)
        else:
            yield _unused(card, name, said, build)


def _getting(build: str) -> str:
    """Return the line for a terminal that gets a build of PyTorch."""
    if installation() is InstallationKind.DOWNLOADED:
        return "soc-studio pytorch fetch"
    return install_command("torch", INDEX + build)


def _build(torch: object) -> str:
    """Return what PyTorch can compute with, in a word."""
    made_for = getattr(torch, "version", None)
    if cuda := getattr(made_for, "cuda", None):
        return f"CUDA {cuda}"
    if hip := getattr(made_for, "hip", None):
        return f"ROCm {hip}"
    return "processor"


def _unused(card: GraphicsCard, name: str, said: str, build: str) -> HealthLine:
    """Return why PyTorch does not compute with a card that is here."""
    if card.maker == "nvidia" and not card.driver:
        return HealthLine(
            *("graphics", name, said, Condition.NOTE),
            message("There is a graphics card by NVIDIA, and no driver of theirs answers."),
            message(
                "Install the driver and start the computer again; the processor does till then."
            ),
            "sudo apt install nvidia-driver",
        )
    wanted = build_for(card)
    if not wanted:
        return HealthLine(
            *("graphics", name, said, Condition.NOTE),
            message("No build of PyTorch computes with this graphics card and its driver."),
            message("Renew the driver if there is a newer one; the processor does till then."),
        )
    if build == "processor":
        return HealthLine(
            *("graphics", name, said, Condition.NOTE),
            message(
                "This PyTorch does not compute with the graphics card, only with the processor."
            ),
            message("Install the one that does:"),
            _getting(wanted),
        )
    return HealthLine(
        *("graphics", name, said, Condition.NOTE),
        message(
            "PyTorch is made for graphics cards ({build}) and does not reach this one.",
            build=build,
        ),
        message("Renew the driver, or install the PyTorch that fits it:"),
        _getting(wanted),
    )


def _codecs() -> Iterator[HealthLine]:
    """Yield a line about FFmpeg, and one for each codec that does not work."""
    name = message("Codecs")
    try:
        from soc_studio.core.media.codec_check import ffmpeg_version, tried_codecs
    except (ImportError, OSError) as error:
        yield HealthLine(
            *("codecs", name, version_of("av"), Condition.BAD),
            message("PyAV cannot be loaded: {reason}.", reason=str(error).rstrip(".")),
            message("Install it again:"),
            install_command("av"),
        )
        return
    tried = list(tried_codecs())
    works = ", ".join(each.name for each in tried if not each.reason)
    yield HealthLine("codecs", name, f"libavcodec {ffmpeg_version()}: {works}")
    for each in tried:
        if each.reason:
            yield HealthLine(
                *("codec", name, each.name, Condition.BAD),
                message(
                    "{codec} does not work here: {reason}.",
                    codec=each.name,
                    reason=each.reason.rstrip("."),
                ),
                message("Install PyAV with the FFmpeg that it brings along:"),
                install_command("av"),
            )


def model_lines(store: Store) -> Iterator[HealthLine]:
    """Yield a line with the models that are here, and one for each that is damaged.

    Those that a person added are counted and not named.
    """
    entries = [*store.entries(), *store.tracker_entries()]
    there = [each for each in entries if each.state is Availability.THERE]
    named = [each.id for each in there if find_card(each.id)]
    more = len(there) - len(named)
    said = ", ".join(named) + (f", +{more}" if more else "")
    yield HealthLine("models", message("Models"), said)
    for each in entries:
        if each.state is Availability.DAMAGED:
            yield _damaged(each)


def _damaged(entry: ModelEntry) -> HealthLine:
    card = find_card(entry.id)
    name = entry.id if card else "?"
    problem = message("The file of the model '{model}' is damaged.", model=name)
    if card is not None and card.origin is None:
        return HealthLine(
            *("model", message("Models"), name, Condition.BAD),
            problem,
            message("Install the program again:"),
            install_command("soc-studio"),
        )
    fetched = card is not None and card.origin is not None
    again = f" && soc-studio models fetch {entry.id}" if fetched else ""
    return HealthLine(
        *("model", message("Models"), name, Condition.BAD),
        problem,
        message("Remove it, then get it again:"),
        f"soc-studio models remove {entry.id}{again}",
    )
