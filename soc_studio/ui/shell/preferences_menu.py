"""The preferences that show at once in the window: its theme, and the quality of a search."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from soc_studio.core.models.catalogue import DEFAULT_TRACKER
from soc_studio.core.models.store import Availability, Store
from soc_studio.core.system.settings import Settings, Theme
from soc_studio.ui.dialogs.preferences import PreferencesSheet
from soc_studio.ui.shell.theme_switch import ThemeSwitch
from soc_studio.ui.text import model_text
from soc_studio.ui.toolkit.application_events import unwatched
from soc_studio.ui.toolkit.icons import scales
from soc_studio.ui.toolkit.motion import set_reduced
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.window_frame import WindowFrame


class PreferencesMenu(QObject):
    """Asks for the preferences, and brings into force what belongs to no other part."""

    def __init__(
        self,
        frame: WindowFrame,
        preferences: Preferences,
        ask_shortcuts: Callable[[], object],
        refresh_icons: Callable[[], object],
        show_first_steps: Callable[[], object],
    ) -> None:
        """`refresh_icons` draws the icons of the window in the colours of another theme,
        `show_first_steps` points at the first steps once more."""
        super().__init__(frame)
        self._frame = frame
        self._preferences = preferences
        self._ask_shortcuts = ask_shortcuts
        self._show_first_steps = show_first_steps
        self.theme_switch = ThemeSwitch(frame, refresh_icons)
        frame.actions_.call(
            preferences=self.ask,
            **{f"theme_{each}": partial(self._set_theme, each) for each in Theme},
        )
        preferences.changed.connect(self._prefer)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._screen_added)
        self._scales = scales()
        self._show_quality()
        self._show_model()
        self._show_marks()

    def ask(self) -> None:
        """Show the preferences."""
        store = Store()
        models = [each.id for each in store.entries() if each.state is Availability.THERE]
        there = [e.id for e in store.tracker_entries() if e.state is Availability.THERE]
        trackers = list(dict.fromkeys([DEFAULT_TRACKER, *there]))
        with unwatched():
            sheet = PreferencesSheet(self._preferences.value, models, trackers, self._frame)
        sheet.changed.connect(self._change)
        sheet.keys_asked.connect(self._ask_shortcuts)
        sheet.first_steps_asked.connect(self._show_first_steps)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _change(self, name: str, value: object) -> None:
        self._preferences.change(**{name: value})

    def _prefer(self, before: Settings, now: Settings) -> None:
        """Apply the preferences that changed."""
        if before.preview != now.preview:
            self._show_quality()
        if (before.theme, before.contrast) != (now.theme, now.contrast):
            self._show_theme()
        if before.model != now.model:
            self._show_model()
        set_reduced(now.reduced_motion)
        self._show_marks()

    def _show_quality(self) -> None:
        self._frame.expression_bar.set_preview(self._preferences.value.preview)

    def _show_model(self) -> None:
        model = self._preferences.value.model
        told = self.tr("“{0}” searches. Choose another model…").format(model)
        self._frame.app_bar.show_model(model_text.short_name(model), told)
        self._frame.footer.device.show_model(model_text.with_noun(model))

    def _show_theme(self) -> None:
        self.theme_switch.switch(self._preferences.value.theme, self._preferences.value.contrast)

    def _show_marks(self) -> None:
        for each in Theme:
            self._frame.actions_[f"theme_{each}"].setChecked(each is self._preferences.value.theme)

    def _system_changed(self) -> None:
        if self._preferences.value.theme is Theme.AUTO:
            self._show_theme()

    def _screen_added(self) -> None:
        """Draw the icons for its scale, too."""
        if scales() != self._scales:
            self._scales = scales()
            self._show_theme()

    def _set_theme(self, theme: Theme) -> None:
        self._preferences.change(theme=theme)
        self._show_marks()  # the action that was chosen again was unticked by that
