"""Compiled expansions: what the interpreter in `smail_runtime.routing` runs.

The same tree as the compiler's, without places, constant parts folded. Encoded as arrays in msgpack.
"""

from __future__ import annotations

import msgspec


class Node(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Base of all compiled expression nodes."""


class Variable(Node, frozen=True, tag="v"):
    """A variable (canonical lower-case name) under operators, applied right to left."""

    name: str
    operators: tuple[str, ...] = ()


class Home(Node, frozen=True, tag="~"):
    """The home of the address (login empty) or of a login."""

    login: str


class Conditional(Node, frozen=True, tag="if"):
    """One branch is evaluated, the other never."""

    condition: Condition
    then: Text
    otherwise: Text


class Lookup(Node, frozen=True, tag="lookup"):
    """Look the value of `key` up in `file`; `value` is visible in `found`."""

    key: Variable
    proto: str
    file: Text
    found: Text
    missed: Text


class ForEach(Node, frozen=True, tag="each"):
    """The text once for each item of a list, visible as `value`, all joined."""

    items: Variable
    text: Text


class Repeat(Node, frozen=True, tag="$("):
    """Words repeated for each address of a command line."""

    words: tuple[Text, ...]


class Defined(Node, frozen=True, tag="def"):
    """Whether a variable has a value that is not empty."""

    variable: Variable


class HasHeader(Node, frozen=True, tag="header"):
    """Whether the message has a header field."""

    name: str


class Property(Node, frozen=True, tag="is"):
    """`origin`, `dest` or `xform` against a word."""

    name: str
    word: str


class Compare(Node, frozen=True, tag="cmp"):
    """`eq`, `gt` or `lt` of a variable and a text, by character code."""

    operator: str
    variable: Variable
    text: Text


class CompareTexts(Node, frozen=True, tag="cmp2"):
    """`eq`, `gt` or `lt` of two texts, by character code."""

    operator: str
    left: Text
    right: Text


class Junction(Node, frozen=True, tag="join"):
    """`and` or `or`; stops at the first deciding condition."""

    operator: str
    conditions: tuple[Condition, ...]


class Not(Node, frozen=True, tag="not"):
    """Inverts a condition."""

    condition: Condition


Condition = Defined | HasHeader | Property | Compare | CompareTexts | Junction | Not
Part = str | Variable | Home | Conditional | Lookup | ForEach | Repeat


class Text(msgspec.Struct, frozen=True, array_like=True):
    """Parts put together; a plain string is literal."""

    parts: tuple[Part, ...]


class Command(msgspec.Struct, frozen=True, array_like=True):
    """Words of a command line."""

    words: tuple[Text, ...]
