"""The log file."""

from __future__ import annotations

import logging
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from soc_studio.core.system.user_folders import data_folder

_MOST = 1_000_000  # bytes of a file
_KEPT = 3  # files beside the one that is written


def log_folder() -> Path:
    """Return the folder of the log, which may not exist yet."""
    return data_folder() / "logs"


def start_log() -> RotatingFileHandler | None:
    """Write log records from now on to a file in `log_folder`, and return the handler.

    None where there can be no file: the program works without.
    """
    with suppress(OSError):
        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "soc-studio.log", maxBytes=_MOST, backupCount=_KEPT, encoding="utf-8"
        )
        handler.setFormatter(
            logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
        )
        logging.getLogger().addHandler(handler)
        for name in ("soc_studio", "soc_rvos"):
            logging.getLogger(name).setLevel(logging.INFO)
        return handler
    return None


def stop_log(handler: RotatingFileHandler) -> None:
    """Write no more to a file of `start_log`."""
    logging.getLogger().removeHandler(handler)
    handler.close()
