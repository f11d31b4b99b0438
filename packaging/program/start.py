"""Where the program to download begins; see `soc_studio.spec`."""

from __future__ import annotations

import multiprocessing
import os
import sys

# What starts the program has it look for libraries among its own; the system has read that by now.
# Programs of the system that are started from here, such as the file manager, need their own.
_BEFORE = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
if sys.platform.startswith("linux"):
    os.environ.pop("LD_LIBRARY_PATH", None)
    if _BEFORE:
        os.environ["LD_LIBRARY_PATH"] = _BEFORE

from soc_studio.__main__ import main  # noqa: E402

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
