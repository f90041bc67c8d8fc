"""Which hosts the rows of the retry file take, and which take none (reference semantics, sections 7 and 17)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import Site
from smail_compiler.text.source import Span
from smail_lint.facts.characters import DIGITS, SMALL, class_of, fold, readable
from smail_lint.facts.language import Language, ending_in, finite, made_of
from smail_lint.facts.pattern_languages import covers, language
from smail_lint.facts.retry_rows import Row, written_rows

_OF_HOSTS = SMALL | DIGITS | class_of("-._:[]")


class Hidden(msgspec.Struct, frozen=True):
    """An item that takes no host, the earlier ones that have them all (none if it fits no host), and such a host."""

    text: str
    at: Span
    blockers: tuple[Span, ...]
    witness: str | None


class _Item(msgspec.Struct, frozen=True):
    text: str
    at: Span
    hosts: Language


def hidden_hosts(site: Site) -> Iterator[Hidden]:
    """Every item of the rows in force that takes no host; of equal items the first does."""
    earlier: list[_Item] = []
    for row in written_rows(site):
        if row.for_all:
            return
        items = list(_items(row))
        for item in items:
            if not item.hosts:
                yield Hidden(item.text, item.at, (), None)
            elif all(item.text != other.text for other in earlier):
                yield from _hidden(item, earlier)
        earlier += items


def _hidden(item: _Item, earlier: list[_Item]) -> Iterator[Hidden]:
    blockers = covers(item.hosts, [other.hosts for other in earlier])
    if blockers is not None:
        yield Hidden(item.text, item.at, tuple(earlier[at].at for at in blockers), _witness(item.hosts))


def _witness(hosts: Language) -> str:
    return readable(hosts.witness or "")


def _items(row: Row) -> Iterator[_Item]:
    """The items of a row that are understood."""
    patterns = iter(row.rule.patterns)
    names = made_of(_OF_HOSTS, _OF_HOSTS)
    for text, at in row.domains:
        if text.startswith('"'):
            words = language(next(patterns))
            if words is not None:
                yield _Item(fold(text), at, words & names)
        elif domain := fold(text).removeprefix("."):
            yield _Item(domain, at, (ending_in("." + domain) | finite([domain])) & names | finite([domain]))
