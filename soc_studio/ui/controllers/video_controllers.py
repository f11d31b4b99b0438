"""The controllers that live as long as a video is shown: made then, deleted with another."""

from __future__ import annotations

from PySide6.QtCore import QObject

from soc_studio.ui.controllers.candidates import CandidateController
from soc_studio.ui.controllers.correction_keys import CorrectionKeys
from soc_studio.ui.controllers.corrections import CorrectionController
from soc_studio.ui.controllers.demo import DemoController
from soc_studio.ui.controllers.doubts import DoubtController
from soc_studio.ui.controllers.estimate import EstimateController
from soc_studio.ui.controllers.export import ExportController
from soc_studio.ui.controllers.expression import ExpressionController
from soc_studio.ui.controllers.finish_first import FinishFirst
from soc_studio.ui.controllers.first_steps import FirstStepsController
from soc_studio.ui.controllers.frame_export import FrameExport
from soc_studio.ui.controllers.labels import LabelController
from soc_studio.ui.controllers.layer_colours import LayerColours
from soc_studio.ui.controllers.layer_pictures import LayerPictureController
from soc_studio.ui.controllers.long_search import LongSearch
from soc_studio.ui.controllers.matte import MatteController
from soc_studio.ui.controllers.next_step import NextStepController
from soc_studio.ui.controllers.not_found import NotFound
from soc_studio.ui.controllers.part import PartController
from soc_studio.ui.controllers.picture import PictureController
from soc_studio.ui.controllers.playback import Playing
from soc_studio.ui.controllers.project_controllers import (
    ProjectControllers,
    Surroundings,
    delete_group,
)
from soc_studio.ui.controllers.propagation import PropagationController
from soc_studio.ui.controllers.save_cutout import SaveCutout
from soc_studio.ui.controllers.search_progress import SearchProgress
from soc_studio.ui.controllers.sentence_check import SentenceChecker
from soc_studio.ui.controllers.several_objects import SeveralObjects
from soc_studio.ui.controllers.timeline import TimelineController
from soc_studio.ui.controllers.timeline_media import TimelineMedia
from soc_studio.ui.controllers.transport import TransportController
from soc_studio.ui.controllers.video_codes import video_codes
from soc_studio.ui.controllers.which_one import WhichOne


