"""`python -m soc_studio`: the command line."""

from __future__ import annotations

import sys

from soc_studio.cli import main

if __name__ == "__main__":
    sys.exit(main())
