"""One module for each command: its options, its help, and what runs it.

All of them are imported before the options are read, so that none imports anything slow at its
top: networks and decoders come with `run`. Work that takes more than a page has a module of its
own in `soc_studio.cli`, as far as it talks to the terminal; the rest is work of `core`.
"""

from __future__ import annotations

from soc_studio.cli.commands import (
    datasets,
    doctor,
    evaluate,
    export,
    finetune,
    info,
    models,
    project,
    propagate,
    pytorch,
    run,
    segment,
    train,
)

COMMANDS = (
    segment,
    run,
    propagate,
    export,
    project,
    evaluate,
    train,
    finetune,
    datasets,
    models,
    info,
    doctor,
    pytorch,
)
"""All commands, in the order of the help."""
