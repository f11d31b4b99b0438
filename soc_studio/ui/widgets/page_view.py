"""Shows a page of Markdown: jumps to its headings, marks words in it, follows the theme."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import (
    QColor,
    QImageReader,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from soc_studio.core.system.documentation import anchor_of
from soc_studio.ui.toolkit.theme import colour

_MARGIN, _CELL = 24, 5  # pixels
_LINE = 135  # per cent of the letters' height
_WIDEST = 640  # pixels of a picture
_MOST_MARKED = 200
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class PageView(QTextBrowser):
    """A page that is read. Links are only reported (`anchorClicked`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self._markdown = ""
        self._marked: tuple[str, ...] = ()
        self._theme: QColor | None = None
        self._at: tuple[str, int] | None = None  # the heading that was gone to, and where it was

    def show_page(self, markdown: str) -> None:
        """Show a page from its head on."""
        self._markdown = markdown
        self._marked = ()
        self._render()

    @property
    def headings(self) -> dict[str, QTextBlock]:
        """The headings of the page by what they are called in addresses."""
        found: dict[str, QTextBlock] = {}
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel():
                found.setdefault(anchor_of(block.text()), block)
            block = block.next()
        return found

    def go_to(self, anchor: str) -> bool:
        """Bring a heading to the top; return whether there is one called so."""
        self._at = None
        block = self.headings.get(anchor)
        if block is None:
            self.verticalScrollBar().setValue(0)
            return False
        cursor = self.textCursor()
        cursor.setPosition(block.position())
        self.setTextCursor(cursor)
        place = self.document().documentLayout().blockBoundingRect(block)
        self.verticalScrollBar().setValue(max(0, round(place.top()) - _CELL))
        self._at = (anchor, self.verticalScrollBar().value())
        return True

    def mark(self, words: Sequence[str]) -> None:
        """Mark every place that has one of `words`."""
        self._marked = tuple(words)
        look = QTextCharFormat()
        look.setBackground(colour("warnbg"))
        look.setForeground(colour("t1"))
        found: list[QTextEdit.ExtraSelection] = []
        for word in self._marked:
            cursor = self.document().find(word)
            while not cursor.isNull() and len(found) < _MOST_MARKED:
                one = QTextEdit.ExtraSelection()
                one.cursor, one.format = cursor, look
                found.append(one)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(found)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802
        """Return a picture from a file, no wider than the text."""
        url = QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value or not url.isLocalFile():
            return None  # nothing is fetched from elsewhere
        reader = QImageReader(url.toLocalFile())
        wide = reader.size().width()
        if wide <= _WIDEST:
            return reader.read()
        width = min(wide, round(_WIDEST * self.devicePixelRatioF()))
        # While it is read: of a picture in JPEG a small one is made in a third of the time.
        reader.setScaledSize(reader.size() * (width / wide))
        picture = reader.read()
        picture.setDevicePixelRatio(width / _WIDEST)
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the heading at the top where the person did not scroll since."""
        at, value = self._at, self.verticalScrollBar().value()
        super().resizeEvent(event)
        if at is not None and at[1] == value:
            self.go_to(at[0])

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._follow_theme()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._follow_theme()

    def _follow_theme(self) -> None:
        """Be in the theme where it is seen: a page takes long."""
        if self.isVisible() and self._markdown and self._theme != colour("t1"):
            self._render()

    def _render(self) -> None:
        self._theme = colour("t1")
        at, marked = self.verticalScrollBar().value(), self._marked
        palette = self.palette()
        palette.setColor(palette.ColorRole.Link, colour("acc_t"))
        self.setPalette(palette)
        # Made before it is shown, so that it is laid out once.
        document = QTextDocument(self)
        document.setDefaultFont(self.font())
        document.setMarkdown(self._markdown)
        document.setDocumentMargin(_MARGIN)
        _set_lines(document)
        _set_tables(document.rootFrame())
        self.setDocument(document)  # the one before is deleted
        self.verticalScrollBar().setValue(at)
        self.mark(marked)


def _set_lines(document: QTextDocument) -> None:
    block = document.begin()
    while block.isValid():
        look = QTextBlockFormat()
        look.setLineHeight(_LINE, _PROPORTIONAL)
        if block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeLanguage.value):
            look.setBackground(colour("bg2"))
            look.setTopMargin(0)
            look.setBottomMargin(0)
        elif level := block.blockFormat().headingLevel():
            look.setTopMargin(28 if level < 3 else 20)
            look.setBottomMargin(8)
        QTextCursor(block).mergeBlockFormat(look)
        block = block.next()


def _set_tables(frame: QTextFrame) -> None:
    for each in frame.childFrames():
        if isinstance(each, QTextTable):
            look = each.format().toTableFormat()
            look.setBorder(1)
            look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            look.setBorderBrush(colour("line"))
            look.setBorderCollapse(True)
            look.setCellPadding(_CELL)
            look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            each.setFormat(look)
            for column in range(each.columns()):
                head = each.cellAt(0, column)
                cell = head.format()
                cell.setBackground(colour("bg2"))
                head.setFormat(cell)
