"""The dark and the light theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from soc_studio.resources import resource
from soc_studio.ui.toolkit.application_events import unwatched
from soc_studio.ui.toolkit.style_sheet import style_sheet
from soc_studio.ui.toolkit.theme_library import load_palette, load_stylesheet, use_style
from soc_studio.ui.toolkit.theme_pictures import use_own_folder
from soc_studio.ui.toolkit.tokens import Colours, tokens

THEMES = ("auto", "dark", "light")
_SHOWN, _CONTRAST = "theme", "more_contrast"  # properties of the application
_DRAWN = "drawn_theme"  # property of a widget: the theme that its icons are drawn in
_POLISHED = Qt.WidgetAttribute.WA_WState_Polished
_AT_ONCE = 60  # widgets that take a few milliseconds together
_SCHEMES = {"dark": Qt.ColorScheme.Dark, "light": Qt.ColorScheme.Light}


def apply_theme(name: str, contrast: bool = False) -> None:
    """Show the application in the theme called `name`, one of `THEMES`, with more `contrast` where
    that or the system asks for it.

    "auto" is the system's scheme, dark where it has none; apply it again when that
    changes (`QStyleHints.colorSchemeChanged`).
    """
    for _ in theme_steps(name, contrast):
        pass


def theme_steps(name: str, contrast: bool = False) -> Iterator[None]:
    """Do what `apply_theme` does in steps, between which the event loop can run.

    A style sheet is taken away before the next one comes. To exchange them takes Qt three times as
    long; and it goes through the widgets that it keeps rules of, and has crashed at one that was
    gone. The palette is set while there is no sheet, which would be worked out anew for it. Then
    widgets have their turn, some at a time, those that are seen first.
    """
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    with unwatched():
        application.setStyleSheet("")
    yield
    hints = QGuiApplication.styleHints()
    if hasattr(hints, "setColorScheme"):  # Qt 6.8; so that what the system draws looks alike
        hints.setColorScheme(_SCHEMES.get(name, Qt.ColorScheme.Unknown))
    if name == "auto":
        name = "light" if hints.colorScheme() == Qt.ColorScheme.Light else "dark"
    if application.property(_SHOWN) is None:
        application.setStyle("fusion")
        application.setFont(body_font())
        use_own_folder()
        use_style(application)
    application.setProperty(_SHOWN, name)
    application.setProperty(_CONTRAST, contrast or _system_wants_contrast())
    colours = _colours()
    custom = _custom(colours)
    application.setPalette(load_palette(name, custom, for_stylesheet=True))
    sheet = load_stylesheet(name, "rounded", custom) + style_sheet(
        colours, tokens(), _has_contrast()
    )
    yield
    later = [each for each in application.allWidgets() if each.testAttribute(_POLISHED)]
    later.sort(key=lambda each: not each.isVisible())
    for each in later:
        each.setAttribute(_POLISHED, False)
    with unwatched():
        application.setStyleSheet(sheet)
    for start in range(0, len(later), _AT_ONCE):
        yield
        _polish(application, later[start : start + _AT_ONCE])


def _polish(application: QApplication, widgets: Sequence[QWidget]) -> None:
    """Do for widgets what Qt does for those that are polished when there is another style."""
    with unwatched():
        for each in widgets:
            if isValid(each) and not each.testAttribute(_POLISHED):
                application.style().polish(each)
                each.setAttribute(_POLISHED)
                application.sendEvent(each, QEvent(QEvent.Type.StyleChange))


def is_dark() -> bool:
    """Return whether the window is light on dark now."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    shown = application.property(_SHOWN)  # a style sheet colours widgets, not this palette
    if shown is not None:
        return bool(shown == "dark")
    return bool(application.palette().window().color().lightness() < 128)


