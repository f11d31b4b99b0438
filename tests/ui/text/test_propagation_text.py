"""What is said of a carry: on how many frames, how far, and which cuts it met."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from soc_studio.core.project.correction_edits import together
from soc_studio.core.project.project import Project
from soc_studio.ui.text.propagation_text import PropagatedLayer, propagated, propagated_together


def carried(
    label: str,
    source: int,
    reach: range,
    changed: int = 5,
    seeming: Mapping[int, bool] = MappingProxyType({}),
    outdated: int = 0,
) -> PropagatedLayer:
    return PropagatedLayer(label, source, changed, (reach,), reach, {source}, seeming, outdated)


def test_one_frame_is_no_frames() -> None:
    one, two = carried("the dog", 3, range(3, 9), 1), carried("the cat", 0, range(9))
    assert propagated(one, ()) == ["Changed on 1 frame.", "It reaches from frame 3 to 8."]
    said = ["“the dog” changed on 1 frame.", "“the cat” changed on 5 frames."]
    assert propagated_together([one, two], ()) == said


def test_a_step_of_several_layers_that_reached_one_frame_is_called_so() -> None:
    for frames, told in ((1, "1 frame"), (2, "2 frames")):
        name, _ = together([lambda project: ("Carry", project)] * 2, Project(), frames)
        assert name == f"Carry 2 layers to {told}"


def test_the_cut_that_ends_them_is_told_first_and_once_of_several_layers_as_it_is_of_one() -> None:
    layers = [carried("the dog", 3, range(9)), carried("the cat", 5, range(9))]
    cuts = (0, 9, 20)
    assert propagated(layers[0], cuts)[0] == "The video cuts at frame 9."
    said = propagated_together(layers, cuts)
    assert said[0] == "The video cuts at frame 9."
    assert not any("cuts at" in each for each in said[1:])
    ended = carried("the cow", 8, range(4, 9))
    assert "The video cuts at frame 4." in propagated_together([*layers, ended], (4, 9))


def test_of_what_seems_to_be_a_cut_it_is_said_which_layers_are_not_found_behind_it() -> None:
    layers = [
        carried("the dog", 3, range(30), seeming={12: True}),
        carried("the cat", 3, range(30)),
        carried("the cow", 3, range(30), seeming={12: True, 20: False}),
    ]
    assert propagated_together(layers, ())[:2] == [
        "Frame 12 looks like a cut. Not found there: “the dog”, “the cow”.",
        "Frame 20 looks like a cut: go on past it, or correct it there.",
    ]


def test_masks_that_are_still_to_be_carried_again_are_counted() -> None:
    layers = [carried("the dog", 3, range(9), outdated=4), carried("the cat", 5, range(9))]
    told = "Masks still older than a correction beside them: 4."
    assert propagated(layers[0], ())[0] == propagated_together(layers, ())[0] == told
    assert not any("older" in each for each in propagated(layers[1], ()))
