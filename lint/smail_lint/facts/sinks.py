"""What a value may not hold where it ends: in a path, an argument, a shell text, a header field, a list of addresses.

Each function takes the ways in which a text can come out and gives the references that can do harm there. A value
that is named by none of them does none, whatever a stranger writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smail_compiler.syntax.expression import Part
from smail_lint.facts import shell
from smail_lint.facts.alternatives import Reference, Row, Scope, rows
from smail_lint.facts.characters import class_of, has
from smail_lint.facts.searches import searched

_BREAKS = class_of("\r\n")


def leaving(texts: Sequence[Row], *, checked: bool) -> Iterator[Reference]:
    """Values that can hold a slash in a path; a name with one is refused where it is `checked`."""
    for one in _references(texts):
        safe = checked and one.value.source == "user" and not elsewhere(one)
        if one.value.wire and has(one.value.characters, "/") and not safe:
            yield one


def acting(text: Row) -> Iterator[tuple[Reference, shell.Place, str]]:
    """Values that can do more in a shell text than be part of one word, with the place and a witness."""
    for reference, place in shell.references(text):
        witness = shell.attempt(reference, place)
        if witness is not None:
            yield reference, place, witness


def options(words: Sequence[Row]) -> Iterator[Reference]:
    """Values by which an argument can begin with a dash, up to `--`.

    The word behind an option of one letter is the argument of that.
    """
    before = ""
    for word in words:
        text = "".join(piece for piece in word if isinstance(piece, str))
        if text == "--" and len(word) == 1:
            return
        reference = shell.may_lead_with_dash(word)
        takes_it = len(before) == 2 and before[0] == "-"
        if reference is not None and not takes_it:
            yield reference
        before = text if all(isinstance(piece, str) for piece in word) else ""


def breaking(texts: Sequence[Row]) -> Iterator[Reference]:
    """Values that can end a line."""
    return (one for one in _references(texts) if one.value.wire and one.value.characters & _BREAKS)


def separating(texts: Sequence[Row]) -> Iterator[Reference]:
    """Values that can hold a comma outside of mail quotes: names that need quotes have them until `strip`."""
    for one in _references(texts):
        if one.value.wire and has(one.value.characters, ",") and not _in_mail_quotes(one):
            yield one


_KEEPING_QUOTES = frozenset({"lc", "uc", "parent", "top"})


def _in_mail_quotes(one: Reference) -> bool:
    """Whether the value still has the quotes that `quote` or the mailer gave it: any other operator breaks them."""
    left = (operator.lower() for operator in one.variable.operators)
    last = next((operator for operator in left if operator not in _KEEPING_QUOTES), None)
    return last == "quote" or (last is None and one.raw.quoted)


def choosing(parts: Sequence[Part], scope: Scope) -> Iterator[Reference]:
    """Values in the names of files that look-ups anywhere in a text search, given the tests they stand behind."""
    for lookup, here in searched(parts, scope):
        for one in _references(rows(lookup.file.parts, here)):
            if one.value.wire:
                yield one


def elsewhere(one: Reference) -> bool:
    """Whether it speaks of another address than the one that arrives."""
    return bool({"parent", "top"} & {operator.lower() for operator in one.variable.operators})


def _references(texts: Sequence[Row]) -> Iterator[Reference]:
    for text in texts:
        yield from (one for one in text if isinstance(one, Reference))
