"""The command line: `soc-studio segment`, `evaluate` and `info`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from soc_studio.cli.arguments import parse
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line on `arguments`, those of the process by default; return the exit code.

    Raises:
        SystemExit: help was asked for (0), or the arguments are wrong (2).
    """
    terminal = Terminal(sys.stdout, sys.stderr)
    options = parse(arguments)
    with Stopping() as stopping, terminal.showing_warnings():
        try:
            # The commands bring the networks and the decoders along: help need not wait for them.
            from soc_studio.cli.commands import run_command

            return run_command(options, terminal, stopping)
        except KeyboardInterrupt:
            terminal.tell("Stopped; nothing was written.")
            return Exit.INTERRUPTED
