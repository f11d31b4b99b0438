"""The window of the documentation: its pages, a search through them, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.system.documentation import GUIDE, REFERENCE, Documentation
from soc_studio.ui.toolkit.room import size_within_screen
from soc_studio.ui.widgets.icons import IconButton, Picture
from soc_studio.ui.widgets.page_view import PageView

_PLACE = Qt.ItemDataRole.UserRole  # of an entry: page and anchor
_PAUSE = 150  # milliseconds without a key after which is searched
_MOST = 100  # places that can be gone back to
_BUTTON = QSize(28, 28)


class HelpWindow(QDialog):
    """Shows pages of the documentation; beside them their list, or what a search found.

    It stands beside the main window, also while a dialog is open there, and needs no network.
    """

    elsewhere = Signal(QUrl)  # a link that leads out of the documentation
    browser_asked = Signal(str, str)  # page and anchor

    def __init__(self, documentation: Documentation, has_site: bool) -> None:
        """`has_site` says whether the pages can be read in a browser, too."""
        super().__init__(None)
        self.setWindowTitle(self.tr("SOC Studio: help"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowFlag(Qt.WindowType.Window)
        size_within_screen(self, 1060, 760)
        self._documentation = documentation
        self._before: list[tuple[str, str]] = []
        self._after: list[tuple[str, str]] = []
        self.place = ("", "")
        """The page that is shown, and the heading it was opened at."""
        self.back = IconButton(Picture.BACK, self.tr("Back"))
        self.forward = IconButton(Picture.FORWARD, self.tr("Forward"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the help"))
        self.search.setAccessibleName(self.tr("Search the help"))
        self.search.setClearButtonEnabled(True)
        self.browser = QPushButton(self.tr("In the browser"))
        self.browser.setAutoDefault(False)
        self.browser.setVisible(has_site)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setAccessibleName(self.tr("Pages"))
        self.language = QLabel(self.tr("The help is in English."))
        self.language.setProperty("tone", "second")
        english = QLocale.Language.English, QLocale.Language.C
        self.language.setVisible(QLocale().language() not in english)
        self.found = QLabel()
        self.found.setWordWrap(True)
        self.page = PageView()
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._search)
        self.search.textChanged.connect(self._soon.start)
        self.search.returnPressed.connect(self._open_first)
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        self.back.clicked.connect(self.go_back)
        self.forward.clicked.connect(self.go_forward)
        self.browser.clicked.connect(lambda: self.browser_asked.emit(*self.place))
        self.page.anchorClicked.connect(self._follow)
        for keys, act in (
            (QKeySequence.StandardKey.Back, self.go_back),
            (QKeySequence.StandardKey.Forward, self.go_forward),
            (QKeySequence.StandardKey.Find, self._begin_search),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._list_pages()

    def show_page(self, page: str, anchor: str = "") -> None:
        """Show a page, from one of its headings on."""
        if self.place[0] and self.place != (page, anchor):
            self._before = [*self._before, self.place][-_MOST:]
            self._after = []
        self._turn_to(page, anchor)

    def go_back(self) -> None:
        """Show what was shown before."""
        if self._before:
            self._after.append(self.place)
            self._turn_to(*self._before.pop())

    def go_forward(self) -> None:
        """Undo going back."""
        if self._after:
            self._before.append(self.place)
            self._turn_to(*self._after.pop())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        for button in (self.back, self.forward):
            button.setFixedSize(_BUTTON)
            head.addWidget(button)
        head.addSpacing(8)
        head.addWidget(self.search, 1)
        head.addSpacing(8)
        head.addWidget(self.language)
        head.addWidget(self.browser)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.found)
        beside.addWidget(self.list, 1)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        for part, stretch in ((side, 0), (self.page, 1)):
            parts.addWidget(part)
            parts.setStretchFactor(parts.count() - 1, stretch)
        parts.setSizes([270, 790])
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(parts, 1)

    def _turn_to(self, page: str, anchor: str) -> None:
        if page != self.place[0]:
            self.page.show_page(self._documentation.text(page))
            self.page.setAccessibleName(self._documentation.title(page))
        self.place = (page, anchor)
        self.page.go_to(anchor)
        words = self.search.text().split()
        self.page.mark([each for each in words if len(each) > 1])
        self.back.setEnabled(bool(self._before))
        self.forward.setEnabled(bool(self._after))
        self._choose()

    def _list_pages(self) -> None:
        self.found.hide()
        self.list.clear()
        for title, pages in ((self.tr("Guide"), GUIDE), (self.tr("Reference"), REFERENCE)):
            head = QListWidgetItem(title)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)  # read, not chosen
            letters = head.font()
            letters.setBold(True)
            head.setFont(letters)
            self.list.addItem(head)
            for page in pages:
                if self._documentation.has(page):
                    self._add(self._documentation.title(page), page, "")
        self._choose()

    def _add(self, text: str, page: str, anchor: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_PLACE, (page, anchor))
        self.list.addItem(item)

    def _choose(self) -> None:
        """Mark the entry of the page that is shown."""
        items = [self.list.item(row) for row in range(self.list.count())]
        own = [each for each in items if each.data(_PLACE) == self.place]
        own += [each for each in items if (each.data(_PLACE) or ("",))[0] == self.place[0]]
        self.list.setCurrentRow(self.list.row(own[0]) if own else -1)

    def _begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _search(self) -> None:
        self._soon.stop()
        words = self.search.text()
        if not words.strip():
            self._list_pages()
            self.page.mark([])
            return
        hits = self._documentation.search(words)
        self.list.clear()
        for each in hits:
            head = f"{each.title} › {each.heading}" if each.heading else each.title
            self._add(f"{head}\n{each.excerpt}", each.page, each.anchor)
        self.found.setText(
            self.tr("Found in {0} places").format(len(hits))
            if len(hits) > 1
            else self.tr("Found in one place")
            if hits
            else self.tr("Not found. The pages are in English: try an English word, or fewer.")
        )
        self.found.show()

    def _open_first(self) -> None:
        self._search()
        if self.search.text().strip() and self.list.count():
            self._open(self.list.item(0))

    def _open(self, item: QListWidgetItem) -> None:
        place = item.data(_PLACE)
        if place:
            self.show_page(*place)

    def _follow(self, url: QUrl) -> None:
        target = url.toString().partition("#")[0]
        page = self._documentation.leads_to(self.place[0], target)
        if page is None:
            self.elsewhere.emit(url)
        else:
            self.show_page(page, url.fragment())
