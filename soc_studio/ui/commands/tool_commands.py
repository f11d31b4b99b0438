"""The tools: what the mouse does on the picture, and how each is used."""

from __future__ import annotations

from soc_studio.ui.commands.command import Command
from soc_studio.ui.toolkit.translation import tr

TOOLS = ("pointer", "points", "box", "scribble", "brush", "eraser", "lasso")
"""Ids of the commands that take a tool in hand."""


def tool_commands(edit: str) -> tuple[Command, ...]:
    """Return them, for the menu `edit`, with the size of the brush.

    Each hint names the right mouse button beside `Alt`: many window managers move a window by `Alt`
    and the mouse.
    """
    tools = tr("&Tools")

    def tool(id_: str, text: str, key: str, icon: str, hint: str, begins: bool = False) -> Command:
        return Command(id_, edit, text, (key,), True, icon, begins, tools, hint=hint)

    return (
        tool(
            "pointer", tr("&Pointer"), "V", "mouse-pointer-2",
            tr("Drag to move the picture · scroll to zoom · double-click to fit"),
            begins=True,
        ),
        tool(
            "points", tr("Poi&nts"), "C", "crosshair",
            tr("Click: add · right-click or Alt-click: take away · Backspace: last point"),
        ),
        tool(
            "box", tr("B&ox"), "R", "square-dashed-mouse-pointer",
            tr("Draw a box around the object · with the right button or Alt: take away"),
        ),
        tool(
            "scribble", tr("S&cribble"), "S", "pencil",
            tr("Stroke roughly over the object · with the right button or Alt: over what is not"),
        ),
        tool(
            "brush", tr("&Brush"), "B", "brush",
            tr("Paint over what is missing · right button or Alt: take away · Ctrl sets the size"),
        ),
        tool(
            "eraser", tr("&Eraser"), "E", "eraser",
            tr("Paint over what is too much · right button or Alt: add · Ctrl sets the size"),
        ),
        tool(
            "lasso", tr("&Lasso"), "P", "lasso",
            tr("Draw around what is missing · with the right button or Alt: take away"),
        ),
        Command(
            "brush_smaller", edit, tr("&Smaller brush"), ("Ctrl+[",), begins=True, submenu=tools
        ),
        Command("brush_larger", edit, tr("L&arger brush"), ("Ctrl+]",), submenu=tools),
    )  # fmt: skip