class VideoControllers(QObject):
    """The controllers of a project's video."""

    def __init__(self, project: ProjectControllers, playing: Playing, around: Surroundings) -> None:
        super().__init__(around.frame)
        frame, actions, settings = around.frame, around.frame.actions_, around.settings
        operations, playback = project.operations, playing.playback
        document = operations.document
        reader = document.reader
        assert reader is not None
        frame.viewer.set_picture_size(reader.width, reader.height)
        rate = reader.timing.frame_count / float(reader.timing.duration)
        frame.footer.show_video(reader.width, reader.height, rate)
        self.transport = TransportController(
            document, playback, frame.transport, actions, around.preferences, self
        )
        self.transport.refused.connect(frame.say)
        self.picture = PictureController(
            document,
            playback,
            playing.supplier,
            frame.viewer,
            frame.near_badge,
            around.looks,
            self,
        )
        self.expression = ExpressionController(
            operations,
            playback,
            frame,
            around.search,
            around.finding,
            around.preferences,
            self,
        )
        frame.advice.beside = frame.viewer  # which has the focus after a search
        self.sentences = SentenceChecker(
            frame.expression_bar.line,
            frame.advice,
            around.estimating,
            around.preferences,
            frame.expression_bar.ask,
            self,
        )
        self.several = SeveralObjects(
            operations,
            around.search,
            around.finding,
            around.preferences,
            self.sentences.only_best.__contains__,
            self,
        )
        self.which_one = WhichOne(
            operations, playback, frame.advice, around.estimating, around.preferences, self
        )
        self.not_found = NotFound(
            operations,
            playback,
            frame.advice,
            around.search,
            around.finding,
            around.preferences,
            frame.expression_bar.edit,
            actions["points"].trigger,
            self,
        )
        self.expression.began.connect(self.which_one.begin)
        self.expression.found.connect(self.several.look)
        for look in (self.which_one.end, self.not_found.look):
            self.expression.finished.connect(look)
        media = TimelineMedia(
            operations,
            reader,
            playing.keys,
            playback,
            frame.timeline,
            around.finding,
            playing.precedence,
            around.preferences,
            self,
        )
        self.timeline = TimelineController(
            operations,
            playback,
            frame.timeline,
            actions,
            media,
            project.layers.is_alone,
            around.preferences,
            self,
        )
        self.labels = LabelController(
            operations, playback, frame.label_table, around.preferences, self
        )
        self.labels.search_asked.connect(self.expression.finish)
        self.doubts = DoubtController(
            operations,
            playback,
            frame.label_table,
            actions,
            project.doubts,
            self,
        )
        self.doubts.compared.connect(frame.timeline.set_doubts)
        self.matte = MatteController(operations, playback, frame.inspector, self)
        self.frame_export = FrameExport(operations, playback, around.working, frame, actions, self)
        self.estimate = EstimateController(
            document,
            playback,
            media.found_cuts,
            frame.estimate_chip,
            frame.expression_bar,
            around.search,
            around.finding,
            around.estimating,
            around.preferences,
            self,
        )
        self.long_search = LongSearch(
            operations,
            playback,
            self.estimate,
            frame.expression_bar,
            frame.advice,
            around.preferences,
            self,
        )
        self.part = PartController(document, frame.expression_bar.part, actions, self)
        self.candidates = CandidateController(
            operations, playback, frame.candidates, actions, self.timeline.marked, self
        )
        self.propagation = PropagationController(
            operations,
            playback,
            frame.propagation_bar,
            frame.propagation_panel,
            actions,
            media.found_cuts,
            lambda: around.preferences.value.tracker,
            settings,
            around.propagating,
            self,
        )
        self.corrections = CorrectionController(
            operations,
            playback,
            playing.copies.picture,
            playing.precedence,
            self.propagation,
            frame.viewer,
            frame.tool_strip,
            frame.correct_panel,
            frame.tool_options,
            frame.pill,
            actions,
            settings,
            self,
        )
        self.propagation.waits = self.corrections.wait
        self.correction_keys = CorrectionKeys(operations, playback, frame.timeline, actions, self)
        layers = self._layers = project.layers
        layers.removes_instead = self.correction_keys.remove_chosen
        self.expression.searched.connect(layers.show_searched)
        self.expression.waits.connect(layers.show_waiting)
        self.layer_colours = LayerColours(document, playback, self)
        self.layer_pictures = LayerPictureController(document, frame.layers, self)
        layers.alone_changed.connect(self.picture.refresh)
        layers.alone_changed.connect(self.timeline.refresh)
        frame.timeline.solo_asked.connect(layers.set_alone)
        self.propagation.frame_changed.connect(self.picture.refresh_frame)
        self.demo = DemoController(
            operations,
            playback,
            self.picture,
            self.expression,
            around.looks,
            frame,
            around.preferences,
            settings,
            self,
        )
        self.next_step = NextStepController(
            document,
            playback,
            frame.next_bar,
            frame.viewer,
            actions,
            around.search,
            around.finding,
            around.estimating,
            around.preferences,
            frame.propagation_bar.isVisible,
            self,
        )
        self.finishing = FinishFirst(self.expression, self.next_step.seconds, self)
        self.export = ExportController(
            operations,
            project.exports,
            settings,
            frame,
            actions,
            playback,
            self.finishing,
            lambda at: video_codes(reader, around.preferences.value).code(at),
            self,
        )
        self.expression.finished.connect(self.export.refresh)
        self.next_step.known.connect(self.export.show_found)
        self.save_cutout = SaveCutout(operations, around.working, settings, frame, self)
        self.search_progress = SearchProgress(
            document,
            playback,
            self.expression,
            frame.expression_bar,
            frame.search_pill,
            frame.propagation_bar.isVisible,
            self,
        )
        self.first_steps = FirstStepsController(
            document,
            playback,
            self.next_step,
            frame,
            around.finding,
            around.preferences,
            self,
        )
        self.next_step.finish_asked.connect(self.expression.finish)
        for show in (self.next_step.show, self.search_progress.show_again):
            self.propagation.changed.connect(show)
        head = frame.timeline_panel.head
        self.next_step.stepped.connect(head.show_step)
        head.spot_asked.connect(self.next_step.check)
        for signal in (self.propagation.changed, self.propagation.frame_changed):
            signal.connect(self._show_proposed)
        self.propagation.resume()
        self.picture.refresh()
        self.expression.resume()

    def _show_proposed(self, *_: object) -> None:
        self.timeline.show_proposed(self.propagation.proposed)

    def delete(self) -> None:
        """Close them, and delete them with all their connections, at once."""
        self._layers.removes_instead = lambda: False
        self._layers.show_searched(frozenset())
        self._layers.show_waiting(frozenset())
        delete_group(
            self,
            (
                self.demo,
                self.first_steps,
                self.next_step,
                self.search_progress,
                self.sentences,
                self.several,
                self.which_one,
                self.not_found,
                self.propagation,
                self.corrections,
                self.correction_keys,
                self.candidates,
                self.timeline,
                self.labels,
                self.doubts,
                self.matte,
                self.export,
                self.long_search,
                self.estimate,
                self.part,
                self.layer_colours,
                self.layer_pictures,
                self.transport,
                self.picture,
            ),
        )
