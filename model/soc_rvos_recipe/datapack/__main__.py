"""Make the data pack: `python -m soc_rvos_recipe.datapack --out DIR [--pictures DIR]`."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from soc_rvos_recipe.datapack.build import build_pack
from soc_rvos_recipe.datapack.fetch import fetch

_log = logging.getLogger("soc_rvos_recipe")


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, fetch what is needed, and make the pack."""
    parser = argparse.ArgumentParser(prog="python -m soc_rvos_recipe.datapack")
    parser.add_argument("--out", type=Path, required=True, help="folder of the pack")
    parser.add_argument("--pictures", type=Path, help="folder with clothing/ and video/")
    parser.add_argument("--packages", type=Path, help="where packages go; by default beside OUT")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    out: Path = chosen.out
    packages: Path = chosen.packages or out.with_name("packages")
    fetch(packages)
    pack = build_pack(out, packages, chosen.pictures)
    size = sum((out / file).stat().st_size for file in pack.files())
    _log.info(
        "%d objects, %d backgrounds, %d videos, %.1f MB",
        len(pack.objects),
        len(pack.backgrounds),
        len(pack.footage),
        size / 1e6,
    )


if __name__ == "__main__":
    main()
