"""Rules of the style sheet for parts of this window; Qt's own widgets are in `style_sheet`."""

from __future__ import annotations

PARTS = """
Floating { background: @bg1; border: 1px solid @line2; border-radius: @field; }
Floating[kind="notice"] { background: @ov; border: 1px solid @ovline; border-radius: @sheet; }
Floating[kind="sheet"] { background: @bg1; border: 1px solid @line2; border-radius: @sheet; }
Floating QLabel { background: transparent; border: none; }
#hairline { background: @line; border: none; }
#pane { background: transparent; border: none; }
Choice { background: transparent; border: none; }
Choice QToolButton, Choice QToolButton:hover, Choice QToolButton:pressed,
Choice QToolButton:checked:enabled { background: transparent; border: none; padding: 0 12px;
    font-weight: 500; color: @t2; }
Choice QToolButton:hover, Choice QToolButton:checked:enabled { color: @t1; }
Choice[icons="true"] QToolButton, Choice[icons="true"] QToolButton:hover,
Choice[icons="true"] QToolButton:pressed, Choice[icons="true"] QToolButton:checked:enabled {
    padding: 0; }
QListWidget#pages { background: transparent; border: none; }
QListWidget#pages::item { border-radius: @control; padding: 0 10px; color: @t1; }
QListWidget#pages::item:hover { background: @bg3; }
QListWidget#pages::item:selected { background: @acc_bg; color: @acc_t; }
QTableWidget#labels { selection-background-color: @acc_bg; }
QTableWidget#labels::item:selected, QTableWidget#labels::item:selected:!active {
    background: @acc_bg; color: @t1; }
#kinds { background: transparent; border: none; }
#drafts { background: @bg2; border: 1px solid @line; border-radius: @tile; padding: 4px; }
#layer_chip { background: @bg2; border: 1px solid @fieldline; border-radius: @control;
    padding: 0 10px 0 7px; spacing: 7px; min-height: 26px; font-weight: 500; }
#layer_chip:hover { background: @bg3; border: 1px solid @fieldline; }
#preset_chip { background: @bg2; border: 1px solid @fieldline; border-radius: 13px;
    padding: 0 3px; min-height: 24px; max-height: 24px; }
#preset_chip:hover { background: @bg3; }
#preset_chip:checked:enabled { background: @acc_bg; color: @acc_t; border-color: @acc_bg; }
#export_advice { background: @warnbg; border: none; border-radius: @tile; }
#export_advice QLabel, #export_advice QCheckBox { background: transparent; }
#more_head { border: none; padding: 0 8px 0 0; color: @t2; min-height: 28px; }
#more_head:checked:enabled { background: transparent; color: @t1; }
#more_head:hover { background: @bg3; }
Section > QToolButton { border: none; border-radius: 0; padding: 0 12px 0 8px; text-align: left;
    font-weight: 600; color: @t1; }
QLabel[tone="second"] { color: @t2; }
QLabel[tone="caption"] { color: @t3; }
QLabel[tone="link"] { color: @acc_t; }
QLabel[chip="plain"] { background: @bg3; color: @t2; border-radius: 9px; padding: 1px 8px; }
QLabel[chip="on"] { background: @acc_bg; color: @acc_t; border-radius: 9px; padding: 1px 8px; }
QLabel[chip="ok"] { background: @okbg; color: @ok; border-radius: 9px; padding: 1px 8px; }
QLabel[chip="warn"] { background: @warnbg; color: @warn; border-radius: 9px; padding: 1px 8px; }
QLabel[chip="bad"] { background: @badbg; color: @bad; border-radius: 9px; padding: 1px 8px; }
QLabel[chip="dashed"] { border: 1px dashed @line2; color: @t2; border-radius: 9px;
    padding: 0 7px; }

/* The frame of the window: app bar, row of the expression, side panel, footer. */
#app_bar { background: @bg0; border-bottom: 1px solid @line; }
#app_bar QMenuBar { background: transparent; border: none; padding: 0; }
#app_bar QMenuBar::item { padding: 6px 9px; margin: 4px 0; }
QToolButton[kind="button"] { background: @bg2; border: 1px solid @fieldline; padding: 0; }
QToolButton[kind="button"]:hover { background: @bg3; }
QToolButton[kind="button"]:pressed, QToolButton[kind="button"]:open { background: @bg4; }
QToolButton[kind="quiet"] { border: none; padding: 0; }
#sentence_field { background: @bg2; border: 1px solid @fieldline; border-radius: @field; }
#sentence_field[focused="true"] { border-color: @acc_t; }
#sentence_field QLineEdit { background: transparent; border: none; padding: 0; min-height: 0; }
QLabel[tone="warn"] { color: @warn; }
#side_panel, #side_panel QScrollArea, #side_sections { background: @bg1; border: none; }
#side_panel QListView { background: @bg1; border: none; }
#side_panel QComboBox QListView { border: 1px solid @line2; }
#side_panel LayerList, #side_panel LayerList::item { border: none; margin: 0; padding: 0; }
CandidateTray, CandidateTray QStackedWidget, CandidateTray QLabel,
Section, Section > QWidget, Inspector, SettingRow, CorrectPanel > QWidget {
    background: transparent; border: none; }
Choice[compact="true"] QToolButton, Choice[compact="true"] QToolButton:hover,
Choice[compact="true"] QToolButton:pressed, Choice[compact="true"] QToolButton:checked:enabled {
    padding: 0 3px; font-size: 12px; }
CorrectPanel > QToolButton { padding: 4px 8px; }
#side_sections Section > QToolButton { border-top: 1px solid @line; }
QToolButton::menu-indicator { image: none; width: 0; height: 0; }
#setting_number { padding: 0 6px; font-size: 12px; }
#setting_number::up-button, #setting_number::down-button { width: 0; height: 0; border: none;
    image: none; }
#setting_number::up-arrow, #setting_number::down-arrow { width: 0; height: 0; image: none; }
#side_panel QStackedWidget { border: none; }
QLabel[unchanged="true"], QAbstractSpinBox[unchanged="true"] { color: @t2; }
QLabel[tone="bad"] { color: @bad; }
#tools { background: @bg0; border: none; }
QStatusBar QLabel { font-size: 12px; }
QStatusBar QLabel:disabled { color: @t2; }
PropagationBar { background: @ov; border: 1px solid @ovline; border-radius: @sheet; }
/* Notices over the stage */
QLabel[tone="title"] { color: @t1; font-weight: 500; }
Floating[round="true"] { border-radius: @field; }
/* Transport */
#time_code { background: transparent; border: 1px solid transparent; padding: 2px 4px; }
#time_code:hover, #time_code:focus { background: @bg2; border-color: @fieldline; }
#play_button { background: @bg2; border: 1px solid @fieldline; border-radius: 18px; }
#play_button:hover { background: @bg3; }
#play_button:pressed { background: @bg4; }

/* The start page. */
#start_page, #start_page_body { background: @bg0; border: none; }
#start_page QPushButton[kind="row"] { background: transparent; border-color: transparent;
    color: @t2; text-align: left; padding: 0 8px 0 4px; font-weight: 400; }
#start_page QPushButton[kind="row"]:hover { background: @bg3; color: @t1; }
#work_panel, #sample_card { background: @bg1; border: 1px solid @line; border-radius: @tile; }

/* Demo. */
#demo_panel { background: @bg0; border: none; }
Stage QStackedWidget { border: none; }
#demo_bar QPushButton[kind="plain"], #demo_bar QToolButton[kind="button"] {
    background: @over_bg2; border: 1px solid @over_fieldline; }
#demo_bar QPushButton[kind="plain"]:hover, #demo_bar QToolButton[kind="button"]:hover {
    background: @over_bg3; }
#demo_bar QPushButton[kind="plain"]:pressed, #demo_bar QToolButton[kind="button"]:pressed,
#demo_bar QToolButton[kind="button"]:open { background: @over_bg4; }
#demo_bar QToolButton[kind="button"]:checked:enabled { background: @over_acc_bg; }
#demo_bar QPushButton[kind="primary"]:disabled { background: @over_bg2; }
#demo_bar Choice QToolButton { color: @over_t2; }
#demo_bar Choice QToolButton:hover, #demo_bar Choice QToolButton:checked:enabled {
    color: @over_t1; }
#menu_strip { background: @bg1; border: none; border-bottom: 1px solid @line2;
    border-radius: 0; }
#menu_strip QMenuBar { background: transparent; border: none; padding: 0; }
#menu_strip QMenuBar::item { padding: 6px 9px; margin: 4px 0; }
QToolButton[kind="tile"] { background: @bg2; border: 1px solid transparent; border-radius: @tile;
    padding: 8px 4px 6px; font-weight: 500; }
QToolButton[kind="tile"]:hover { background: @bg3; }
QToolButton[kind="tile"]:pressed { background: @bg4; }
QToolButton[kind="tile"]:checked:enabled { background: @acc; color: #ffffff; }
QToolButton[kind="tile"]:checked:enabled:hover { background: @acc_h; }
QPushButton[kind="example"] { background: transparent; border-color: @line2; border-radius: 14px;
    min-height: 0; }
QPushButton[kind="example"]:hover { background: @bg3; }
WipeHandle, ScrubBar { background: transparent; border: none; }

/* The timeline. */
#timeline_panel { background: @bg1; border: none; border-top: 1px solid @line; }
#timeline_panel TimelineHead QLabel { background: transparent; border: none; padding: 0; }
QToolButton[chip="warn"] { background: @warnbg; color: @warn; border: none; border-radius: 9px;
    padding: 0 8px; font-size: 12px; min-height: 18px; max-height: 18px; }
Legend QLabel { padding: 0; }
TimelineArea { background: @bg1; border: none; }
/* First steps */
#hint QLabel { background: transparent; border: none; color: white; }
#hint QPushButton { background: transparent; border: 1px solid transparent; color: white;
    padding: 0 8px; min-height: 22px; }
#hint QPushButton:hover, #hint QPushButton:pressed { background: @acc_h; border-color: white; }

/* Qt lays these over everything whenever it lays out the docks, also over sheets. */
#qt_qmainwindow_extended_splitter { background: transparent; border: none; }

/* Models */
ModelTable, ModelTable QSplitter, ModelCard, ModelCard QScrollArea,
ModelCard QScrollArea > QWidget > QWidget { background: transparent; border: none; }
#tier_card { background: @bg2; border: 1px solid @line2; border-radius: @tile; }
#tier_card[used="true"] { border-color: @acc_t; }
#tier_card QLabel { background: transparent; border: none; }
#tier_card QLabel[chip="ok"] { background: @okbg; }
#tier_card QLabel[chip="on"] { background: @acc_bg; }
#tier_card #licence { background: transparent; border: none; padding: 0; min-height: 0;
    text-align: left; color: @t1; font-weight: 400; }
#tier_card #licence[warns="true"] { color: @warn; }
#tier_card #licence:hover { text-decoration: underline; }

LabelTable QTableView::item { padding: 0 5px; }
LabelTable QTableView > QHeaderView::section { padding: 6px 5px; }
ShortcutDialog QTreeView::item { min-height: 20px; padding: 3px 4px; }
MergeSheet QTreeView { show-decoration-selected: 0; }
MergeSheet QTreeView::branch { background: transparent; }
MergeSheet QTreeView::item { padding: 3px 4px; }

/* What can be read, measured in pixels. */
QLineEdit { placeholder-text-color: @t3; }
"""
