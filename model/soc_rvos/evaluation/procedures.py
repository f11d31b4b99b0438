"""How each paper asks its network on each dataset: frames, sizes, sentences, and masks.

What the papers' code does is what counts, down to roundings; where a paper has no procedure for a
dataset, `note` says whose is used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

WHOLE = None
BACKGROUND = 0.1
"""What an object has to be surer of than this where several are combined into one picture."""
CERTAIN = 0.5
"""The probability over which a pixel is on the object."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """How a network is asked.

    Attributes:
        passes: frames that are seen together, one pass after the other, each with its own query;
            None is the whole video.
        around: frames of a window of consecutive ones around the annotated frame, which alone is
            answered; None where all frames are.
        short, long: to which the sides of frames are resized; None is no bound of the long side. A
            network of our own has its own sizes.
        multiple: frames are padded with zeros right and below to a multiple of so many pixels.
        as_written: whether the sentence is read as it is; else in lower case, blanks collapsed.
        every_query: whether all queries answer, as mAP asks for; else the one of best mean score.
        nearest: whether masks are cut at the network's size and brought to the frame's by the
            nearest pixel; else logits are resized bilinearly and cut there.
        combined: whether the objects of a video are combined into one picture for each annotator.
        note: what differs from a paper, or is not said by one; empty where nothing is.
    """

    passes: int | None = WHOLE
    around: int | None = None
    short: int = 360
    long: int | None = 640
    multiple: int = 1
    as_written: bool = True
    every_query: bool = False
    nearest: bool = False
    combined: bool = False
    note: str = ""

    def window(self, place: int, count: int) -> tuple[list[int], int]:
        """Return the frames seen for the annotated frame `place` of `count`, and its place there.

        Frames before the first and after the last are these again. Of five, the place is the first
        of a frame that stands there several times; of an even number always the middle.
        """
        around = self.around or 1
        start = place - around // 2
        frames = [min(max(start + step, 0), count - 1) for step in range(around)]
        return frames, around // 2 if around % 2 == 0 else frames.index(place)


_SOC_IMAGE = Procedure(
    around=8, short=320, long=576, as_written=False, every_query=True, nearest=True
)
_SOC = {
    "ref-youtube-vos": Procedure(),
    "ref-davis": Procedure(passes=36, combined=True),
    "mevis": Procedure(passes=40, as_written=False, nearest=True),
    "mevis/valid": Procedure(),
    "a2d-sentences": _SOC_IMAGE,
    "jhmdb-sentences": _SOC_IMAGE,
    "refcoco": replace(
        _SOC_IMAGE,
        around=1,
        short=360,
        long=640,
        note="The paper has no numbers for RefCOCO: pictures are asked as A2D-Sentences is, at the "
        "sizes of its pretraining.",
    ),
}
_SGMG_IMAGE = Procedure(around=5, multiple=32, as_written=False, every_query=True)
_SGMG_VIDEO = Procedure(long=None, multiple=16)
_SGMG = {
    "ref-youtube-vos": _SGMG_VIDEO,
    "ref-davis": replace(_SGMG_VIDEO, passes=36, combined=True),
    "mevis": replace(
        _SGMG_VIDEO,
        note="The paper has no numbers for MeViS: videos are asked as those of Ref-YouTube-VOS.",
    ),
    "a2d-sentences": _SGMG_IMAGE,
    "jhmdb-sentences": _SGMG_IMAGE,
    "refcoco": replace(_SGMG_IMAGE, around=1, as_written=True),
}
_OURS = "This network is in no paper: it is asked as SOC is, at its own frame size."
_TABLES = {"SOC": _SOC, "SOC++": _SOC, "SgMg": _SGMG}


def procedure_of(system: str, kind: str, split: str) -> Procedure:
    """Return how a network of `system` is asked on a split of a dataset.

    Args:
        system: as `soc_rvos.architectures.Architecture.system` says it; of others SOC's is used.
        kind: the dataset, see `soc_rvos.datasets.published_dataset.PublishedDataset`.
        split: a split of it.
    """
    table = _TABLES.get(system, _SOC)
    found = table.get(f"{kind}/{split}", table[kind])
    return found if system in _TABLES else replace(found, note=_OURS)
