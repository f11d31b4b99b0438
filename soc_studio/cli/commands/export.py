"""`soc-studio export`: what a project holds, written as files or as a dataset; its options."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_studio.cli.dataset_options import (
    FORMATS,
    add_every,
    add_project_labels,
    add_written,
    refuse_for_files,
)
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.export_options import add_edge, add_formats, add_handles, add_pictures
from soc_studio.cli.look_options import add_looks
from soc_studio.cli.options import (
    Commands,
    add_points,
    add_rate,
    add_video,
    expression,
)
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Export a project: the masks of each layer, and tracks.json, as `segment` writes them; or all of its
videos as a dataset.

Export searches nothing. Corrections, choices and matte settings of the project are applied; frames
that are not searched yet are left out. What a dataset cannot hold is said before it is written; it
is read again and compared in every pixel.
"""

_EXAMPLES = """\
examples:
  soc-studio export --project clip.soc -o OUT --format masks --format matte
  soc-studio export --project clips.soc -o OUT --format ref-youtube-vos --accepted-only
  soc-studio export --project clips.soc -o OUT --format mevis --every 5 --splits train=0.8,valid=0.2
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "export",
        help="export the layers of a project as files, or all of it as a dataset",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "expressions",
        metavar="EXPRESSION",
        nargs="*",
        type=expression,
        help="which layers, by their expression or name (default: all)",
    )
    parser.add_argument(
        "--project", metavar="FILE", type=Path, required=True, help="the project file"
    )
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, required=True, help="folder for the result"
    )
    add_video(parser)
    add_formats(parser)
    add_pictures(parser)
    add_edge(parser)
    frames = parser.add_argument_group("frames")
    add_points(frames)
    add_handles(frames)
    add_rate(frames)
    add_looks(parser)
    datasets = parser.add_argument_group("datasets", f"with --format {', '.join(FORMATS)}")
    add_project_labels(datasets)
    add_every(datasets)
    add_written(datasets)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.export.export` for what it raises."""
    if set(options.formats or ()) & set(FORMATS):
        from soc_studio.cli.dataset_export import export_dataset

        return export_dataset(options, terminal, stopping)
    from soc_studio.cli.export import export

    refuse_for_files(options)
    return export(options, terminal, stopping)
