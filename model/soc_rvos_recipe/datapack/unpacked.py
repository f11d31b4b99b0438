"""What every pack takes from the registries' packages: drawings of things, and backgrounds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from soc_rvos_recipe.datapack import backgrounds, emoji
from soc_rvos_recipe.datapack.pack import Background, Credit, Object


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Drawings, backgrounds, and whose they are, by the key of their credit."""

    drawings: tuple[Object, ...]
    grounds: tuple[Background, ...]
    credits: dict[str, Credit]


def unpacked(packages: Path, out: Path) -> Unpacked:
    """Write drawings and backgrounds to the pack `out`; `packages` is where `fetch` unpacked."""
    (drawn,) = packages.glob("lobehub-fluent-emoji-3d-*/package/assets")
    (panoramas,) = packages.glob("pmndrs-assets-*/package/hdri")
    share = packages / "lomiri-wallpapers-16.04" / "usr" / "share"
    notice = share / "doc" / "lomiri-wallpapers-16.04" / "copyright"
    credits = {"fluent-emoji": emoji.CREDIT}
    drawings = tuple(emoji.named(drawn, out))
    grounds = []
    for ground, key, credit in backgrounds.photographs(share / "backgrounds", notice, out):
        grounds.append(ground)
        credits[key] = credit
    grounds += backgrounds.panoramas(panoramas, out)
    credits["pmndrs"] = backgrounds.PANORAMAS
    return Unpacked(drawings, tuple(grounds), credits)
