"""Several people's projects from the command line: merged, compared, and what to check next."""

from __future__ import annotations

import argparse
import csv
import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from typing import Any

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.labels import layer_called
from soc_studio.cli.projects import open_for_reading, open_for_writing, the_video
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal
from soc_studio.core.project.conflicts import Conflict, Whose
from soc_studio.core.project.layer import Layer
from soc_studio.core.project.project import Project, VideoId
from soc_studio.core.project.video_names import video_names
from soc_studio.core.system.errors import StudioError, WriteError
from soc_studio.core.tracks.agreement_table import (
    ObjectAgreement,
    agreement_table,
    compared_layers,
)
from soc_studio.core.tracks.project_doubts import (
    Doubt,
    count_of,
    doubts_of_videos,
    in_order,
    review_order,
)
from soc_studio.core.tracks.project_merge import (
    MergePlan,
    allow_videos,
    merge_edit,
    merge_plan,
    opened_other,
    preferred,
    take_results,
)

_SHOWN = 20  # rows of a list that text shows
_Row = Mapping[str, Any]


def misused(options: argparse.Namespace) -> str | None:
    """Return a sentence where options for several people do not go together, None where all is
    well."""
    if options.prefer is not None and options.merge is None:
        return "--prefer goes with --merge."
    if options.against is not None and not options.doubts:
        return "--against goes with --doubts."
    is_list = options.merge is not None or options.agreement is not None or options.doubts
    if options.form != "text" and not is_list:
        return "--as goes with --merge, --agreement or --doubts."
    return None


