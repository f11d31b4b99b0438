"""`soc-studio project`: shows a project, changes its labels, imports masks, repairs damage."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.labels import (
    agreement_lines,
    asks_for_labels,
    change_labels,
    expression_lines,
    label_lines,
)
from soc_studio.cli.people import merge_project, misused, show_agreement, show_doubts
from soc_studio.cli.projects import open_for_reading, open_for_writing, the_video
from soc_studio.cli.steps import through
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal
from soc_studio.core.formats.import_layers import import_layers
from soc_studio.core.project import label_edits
from soc_studio.core.project.objects import VideoLabels, labels_of
from soc_studio.core.project.project import Review, Video, VideoId
from soc_studio.core.project.video_names import video_names
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_repair import repair
from soc_studio.core.storage.project_videos import set_rate
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.resolved_track import ResolvedTrack, Source, State, views

_LOOKS = 3  # uncertain stretches that are listed of an expression


def project(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code.

    Raises:
        StudioError: the project cannot be read or written.
        KeyboardInterrupt: the program was asked to stop.
    """
    if options.repair is not None:
        lost = repair(options.project, options.repair)
        for sentence in lost:
            terminal.say(sentence)
        terminal.say(
            f"What could be read is in '{options.repair}'."
            if lost
            else f"Everything that was decided is in '{options.repair}'."
        )
        return Exit.DONE
    if asks_for_labels(options) and (options.masks is not None or options.check):
        terminal.tell("Labels are changed by themselves: leave out the other options.")
        return Exit.WRONG_USE
    if (said := misused(options)) is not None:
        terminal.tell(said)
        return Exit.WRONG_USE
    if options.rate is not None:
        with open_for_writing(options.project, terminal) as document:
            set_rate(document, the_video(document, options.video), options.rate)
    if options.merge is not None:
        return merge_project(options, terminal, stopping)
    if options.agreement is not None:
        return show_agreement(options, terminal)
    if options.doubts:
        return show_doubts(options, terminal, stopping)
    if options.masks is not None:
        return _import(options, terminal, stopping)
    if asks_for_labels(options):
        return change_labels(options, terminal)
    with open_for_reading(options.project, terminal) as document:
        if options.check:
            document.file.check()
            terminal.say(f"'{options.project.name}' is sound.")
        chosen = None if options.video is None else the_video(document, options.video).id
        for line in _lines(document, chosen):
            terminal.say(line)
    return Exit.DONE


def _import(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    with open_for_writing(options.project, terminal) as document:
        video = the_video(document, options.video)
        before = document.project.of_video(video.id)

        def tell(step: Progress) -> None:
            terminal.show("Reading masks", step)
            stopping.check()

        labels = through(import_layers(document, video, options.masks, terminal.tell), tell)
        document.do(
            *label_edits.add_imported(document.project, video.id, labels, options.masks.name)
        )
        for one in document.project.of_video(video.id)[len(before) :]:
            terminal.say(f"Added the layer '{one.label}'.")
    return Exit.DONE


def _lines(document: Document, chosen: VideoId | None) -> Iterator[str]:
    whole = document.project
    if not whole.videos:
        yield "It has no video."
    names = video_names(whole.videos)
    for video in whole.videos:
        if chosen not in (None, video.id):
            continue
        seconds = float(video.frame_count / video.rate)
        yield (
            f"{names[video.id]}: {video.width} x {video.height}, {video.frame_count} frames, "
            f"{seconds:.1f} s"
        )
        if video.in_point or video.out_point is not None:
            yield f"  from frame {video.span.start} until before {video.span.stop}"
        layers = whole.of_video(video.id)
        if not layers:
            yield "  no expression"
        labels = labels_of(whole, video.id)
        seen = list(views(layers, video, document.file.results, document.file.imports))
        for view in seen:
            yield from _layer(view, video, labels)
        yield from expression_lines(labels)
        yield from agreement_lines(seen, video.span)


def _layer(view: ResolvedTrack, video: Video, labels: VideoLabels) -> Iterator[str]:
    one = view.layer
    name = f" (called '{one.name}')" if one.name and one.name != one.expression else ""
    yield f"  '{one.expression}'{name}"
    yield from label_lines(one, labels)
    if one.absent:
        return
    computed = int((view.states != State.NOT_COMPUTED).sum())
    present = int((view.states == State.PRESENT).sum())
    where = f"on {present} of {computed} frames"
    if computed < video.frame_count:
        where += f"; {video.frame_count - computed} not computed"
    yield f"    {where}; score {view.score():.2f}, threshold {view.threshold:.2f}"
    models = sorted({answers.search.network for answers in view.used_answers()})
    if models:
        yield f"    found by {', '.join(models)}"
    for source, said in (
        (Source.ALTERNATIVE, "of an alternative"),
        (Source.MANUAL, "corrected by hand"),
        (Source.PROPAGATED, "propagated from a correction"),
        (Source.IMPORTED, "imported"),
    ):
        count = int((view.sources == source).sum())
        if count:
            yield f"    {count} frames {said}"
    for review in Review:
        count = sum(each.stop - each.start for each in one.reviews if each.value == review)
        if count:
            yield f"    {count} frames {review}"
    uncertain = view.uncertain_spans()
    for stretch in uncertain[:_LOOKS]:
        frames = f"frames {stretch.start} to {stretch.stop - 1}"
        if stretch.stop - stretch.start == 1:
            frames = f"frame {stretch.start}"
        yield f"    check {frames}: {stretch.reason}"
    if len(uncertain) > _LOOKS:
        yield f"    and {len(uncertain) - _LOOKS} more stretches"
