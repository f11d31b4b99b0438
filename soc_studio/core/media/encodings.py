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
    """

    codecs: tuple[str, ...] = ("libx264", "libopenh264", "mpeg4")
    pixel_format: str = "yuv420p"
    options: Mapping[str, str] = field(default_factory=lambda: {"crf": "16", "preset": "medium"})
    sound_codec: str = "aac"

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
