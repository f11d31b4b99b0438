"""The language of the window."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from soc_studio.core.system.messages import Message
from soc_studio.resources import resource

_QUOTED = re.compile(r"'(\{[a-z_]+\})'")  # so sentences of `core` quote, for terminals, too
LANGUAGES = {"en": "English", "de": "Deutsch"}
"""What each language that there is calls itself, by its code."""


def chosen_language(code: str) -> str:
    """Return the code of the language to use where `code` is wanted, empty for the system's."""
    wanted = code or QLocale.system().name().partition("_")[0]
    return wanted if wanted in LANGUAGES else "en"


def chosen_locale(code: str) -> QLocale:
    """Return how numbers and dates are written where language `code` is wanted, empty for the
    system's: as the system writes them where it speaks that language."""
    language, system = chosen_language(code), QLocale.system()
    return system if system.name().partition("_")[0] == language else QLocale(language)


def use_language(application: QCoreApplication, code: str) -> list[QTranslator]:
    """Show widgets built from now on in the language `code`, empty for the system's.

    Returns the translators; remove them to return to the texts of the program. English has one
    for the forms of "1 frame" and "2 frames".
    """
    language = chosen_language(code)
    folders = (
        (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"soc_studio_{language}", str(resource("translations"))),
    )
    installed = []
    for name, folder in folders:
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)
            installed.append(translator)
    return installed


def tr(text: str) -> str:
    """Return a text outside any class in the user's language."""
    return QCoreApplication.translate("", text)


def translated(text: str) -> str:
    """Return a `Message` of `core` or `soc_rvos` in the user's language; other text unchanged."""
    if not isinstance(text, Message):
        return text
    template = QCoreApplication.translate("core", text.template)
    template = _QUOTED.sub("“\\1”", template)  # as in all sentences of the window
    parts = {
        name: translated(part) if isinstance(part, str) else part
        for name, part in text.parts.items()
    }
    return template.format(**parts)
