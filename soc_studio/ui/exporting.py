"""What the window exports, as work for a job."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import Any

from soc_studio.core.atomic_file import replacing_contents
from soc_studio.core.errors import StudioError
from soc_studio.core.export.result_folder import stranger, write_result
from soc_studio.ui.document import OpenDocument


def export_steps(
    document: OpenDocument, folder: Path, overlay: bool
) -> Callable[[], Generator[Any, None, None]]:
    """Return steps that write what is seen of the visible layers into `folder`."""
    video, reader = document.video, document.reader
    assert video is not None
    assert reader is not None
    seen = [document.view(each.id) for each in document.expressions if each.visible]

    def steps() -> Generator[Any, None, None]:
        views = [view for view in seen if view is not None and view.span(video.span)]
        if not views:
            raise StudioError("Nothing is found yet.", "Describe an object and press Enter first.")
        with (
            replacing_contents(folder, stranger) as unfinished,
            closing(
                write_result(unfinished, reader, views, video.span, lambda: overlay)
            ) as writing,
        ):
            yield from writing

    return steps
