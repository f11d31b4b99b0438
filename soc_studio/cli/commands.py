"""The commands by name, and how they end."""

from __future__ import annotations

import argparse

from soc_rvos.errors import RvosError
from soc_studio.cli.evaluate import evaluate
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.export import export
from soc_studio.cli.info import info
from soc_studio.cli.project import project
from soc_studio.cli.segment import segment
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal, sentences
from soc_studio.core.errors import StudioError

_COMMANDS = {
    "segment": segment,
    "export": export,
    "project": project,
    "evaluate": evaluate,
    "info": info,
}


def run_command(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command that `options` name and return the exit code; failures are told, not raised.

    Raises:
        KeyboardInterrupt: the program was asked to stop before anything was finished.
    """
    try:
        return _COMMANDS[options.command](options, terminal, stopping)
    except StudioError as error:
        terminal.tell(sentences(error))
    except RvosError as error:
        terminal.tell(str(error))
    return Exit.FAILED
