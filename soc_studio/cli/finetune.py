"""`soc-studio finetune`: improves a model with one's own labels."""

from __future__ import annotations

import argparse

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.steps import through
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal, clock
from soc_studio.core.models.loading import DEFAULT_MODEL
from soc_studio.core.models.store import Store
from soc_studio.core.system.progress import Progress
from soc_studio.core.training.fine_tune_wish import FineTuned, FineTuneWish
from soc_studio.core.training.fine_tuning import fine_tune


def finetune(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code.

    Raises:
        StudioError: the labels cannot be read, are too few, or the name is taken.
        RvosError: the model cannot be read.
        KeyboardInterrupt: the program was asked to stop.
    """
    wish = FineTuneWish(
        options.name,
        options.model or DEFAULT_MODEL,
        options.hold_out,
        options.parts,
        not options.all_labels,
        options.steps,
        options.device,
    )

    def tell(step: Progress) -> None:
        terminal.show_line(_words(step), step.is_complete)
        stopping.check()

    made = through(fine_tune(wish, options.sources, Store()), tell)
    for line in table(made):
        terminal.say(line)
    terminal.say(f"Model: {made.model} (`soc-studio segment … --model {made.model}`)")
    return Exit.DONE


def table(made: FineTuned) -> list[str]:
    """Return what was gained on each held-out video, as aligned lines."""
    width = max(len("held-out video"), *(len(each.video) for each in made.videos))
    lines = [f"{'held-out video':<{width}}  clips  before   after"]
    for each in made.videos:
        lines.append(
            f"{each.video:<{width}}  {each.clips:>5}  {each.before:>6.3f}  {each.after:>6.3f}"
        )
    lines.append(f"{'mean J&F':<{width}}         {made.before:>6.3f}  {made.after:>6.3f}")
    if made.after <= made.before:
        lines.append("The new model is no better on these videos than the one it began as.")
    return lines


def _words(step: Progress) -> str:
    left = step.seconds_left
    said = f", {clock(left)} left" if left else ""
    return f"{step.what or 'Reading'}: {step.done} of {step.total}{said}"
