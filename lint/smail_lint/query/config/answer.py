"""The answer to "what is set, and where": every variable and entry of a configuration with its value and place."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from smail_compiler.ir.program import Entry, RetryRule, Setting, Site
from smail_compiler.pipeline import Loaded
from smail_compiler.schema.attribute import Attribute, Scalar
from smail_compiler.semantics.dump import printed
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import Span
from smail_lint.query.effective import Effective, attributes, differ
from smail_lint.report.unicode import scalar

BUILT_IN = "built-in"


class PlaceAnswer(msgspec.Struct, frozen=True):
    """A file below the target, and a line from 1."""

    file: str
    line: int


Provenance = str | PlaceAnswer


class OriginAnswer(msgspec.Struct, frozen=True):
    """A part of a list that several settings made."""

    value: str
    provenance: Provenance


class VariableAnswer(msgspec.Struct, frozen=True):
    """A variable under its canonical name; `printed` is the value as it would be written.

    `origins` are the parts of a list that was made longer by `+=` or `=+`, in their order.
    """

    name: str
    value: Scalar
    type: str
    default: Scalar
    provenance: Provenance
    printed: str
    origins: tuple[OriginAnswer, ...] = ()


class AttributeAnswer(msgspec.Struct, frozen=True):
    """An attribute of an entry, whether written or left to its default."""

    name: str
    value: Scalar
    part: str
    provenance: Provenance
    type: str
    default: Scalar
    printed: str


class EntryAnswer(msgspec.Struct, frozen=True):
    """A director, router or transport. Of an entry that is not `known` some part was not understood."""

    name: str
    driver: str
    line: int | None
    provenance: Provenance
    attributes: tuple[AttributeAnswer, ...]
    known: bool


class RetryAnswer(msgspec.Struct, frozen=True):
    """A retry rule, times in seconds: delays after the first attempts, deliveries at a time (0: not said)."""

    domains: tuple[str, ...]
    interval: int
    duration: int
    first: tuple[int, ...]
    limit: int
    provenance: Provenance


class QualifyAnswer(msgspec.Struct, frozen=True):
    """A row of the qualify file."""

    host: str
    domain: str
    provenance: Provenance


class ErrorAnswer(msgspec.Struct, frozen=True):
    """What is wrong; `category` is the name from section 23 of the reference semantics, if it has one there."""

    category: str | None
    file: str
    line: int
    column: int
    severity: str
    code: str
    message: str


class DialectAnswer(msgspec.Struct, frozen=True):
    """The dialect in which the configuration is read; `provenance` is what shows it, if something in a file does."""

    name: str
    reason: str
    provenance: Provenance


class ConfigAnswer(msgspec.Struct, frozen=True):
    """Everything that is in force, and everything that is wrong."""

    dialect: DialectAnswer
    variables: tuple[VariableAnswer, ...]
    directors: tuple[EntryAnswer, ...]
    routers: tuple[EntryAnswer, ...]
    transports: tuple[EntryAnswer, ...]
    retry: tuple[RetryAnswer, ...]
    qualify: tuple[QualifyAnswer, ...]
    errors: tuple[ErrorAnswer, ...]


def config_answer(loaded: Loaded, *, changed: bool = False) -> ConfigAnswer:
    """What a configuration holds; with `changed` only what differs from the defaults."""
    site = loaded.site
    return ConfigAnswer(
        dialect=DialectAnswer(site.dialect.name, scalar(site.dialect.reason), place(site.dialect.at)),
        variables=tuple(_variable(one) for one in variables(site, changed=changed)),
        directors=_entries(site.directors, changed),
        routers=_entries(site.routers, changed),
        transports=_entries(site.transports, changed),
        retry=tuple(_retry(one) for one in site.retry if one.at is not None or not changed),
        qualify=tuple(QualifyAnswer(scalar(one.host), scalar(one.domain), place(one.at)) for one in site.qualify),
        errors=tuple(map(_error, loaded.diagnostics)),
    )


def variables(site: Site, *, changed: bool) -> list[Setting]:
    """The variables by name; with `changed` those whose value is not the default."""
    every = (site.variables[name] for name in sorted(site.variables))
    return [one for one in every if not changed or differ(one.value, one.fact.default)]


def place(at: Span | None) -> Provenance:
    """Where something is written; a span in no line is built in."""
    return BUILT_IN if at is None else PlaceAnswer(scalar(at.source.path), at.line)


def _variable(one: Setting) -> VariableAnswer:
    value, default = shown(one.value), shown(one.fact.default)
    origins = tuple(OriginAnswer(scalar(part.value), place(part.at)) for part in one.origins)
    kind, printed_value = one.fact.type.value, _printed(one.fact, one.value)
    return VariableAnswer(one.name, value, kind, default, place(one.at), printed_value, origins)


def _entries(entries: Sequence[Entry], changed: bool) -> tuple[EntryAnswer, ...]:
    """The entries; with `changed` those of files."""
    return tuple(_entry(one, changed) for one in entries if one.at is not None or not changed)


def _entry(entry: Entry, changed: bool) -> EntryAnswer:
    every = (*attributes(entry, private=False), *attributes(entry, private=True))
    kept = tuple(_attribute(one) for one in every if not changed or one.differs)
    line = None if entry.at is None else entry.at.line
    return EntryAnswer(scalar(entry.name), scalar(entry.driver), line, place(entry.at), kept, entry.known)


def _attribute(one: Effective) -> AttributeAnswer:
    return AttributeAnswer(
        name=one.fact.name,
        value=shown(one.value),
        part="driver" if one.private else "generic",
        provenance=place(one.at),
        type=one.fact.type.value,
        default=shown(one.default),
        printed=_printed(one.fact, one.value),
    )


def _retry(rule: RetryRule) -> RetryAnswer:
    domains = tuple(map(scalar, rule.domains))
    return RetryAnswer(domains, rule.interval, rule.duration, rule.first, rule.limit, place(rule.at))


def _error(one: Diagnostic) -> ErrorAnswer:
    line, column = one.at.begin
    file = scalar(one.at.source.path)
    return ErrorAnswer(one.category, file, line, column, one.severity.word, one.kind.code, scalar(one.message))


def _printed(fact: Attribute, value: Scalar) -> str:
    return scalar(printed(fact, value))


def shown(value: Scalar) -> Scalar:
    """A value that any JSON reader takes."""
    return scalar(value) if isinstance(value, str) else value