def is_in_new_theme(widget: QWidget, event: QEvent) -> bool:
    """Return whether `event` is one of those that tell `widget` of another theme, and it is the
    first one since there is one: of another theme each widget is told many times."""
    if event.type() not in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
        return False
    shown = f"{is_dark()} {_has_contrast()}"
    if widget.property(_DRAWN) == shown:
        return False
    widget.setProperty(_DRAWN, shown)
    return True


def colour(name: str) -> QColor:
    """Return the colour that has this name among `Colours`, in the theme shown now."""
    return QColor(getattr(_colours(), name))


def over_picture(name: str) -> QColor:
    """Return the colour that has this name among `Colours` for what lies over a picture: dark in
    both themes, as pictures are judged by what is around them."""
    return QColor(getattr(tokens().colours(True, _has_contrast()), name))


def stage() -> QColor:
    """Return the colour around a picture: neutral, so that it does not tint the picture."""
    return colour("stage")


def role_font(role: str, tabular: bool = False) -> QFont:
    """Return the letters of a role, such as "title"; `tabular` figures are all of one width."""
    measures = tokens().type[role]
    font = QFont(_family())
    font.setPixelSize(measures.size)
    font.setWeight(QFont.Weight(measures.weight))
    if hasattr(font, "setVariableAxis"):  # Qt 6.7; its database knows only the regular weight
        font.setVariableAxis(QFont.Tag("wght"), measures.weight)
    if tabular:
        make_tabular(font)
    return font


def body_font() -> QFont:
    """Return the letters of all that has no others: those that come with the program."""
    # In points, as the system's own: other sizes are made from it.
    font = QFont(_family())
    screen = QGuiApplication.primaryScreen()
    dots = screen.logicalDotsPerInchY() if screen is not None else 96.0
    font.setPointSizeF(tokens().type["body"].size * 72 / dots)
    return font


def weighted(font: QFont, weight: QFont.Weight) -> QFont:
    """Return a font in another weight."""
    made = QFont(font)
    made.setWeight(weight)
    if hasattr(made, "setVariableAxis"):  # Qt 6.7; its database knows only the regular weight
        made.setVariableAxis(QFont.Tag("wght"), int(weight))
    return made


def make_tabular(font: QFont) -> None:
    """Give the figures of `font` one width, so that what changes does not jump."""
    if hasattr(font, "setFeature"):  # Qt 6.7
        font.setFeature(QFont.Tag("tnum"), 1)


@cache
def _family() -> str:
    """Read the letters that come with the program once, and return what they are called.

    The bold ones are a file of their own: where only the regular weight of a file is known, Qt
    would thicken that, and smear it.
    """
    QFontDatabase.addApplicationFont(str(resource("fonts", "Inter-Bold.ttf")))
    number = QFontDatabase.addApplicationFont(str(resource("fonts", "Inter.ttf")))
    return QFontDatabase.applicationFontFamilies(number)[0] if number >= 0 else tokens().family


def _colours() -> Colours:
    return tokens().colours(is_dark(), _has_contrast())


def _has_contrast() -> bool:
    application = QApplication.instance()
    return application is not None and bool(application.property(_CONTRAST))


def _system_wants_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):  # Qt 6.10
        return False
    return bool(hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _custom(colours: Colours) -> dict[str, str]:
    """Return the colours by the names that qdarktheme gives them."""
    return {
        "background": colours.bg0,
        "background>list": colours.bg1,
        "background>panel": colours.bg1,
        "background>popup": colours.bg1,
        "background>table": colours.bg1,
        "background>textarea": colours.bg1,
        "background>title": colours.bg0,
        "border": colours.line,
        "border>input": colours.fieldline,
        "foreground": colours.t1,
        "foreground>icon": colours.t2,
        "input.background": colours.bg2,
        "primary": colours.acc_t,
        "primary>selection.background": colours.acc,
        "statusBar.background": colours.bg0,
        "toolbar.background": colours.bg0,
        "tableSectionHeader.background": colours.bg1,
        "treeSectionHeader.background": colours.bg1,
    }
