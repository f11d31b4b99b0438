"""Runs the commands by name, and maps failures to exit codes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

from soc_rvos.errors import RvosError
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal, sentences
from soc_studio.core.system.errors import StudioError


def run_command(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command that `options` name and return the exit code; failures are told, not raised.

    Raises:
        KeyboardInterrupt: the program was asked to stop before anything was finished.
    """
    try:
        # Only what the command needs is imported: not every one needs the networks.
        module = import_module(f"soc_studio.cli.{options.command}")
        command: Callable[..., Exit] = getattr(module, options.command)
        return command(options, terminal, stopping)
    except StudioError as error:
        terminal.tell(sentences(error))
    except RvosError as error:
        terminal.tell(str(error))
    return Exit.FAILED
