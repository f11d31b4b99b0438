"""Which videos, layers and expressions a project has, and what they are called.

What is decided about the frames of a layer is in `core.project.project`, which builds on this.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from soc_studio.core.project.colours import PALETTE, Rgb
from soc_studio.core.project.expression import Expression, ExpressionId
from soc_studio.core.project.layer import Layer, LayerId
from soc_studio.core.project.limits import LONGEST_TEXT, MOST_OF_A_NAME, EditError
from soc_studio.core.project.spans import ValuedSpans
from soc_studio.core.project.video import Video, VideoId
from soc_studio.core.system.messages import message


@dataclass(frozen=True, slots=True)
class Contents:
    """Videos, layers and expressions; edits are methods that return the contents after.

    `layers` are in the order of the layers, `expressions` those that no layer has as its own, in
    the order in which they were added. `categories` are those to choose from; none are the usual
    ones. `next_id` is larger than any id ever given, so
    that undoing and adding again never makes two things one.
    """

    videos: tuple[Video, ...] = ()
    layers: tuple[Layer, ...] = ()
    next_id: int = 1
    expressions: tuple[Expression, ...] = ()
    categories: tuple[str, ...] = ()

    def video(self, video: VideoId) -> Video:
        """Return a video by its id; raises EditError where there is none."""
        for one in self.videos:
            if one.id == video:
                return one
        raise EditError(message("This video is no longer part of the project."))

    def layer(self, layer: LayerId) -> Layer:
        """Return a layer by its id; raises EditError where there is none."""
        for one in self.layers:
            if one.id == layer:
                return one
        raise EditError(message("This layer is no longer part of the project."))

    def of_video(self, video: VideoId) -> tuple[Layer, ...]:
        """Return the layers of a video in their order."""
        return tuple(one for one in self.layers if one.video == video)

    def expression(self, expression: ExpressionId) -> Expression:
        """Return an expression by its id; raises EditError where there is none."""
        for one in self.expressions:
            if one.id == expression:
                return one
        raise EditError(message("This sentence is no longer part of the project."))

    def expressions_of(self, video: VideoId) -> tuple[Expression, ...]:
        """Return the expressions of a video beside those of its layers."""
        return tuple(one for one in self.expressions if one.video == video)

    # Videos

    def add_video(self, video: Video) -> tuple[Self, VideoId]:
        """Return the project with `video` under an id of its own, and that id."""
        given = VideoId(self.next_id)
        videos = (*self.videos, replace(video, id=given))
        return replace(self, videos=videos, next_id=self.next_id + 1), given

    def with_video(self, video: Video) -> Self:
        """Return the project with the video of the same id replaced by `video`.

        Raises:
            EditError: there is none of this id, or it has another number of frames: what was
                decided is by frame.
        """
        if self.video(video.id).frame_count != video.frame_count:
            raise EditError(
                message(
                    "'{video}' is another video: its size or number of frames differs.",
                    video=video.name,
                )
            )
        videos = tuple(video if one.id == video.id else one for one in self.videos)
        return replace(self, videos=videos)

    def remove_video(self, video: VideoId) -> Self:
        """Return the project without a video, its layers and its expressions."""
        self.video(video)
        return replace(
            self,
            videos=tuple(one for one in self.videos if one.id != video),
            layers=tuple(one for one in self.layers if one.video != video),
            expressions=tuple(one for one in self.expressions if one.video != video),
        )

    def set_points(self, video: VideoId, in_point: int, out_point: int | None) -> Self:
        """Return the project with another in and out point of a video.

        Raises:
            EditError: there is no frame between them, or they are outside of the video.
        """
        own = self.video(video)
        return self.with_video(replace(own, in_point=in_point, out_point=out_point))

    # Layers

    def add_layer(
        self, video: VideoId, text: str, imported: int | None = None, name: str = ""
    ) -> tuple[Self, LayerId]:
        """Return the project with a layer for `video`, and the id of the layer.

        Its colour is `free_colour`.

        Raises:
            EditError: `text` has no words, or is too long.
        """
        self.video(video)
        given = LayerId(self.next_id)
        colour = self.free_colour(video)
        new = Layer(given, video, words(text), colour, on_one_line(name), imported=imported)
        layers = (*self.layers, new)
        return replace(self, layers=layers, next_id=self.next_id + 1), given

    def free_colour(self, video: VideoId, near: Collection[Rgb] = ()) -> Rgb:
        """Return the first colour of those that the fewest layers of a video have; one of those
        `near` its object only where all are."""
        taken = [one.colour for one in self.of_video(video)]
        return min(PALETTE, key=lambda colour: (colour in near, taken.count(colour)))

    def with_colour(self, layer: LayerId, was: Rgb, colour: Rgb) -> Self:
        """Return the project with `colour` in the place of a layer's colour `was`; as it is where
        the layer is gone, or has another colour by now."""
        one = next((each for each in self.layers if each.id == layer), None)
        if one is None or one.colour != was:
            return self
        return self.with_layer(replace(one, colour=colour))

    def with_layer(self, layer: Layer) -> Self:
        """Return the project with the layer of the same id replaced by `layer`."""
        self.layer(layer.id)
        return replace(
            self,
            layers=tuple(layer if one.id == layer.id else one for one in self.layers),
        )

    def rename_layer(self, layer: LayerId, name: str) -> Self:
        """Return the project with a layer called `name`; empty is the layer's expression."""
        return self.with_layer(replace(self.layer(layer), name=on_one_line(name)))

    def categorise(self, layer: LayerId, category: str) -> Self:
        """Return the project with another category of a layer; empty is none."""
        return self.with_layer(replace(self.layer(layer), category=on_one_line(category)))

    def set_categories(self, categories: Iterable[str]) -> Self:
        """Return the project with other categories to choose from; none are the usual ones.

        Raises:
            EditError: one is too long, or cannot be kept.
        """
        listed = dict.fromkeys(map(on_one_line, categories))
        return replace(self, categories=tuple(each for each in listed if each))

    def reword_layer(self, layer: LayerId, expression: str, keep: bool = False) -> Self:
        """Return the project with another expression of a layer.

        Args:
            layer: the layer.
            expression: its new words.
            keep: whether the masks stay that were found with the old ones; else the new ones are
                searched for, and what was chosen among the masks, or thought of them, is void.
        """
        one, new = self.layer(layer), words(expression)
        if new == one.expression == one.searched:
            return self
        if keep:
            is_other = one.imported is None and one.searched != new
            found_as = one.searched if is_other else ""
            return self.with_layer(replace(one, expression=new, found_as=found_as))
        reworded = replace(
            one,
            expression=new,
            found_as="",
            imported=None,
            choices=ValuedSpans(),
            verdicts=ValuedSpans(),
            absent=False,
            annotator="",
        )
        return self.with_layer(reworded)

    def set_absent(self, layer: LayerId, absent: bool) -> Self:
        """Return the project in which there is no such object as a layer's, or there is again."""
        return self.with_layer(replace(self.layer(layer), absent=absent))

    def move_layer(self, layer: LayerId, place: int) -> Self:
        """Return the project with a layer at `place` among all of them."""
        one = self.layer(layer)
        others = [each for each in self.layers if each.id != layer]
        others.insert(max(0, min(place, len(others))), one)
        return replace(self, layers=tuple(others))

    def remove_layer(self, layer: LayerId) -> Self:
        """Return the project without a layer, and without expressions that mean it alone."""
        self.layer(layer)
        kept = tuple(one for one in self.layers if one.id != layer)
        fewer = (
            replace(one, layers=tuple(each for each in one.layers if each != layer))
            if layer in one.layers
            else one
            for one in self.expressions
            if one.layers != (layer,)
        )
        return replace(self, layers=kept, expressions=tuple(fewer))

    # Expressions

    def add_expression(
        self, video: VideoId, text: str, layers: Sequence[LayerId] = (), annotator: str = ""
    ) -> tuple[Self, ExpressionId]:
        """Return the project with an expression of a video that refers to `layers`, and its id.

        Raises:
            EditError: `text` has no words, or is too long, or a layer is of another video.
        """
        self.video(video)
        given = ExpressionId(self.next_id)
        new = Expression(given, video, text, (), on_one_line(annotator, MOST_OF_A_NAME))
        added = replace(self, expressions=(*self.expressions, new), next_id=self.next_id + 1)
        return added.with_expression(replace(new, layers=tuple(layers))), given

    def with_expression(self, expression: Expression) -> Self:
        """Return the project with the expression of the same id replaced by `expression`.

        Raises:
            EditError: there is none, it has no words, or refers to a layer of another video.
        """
        self.expression(expression.id)
        meant = tuple(dict.fromkeys(expression.layers))
        if any(self.layer(each).video != expression.video for each in meant):
            raise EditError(message("A sentence can only refer to objects of its own video."))
        fit = replace(expression, text=words(expression.text), layers=meant)
        return replace(
            self, expressions=tuple(fit if one.id == fit.id else one for one in self.expressions)
        )

    def remove_expression(self, expression: ExpressionId) -> Self:
        """Return the project without an expression."""
        self.expression(expression)
        kept = tuple(one for one in self.expressions if one.id != expression)
        return replace(self, expressions=kept)


def words(text: str) -> str:
    """Return an expression on one line; raises EditError where it has no words."""
    line = on_one_line(text)
    if not line:
        raise EditError(message("A sentence needs at least one word."))
    return line


def on_one_line(text: str, most: int = LONGEST_TEXT) -> str:
    """Return `text` on one line; raises EditError where it cannot be kept, or is longer than `most`
    characters."""
    line = " ".join(text.split())
    if len(line) > most:
        raise EditError(message("The text is longer than {most} characters.", most=most))
    if any("\ud800" <= character <= "\udfff" for character in line):
        raise EditError(message("The text contains invalid characters."), message("Type it again."))
    return line
