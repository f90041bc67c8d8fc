"""`--show-settings`: every value in force with the place that set it, in the form of a settings file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from smail_compiler.text.diagnostic import Severity
from smail_lint.registry import RULES
from smail_lint.report.indented import indented
from smail_lint.rule import Rule
from smail_lint.settings.record import DEFAULT, Settings

Shown = str | bool | int | list[str] | None


class Row(msgspec.Struct, frozen=True):
    """A setting: its key with the tables above it, its value, and what set it."""

    key: str
    value: Shown
    origin: str


def rows(settings: Settings, run: Iterable[Rule], given: Mapping[str, Shown]) -> list[Row]:
    """All settings. `given` are values of the command line by key, which hold in the place of others."""
    found = {row.key: row for row in _rows(settings, run)}
    for key, value in given.items():
        found[key] = Row(key, value, "command line")
    return list(found.values())


def as_text(shown: Iterable[Row]) -> str:
    """A line for each, the origin behind it as a comment."""
    lines = [(f"{row.key} = {_toml(row.value)}", row.origin) for row in shown if row.value is not None]
    width = min(max((len(text) for text, _ in lines), default=0), 48)
    return "".join(f"{text:<{width}}  # {origin}\n" for text, origin in lines)


def as_json(shown: Iterable[Row]) -> str:
    """The same for programs."""
    return indented({"settings": list(shown)})


def _rows(settings: Settings, run: Iterable[Rule]) -> Iterator[Row]:
    def row(key: str, value: Shown) -> Row:
        return Row(key, value, settings.origins.get(key, DEFAULT))

    yield row("select", None if settings.select is None else list(settings.select))
    yield row("extend-select", list(settings.extend_select))
    yield row("ignore", list(settings.ignore))
    yield row("preview", settings.preview)
    yield row("fail-on", settings.fail_on.word)
    yield row("dialect", settings.dialect)
    yield row("baseline", settings.baseline)
    yield row("exclude", [one.pattern for one in settings.exclude])
    yield from (row(f"severity.{code}", severity.word) for code, severity in _graded(settings.severity))
    yield from (row(f"fix.{code}", safety) for code, safety in sorted(settings.fix.items()))
    yield from _of_paths(settings)
    yield from _of_rules(settings, run)


def _of_paths(settings: Settings) -> Iterator[Row]:
    for one in settings.paths:
        key = f"paths.{one.where.pattern}"
        origin = settings.origins.get(key, DEFAULT)
        quoted = f'paths."{one.where.pattern}"'
        if one.select is not None:
            yield Row(f"{quoted}.select", list(one.select), origin)
        for name, values in (("extend-select", one.extend_select), ("ignore", one.ignore)):
            if values:
                yield Row(f"{quoted}.{name}", list(values), origin)
        for code, severity in _graded(one.severity):
            yield Row(f"{quoted}.severity.{code}", severity.word, origin)


def _of_rules(settings: Settings, run: Iterable[Rule]) -> Iterator[Row]:
    """The numbers of the rules that run."""
    asked = {rule.kind.code for rule in run}
    for parameter in (one for rule in RULES if rule.kind.code in asked for one in rule.parameters):
        key = f"parameters.{parameter.code}.{parameter.name}"
        value = settings.parameters.get(parameter.key, parameter.default)
        yield Row(key, value, settings.origins.get(key, DEFAULT))


def _graded(severities: Mapping[str, Severity]) -> list[tuple[str, Severity]]:
    return sorted(severities.items())


def _toml(value: Shown) -> str:
    return msgspec.json.encode(value).decode()
