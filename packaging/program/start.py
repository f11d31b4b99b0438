"""Where the program to download begins; see `soc_studio.spec`."""

from __future__ import annotations

import multiprocessing
import sys

from soc_studio.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
