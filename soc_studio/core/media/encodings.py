"""The ways in which exports store pictures and sound, as FFmpeg knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    """

    codecs: tuple[str, ...] = ("libx264", "libopenh264", "mpeg4")
    pixel_format: str = "yuv420p"
    options: Mapping[str, str] = field(default_factory=lambda: {"crf": "16", "preset": "medium"})
    sound_codec: str = "aac"
    decoder: str = ""

    @property
    def has_alpha(self) -> bool:
        """Whether pixels have an opacity."""
        return self.pixel_format.startswith("yuva")


PRORES_4444 = Encoding(
    ("prores_ks",),
    "yuva444p10le",
    {"profile": "4444", "alpha_bits": "16", "vendor": "apl0"},
    "pcm_s16le",
)
"""Apple ProRes 4444: opacity of 16 bits, and what every editing program reads without loss."""
PRORES_422 = Encoding(
    ("prores_ks",), "yuv422p10le", {"profile": "hq", "vendor": "apl0"}, "pcm_s16le"
)
"""Apple ProRes 422 HQ."""
H264_FINE = Encoding(options={"crf": "14", "preset": "medium"})
"""H.264 with hardly any loss, for mattes."""
FFV1_ALPHA = Encoding(
    ("ffv1",),
    "yuva444p10le",
    {"level": "3", "slices": "16", "slicecrc": "1", "g": "1"},
    "pcm_s16le",
)
"""FFV1: without loss, for archives."""
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
