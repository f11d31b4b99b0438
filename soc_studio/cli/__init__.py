"""The command line, `soc-studio COMMAND`; `cli.commands` has a module for each command."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.stopping import Stopping


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line on `arguments`, those of the process by default; return the exit code.

    With those of the process, requests to stop are no longer heard afterwards.

    Raises:
        SystemExit: help was asked for (0), or the arguments are wrong (2).
    """
    with Stopping(is_last=arguments is None) as stopping:
        try:
            return _run(arguments, stopping)
        except KeyboardInterrupt:
            sys.stderr.write("Stopped; nothing was written.\n")
            return Exit.INTERRUPTED


def _run(arguments: Sequence[str] | None, stopping: Stopping) -> Exit:
    """Run the command line; everything slow to import is imported here, where Ctrl-C is heard."""
    from soc_studio.cli.arguments import parse, run_command
    from soc_studio.cli.terminal import Terminal

    terminal = Terminal(sys.stdout, sys.stderr)
    options = parse(arguments)
    with terminal.showing_warnings():
        code = run_command(options, terminal, stopping)
        if terminal.failure is not None:
            terminal.tell(f"Not all could be printed: {terminal.failure.strerror}.")
        return Exit.FAILED if terminal.failure and code == Exit.DONE else code
