"""Sites put together by hand, for tests of the stages behind the front end."""

from __future__ import annotations

from collections.abc import Mapping

from smail_compiler.ir.program import AliasData, Entry, RetryRule, Setting, Site
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import Attribute, FileKind, Scalar
from smail_compiler.syntax.alias_columns import AliasEntries
from smail_compiler.syntax.expression import Command, Literal, Text, Variable
from smail_compiler.syntax.nodes import AliasNode
from smail_compiler.text.source import SourceFile, Span, text_of

Values = Mapping[str, Scalar | Text | Command]

NOWHERE = SourceFile("nowhere", b"")


def plain(value: str) -> Text:
    """A template that holds no variable."""
    at = NOWHERE.span(0)
    return Text((Literal(value, at),) if value else (), at)


def variable(name: str, *operators: str) -> Text:
    """A template that is one variable."""
    at = NOWHERE.span(0)
    return Text((Variable(name, operators, at),), at)


def entry(kind: FileKind, name: str, driver: str, generic: Values, private: Values, at: Span | None = None) -> Entry:
    """An entry as the front end gives it. `generic` and `private` hold values, or templates for expanded ones."""
    written = {"driver": driver, **generic}
    return Entry(
        kind,
        name,
        driver,
        tuple(_setting(facts.attributes(kind)[one], value, at) for one, value in written.items()),
        tuple(_setting(facts.attributes(kind, driver)[one], value, at) for one, value in private.items()),
        at,
        at,
        known=True,
        defaults=facts.defaults(kind, driver),
    )


def director(name: str, driver: str, generic: Values, private: Values, at: Span | None = None) -> Entry:
    """A director."""
    return entry(FileKind.DIRECTOR, name, driver, generic, private, at)


def router(name: str, driver: str, generic: Values, private: Values, at: Span | None = None) -> Entry:
    """A router."""
    return entry(FileKind.ROUTER, name, driver, generic, private, at)


def transport(name: str, driver: str, generic: Values, private: Values, at: Span | None = None) -> Entry:
    """A transport."""
    return entry(FileKind.TRANSPORT, name, driver, generic, private, at)


def alias_data(director: str, source: SourceFile) -> AliasData:
    """The database of a file with one `key: value` a line."""
    nodes = []
    at = 0
    for line in source.data.splitlines(keepends=True):
        key, _, value = line.partition(b":")
        key_at = source.span(at, at + len(key))
        span = source.span(at, at + len(line))
        nodes.append(
            AliasNode(
                text_of(key),
                text_of(value.strip()),
                span.source,
                span.start,
                key_at.end - span.start,
                -1,
                span.end,
                (),
            )
        )
        at += len(line)
    return AliasData(director, source, AliasEntries.of(source, nodes))


def site(
    *entries: Entry,
    variables: Values | None = None,
    retry: tuple[RetryRule, ...] = (),
    aliases: tuple[AliasData, ...] = (),
    sources: tuple[SourceFile, ...] = (),
) -> Site:
    """A whole site; variables that are not given have their defaults."""
    known = facts.attributes(FileKind.CONFIG).values()
    settings = {one.name: _setting(one, one.default, None) for one in known}
    settings |= {name: _setting(settings[name].fact, value, None) for name, value in (variables or {}).items()}
    return Site(
        directory="/srv/site",
        variables=settings,
        directors=tuple(one for one in entries if one.kind is FileKind.DIRECTOR),
        routers=tuple(one for one in entries if one.kind is FileKind.ROUTER),
        transports=tuple(one for one in entries if one.kind is FileKind.TRANSPORT),
        retry=retry,
        aliases={one.director: one for one in aliases},
        sources=sources,
    )


def _setting(fact: Attribute, value: Scalar | Text | Command, at: Span | None) -> Setting:
    """A setting. A plain string of an expanded attribute is taken as literal text."""
    if isinstance(value, Text | Command):
        return Setting(fact, "(template)", at, at, fact.name, value)
    if not fact.expanded or not isinstance(value, str):
        return Setting(fact, value, at, at, fact.name)
    if fact.separator is not None:
        items = tuple(map(plain, value.split(fact.separator)))
        return Setting(fact, value, at, at, fact.name, items=items)
    return Setting(fact, value, at, at, fact.name, plain(value))
