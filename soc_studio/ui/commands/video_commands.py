"""The commands of a project's videos: which one is shown, and which there are."""

from __future__ import annotations

from soc_studio.ui.commands.command import Command
from soc_studio.ui.toolkit.translation import tr


def adding_commands(file: str) -> tuple[Command, ...]:
    """Return those that change which videos there are, for the menu `file`."""
    return (
        Command("add_videos", file, tr("A&dd videos…"), begins=True),
        Command("add_dataset", file, tr("Add a datas&et…")),
        Command("remove_video", file, tr("Remove this video from the &project")),
    )


def showing_commands(view: str) -> tuple[Command, ...]:
    """Return those that show another video, for the menu `view`."""
    videos = tr("Vi&deos")
    return (
        Command(
            "next_video", view, tr("&Next video"), ("F", "Ctrl+PgDown"), begins=True, submenu=videos
        ),
        Command(
            "previous_video",
            view,
            tr("&Previous video"),
            ("Shift+F", "Ctrl+PgUp"),
            submenu=videos,
        ),
        Command("videos", view, tr("&List of videos"), checkable=True, begins=True, submenu=videos),
    )
