"""The tree of the expansion language `${...}` (reference semantics, sections 8 and 9)."""

from __future__ import annotations

import msgspec

from smail_compiler.text.source import Span

NEW_OPERATORS = ("make_filename", "rxquote")
"""Operators that Smail does not know."""


class Literal(msgspec.Struct, frozen=True):
    """Plain text."""

    text: str
    at: Span


class Home(msgspec.Struct, frozen=True):
    """`~/` (login is empty) or `~login` at the start of a text."""

    login: str
    at: Span


class Variable(msgspec.Struct, frozen=True):
    """`$name`, `${name}` or `${op:op:name}`; operators as written, applied right to left."""

    name: str
    operators: tuple[str, ...]
    at: Span


class Conditional(msgspec.Struct, frozen=True):
    """`${if CONDITION {then} else {otherwise}}`; `otherwise` is None when there is none."""

    condition: Condition
    then: Text
    otherwise: Text | None
    at: Span


class Lookup(msgspec.Struct, frozen=True):
    """`${lookup:KEY:PROTO{FILE} then {found} else {missed}}`; KEY is a variable."""

    key: Variable
    proto: str
    file: Text
    found: Text
    missed: Text | None
    at: Span


class ForEach(msgspec.Struct, frozen=True):
    """`${foreach:LIST:TEXT}`, an extension: the text once for each item of a list, as `value`, all joined."""

    items: Variable
    text: Text
    at: Span


class Repeat(msgspec.Struct, frozen=True):
    """`$( ... $)` of a command line: the words inside, once for each address."""

    words: tuple[Text, ...]
    at: Span


Part = Literal | Home | Variable | Conditional | Lookup | ForEach | Repeat


class Text(msgspec.Struct, frozen=True):
    """Parts put together; also one word of a command line."""

    parts: tuple[Part, ...]
    at: Span

    @property
    def constant(self) -> str | None:
        """The whole text when nothing in it is expanded."""
        literals = [one.text for one in self.parts if isinstance(one, Literal)]
        return "".join(literals) if len(literals) == len(self.parts) else None


class Command(msgspec.Struct, frozen=True):
    """A command line: words split before expansion."""

    words: tuple[Text, ...]
    at: Span


class Defined(msgspec.Struct, frozen=True):
    """`def:NAME`."""

    variable: Variable
    at: Span


class HasHeader(msgspec.Struct, frozen=True):
    """`header:NAME`."""

    name: str
    at: Span


class Property(msgspec.Struct, frozen=True):
    """`origin:WORD`, `dest:WORD` or `xform:WORD`; `name` is the part before the colon."""

    name: str
    word: str
    at: Span


class Compare(msgspec.Struct, frozen=True):
    """`eq{NAME}{TEXT}`, `gt` or `lt`."""

    operator: str
    variable: Variable
    text: Text
    at: Span


class CompareTexts(msgspec.Struct, frozen=True):
    """`eq{TEXT}{TEXT}`, `gt` or `lt` with both sides expanded, an extension; the first one holds a `$`."""

    operator: str
    left: Text
    right: Text
    at: Span


class Junction(msgspec.Struct, frozen=True):
    """`and{{A}{B}...}` or `or{{A}{B}...}`; `operator` is `and` or `or`."""

    operator: str
    conditions: tuple[Condition, ...]
    at: Span


class Not(msgspec.Struct, frozen=True):
    """`!CONDITION`."""

    condition: Condition
    at: Span


Condition = Defined | HasHeader | Property | Compare | CompareTexts | Junction | Not
