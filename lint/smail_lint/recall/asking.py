"""Rules are asked, each question that has no answer that still holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import msgspec

from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.keeper import Keeper
from smail_compiler.text.source import text_of
from smail_compiler.text.steps import begin, reach
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.recall.book import Book, written
from smail_lint.recall.places import Files
from smail_lint.recall.values import Values
from smail_lint.rule import Rule


class Memory(msgspec.Struct, frozen=True):
    """Where the answers about a site are kept, and what the digests of what they rest on are made of."""

    keeper: Keeper
    name: str
    values: Values
    files: Files


def asked(facts: SiteFacts, rules: Sequence[Rule], memory: Memory | None = None) -> Iterator[Diagnostic]:
    """What all rules find. With a memory, what is known is not asked again, and what was asked is kept."""
    book = Book(memory.keeper.get(memory.name), memory.values, memory.files) if memory is not None else None
    fresh: dict[str, tuple[Diagnostic, ...]] = {}
    begin("checking", len(rules), "rules")
    for number, rule in enumerate(rules, 1):
        for name, check in rule.questions():
            found = book.get(name) if book is not None else None
            if found is None:
                fresh[name] = found = facts.answer(name, partial(_told, check))
            yield from found
        reach(number / len(rules))
    if memory is not None and book is not None and (fresh or book.moved):
        new = {name: (facts.reads(name), found) for name, found in fresh.items()}
        memory.keeper.put(memory.name, written({**book.held(), **new}, memory.values, memory.files))


def _told(check: Callable[[SiteFacts], Iterator[Diagnostic]], facts: SiteFacts) -> tuple[Diagnostic, ...]:
    return tuple(map(_as_stored, check(facts)))


def _as_stored(one: Diagnostic) -> Diagnostic:
    """A finding in a text made of a database: it names the entry, for lines mean little, and mends nothing."""
    if one.fix is not None and any(edit.at.source.derived for edit in one.fix.edits):
        one = msgspec.structs.replace(one, fix=None)
    key = one.at.source.line_bytes(one.at.line).partition(b": ")[0] if one.at.source.derived else b""
    if not key or one.at == one.at.source.span(0):
        return one
    said = f"{one.message}, in the entry `{text_of(key)}` of this database"
    note = f"line {one.at.line} is that of the entry when all are written out in the order of their keys"
    return msgspec.structs.replace(one, message=said, notes=(*one.notes, note))
