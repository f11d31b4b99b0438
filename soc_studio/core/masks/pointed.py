"""What a person pointed at on one frame, as values; `pointing` makes masks of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from soc_studio.core.masks.brush import Place, Shape, Stroke


@dataclass(frozen=True, slots=True)
class Mark:
    """A point, where there is one place, or a rough stroke: on the object or not."""

    places: tuple[Place, ...]
    positive: bool


@dataclass(frozen=True, slots=True)
class Pointed:
    """All that a person pointed at on one frame, in pixels of the video.

    Attributes:
        marks: in the order they were made.
        box: two of its corners: the object is in here; None where none was drawn.
    """

    marks: tuple[Mark, ...] = ()
    box: tuple[Place, Place] | None = None

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.marks) or self.box is not None

    def and_stroke(self, stroke: Stroke) -> Pointed:
        """Return this with a stroke more; a box begins anew."""
        if stroke.shape is Shape.BOX:
            return Pointed((), (stroke.points[0], stroke.points[-1]))
        return replace(self, marks=(*self.marks, Mark(stroke.points, not stroke.removes)))

    def without_last(self) -> Pointed:
        """Return this without the last mark, or without the box where there is no mark."""
        return replace(self, marks=self.marks[:-1]) if self.marks else Pointed()

    def moved(self, number: int, place: Place) -> Pointed:
        """Return this with the point `number` of the marks at another place."""
        marks = list(self.marks)
        marks[number] = replace(marks[number], places=(place,))
        return replace(self, marks=tuple(marks))


def means_object(stroke: Stroke) -> bool:
    """Return whether a stroke says where the object is, and does not draw its pixels."""
    return stroke.shape in (Shape.POINT, Shape.SCRIBBLE) or (
        stroke.shape is Shape.BOX and not stroke.removes
    )
