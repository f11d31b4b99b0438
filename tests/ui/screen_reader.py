"""What a screen reader is told of a widget and of all in it: roles, names, values and states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role
# Of several values or of many: two of them may have one name.
ROWS = {Role.ListItem, Role.TreeItem, Role.Cell, Role.Row, Role.MenuItem, Role.PageTab}
VALUED = {Role.Slider, Role.SpinBox, Role.ComboBox}  # of which the value is told with the name
_MOST = 40  # rows of a list that are told of
# What is another on another day or another computer.
_VARYING = (
    (re.compile(r"\d+([.,]\d+)? (kB|MB|GB|TB)"), "… MB"),
    (re.compile(r"\babout \d+([.,]\d+)? s\b"), "about … s"),
    (re.compile(r"(today|yesterday|heute|gestern),? \d+:\d\d( [AP]M)?"), "today …"),
    (re.compile(r"((?<=[\s\"])|^)([A-Za-z]:)?[\\/][^\s\\/]+[\\/][^\s\"]+"), "…/…"),
    (re.compile(r"\b\d+(\.\d+){2,}[^\s\"]*"), "1.2.3"),
    (re.compile(r"\b\d{1,2}:\d\d( [AP]M)?(?!:)\b(?<!:\d\d:\d\d)"), "…:…"),
)


@dataclass(frozen=True)
class Heard:
    """An element as it is told, and the elements in it."""

    role: QAccessible.Role
    name: str
    value: str
    states: tuple[str, ...]
    is_focusable: bool
    kind: str  # its class
    inside: tuple[Heard, ...] = field(default=())

    def all(self) -> Iterator[Heard]:
        """Yield it and everything in it."""
        yield self
        for each in self.inside:
            yield from each.all()

    def line(self) -> str:
        """Return it in a line: role, name, value, states."""
        parts = [self.role.name]
        if self.name:
            parts.append(f'"{self.name}"')
        if self.value and self.value != self.name:
            parts.append(f"= {self.value}")
        parts += [f"({each})" for each in self.states]
        return steady(" ".join(" ".join(parts).split()))

    @property
    def is_told(self) -> bool:
        """Whether it says anything itself: what only holds others together does not."""
        return bool(self.name or self.value or self.is_focusable)


def steady(text: str) -> str:
    """Return a text without what is another on another day or another computer."""
    for pattern, instead in _VARYING:
        text = pattern.sub(instead, text)
    return text


def listen(widget: QWidget) -> Heard:
    """Return what is told of `widget` and of everything visible in it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return _heard(interface)


def tree(heard: Heard, depth: int = 0) -> list[str]:
    """Return the tree as lines, indented by what holds them and is told of."""
    lines = ["  " * depth + heard.line()] if heard.is_told else []
    inner = depth + len(lines)
    for each in heard.inside:
        lines += tree(each, inner)
    return lines


def _name(interface: QAccessibleInterface) -> str:
    """Return what it is called; what labels a choice is no text of its own on Linux."""
    if interface.role() != Role.ComboBox:
        return interface.text(QAccessible.Text.Name).strip()
    label = QAccessible.RelationFlag.Label
    told = [each for each, relation in interface.relations(label) if relation & label]
    own = interface.object().accessibleName()  # type: ignore[attr-defined]
    return own or " ".join(each.text(QAccessible.Text.Name) for each in told)


def _heard(interface: QAccessibleInterface) -> Heard:
    state, thing = interface.state(), interface.object()
    states = {
        "off": state.disabled,
        "on": state.checked,
        "partly on": state.checkStateMixed,
        "chosen": state.selected,
        "open": state.expanded,
        "read-only": state.readOnly and interface.role() == Role.EditableText,
    }
    children = [interface.child(each) for each in range(min(interface.childCount(), _MOST))]
    return Heard(
        interface.role(),
        _name(interface),
        interface.text(QAccessible.Text.Value).strip(),
        tuple(name for name, holds in states.items() if holds),
        bool(state.focusable),
        type(thing).__name__ if thing is not None else "",
        tuple(
            _heard(each)
            for each in children
            if each is not None and each.isValid() and not each.state().invisible
        ),
    )
