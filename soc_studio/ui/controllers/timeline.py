"""Controller of the timeline: feeds it from the document and turns gestures into edits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from PySide6.QtCore import QObject

from soc_studio.core.project import edits, label_edits
from soc_studio.core.project.layer import dashed_layers
from soc_studio.core.project.project import Layer, LayerId, Project, Review
from soc_studio.core.tracks.next_correction import best_correction
from soc_studio.core.tracks.resolved_track import ResolvedTrack, UncertaintyReason
from soc_studio.core.tracks.review_order import next_place
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.timeline_media import TimelineMedia
from soc_studio.ui.playback.playback import Playback
from soc_studio.ui.text.frame_text import reason_text
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.timeline.lane_header import Lane
from soc_studio.ui.widgets.timeline.timeline import Timeline
from soc_studio.ui.widgets.timeline.timeline_view import Proposed

_Stretch: TypeAlias = tuple[int, int]


class TimelineController(QObject):
    """Keeps the timeline in step with the document, and does what the user asks for on it.

    `media` makes its small pictures, its sound and its cuts.
    """

    def __init__(
        self,
        operations: Operations,
        playback: Playback,
        timeline: Timeline,
        actions: Actions,
        media: TimelineMedia,
        is_alone: Callable[[LayerId], bool],
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        """Work at `timeline`; `is_alone` returns whether a layer is looked at alone."""
        super().__init__(parent)
        self.timeline = timeline
        self.media = media
        self._operations = operations
        self._document = document = operations.document
        self._playback = playback
        self._is_alone = is_alone
        self._preferences = preferences
        timeline.frame_asked.connect(self._scrub)
        timeline.lane_chosen.connect(self._select)
        timeline.run_asked.connect(self._show_run)
        timeline.span_asked.connect(self._set_span)
        timeline.shown_asked.connect(self._set_shown)
        timeline.locked_asked.connect(self._set_locked)
        for signal in (document.changed, document.any_view_changed, document.selected):
            signal.connect(self.refresh)
        playback.moved.connect(timeline.set_frame)
        playback.playing_changed.connect(self._playing_changed)
        actions.call_methods(
            absent=self.mark_absent,
            first_choice=self.take_first_choice,
            accept=self.accept,
            reject=self.reject,
            forget_review=self.forget_review,
            most_uncertain=self.go_next_uncertain,
            less_uncertain=self.go_previous_uncertain,
            corrected_back=self.go_previous_corrected,
            corrected_next=self.go_next_corrected,
            mark_in=self.mark_in,
            mark_out=self.mark_out,
            clear_marks=self.clear_marks,
        )
        self.refresh()
        timeline.set_frame(playback.frame)
        media.begin()

    def close(self) -> None:
        """Show nothing."""
        self.timeline.set_playing(False)
        self.timeline.set_proposed({})
        self.timeline.set_lanes([])
        self.media.close()

    def refresh(self, *_: object) -> None:
        """Show what the document has now."""
        document = self._document
        dashed = dashed_layers(document.layers)
        self.timeline.set_lanes([self._lane(each, each.id in dashed) for each in document.layers])
        if document.video is not None:
            self.timeline.set_span(document.video.span)
        selected = document.selection
        self.timeline.set_selected(None if selected is None else selected.id)

    def show_proposed(self, proposed: Mapping[int, Proposed]) -> None:
        """Show which propagated masks of layers are not kept yet."""
        self.timeline.set_proposed(proposed)

    def marked(self, layer: LayerId) -> _Stretch | None:
        """Return the stretch of a layer that the user marked, start and stop."""
        marked = self.timeline.selection
        if marked is None or marked.layer != layer:
            return None
        return marked.start, marked.stop

    def _playing_changed(self, speed: float) -> None:
        self.timeline.set_playing(bool(speed))

    # Going places

    def _scrub(self, frame: int) -> None:
        self._playback.scrub(frame)

    def go_next_uncertain(self) -> None:
        """Go to the most uncertain frame of the selected layer without a review, or to the next in
        that order; where it has none, to that of another layer."""
        self._go_uncertain(1)

    def go_previous_uncertain(self) -> None:
        """Go back in the order of uncertainty."""
        self._go_uncertain(-1)

    def go_next_corrected(self) -> None:
        """Go to the next frame that was corrected."""
        self._go_corrected(1)

    def go_previous_corrected(self) -> None:
        """Go to the frame before that was corrected."""
        self._go_corrected(-1)

    def _go_uncertain(self, step: int) -> None:
        document = self._document
        selected = None if document.selection is None else document.selection.id
        seen = (document.view(each.id) for each in document.layers)
        views = {each.layer.id: each for each in seen if each is not None}
        found = next_place(list(views.values()), selected, self._playback.frame, step)
        if found is None:
            self._operations.tell(self.tr("No more spots to check."))
            return
        layer, uncertain = found
        view = views[layer]
        document.select(layer)
        best = best_correction(view) if uncertain.reason is UncertaintyReason.TRUST else None
        inside = best is not None and uncertain.start <= best < uncertain.stop
        frame = best if best is not None and inside else uncertain.frame
        self._playback.go(frame)
        count = len(view.uncertain_spans())
        self._operations.tell(
            self.tr("Frame {0}: {1}. Spots left: {2} · A\u00a0right · X\u00a0wrong").format(
                frame, reason_text(uncertain.reason), count
            )
        )

    def _go_corrected(self, step: int) -> None:
        view = self._view()
        if view is None:
            return
        frame = view.corrected_beside(self._playback.frame, step)
        if frame is None:
            self._operations.tell(self.tr("No corrected frame on that side."))
        else:
            self._playback.go(frame)

    # Deciding

    def accept(self) -> None:
        """Accept the marked stretch, or the one around the playhead."""
        self._review(Review.ACCEPTED)

    def reject(self) -> None:
        """Reject the marked stretch, or the one around the playhead."""
        self._review(Review.REJECTED)

    def forget_review(self) -> None:
        """Remove the review of the marked stretch, or of the one around the playhead."""
        self._review(None)

    def mark_absent(self) -> None:
        """Say that the object is not on the marked stretch, or the frame under the playhead."""
        self._on_stretch(
            edits.mark_absent,
            lambda _, frame: (frame, frame + 1),
        )

    def take_first_choice(self) -> None:
        """Take what the network says on the marked stretch, or the choice under the playhead."""
        self._on_stretch(
            lambda project, one, start, stop: edits.choose(project, one, start, stop, None),
            _choice_around,
        )

    def _review(self, opinion: Review | None) -> None:
        reviewer = self._preferences.value.reviewer
        self._on_stretch(
            lambda project, one, start, stop: label_edits.review(
                project, one, start, stop, opinion, reviewer=reviewer
            ),
            _review_around if opinion is None else ResolvedTrack.stretch_to_review,
        )

    def _on_stretch(
        self,
        edit: Callable[[Project, LayerId, int, int], edits.Edit],
        around: Callable[[ResolvedTrack, int], _Stretch],
    ) -> None:
        """Make an edit of the marked stretch; without one, of the stretch that `around` returns for
        the playhead."""
        view = self._view()
        if view is None:
            return
        one = view.layer
        if one.locked:
            self._operations.tell(self.tr("“{0}” is locked.").format(one.label))
            return
        start, stop = self.marked(one.id) or around(view, self._playback.frame)
        self._operations.edit(lambda project: edit(project, one.id, start, stop))

    # In and out point

    def mark_in(self) -> None:
        """Begin with the frame under the playhead."""
        self._mark(self._playback.frame, None)

    def mark_out(self) -> None:
        """End with the frame under the playhead."""
        self._mark(None, self._playback.frame + 1)

    def clear_marks(self) -> None:
        """Take all of the video."""
        self._mark(0, self._playback.timing.frame_count)

    def _mark(self, in_point: int | None, out_point: int | None) -> None:
        video = self._document.video
        if video is None:
            return
        span = video.span
        start = span.start if in_point is None else in_point
        stop = span.stop if out_point is None else out_point
        if start >= stop:
            start, stop = (start, video.frame_count) if out_point is None else (0, stop)
        self._operations.edit(
            lambda project: edits.set_points(project, video.id, start, stop), said=""
        )

    def _set_span(self, start: int, stop: int) -> None:
        video = self._document.video
        if video is not None:
            self._operations.edit(lambda project: edits.set_points(project, video.id, start, stop))

    # Lanes

    def _set_shown(self, layer: int, shown: bool) -> None:
        self._operations.edit(lambda project: edits.set_visible(project, LayerId(layer), shown))

    def _set_locked(self, layer: int, locked: bool) -> None:
        self._operations.edit(lambda project: edits.set_locked(project, LayerId(layer), locked))

    def _select(self, layer: int) -> None:
        self._document.select(LayerId(layer))

    def _show_run(self, layer: int, frame: int) -> None:
        view = self._document.view(LayerId(layer))
        if view is not None:
            self.timeline.show_stretch(*view.run_at(frame))

    def _view(self) -> ResolvedTrack | None:
        """Return the view of the selected layer."""
        one = self._document.selection
        return None if one is None else self._document.view(one.id)

    def _lane(self, layer: Layer, dashed: bool) -> Lane:
        return Lane(
            layer.id,
            layer.label,
            layer.colour,
            self._document.view(layer.id),
            layer.visible,
            layer.locked,
            self._is_alone(layer.id),
            dashed,
        )


def _choice_around(view: ResolvedTrack, frame: int) -> _Stretch:
    for each in view.layer.choices:
        if each.start <= frame < each.stop:
            return each.start, each.stop
    return frame, frame + 1


def _review_around(view: ResolvedTrack, frame: int) -> _Stretch:
    for each in view.layer.reviews:
        if each.start <= frame < each.stop:
            return each.start, each.stop
    return frame, frame + 1
