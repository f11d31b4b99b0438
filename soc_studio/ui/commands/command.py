"""One command of the window: its name, menu and keys."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `id` in settings, `menu` as in `menu_titles`, `text` as shown.

    Attributes:
        keys: as Qt writes them; what a person changed is in the settings. Where text is typed, a
            key that would be typed is no shortcut (see `shortcuts`).
        icon: its name among Lucide's.
        begins: a line is drawn above it in its menu.
        submenu: title of the menu within the menu that it is in.
        repeats: holding the keys down does it again and again.
        hint: how it is used with the mouse, for tools.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    icon: str = ""
    begins: bool = False
    submenu: str = ""
    repeats: bool = True
    hint: str = ""

    @property
    def title(self) -> str:
        """Its text without the marks of a menu."""
        return plain(self.text)


def plain(text: str) -> str:
    """Return the text of a menu without its marks."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
