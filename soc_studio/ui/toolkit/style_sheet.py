"""The style sheet of the window, made from the tokens; it follows that of qdarktheme."""

from __future__ import annotations

from dataclasses import asdict

from soc_studio.ui.toolkit.part_styles import PARTS
from soc_studio.ui.toolkit.tokens import Colours, Tokens

# Nothing here changes the size of a border, a margin or a letter with focus, hover or pressing:
# the item under the pointer stays in place. The focus of the keyboard is painted (`FocusRing`).
_SHEET = """
QWidget { selection-background-color: @acc; selection-color: #ffffff; }
QLabel { border: none; padding: 0; }
QMainWindow::separator { width: 1px; height: 1px; background: @line; }
QMainWindow::separator:hover { background: @line2; }

QPushButton { color: @t1; background: @bg2; border: 1px solid @fieldline; border-radius: @control;
    padding: 0 12px; min-height: 26px; font-weight: 500; }
QPushButton:flat { border: 1px solid transparent; padding: 0 12px; background: transparent; }
QPushButton:hover { background: @bg3; }
QPushButton:pressed, QPushButton:checked:enabled { background: @bg4; }
QPushButton:disabled { color: @off; background: @bg2off; border-color: @line; }
QPushButton:default, QPushButton[kind="primary"] { color: #ffffff; background: @acc;
    border: 1px solid @acc; padding: 0 12px; }
QPushButton:default:hover, QPushButton[kind="primary"]:hover { background: @acc_h;
    border-color: @acc_h; }
QPushButton:default:pressed, QPushButton[kind="primary"]:pressed { background: @acc_h;
    border-color: @acc_h; }
QPushButton:default:disabled, QPushButton[kind="primary"]:disabled { color: @off;
    background: @accoff; border-color: transparent; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: @bg3; }
QPushButton[kind="destructive"] { color: @bad; }
QPushButton[kind="destructive"]:disabled { color: @off; }

QToolButton { color: @t1; background: transparent; border: 1px solid transparent; padding: 4px;
    border-radius: @control; }
QToolButton:hover { background: @bg3; }
QToolButton:pressed { background: @bg4; }
QToolButton:checked:enabled, QToolButton:checked:pressed { background: @acc_bg; color: @acc_t; }
QToolButton:disabled { color: @off; }
QToolBar { padding: 4px 5px; margin: 0; spacing: 2px; font-weight: 400; background: @bg0;
    border: none; }
QToolBar::separator:vertical { height: 1px; margin: 6px 4px; background: @line; }
QToolBar::separator:horizontal { width: 1px; margin: 4px 6px; background: @line; }
QToolBar > QToolButton { padding: 6px; border-radius: @tool; border: 1px solid transparent; }
QToolBar > QToolButton:hover { background: @bg3; }
QToolBar > QToolButton:pressed { background: @bg4; }
QToolBar > QToolButton:checked:enabled { background: @acc_bg; }

QLineEdit, QAbstractSpinBox { background: @bg2; border: 1px solid @fieldline;
    border-radius: @control; padding: 0 8px; min-height: 26px; color: @t1; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:open { border-color: @acc_t; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: @off;
    background: @bg2off; border-color: @line; }
QAbstractSpinBox { padding: 0 4px; }
QAbstractSpinBox QLineEdit, QAbstractItemView QLineEdit { min-height: 0; }
QTextEdit, QPlainTextEdit, QTextBrowser { background: @bg1; border: 1px solid @line;
    border-radius: @control; }
QTextEdit:focus, QPlainTextEdit:focus { border: 1px solid @acc_t; }

QComboBox { background: @bg2; border: 1px solid @fieldline; border-radius: @control;
    padding: 0 6px 0 9px; min-height: 26px; combobox-popup: 0; }
QComboBox:hover { background: @bg3; }
QComboBox QAbstractItemView[frameShape=NoFrame] { background: @bg1; border: 1px solid @line2;
    border-radius: 0; padding: 4px; outline: none; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px;
    border-radius: @small; color: @t1; }
QComboBox QAbstractItemView::item:selected { background: @bg3; color: @t1; }

QCheckBox, QRadioButton { border: none; spacing: 8px; min-height: 20px; }
QCheckBox:hover, QRadioButton:hover { border: none; }
QGroupBox { border: 1px solid @line; border-radius: @tile; font-weight: 600; }

QSlider { padding: 0; min-height: 16px; background: transparent; }
QSlider:vertical { min-width: 16px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @bg4; margin: 0; }
QSlider::groove:vertical { width: 4px; border-radius: 2px; background: @bg4; margin: 0; }
QSlider::sub-page:horizontal { background: @acc; border-radius: 2px; }
QSlider::add-page:vertical { background: @acc; border-radius: 2px; }
QSlider::add-page:horizontal { background: @bg4; border-radius: 2px; }
QSlider::sub-page:vertical { background: @bg4; border-radius: 2px; }
QSlider::sub-page:disabled, QSlider::add-page:disabled { background: @bg3; }
QSlider::handle, QSlider::handle:hover, QSlider::handle:pressed { background: @knob;
    border: 1px solid @line2; border-radius: 7px; }
QSlider::handle:disabled { background: @bg4; border-color: @bg4; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -5px 0; border-radius: 7px; }
QSlider::handle:vertical { width: 12px; height: 12px; margin: 0 -5px; border-radius: 7px; }

QDockWidget { border: none; font-weight: 600; color: @t1; }
QDockWidget::title { background: @bg1; padding: 8px 12px; border: none;
    border-bottom: 1px solid @line; text-align: left; }
QDockWidget > QWidget { background: @bg1; border: none; border-radius: 0; }
QTabWidget::pane { border: 1px solid @line; border-radius: @tile; background: @bg1; }
QTabBar { background: transparent; }
QTabBar::tab { color: @t2; background: transparent; border: none; padding: 6px 12px; margin: 2px;
    border-radius: @control; font-weight: 500; }
QTabBar::tab:top, QTabBar::tab:bottom { border: none; margin: 2px; border-radius: @control; }
QTabBar::tab:hover { color: @t1; background: @bg3; }
QTabBar::tab:selected:enabled { color: @t1; background: @bg3; border: none; }

QAbstractItemView { outline: none; }
QListView, QTreeView, QTableView { background: @bg1; border: 1px solid @line;
    border-radius: @control; color: @t1; }
QListView::item, QTreeView::item { border-radius: @small; }
QListView::item:!selected:hover, QTreeView::item:!selected:hover { background: @bg2; }
QAbstractItemView::item:selected, QAbstractItemView::item:selected:!active { background: @sel;
    color: @t1; }
QTableView { gridline-color: @line; selection-background-color: @sel; selection-color: @t1; }
QTableView::item { padding: 0 8px; }
QHeaderView::section, QTableView > QHeaderView::section { background: @bg1; color: @t2;
    border: none; border-bottom: 1px solid @line; padding: 6px 8px; font-weight: 600; }
QHeaderView::section:on:enabled { color: @t1; }
QDockWidget QListView, QDockWidget QTableView, QDockWidget QTreeView { border: none;
    border-radius: 0; }

QMenuBar { background: @bg0; border: none; border-bottom: 1px solid @line; padding: 4px 8px; }
QMenuBar::item { color: @t2; padding: 5px 9px; border-radius: @control; }
QMenuBar::item:selected, QMenuBar::item:pressed { color: @t1; background: @bg3; padding: 5px 9px;
    border-radius: @control; }
QMenu { background: @bg1; border: 1px solid @line2; border-radius: @control; padding: 4px; }
QMenu::item { color: @t1; height: 30px; padding: 0 16px 0 12px; border-radius: @small; }
QMenu::item:checked { color: @acc_t; }
QMenu::item:selected { background: @bg3; }
QMenu::item:disabled { color: @off; background: transparent; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenu::icon { padding-left: 10px; width: 18px; height: 18px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 8px; background: transparent;
    border-radius: 7px; }
QMenu::indicator:non-exclusive { border-radius: @small; }
QMenu::right-arrow { width: 16px; height: 16px; padding: 0; margin-right: 8px; }

QToolTip { background: @bg2; color: @t1; border: 1px solid @line2; padding: 2px 5px;
    border-radius: 0; }
#tooltip, #popover { background: @bg1; border: 1px solid @line2; border-radius: @control; }
#tooltip { background: @bg2; }
#tooltip QLabel { background: transparent; border: none; padding: 0; color: @t1; }
#tooltip QLabel#key { background: @bg0; border: 1px solid @line2; border-radius: @small;
    padding: 0 5px; color: @t2; font-size: 11px; }
#popover { border-radius: 0; }
#popover QListView { border: none; background: transparent; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; margin: 0; }
QScrollBar:horizontal { height: 10px; margin: 0; }
QScrollBar::handle { background: @bg4; border-radius: 3px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @line2; }
QScrollBar::handle:vertical, QScrollBar::handle:vertical:hover { margin: 2px; min-height: 24px; }
QScrollBar::handle:horizontal, QScrollBar::handle:horizontal:hover { margin: 2px;
    min-width: 24px; }
QScrollBar::sub-line, QScrollBar::add-line { width: 0; height: 0; }
QScrollBar::up-arrow, QScrollBar::down-arrow, QScrollBar::left-arrow, QScrollBar::right-arrow {
    image: none; width: 0; height: 0; }

#time_code { font-size: 15px; font-weight: 600; }
QProgressBar { background: @bg2; border: 1px solid @fieldline; border-radius: @control; color: @t1;
    min-height: 26px; text-align: center; }
QProgressBar::chunk { background: @acc_bg; border-radius: @small; }
QProgressBar[textVisible="false"] { background: @bg4; border: none; border-radius: 2px;
    min-height: 4px; max-height: 4px; }
QProgressBar[textVisible="false"]::chunk { background: @acc; border-radius: 2px; }
QStatusBar { background: @bg0; border-top: 1px solid @line; color: @t2; }
QStatusBar QWidget { color: @t2; padding: 0 3px; border-radius: @small; }
QStatusBar QWidget:hover { background: transparent; }
QStatusBar QLabel { border: none; }
QSplitter::handle { background: @line; image: none; }
QSplitter::handle:horizontal { width: 9px; margin: 0 4px; }
QSplitter::handle:vertical { height: 9px; margin: 4px 0; }
"""


def style_sheet(colours: Colours, tokens: Tokens, contrast: bool = False) -> str:
    """Return the rules of a theme of these colours; `contrast` is whether they have more of it."""
    values = {
        **asdict(colours),
        **{f"over_{name}": each for name, each in asdict(tokens.colours(True, contrast)).items()},
        **{name: f"{pixels}px" for name, pixels in asdict(tokens.radius).items()},
        "off": _clear(colours.t1, 0.4),
        "bg2off": _clear(colours.bg2, 0.5),
        "accoff": _clear(colours.acc, 0.4),
    }
    sheet = _SHEET + PARTS
    for name in sorted(values, key=len, reverse=True):  # "acc_bg" before "acc"
        sheet = sheet.replace(f"@{name}", values[name])
    return sheet


def _clear(colour: str, share: float) -> str:
    """Return the colour "#rrggbb" with the opacity `share`."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {round(255 * share)})"
