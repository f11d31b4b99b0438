"""`soc-studio export` of a project as a dataset."""

from __future__ import annotations

import argparse
from contextlib import closing

from soc_studio.cli.dataset_options import lists_of
from soc_studio.cli.datasets import say_losses, say_written
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.projects import open_for_reading, the_video
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal
from soc_studio.core.datasets.frame_pictures import FrameFiles
from soc_studio.core.datasets.registry import writable_format
from soc_studio.core.formats.dataset_export import DatasetExport, DatasetPlan
from soc_studio.core.formats.project_labels import LabelChoices, Labelled, usual_frames
from soc_studio.core.system.errors import StudioError

_OF_FILES = {
    "expressions": "layers",
    "start": "--from",
    "stop": "--to",
    "presets": "--preset",
    "names": "--names",
    "overlay": "--overlay",
    "rate": "--rate",
    "longest_side": "--size",
    "handles": "--handles",
}


def export_dataset(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Write a project as a dataset, after what this loses was printed; return the exit code.

    Raises:
        StudioError: the project or a video cannot be read, or the dataset not be written.
        KeyboardInterrupt: the program was asked to stop.
    """
    if len(set(options.formats)) > 1:
        raise StudioError(
            "A dataset is one format for all of the project.",
            "Give --format once, and write others with another command.",
        )
    if said := [words for name, words in _OF_FILES.items() if getattr(options, name, None)]:
        raise StudioError(
            f"A dataset has all layers of a project: {said[0]} cannot be given with it.",
            "Choose a part of each video by its in and out points, and a video with --video.",
        )
    format = writable_format(options.formats[0])
    with open_for_reading(options.project, terminal) as document:
        chosen = () if options.video is None else (the_video(document, options.video).id,)
        labelled = usual_frames(format, options.accepted_only)
        if options.labelled is not None:
            labelled = Labelled(options.labelled)
        plan = DatasetPlan(
            LabelChoices(
                options.accepted_only,
                options.previews,
                options.unanswered,
                options.every,
                labelled,
                chosen,
            ),
            FrameFiles(options.frames),
            options.splits or {},
            lists_of(options),
        )
        with DatasetExport(document, format, plan) as export:
            with closing(export.prepare()) as reading:
                for step in reading:
                    words = f"reading: {step.done} of {step.total} masks"
                    terminal.show_line(words, step.is_complete)
                    stopping.check()
            terminal.say(f"{format.name} ({format.id})")
            say_losses(export.losses, format, terminal)
            if options.report:
                return Exit.DONE
            with closing(export.write(options.output)) as writing:
                for step in writing:
                    words = f"{step.what.lower()}: {step.done} of {step.total} videos"
                    terminal.show_line(words, step.is_complete)
                    stopping.check()
    say_written(options.output, format, terminal)
    return Exit.DONE