def merge_project(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Merge another project and return the exit code; with conflicts and no side that is preferred
    they are listed, and nothing is written.

    Raises:
        StudioError: one of the projects cannot be read, or this one not be written.
    """
    if not options.project.exists():
        raise StudioError(f"There is no project '{options.project}'.", "Check the name.")
    written = options.project.stat().st_mtime  # before we open it
    with (
        open_for_writing(options.project, terminal) as document,
        opened_other(options.merge, options.project) as other,
    ):
        plan = merge_plan(document, other, written)
        names = video_names(document.project.videos)
        if plan.conflicts and options.prefer is None:
            _list(terminal, options.form, [*_conflict_rows(plan.conflicts, names)], _conflict_line)
            terminal.tell(
                f"{_number(len(plan.conflicts), 'conflict')}; nothing was written. Say with "
                "--prefer mine, theirs or newest whose decisions to take, or choose in the window."
            )
            return Exit.FAILED
        side = plan.newer if options.prefer == "newest" else Whose(options.prefer or "mine")
        choices = preferred(plan.conflicts, side)
        copied = 0
        with closing(take_results(document, other, plan, choices)) as steps:
            for number in steps:
                copied = number
                stopping.check()
        stopping.be_patient()
        before = document.project
        document.do(*merge_edit(document.project, plan, choices))
        with suppress(WriteError):  # it is asked again then
            allow_videos(document, plan)
        document.save()
        if options.form != "text":
            _list(terminal, options.form, [*_conflict_rows(plan.conflicts, names)], _conflict_line)
            return Exit.DONE
        _tell_merged(terminal, options, plan, side, document.project != before or copied > 0)
    return Exit.DONE


def _tell_merged(
    terminal: Terminal, options: argparse.Namespace, plan: MergePlan, side: Whose, changed: bool
) -> None:
    if not changed:
        terminal.say(f"'{options.project.name}' has all of '{options.merge.name}' already.")
        return
    new = f"{_number(plan.videos, 'video')} and {_number(plan.layers, 'layer')} are new"
    terminal.say(f"Merged '{options.merge.name}' into '{options.project.name}': {new}.")
    if plan.conflicts:
        whose = options.project.name if side is Whose.MINE else options.merge.name
        conflicts = _number(len(plan.conflicts), "conflict")
        terminal.say(f"{conflicts}: the decisions of '{whose}' were taken.")


def show_agreement(options: argparse.Namespace, terminal: Terminal) -> Exit:
    """Print how far objects agree, and return the exit code.

    Raises:
        StudioError: a project cannot be read, or there is no such layer.
    """
    rows: list[_Row] = []
    with open_for_reading(options.project, terminal) as document:
        project, names = document.project, video_names(document.project.videos)
        if not options.agreement.name:
            if len(options.layers) != 2:
                raise StudioError(
                    "It is not said what is to be compared.",
                    "Name another project, or two layers with --layer.",
                )
            video = the_video(document, options.video).id
            one, two = (layer_called(project, video, each).id for each in options.layers)
            found = compared_layers(document.file, project, one, two)
            rows += _agreement_rows(names[video], found)
        else:
            chosen = None if options.video is None else the_video(document, options.video).id
            with opened_other(options.agreement, options.project) as other:
                for video, each in agreement_table(document.file, other, chosen):
                    if isinstance(each, ObjectAgreement):
                        rows += _agreement_rows(names[video], each)
                    else:
                        rows.append(_alone(names[video], each, project))
    if not rows:
        terminal.tell("The two projects have no object of a common video.")
    _list(terminal, options.form, rows, _agreement_line, most=None)
    return Exit.DONE


def show_doubts(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Print what to check next and how much is left, and return the exit code.

    Raises:
        StudioError: a project cannot be read.
    """
    with open_for_reading(options.project, terminal) as document:
        project, file = document.project, document.file
        agreements: list[tuple[VideoId, ObjectAgreement]] = []
        if options.against is not None:
            with opened_other(options.against, options.project) as other:
                agreements = [
                    (video, each)
                    for video, each in agreement_table(file, other)
                    if isinstance(each, ObjectAgreement)
                ]
            doubts = review_order(project, file, agreements=agreements)
        else:
            found: list[Doubt] = []
            for of_video in doubts_of_videos(project, file):
                found += of_video
                stopping.check()
            doubts = in_order(found)
        if options.video is not None:
            chosen = the_video(document, options.video).id
            doubts = [each for each in doubts if each.video == chosen]
        names = video_names(project.videos)
        labels = {each.id: each.label for each in project.layers}
    rows = [
        {
            "video": names[each.video],
            "object": labels[each.layer],
            "first": each.start,
            "last": each.stop - 1,
            "frame": each.frame,
            "doubt": round(each.uncertainty, 3),
            "reason": str(each.reason),
        }
        for each in doubts
    ]
    left = count_of(doubts)
    if options.form == "json":
        about = {"stretches": left.stretches, "frames": left.frames, "videos": left.videos}
        terminal.say(json.dumps({"left": about, "doubts": rows}, ensure_ascii=False))
        return Exit.DONE
    if options.form == "text":
        terminal.say(
            f"{_number(left.stretches, 'stretch')} left to check: {_number(left.frames, 'frame')} "
            f"in {_number(left.videos, 'video')}."
            if doubts
            else "Nothing is left to check."
        )
    _list(terminal, options.form, rows, _doubt_line)
    return Exit.DONE


def _conflict_rows(conflicts: Sequence[Conflict], names: Mapping[VideoId, str]) -> Iterator[_Row]:
    for each in conflicts:
        has_frames = each.stop > each.start
        yield {
            "video": names[each.video],
            "object": each.label,
            "kind": str(each.kind),
            "first": each.start if has_frames else None,
            "last": each.stop - 1 if has_frames else None,
            "mine": str(each.mine),
            "theirs": str(each.theirs),
        }


def _conflict_line(row: _Row) -> str:
    frames = "" if row["first"] is None else f", {_frames(row)}"
    values = f"'{row['mine']}', theirs '{row['theirs']}'"
    return f"  {row['video']}, '{row['object']}'{frames}: {row['kind']} mine {values}"


def _agreement_rows(video: str, found: ObjectAgreement) -> Iterator[_Row]:
    """Yield a row for an object, and one for each of its stretches."""
    about = {"video": video, "object": found.first.label, "other": found.second.label}
    stretches = found.stretches
    yield {
        **about,
        "of": "object",
        "first": stretches[0].start if stretches else None,
        "last": stretches[-1].stop - 1 if stretches else None,
        "frames": found.frames,
        "j": _rounded(found.j),
        "f": _rounded(found.f),
        "presence_differs": found.presence,
        "reviewed": found.reviewed,
        "reviewed_alike": found.alike,
        "doubtful": bool(found.doubts),
        "worst_frame": min(stretches, key=lambda each: each.least).frame if stretches else None,
    }
    for each in stretches:
        yield {
            **about,
            "of": "stretch",
            "first": each.start,
            "last": each.stop - 1,
            "frames": each.stop - each.start,
            "j": _rounded(each.j),
            "f": _rounded(each.f),
            "presence_differs": None,
            "reviewed": None,
            "reviewed_alike": None,
            "doubtful": each.doubtful,
            "worst_frame": each.frame,
        }


def _alone(video: str, layer: Layer, project: Project) -> _Row:
    """Return the row of an object that only one project has."""
    is_own = any(each is layer or each == layer for each in project.layers)
    empty = dict.fromkeys(
        ("first", "last", "j", "f", "presence_differs", "reviewed", "reviewed_alike")
    )
    return {
        "video": video,
        "object": layer.label if is_own else None,
        "other": None if is_own else layer.label,
        "of": "object",
        **{**empty, "frames": 0},
        "doubtful": None,
        "worst_frame": None,
    }


def _agreement_line(row: _Row) -> str:
    if row["object"] is None or row["other"] is None:
        where = "this project" if row["other"] is None else "the other project"
        return f"{row['video']}: '{row['object'] or row['other']}' is only in {where}"
    measures = f"J {_shown(row['j'])}, F {_shown(row['f'])}"
    if row["of"] == "stretch":
        said = f"    {'check' if row['doubtful'] else 'alike on'} {_frames(row)}: {measures}"
        return f"{said}, worst on frame {row['worst_frame']}" if row["doubtful"] else said
    pair = f"'{row['object']}'"
    if row["other"] != row["object"]:
        pair += f" and '{row['other']}'"
    said = f"{row['video']}: {pair}: {measures} over {_number(row['frames'], 'frame')}"
    if row["presence_differs"]:
        said += f"; only one has it on {row['presence_differs']}"
    if row["reviewed"]:
        said += f"; {row['reviewed_alike']} of {row['reviewed']} reviewed alike"
    return said


def _doubt_line(row: _Row) -> str:
    where = f"  {row['video']}, '{row['object']}': {_frames(row)}"
    return f"{where} ({row['doubt']:.2f}): {row['reason']}"


def _list(
    terminal: Terminal, form: str, rows: Sequence[_Row], line: Any, most: int | None = _SHOWN
) -> None:
    """Print rows in a form; text shows the first ones."""
    if form == "json":
        terminal.say(json.dumps(rows, ensure_ascii=False))
    elif form == "csv":
        text = io.StringIO()
        if rows:
            writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        for each in text.getvalue().splitlines():
            terminal.say(each)
    else:
        for row in rows[:most]:
            terminal.say(line(row))
        if most is not None and len(rows) > most:
            terminal.say(f"  and {len(rows) - most} more; --as csv lists all")


def _frames(row: _Row) -> str:
    if row["first"] == row["last"]:
        return f"frame {row['first']}"
    return f"frames {row['first']} to {row['last']}"


def _number(count: int, what: str) -> str:
    if count == 1:
        return f"1 {what}"
    return f"{count} {what}es" if what.endswith("ch") else f"{count} {what}s"


def _rounded(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 4)


def _shown(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.2f}"
