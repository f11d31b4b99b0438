"""Reads untrusted JSON files within bounds."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

from soc_studio.core.formats.imported_layer import MaskImportError, shortened
from soc_studio.core.system.json_bytes import as_utf8
from soc_studio.core.system.json_keys import RepeatedKeyError, check_keys
from soc_studio.core.system.messages import message

ADVICE = message(
    "Choose a folder of PNG or TIFF masks, a tracks.json of SOC Studio, or masks in COCO JSON."
)
"""What can be read."""
MOST_BYTES = 512 * 2**20
"""Bytes of a file that is still read."""
MOST_VALUES = 20 * 10**6
"""Values in a file that is still read; each takes about 150 bytes of memory at most."""


def read_json(path: Path, kept: Collection[str]) -> Any:
    """Return the content of a JSON file, of its objects only the entries called as in `kept`.

    Raises:
        MaskImportError: it is no JSON, has an object with a key twice, or is larger
            than `MOST_BYTES` or `MOST_VALUES`.
        OSError: it cannot be read.
    """
    wanted = frozenset(kept)

    def keep(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        check_keys(pairs)
        return {key: one for key, one in pairs if key in wanted}

    try:
        content = as_utf8(_content(path))
        return json.loads(
            content,
            object_pairs_hook=keep,
            parse_constant=lambda _: None,  # NaN: whoever needs the number says where it is missing
        )
    except RepeatedKeyError as error:
        raise MaskImportError(
            message(
                "'{path}' has an object with the key '{key}' twice.",
                path=path.name,
                key=shortened(str(error)),
            ),
            message("Write the file again with the program that made it."),
        ) from error
    except RecursionError as error:
        raise MaskImportError(
            message("'{path}' is nested too deeply for a file of masks.", path=path.name), ADVICE
        ) from error
    except ValueError as error:
        raise MaskImportError(
            message("'{path}' is not valid JSON.", path=path.name), ADVICE
        ) from error


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        too_long = os.fstat(file.fileno()).st_size > MOST_BYTES
        content = b"" if too_long else file.read(MOST_BYTES + 1)
    if too_long or len(content) > MOST_BYTES:  # it may have grown
        raise MaskImportError(
            message(
                "'{path}' is larger than {most} MB.",
                path=path.name,
                most=MOST_BYTES // 2**20,
            ),
            message("Split it into files with fewer objects."),
        )
    # A value follows a comma or opens something; brackets in texts are counted too.
    if sum(content.count(sign) for sign in (b",", b"[", b"{")) > MOST_VALUES:
        raise MaskImportError(
            message(
                "'{path}' contains more than {most} million values.",
                path=path.name,
                most=MOST_VALUES // 10**6,
            ),
            message("Split it into files with fewer objects."),
        )
    return content
