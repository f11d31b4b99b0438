"""The ways in which exports store pictures and sound, as FFmpeg knows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from soc_studio.core.media.colour_tags import ColourTags


@dataclass(frozen=True, slots=True)
class Encoding:
    """How pictures and sound are stored.

    The default is H.264 that every player accepts, at a quality that hardly shows. Of `codecs`
    the first one that this FFmpeg has is taken.

    Attributes:
        codecs: encoders of the picture.
        pixel_format: how the encoder takes pixels.
        options: of the encoder.
        sound_codec: the encoder of the sound.
        decoder: what reads the picture back; the usual one of the container where it is empty.
        deep_format: how it takes the pixels of a source that is deeper than 10 bits; `pixel_format`
            where it is empty.
        tag: the four letters by which the container calls the picture's coding; the usual ones
            where it is empty.
    """

    codecs: tuple[str, ...] = ("libx264", "libopenh264", "mpeg4")
    pixel_format: str = "yuv420p"
    options: Mapping[str, str] = field(default_factory=lambda: {"crf": "16", "preset": "medium"})
    sound_codec: str = "aac"
    decoder: str = ""
    deep_format: str = ""
    tag: str = ""

    @property
    def has_alpha(self) -> bool:
        """Whether pixels have an opacity."""
        return self.pixel_format.startswith(("yuva", "argb"))

    @property
    def is_rgb(self) -> bool:
        """Whether pixels are red, green and blue, without a matrix."""
        return self.pixel_format == "argb"

    @property
    def is_grey(self) -> bool:
        """Whether pixels are a level of grey, in full range, and nothing else."""
        return self.pixel_format == "gray"

    @property
    def is_deep(self) -> bool:
        """Whether colours have more than 8 bits."""
        return self.pixel_format.endswith("le")

    @property
    def bits(self) -> int:
        """Bits of a level."""
        depth = re.search("p([0-9]+)le$", self.pixel_format)
        return int(depth[1]) if depth else 8

    def marks(self, tags: ColourTags) -> tuple[int, int, int, int]:
        """Return the matrix, primaries, transfer and range that a file of these `tags` says."""
        matrix = 0 if self.is_rgb else tags.matrix
        return matrix, tags.primaries, tags.transfer, 2 if self.is_rgb or self.is_grey else 1

    def at_depth(self, bits: int) -> Encoding:
        """Return what stores a source of so many bits."""
        if bits <= 10 or not self.deep_format:
            return self
        return replace(self, pixel_format=self.deep_format, deep_format="")


PRORES_4444 = Encoding(
    ("prores_ks",),
    "yuva444p10le",
    {"profile": "4444", "alpha_bits": "16", "vendor": "apl0"},
    "pcm_s16le",
)
"""Apple ProRes 4444: opacity of 16 bits, and what every editing program reads without loss."""
PRORES_4444_XQ = Encoding(
    ("prores_ks",),
    "yuva444p10le",
    {"profile": "4444xq", "alpha_bits": "16", "vendor": "apl0"},
    "pcm_s16le",
)
"""Apple ProRes 4444 XQ, for those who ask for it. FFmpeg limits neither of the two where there is
an opacity: both are as fine as it can encode, and hold the same data."""
ANIMATION = Encoding(("qtrle",), "argb", {}, "pcm_s16le")
"""QuickTime Animation: 8 bits without loss, for older programs."""
PRORES_422 = Encoding(
    ("prores_ks",), "yuv422p10le", {"profile": "hq", "vendor": "apl0"}, "pcm_s16le"
)
"""Apple ProRes 422 HQ."""
# What flatters the eye moves levels at the edge of a matte: at a quality of 14 by up to 65 of 255.
H264_FINE = Encoding(options={"crf": "8", "preset": "medium", "aq-mode": "0", "psy": "0"})
"""H.264 with hardly any loss, for mattes."""
# Without pictures that look ahead: of a very short video x265 does not know when they are due.
H265_FINE = Encoding(
    ("libx265",),
    "yuv420p10le",
    {"crf": "14", "preset": "medium", "x265-params": "log-level=error:bframes=0"},
    tag="hvc1",
)
"""H.265 of 10 bits with hardly any loss, for mattes; Apple's programs want it called `hvc1`."""
_FFV1 = {"level": "3", "slices": "16", "slicecrc": "1", "g": "1"}
FFV1_GREY = Encoding(("ffv1",), "gray", _FFV1, "pcm_s16le")
"""FFV1 of grey levels: mattes without any loss."""
FFV1_ALPHA = Encoding(
    ("ffv1",),
    "yuva444p10le",
    _FFV1,
    "pcm_s16le",
    deep_format="yuva444p12le",
)
"""FFV1: without loss, for archives. Programs with an older FFmpeg read only that of 10 bits."""
VP9_ALPHA = Encoding(
    ("libvpx-vp9",),
    "yuva420p",
    {
        "crf": "18",
        "b": "0",
        "row-mt": "1",
        "auto-alt-ref": "0",
        "deadline": "good",
        "cpu-used": "4",
    },
    "libopus",
    "libvpx-vp9",
)
"""VP9 with an opacity, for web pages; only libvpx reads the opacity back."""
