"""`soc-studio`: the window, or with a command the command line."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

_SAMPLE = "--sample"


def main() -> int:
    """Run the program on the arguments of the process; return the exit code.

    Without a command, which is a word or an option of the command line, it is the window, with the
    file that is named open in it, or the sample. Several files are taken as if dropped on it.
    """
    if getattr(sys, "frozen", False):
        _begin_with_added_pytorch()
    words = sys.argv[1:]
    if words == [_SAMPLE] or (len(words) < 2 and all(map(_is_file, words))):
        return _window(words)
    if all(map(_is_path, words)):
        missing = next((word for word in words if not _is_file(word)), None)
        if missing is None:
            return _window(words)
        sys.stderr.write(f"There is no file or folder {missing}. Check its path.\n")
        return 2
    gc.set_threshold(10_000)  # torch comes with a million objects that stay
    from soc_studio.cli import main as command_line

    return command_line()


def _begin_with_added_pytorch() -> None:
    """Have the rest of the program find the PyTorch that was fetched for the graphics card."""
    from soc_studio.core.system.added_pytorch import begin_with_added
    from soc_studio.core.system.versions import version_of

    begin_with_added(version_of("torch"))


def _is_file(word: str) -> bool:
    try:
        return Path(word).exists()
    except (OSError, ValueError):  # a name that is too long, or that cannot be one
        return False


def _is_path(word: str) -> bool:
    """Return whether `word` is meant as a path: commands and options have no dots or slashes."""
    return not word.startswith("-") and any(sign in word for sign in "./\\")


def _window(words: list[str]) -> int:
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        sys.stderr.write(
            "There is no screen to show the window on; the command line works without one "
            "(soc-studio --help).\n"
        )
        return 1
    from soc_studio.core.system.linux_libraries import what_is_missing

    if problem := what_is_missing():
        sys.stderr.write(f"{problem}\n")
        return 1
    try:
        from soc_studio.ui.app import run
    except ImportError as error:
        sys.stderr.write(
            f"The window cannot be shown: {error}. Install it with: pip install "
            "'soc-studio[window]'; the command line works without it (soc-studio --help).\n"
        )
        return 1
    if words == [_SAMPLE]:
        return run([], demo=True)
    return run([Path(word) for word in words])


if __name__ == "__main__":
    sys.exit(main())
