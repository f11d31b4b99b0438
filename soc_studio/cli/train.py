"""`soc-studio train`: trains a network by a recipe."""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal, clock
from soc_studio.core.system.progress import Progress
from soc_studio.core.training.networks import Uses
from soc_studio.core.training.recipe import find_recipe, read_recipe, shipped_recipes
from soc_studio.core.training.training_run import BEST, TrainingRun, TrainingStep


def train(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code.

    Raises:
        StudioError: the recipe, its data or the folder cannot be used.
        RvosError: a weights file is not what the network begins with.
        KeyboardInterrupt: the program was asked to stop before the first step.
    """
    if options.recipe is None:
        for name, path in shipped_recipes().items():
            terminal.say(f"{name}: {read_recipe(path).about}")
        return Exit.DONE
    path = find_recipe(options.recipe)
    recipe = read_recipe(path)
    folder = options.output or Path(recipe.name)
    run = TrainingRun(recipe, Uses(dict(options.use), path.parent), folder, options.device)
    told = 0
    began: tuple[float, int] | None = None
    with closing(run.steps()) as steps:
        for step in steps:
            if not run.is_first:
                continue
            for note in run.notes[told:]:
                terminal.tell(note)
            told = len(run.notes)
            if isinstance(step, Progress):
                terminal.show_line(
                    f"Looking at masks: {step.done} of {step.total} videos", step.is_complete
                )
                continue
            stopping.be_patient()
            began = began or (time.monotonic(), step.step)
            _tell(step, began, terminal)
            if stopping.asked:
                break
    if not run.is_first:
        return Exit.DONE
    if stopping.asked:
        terminal.tell("Stopped. The same command goes on from here.")
        return Exit.INTERRUPTED
    terminal.say(f"Model: {folder / BEST}")
    terminal.say(f"Card: {folder / 'card.md'}")
    return Exit.DONE


def _tell(step: TrainingStep, began: tuple[float, int], terminal: Terminal) -> None:
    if step.scores or step.step == step.steps:
        losses = f", loss {step.losses['total']:.4f}" if step.losses else ""
        terminal.tell(f"Epoch {step.epoch + 1}: {_scores(step.scores)}{losses}")
    seconds, done = time.monotonic() - began[0], step.step - began[1]
    left = f", {clock((step.steps - step.step) * seconds / done)} left" if done else ""
    loss = f", loss {step.losses['total']:.4f}" if step.losses else ""
    terminal.show_line(
        f"Training: step {step.step} of {step.steps}{loss}{left}", step.step == step.steps
    )


def _scores(scores: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.4f}" for name, value in scores.items()) or "not measured"
