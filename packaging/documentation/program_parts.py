"""The parts of the documentation that the program itself says: commands, formats, keys.

A page of `docs` says where such a part goes with a line such as `<!-- generated: commands -->`.
`with_parts` puts it there, for the site (`make_site.py`) and for tests.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Mapping

from soc_studio.cli import arguments
from soc_studio.ui.shell.program_parts import PARTS as WINDOW_PARTS
from soc_studio.ui.shell.program_parts import table

_MARK = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)
_WIDTH = 84  # characters of a line of code, as far as the site shows it without scrolling


def with_parts(page: str) -> str:
    """Return the Markdown of a page with the generated parts that it asks for."""
    return _MARK.sub(lambda match: PARTS[match[1]](), page)


def command_line() -> str:
    """Return every command of the command line, with its arguments and options."""
    return "\n\n".join(_command(parser, about) for parser, about in commands())


def commands() -> Iterator[tuple[argparse.ArgumentParser, str]]:
    """Yield the parser of each command, in the order of the help, and a line on the command."""
    yield from _with_those_below(arguments._parser(), "")


def options_of(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return the arguments and options of a command, without `--help`."""
    return [
        action
        for action in parser._actions
        if not isinstance(action, argparse._SubParsersAction | argparse._HelpAction)
    ]


def named(action: argparse.Action) -> str:
    """Return how an argument or option is written, such as `-o DIR, --output DIR`."""
    if not action.option_strings:
        return str(action.metavar or action.dest)
    value = ""
    if action.nargs != 0:
        value = f" {action.metavar or _choices(action) or action.dest.upper()}"
    return ", ".join(f"{each}{value}" for each in action.option_strings)


PARTS: Mapping[str, Callable[[], str]] = {**WINDOW_PARTS, "commands": command_line}
"""What makes each part, by its name."""


def _with_those_below(
    parser: argparse.ArgumentParser, about: str
) -> Iterator[tuple[argparse.ArgumentParser, str]]:
    yield parser, about
    for each in parser._actions:
        if isinstance(each, argparse._SubParsersAction):
            told = {action.dest: action.help or "" for action in each._choices_actions}
            for name, child in each.choices.items():
                yield from _with_those_below(child, told.get(name, ""))


def _command(parser: argparse.ArgumentParser, about: str) -> str:
    parts = [f"## {parser.prog}", parser.description or _sentence(about)]
    parts.append(f"```text\n{_usage(parser)}\n```")
    rows = [
        (f"`{named(action)}`", _help(parser, action))
        for action in options_of(parser)
        if action.help is not argparse.SUPPRESS
    ]
    if rows:
        parts.append(table(("argument or option", "meaning"), rows))
    if parser.epilog:
        is_raw = parser.formatter_class is argparse.RawDescriptionHelpFormatter
        text = parser.epilog.strip()
        parts.append(f"```text\n{text}\n```" if is_raw else _sentence(text))
    return "\n\n".join(part.strip() for part in parts if part)


def _usage(parser: argparse.ArgumentParser) -> str:
    formatter = argparse.HelpFormatter(parser.prog, width=_WIDTH)
    groups = parser._mutually_exclusive_groups
    formatter.add_usage(parser.usage, parser._actions, groups, prefix="")
    return formatter.format_help().strip()


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _help(parser: argparse.ArgumentParser, action: argparse.Action) -> str:
    text = parser._get_formatter()._expand_help(action) if action.help else ""
    return " ".join(text.split())


def _choices(action: argparse.Action) -> str:
    return "{" + ",".join(map(str, action.choices)) + "}" if action.choices else ""
