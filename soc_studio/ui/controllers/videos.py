"""Controller of the list of videos: what is in it, which is shown next, which are removed."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal

from soc_studio.core.project.progress import all_together
from soc_studio.core.project.project import LayerId, Video, VideoId
from soc_studio.core.project.video_edits import remove_video
from soc_studio.core.project.video_names import video_names
from soc_studio.core.project.video_rows import (
    VideoRow,
    chosen_rows,
    counts,
    row_beside,
    video_rows,
)
from soc_studio.core.storage.found_layers import found_layers
from soc_studio.core.storage.video_pictures import VideoPicture, VideoPictures
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.controllers.search_jobs import stop_searches
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.widgets.window_frame import WindowFrame

_SETTLING = 60  # milliseconds until changes are shown, several at once
_LOOKING = 400  # until it is looked what has masks


class VideoListController(QObject):
    """Keeps the list in step with the document; pictures are made off the GUI thread."""

    switch_asked = Signal(object, str)  # VideoId, and what is said when it is shown
    find_asked = Signal(object)  # VideoId

    def __init__(
        self,
        operations: Operations,
        frame: WindowFrame,
        finding: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        """`finding` has the searches, of which those of a removed video are stopped."""
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._panel, self._button = frame.videos, frame.app_bar.videos
        self._actions = frame.actions_
        self._finding = finding
        self._wanted: VideoId | None = None  # asked for, and not shown yet
        self._rows: list[VideoRow] = []  # of all videos
        self._found: frozenset[LayerId] = frozenset()
        self._missing: set[VideoId] = set()
        self._answered: dict[LayerId, float] = {}  # shares of frames, while all is searched
        self._all_answered = False  # the search is over, and it is not looked what was found yet
        self._named: tuple[tuple[Video, ...], dict[VideoId, str]] = ((), {})
        self._waiting: deque[VideoId] = deque()  # for their pictures
        self._asked: set[VideoId] = set()
        self._pictures = VideoPictures(self._document.core)
        self._picturing = JobRunner(self)
        self._looking = LatestJob(self, self._picturing)
        self._looking.returned.connect(self._know_found)
        self._settled, self._due = QTimer(self), QTimer(self)
        for timer, pause, act in (
            (self._settled, _SETTLING, self.refresh),
            (self._due, _LOOKING, self._look),
        ):
            timer.setSingleShot(True)
            timer.setInterval(pause)
            timer.timeout.connect(act)
        panel = self._panel
        panel.model.forget_pictures()
        panel.chosen.connect(self._choose)
        panel.filtered.connect(self._filter)
        panel.seen.connect(self.refresh)
        panel.model.picture_wanted.connect(self._want_picture)
        panel.find_asked.connect(self._find)
        panel.remove_asked.connect(self.remove)
        frame.actions_.call_methods(
            next_video=self.show_next,
            previous_video=self.show_previous,
            remove_video=self.remove_shown,
        )
        document = self._document
        document.changed.connect(self._changed)
        document.found_changed.connect(self._note_found)
        document.answering.connect(self._note_answered)
        self.refresh()
        self._look()

    def close(self) -> None:
        """List nothing, and make no more pictures."""
        self._settled.stop()
        self._due.stop()
        self._picturing.finish()
        self._panel.show_rows([], None)
        self._button.show_place(0, 0)
        for each in ("next_video", "previous_video", "remove_video", "videos"):
            self._actions[each].setEnabled(False)

    @property
    def is_reading(self) -> bool:
        """Whether pictures or progress are still to come."""
        timers = self._settled.isActive() or self._due.isActive()
        return timers or bool(self._picturing.jobs)

    def refresh(self) -> None:
        """Show what the document has now; the list only while it is seen."""
        document, panel = self._document, self._panel
        videos = document.project.videos
        shown = document.video
        places = {video.id: place for place, video in enumerate(videos)}
        place = places.get(shown.id) if shown is not None else None
        self._button.show_place(-1 if place is None else place, len(videos))
        for each in ("next_video", "previous_video"):
            self._actions[each].setEnabled(len(videos) > 1)
        self._actions["videos"].setEnabled(True)
        self._actions["remove_video"].setEnabled(shown is not None and len(videos) > 1)
        if not panel.isVisible():
            return
        if self._named[0] is not videos:
            self._named = (videos, video_names(videos))
        self._rows = video_rows(
            document.project, self._named[1], self._found, self._missing, self._answered
        )
        panel.show_sum(len(videos), all_together(row.progress for row in self._rows))
        panel.show_counts(counts(self._rows))
        self._show_chosen()

    def show_next(self) -> None:
        """Show the next video of those that are listed."""
        self._step(1)

    def show_previous(self) -> None:
        """Show the video before, of those that are listed."""
        self._step(-1)

    def remove_shown(self) -> None:
        """Remove the video that is shown from the project."""
        if self._document.video is not None:
            self.remove(self._document.video.id)

    def remove(self, video: int) -> None:
        """Remove a video from the project; undo brings it back. The only one stays."""
        if len(self._document.project.videos) < 2:
            self._operations.tell(self.tr("This is the only video of the project."))
            return
        stop_searches(self._finding, VideoId(video), only=True)
        self._operations.edit(lambda project: remove_video(project, VideoId(video)))

    # Which is shown

    def _step(self, step: int) -> None:
        rows = self._rows
        if not self._panel.isVisible() or not rows:
            names = video_names(self._document.project.videos)
            rows = video_rows(self._document.project, names)
            listed = rows
        else:
            listed = chosen_rows(rows, self._panel.words.text(), self._panel.shown)
        shown = self._document.video
        at = self._wanted or (None if shown is None else shown.id)
        found = row_beside(rows, listed, at, step)
        if found is not None:
            self._ask(found.id)
        else:
            last, first = self.tr("This is the last video."), self.tr("This is the first video.")
            self._operations.tell(last if step > 0 else first)

    def _choose(self, video: int) -> None:
        self._ask(VideoId(video))

    def _ask(self, video: VideoId, said: str = "") -> None:
        self._wanted = video
        self._panel.mark(video)
        self.switch_asked.emit(video, said)

    def know_shown(self) -> None:
        """Mark the video that is shown, also where another one was asked for in vain."""
        self._wanted = None
        shown = self._document.video
        self._panel.mark(None if shown is None else shown.id)
        if shown is not None:
            self._know_missing(shown.id, self._document.reader is None)
        self.refresh()

    def _changed(self) -> None:
        """Show the change soon; go on to another video where the one that was shown is gone."""
        document = self._document
        if document.video is None and document.project.videos and self._wanted is None:
            self._ask(self._next_best())
        if not self._settled.isActive():
            self._settled.start()
        self._note_found()

    def _next_best(self) -> VideoId:
        """Return the video that was listed after the one that is gone, or else before it."""
        there = [video.id for video in self._document.project.videos]
        order = [row.id for row in self._rows] or there
        gone = self._document.shown_id
        place = order.index(gone) if gone in order else 0
        after = [each for each in order[place:] if each in there]
        before = [each for each in order[:place] if each in there]
        return (after or before[::-1] or there)[0]

    def _find(self, video: int) -> None:
        self.find_asked.emit(VideoId(video))

    # What is listed

    def _filter(self, *_: object) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        listed = chosen_rows(self._rows, self._panel.words.text(), self._panel.shown)
        shown = self._document.video
        current = self._wanted or (None if shown is None else shown.id)
        self._panel.show_rows(listed, current)

    def _note_found(self, *_: object) -> None:
        if not self._due.isActive():
            self._due.start()

    def _look(self) -> None:
        core, project = self._document.core, self._document.project
        look = once(lambda: found_layers(core.file, project))
        self._looking.start(Job(self.tr("Reading the project"), look, minor=True))

    def _note_answered(self, layers: frozenset[LayerId], share: float) -> None:
        self._answered |= dict.fromkeys(layers, share)
        self._all_answered = not layers
        if not self._settled.isActive():
            self._settled.start()
        if not layers or share >= 1:
            self._note_found()

    def _know_found(self, found: frozenset[LayerId]) -> None:
        over, self._all_answered = self._all_answered, False
        if over:
            self._answered.clear()
        if over or found != self._found:
            self._found = found
            self.refresh()

    # Pictures

    def _want_picture(self, video: int) -> None:
        """Make the picture of a row that is seen next; then those of all others."""
        one = VideoId(video)
        if one in self._asked:
            return
        self._asked.add(one)
        self._waiting.appendleft(one)
        self._start_pictures()

    def look_again(self, video: VideoId) -> None:
        """Look again whether a video can be read."""
        self._asked.add(video)
        self._waiting.appendleft(video)
        self._start_pictures()

    def _start_pictures(self) -> None:
        if any(each.icon == "images" for each in self._picturing.jobs):
            return
        videos = {video.id: video for video in self._document.project.videos}
        pictures, waiting = self._pictures, self._waiting

        def steps() -> Generator[tuple[VideoId, VideoPicture], None, None]:
            while waiting:
                one = waiting.popleft()
                if one in videos:
                    yield one, pictures.picture(videos[one])

        job = Job(self.tr("Making pictures of videos"), steps, minor=True, harmless=True)
        job.icon = "images"
        job.stepped.connect(self._show_picture)
        job.ended.connect(self._go_on)
        self._picturing.start(job)

    def _go_on(self, complete: bool) -> None:
        if complete and self._waiting:  # asked for while it came to its end
            QTimer.singleShot(0, self, self._start_pictures)

    def _show_picture(self, step: tuple[VideoId, VideoPicture]) -> None:
        video, picture = step
        self._panel.model.show_picture(video, picture.jpeg)
        if self._know_missing(video, picture.is_missing) and not self._settled.isActive():
            self._settled.start()

    def _know_missing(self, video: VideoId, is_missing: bool) -> bool:
        """Note whether a video cannot be read; return whether that is new."""
        was = video in self._missing
        (self._missing.add if is_missing else self._missing.discard)(video)
        return is_missing != was
