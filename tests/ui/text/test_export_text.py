"""What the export sheet says."""

from __future__ import annotations

from soc_studio.core.project.project import LayerId
from soc_studio.core.tracks.unfinished import Unfinished
from soc_studio.ui.text import export_text


def test_a_stretch_of_one_frame_is_no_range() -> None:
    found = Unfinished(quick=(LayerId(1),), stretches=((35, 36), (40, 44)), frames=5)
    _, said = export_text.unfinished(found)
    assert said == "Edges get better in full quality. This is so in frames 35, 40–43."
