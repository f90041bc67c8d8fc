"""What `smail-query parse` answers, for each kind of file; the keys are a public contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from smail_compiler.semantics.rows import method_rules
from smail_compiler.syntax.kinds import INVALID_ADDRESS, MISSING_COMMA_IN_LIST, SWALLOWED, UNQUOTED_COMMAND
from smail_compiler.syntax.nodes import AliasNode, AttributeNode, EntryNode, RowNode, Sign, TargetNode
from smail_compiler.syntax.parse import Parsed, parse_aliases, parse_config, parse_list, parse_rows, parse_table
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile
from smail_lint.report.unicode import scalar

_INSIDE_VALUES = (INVALID_ADDRESS, MISSING_COMMA_IN_LIST, UNQUOTED_COMMAND, SWALLOWED)

Value = str | bool | int | None | list["Value"] | dict[str, "Value"]


class Fault(msgspec.Struct, frozen=True):
    """One mistake; `category` is the name from section 23 of the reference semantics, if it has one there."""

    category: str | None
    line: int
    column: int
    severity: str
    code: str
    message: str


class Answer(msgspec.Struct, frozen=True):
    """The entries of a file in order, and its mistakes."""

    entries: list[Value]
    errors: list[Fault]


def answer(source: SourceFile, kind: str, *, extended: bool | None = None) -> Answer:
    """Read a file of one of KINDS; `extended` tells the dialect, for a config file that does not declare it."""
    return _config(source, extended) if kind == "config" else KINDS[kind](source)


def _table(source: SourceFile) -> Answer:
    parsed = parse_table(source)
    return Answer([_entry(node) for node in parsed.nodes], _faults(parsed.diagnostics))


def _entry(node: EntryNode) -> Value:
    generic: Value = [_attribute(one) for one in node.generic]
    driver: Value = [_attribute(one) for one in node.private]
    return {"name": scalar(node.name), "generic": generic, "driver": driver, "line": node.name_at.line}


def _attribute(node: AttributeNode) -> dict[str, Value]:
    """A boolean form gives true or false."""
    value = scalar(node.value) if node.value is not None else node.sign is not Sign.MINUS
    return {"name": scalar(node.name), "value": value}


def _config(source: SourceFile, extended: bool | None = None) -> Answer:
    parsed = parse_config(source, extended=extended)
    return Answer([_variable(one) for one in parsed.nodes], _faults(parsed.diagnostics))


def _variable(node: AttributeNode) -> Value:
    """A setting of the config file; the operator is named where it is not `=`."""
    operator: dict[str, Value] = {"operator": node.sign.value} if node.sign in (Sign.APPEND, Sign.PREPEND) else {}
    return {**_attribute(node), **operator, "line": node.at.line}


def _rows(reader: str) -> Callable[[SourceFile], Answer]:
    def read(source: SourceFile) -> Answer:
        parsed = parse_rows(source, reader)
        return Answer([_pair(one) for one in parsed.nodes], _faults(parsed.diagnostics))

    return read


def _methods(source: SourceFile) -> Answer:
    parsed = parse_rows(source, "methods")
    rules = method_rules(parsed.nodes)
    entries: list[Value] = [
        {
            "key": scalar(rule.host),
            "value": scalar(rule.transport),
            "line": rule.at.line,
            "min_grade": rule.low or None,
            "max_grade": rule.high or None,
        }
        for rule in rules
    ]
    return Answer(entries, _faults(parsed.diagnostics))


def _lsearch(source: SourceFile) -> Answer:
    """Keys and values; what is wrong inside a value is no matter of the database."""
    parsed = parse_aliases(source)
    faults = [one for one in parsed.diagnostics if one.kind not in _INSIDE_VALUES]
    return Answer([_pair(one) for one in parsed.nodes], _faults(faults))


def _pair(node: RowNode | AliasNode) -> Value:
    return {"key": scalar(node.key), "value": scalar(node.value), "line": node.at.line}


def _aliases(source: SourceFile) -> Answer:
    parsed: Parsed[AliasNode] = parse_aliases(source)
    entries: list[Value] = [
        {"key": scalar(one.key), "line": one.at.line, "targets": _targets(one.targets)} for one in parsed.nodes
    ]
    return Answer(entries, _faults(parsed.diagnostics))


def _list(source: SourceFile) -> Answer:
    parsed = parse_list(source)
    return Answer(_targets(parsed.nodes), _faults(parsed.diagnostics))


def _targets(nodes: Sequence[TargetNode]) -> list[Value]:
    """The targets as Smail reads them: without names that it takes for a part of a phrase."""
    return [_target(one) for one in nodes if not one.in_phrase]


def _target(node: TargetNode) -> Value:
    return {"text": scalar(node.text), "kind": node.kind, "target": scalar(node.target)}


def _faults(found: Sequence[Diagnostic]) -> list[Fault]:
    return [
        Fault(one.category, *one.at.begin, one.severity.word, one.kind.code, scalar(one.message)) for one in found
    ]


KINDS: Mapping[str, Callable[[SourceFile], Answer]] = MappingProxyType(
    {
        "config": _config,
        "directors": _table,
        "routers": _table,
        "transports": _table,
        "retry": _rows("retry"),
        "qualify": _rows("qualify"),
        "methods": _methods,
        "aliases": _aliases,
        "list": _list,
        "lsearch": _lsearch,
    }
)
