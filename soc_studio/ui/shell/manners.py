"""Recent files, shortcuts, command palette, preferences, help and onboarding of the main window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu

from soc_studio.core.models.store import State, Store
from soc_studio.core.project.project import LayerId
from soc_studio.core.storage.unsaved import Draft, drafts, is_draft, remove_draft
from soc_studio.core.system.device_facts import DeviceFacts
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.log_file import log_folder
from soc_studio.core.system.settings import Settings, Theme
from soc_studio.resources import resource
from soc_studio.ui.commands.actions import plain
from soc_studio.ui.commands.shortcuts import KeyGuard, keys_of, shown
from soc_studio.ui.dialogs.about import AboutDialog
from soc_studio.ui.dialogs.palette import Entry, Palette
from soc_studio.ui.dialogs.preferences import PreferencesDialog
from soc_studio.ui.dialogs.shortcut_list import ShortcutDialog
from soc_studio.ui.dialogs.unsaved_work import UnsavedWorkDialog, discard_question
from soc_studio.ui.jobs.job import Job, once
from soc_studio.ui.text.unsaved_text import age, contents, name
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.toolkit.theme import apply_theme
from soc_studio.ui.widgets.hint import Hint

if TYPE_CHECKING:
    from soc_studio.ui.main_window import MainWindow

_COMMAND, _LAYER = "command:", "layer:"


class Manners(QObject):
    """Recent files, shortcuts, command palette, help and onboarding of the main window.

    The preferences apply from the start.
    """

    def __init__(self, window: MainWindow, preferences: Preferences) -> None:
        super().__init__(window)
        self.preferences = preferences
        self.unsaved: UnsavedWorkDialog | None = None
        self.hint = Hint(window)
        self.hint.closed.connect(self._know_hints)
        self._window = window
        self._device: DeviceFacts | None = None
        self._shortcuts: ShortcutDialog | None = None
        self._guard = KeyGuard(window, window.viewer)
        self._recent_menu = QMenu(self.tr("Open &recent"), window)
        self._panel_menu = QMenu(self.tr("&Panels"), window)
        self._fill_menus()
        self._connect()
        self._prefer(None, preferences.value)

    # At the beginning

    def begin(self) -> None:
        """Offer unsaved work, and point at the first step."""
        self._look_for_drafts(self._offer)
        self._window.model_controller.offer()
        for runner in (self._window.working, self._window.opening):
            runner.changed.connect(self.point)
        self._window.finding.changed.connect(self._searched)
        self.point()

    def opened(self, path: Path) -> None:
        """Add an opened file to the recent files."""
        if not is_draft(path) and not path.is_relative_to(resource("sample")):
            recent = self.preferences.value.with_recent(str(path.absolute()))
            self.preferences.change(recent=recent)

    # Preferences

    def _prefer(self, before: Settings | None, now: Settings) -> None:
        """Bring into force what is preferred now and was not before."""
        window = self._window
        if before is None or before.preview != now.preview:
            quality = window.expression_bar.quality
            quality.setCurrentIndex(max(0, quality.findData(now.preview)))
        if before is None or (before.keys, before.preset) != (now.keys, now.preset):
            window.actions_.set_keys(self._keys(now))
            if self._shortcuts is not None:
                self._shortcuts.show_keys(self._keys(now), now.preset)
        if before is not None and before.theme != now.theme:
            self._show_theme()
        window.playback_controller.proxy_builder.allow(now.proxies)
        window.timeline_controller.want(now.thumbnails, now.waveform)
        for each in Theme:
            window.actions_[f"theme_{each}"].setChecked(each is now.theme)
        if before is not None and before.hints != now.hints:
            self.point()

    def _show_theme(self) -> None:
        apply_theme(self.preferences.value.theme)
        self._window.refresh_icons()

    def _system_changed(self) -> None:
        if self.preferences.value.theme is Theme.AUTO:
            self._show_theme()

    def _set_theme(self, theme: Theme) -> None:
        self.preferences.change(theme=theme)
        # The action that was chosen again was unticked by that.
        for each in Theme:
            self._window.actions_[f"theme_{each}"].setChecked(each is theme)

    def ask_preferences(self) -> None:
        """Show the preferences."""
        models = [each.id for each in Store().entries() if each.state is State.THERE]
        dialog = PreferencesDialog(self.preferences.value, models, self._window)
        dialog.changed.connect(self._change)
        dialog.keys_asked.connect(self.ask_shortcuts)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _change(self, name: str, value: object) -> None:
        self.preferences.change(**{name: value})

    # Keys and commands

    def ask_shortcuts(self) -> None:
        """Show all commands and their keys."""
        value = self.preferences.value
        dialog = ShortcutDialog(self._window.actions_.commands, self._window)
        dialog.show_keys(self._keys(value), value.preset)
        dialog.keys_asked.connect(self._set_keys)
        dialog.own_keys_asked.connect(self._set_own_keys)
        dialog.preset_asked.connect(self._set_preset)
        dialog.reset_asked.connect(self._reset_keys)
        dialog.finished.connect(self._shortcuts_closed)
        self._shortcuts = dialog
        dialog.open()

    def _shortcuts_closed(self) -> None:
        if self._shortcuts is not None:
            self._shortcuts.deleteLater()
            self._shortcuts = None

    def _keys(self, value: Settings) -> dict[str, tuple[str, ...]]:
        return keys_of(self._window.actions_.commands, value.preset, value.keys)

    def _set_keys(self, command: str, keys: tuple[str, ...]) -> None:
        """Give a command keys; others lose them."""
        changed = dict(self.preferences.value.keys)
        for other, given in self._keys(self.preferences.value).items():
            kept = tuple(each for each in given if each not in keys)
            if other != command and kept != given:
                changed[other] = kept
        changed[command] = keys
        self.preferences.change(keys=changed)

    def _set_own_keys(self, command: str) -> None:
        value = self.preferences.value
        preset = keys_of(self._window.actions_.commands, value.preset, {})
        self._set_keys(command, preset[command])

    def _set_preset(self, preset: str) -> None:
        self.preferences.change(preset=preset, keys={})

    def _reset_keys(self) -> None:
        self._set_preset(self.preferences.value.preset)

    def ask_command(self) -> None:
        """Let a few letters find a command or an object."""
        keys = self._keys(self.preferences.value)
        titles = {name: plain(menu.title()) for name, menu in self._window.actions_.menus.items()}
        entries = []
        for command in self._window.actions_.commands:
            action = self._window.actions_[command.id]
            if not action.isEnabled() or command.id == "palette":
                continue
            above = plain(command.submenu) or titles[command.menu]
            text = f"{above}: {plain(action.text())}"
            entries.append(Entry(_COMMAND + command.id, text, shown(keys[command.id][:1])))
        document = self._window.document
        for each in document.layers if document is not None else ():
            entries.append(Entry(f"{_LAYER}{each.id}", each.label, self.tr("Layer")))
        palette = Palette(entries, self._window)
        palette.taken.connect(self._take)
        palette.show()

    def _take(self, key: str) -> None:
        if key.startswith(_COMMAND):
            self._window.actions_[key.removeprefix(_COMMAND)].trigger()
        elif self._window.document is not None:
            self._window.document.select(LayerId(int(key.removeprefix(_LAYER))))

    # Menus

    def _fill_menus(self) -> None:
        actions, menus = self._window.actions_, self._window.actions_.menus
        for menu, fill in (
            (self._recent_menu, self._fill_recent),
            (self._panel_menu, partial(self._window.workspaces.fill, self._panel_menu)),
        ):
            menu.aboutToShow.connect(fill)
        menus["file"].insertMenu(actions["recover"], self._recent_menu)
        menus["view"].insertMenu(actions["full_screen"], self._panel_menu)
        menus["file"].aboutToShow.connect(self._show_full_menus)

    def _show_full_menus(self) -> None:
        self._recent_menu.setEnabled(bool(self.preferences.value.recent))

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for recent in self.preferences.value.recent:
            path = Path(recent)
            action = self._recent_menu.addAction(path.name.replace("&", "&&"))
            action.setToolTip(recent)
            action.setStatusTip(recent)
            action.triggered.connect(partial(self._open, path))
        self._recent_menu.addSeparator()
        self._recent_menu.addAction(self.tr("&Clear the list")).triggered.connect(self._forget)

    def _open(self, path: Path, _: bool = False) -> None:
        self._window.open(path)

    def _forget(self) -> None:
        self.preferences.change(recent=())

    # What was not saved

    def ask_unsaved(self) -> None:
        """Show the unsaved work there is now."""
        dialog = UnsavedWorkDialog(self._window)
        dialog.open_asked.connect(self._open)
        dialog.discard_asked.connect(self._discard)
        dialog.finished.connect(self._unsaved_closed)
        self.unsaved = dialog
        dialog.open()
        self._look_for_drafts(self._show_unsaved)

    def _look_for_drafts(self, found: Callable[[list[Draft]], None]) -> None:
        job = Job(self.tr("Looking for unsaved work"), once(drafts), minor=True)
        job.returned.connect(found)
        job.failed.connect(self._window.tell_failure)
        self._window.opening.start(job)

    def _show_unsaved(self, found: list[Draft]) -> None:
        if self.unsaved is not None:
            self.unsaved.show_drafts(found)

    def _unsaved_closed(self) -> None:
        if self.unsaved is not None:
            self.unsaved.deleteLater()
            self.unsaved = None

    def _offer(self, found: list[Draft]) -> None:
        """Offer the newest unsaved work at the beginning."""
        if not found or self._window.document is not None:
            return
        newest = found[0]
        text = self.tr("Unsaved work on “{0}”, {1}: {2}.").format(
            name(newest), age(newest), contents(newest)
        )
        several = self.tr("Show all {0}…").format(len(found)), self.ask_unsaved
        one = self.tr("Discard it…"), lambda: self._ask_discard(newest)
        self._window.message_bar.tell(
            text,
            (self.tr("Open it"), lambda: self._open(newest.path)),
            several if len(found) > 1 else one,
        )

    def _ask_discard(self, draft: Draft) -> None:
        box = discard_question(draft, self._window)
        box.accepted.connect(partial(self._discard, draft.path))
        box.open()

    def _discard(self, draft: Path) -> None:
        try:
            remove_draft(draft)
        except StudioError as error:
            self._window.tell_failure(error)
        self._look_for_drafts(self._show_unsaved)

    # First steps

    def show_first_steps(self) -> None:
        """Point at the first step, from the beginning."""
        self.preferences.change(hints=True)
        self.point()

    def point(self) -> None:
        """Point at what is to be done next by somebody who is new."""
        window = self._window
        document = window.document
        is_away = document is not None and document.reader is None
        if not self.preferences.value.hints or is_away:
            self.hint.dismiss()
        elif window.document is None:
            self.hint.point_at(
                window.empty_state.sample_button,
                self.tr("Start with the sample: a street with objects to find."),
            )
        elif window.expression_bar.line.text().strip():
            self.hint.point_at(
                window.expression_bar.find_button,
                self.tr("Press Find or Enter to search every frame for the object."),
            )
        else:
            self.hint.point_at(
                window.expression_bar.line,
                self.tr("Describe an object in the video in your own words, then press Enter."),
            )

    def _searched(self) -> None:
        if self._window.finding.jobs:
            self._know_hints()

    def _know_hints(self) -> None:
        self.preferences.change(hints=False)

    # Help

    def show_about(self) -> None:
        """Say what the program is and what it is made of."""
        dialog = AboutDialog(self._device_text(), self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _device_text(self) -> str:
        facts = self._device
        if facts is None:
            return self.tr("known after the first search")
        names = {"cpu": self.tr("Processor"), "mps": self.tr("Apple graphics")}
        return facts.name or names.get(facts.device, facts.device)

    def _know_device(self, facts: DeviceFacts) -> None:
        self._device = facts

    def _show_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))

    def _switch_full_screen(self) -> None:
        window = self._window
        window.showNormal() if window.isFullScreen() else window.showFullScreen()
        window.actions_["full_screen"].setChecked(window.isFullScreen())

    def _connect(self) -> None:
        self._window.actions_.call(
            preferences=self.ask_preferences,
            shortcuts=self.ask_shortcuts,
            palette=self.ask_command,
            about=self.show_about,
            first_steps=self.show_first_steps,
            recover=self.ask_unsaved,
            log_folder=self._show_log,
            full_screen=self._switch_full_screen,
        )
        for each in Theme:
            self._window.actions_.call(**{f"theme_{each}": partial(self._set_theme, each)})
        self.preferences.changed.connect(self._prefer)
        self._window.expression_bar.line.textChanged.connect(self._pointed_text)
        self._window.search_controller.device_used.connect(self._know_device)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def _pointed_text(self) -> None:
        if self.hint.isVisible():
            self.point()
