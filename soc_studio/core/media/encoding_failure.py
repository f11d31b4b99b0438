"""Says in a sentence why a video could not be written to its end."""

from __future__ import annotations

import errno

from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_PLACE = frozenset({errno.EACCES, errno.EIO, errno.ENOENT, errno.EPERM, errno.EROFS})


def reason_of(error: Exception) -> str:
    """Return what FFmpeg or the system says of `error`."""
    return getattr(error, "strerror", None) or str(error)


def encoding_failure(error: Exception, name: str, frame: int) -> WriteError:
    """Return the sentence for an `error` of a container or encoder of the file `name`, which met
    it at `frame`."""
    number = getattr(error, "errno", None)
    if number in _NO_ROOM:
        return WriteError(
            message("{path} could not be written to the end: the disk is full.", path=name),
            message("Free some space on the disk, or choose another folder."),
        )
    if number in _NO_PLACE:
        return WriteError(
            message(
                "{path} could not be written to the end ({reason}).",
                path=name,
                reason=reason_of(error),
            ),
            message("Choose a folder that you can write to."),
        )
    return WriteError(
        message(
            "{path} could not be encoded from frame {frame} on: its container "
            "or encoder refuses the frame ({reason}).",
            path=name,
            frame=frame,
            reason=reason_of(error),
        ),
        message("Choose another format, or leave this one out."),
    )
