"""`soc-studio pytorch`: the PyTorch for the graphics card, of a program that was downloaded."""

from __future__ import annotations

import argparse

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import Commands
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Show, get or remove the PyTorch that computes with the graphics card of this computer. It is for the
program that was downloaded as a whole, which brings the PyTorch for the processor; what was
installed by pip, pipx or uv is changed by these (`soc-studio doctor` says how). It takes 3 to 6 GB
in your data folder, each file is compared with its checksum, and the next start uses it.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "pytorch",
        help="get the PyTorch for the graphics card, or remove it",
        description=_ABOUT,
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("show", help="say which one is used, and which would fit")
    fetch = actions.add_parser("fetch", help="download the one that fits, or continue a download")
    fetch.add_argument(
        "--build", metavar="NAME", help="another build, such as cu126 (default: by the driver)"
    )
    fetch.add_argument("--index", metavar="URL", help="another place to take it from")
    actions.add_parser("remove", help="use the one that came along again")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code.

    Raises:
        StudioError: it cannot be had.
        KeyboardInterrupt: the program was asked to stop.
    """
    if options.action == "show":
        return _show(terminal)
    if options.action == "remove":
        return _remove(terminal)
    return _fetch(options, terminal, stopping)


def _show(terminal: Terminal) -> Exit:
    from soc_studio.core.models.pytorch_builds import offered_build
    from soc_studio.core.system.added_pytorch import added_pytorch
    from soc_studio.core.system.versions import version_of

    added = added_pytorch()
    terminal.say(f"PyTorch {version_of('torch')}")
    if added is not None:
        terminal.say(f"fetched: {added.version} ({added.build})")
    offered = offered_build()
    if offered is None:
        terminal.say("No graphics card here that PyTorch computes with, or no driver that answers.")
    else:
        terminal.say(f"{offered.card.name or offered.card.maker}: {offered.build} fits.")
    return Exit.DONE


def _remove(terminal: Terminal) -> Exit:
    from soc_studio.core.system.added_pytorch import pytorch_folder, remove
    from soc_studio.core.system.atomic_file import write_error

    try:
        freed = remove()
    except OSError as error:
        raise write_error(pytorch_folder(), error) from error
    terminal.say(f"Removed; {freed / 1e6:,.0f} MB are free again.")
    return Exit.DONE


def _fetch(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    from soc_studio.cli.models import show_work
    from soc_studio.core.models.pytorch_builds import OfferedBuild, fetch_build, offered_build
    from soc_studio.core.models.pytorch_index import INDEX
    from soc_studio.core.system.graphics_cards import GraphicsCard
    from soc_studio.core.system.versions import version_of

    offered = offered_build()
    if options.build:
        card = offered.card if offered is not None else GraphicsCard("nvidia")
        offered = OfferedBuild(card, options.build)
    if offered is None:
        terminal.tell("There is no graphics card here that PyTorch computes with.")
        return Exit.FAILED
    steps = fetch_build(offered, version_of("torch"), options.index or INDEX)
    made = show_work(steps, terminal, stopping)
    terminal.say(f"PyTorch {made.version} ({made.build}) is ready for the next start.")
    return Exit.DONE
