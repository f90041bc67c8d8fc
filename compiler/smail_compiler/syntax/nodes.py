"""What the parsers give: records with the place of every part.

Values are after quoting and escapes, as readable text (see `smail_compiler.text.source.text_of`).
"""

from __future__ import annotations

import enum

import msgspec

from smail_compiler.text.source import SourceFile, Span


class Sign(enum.Enum):
    """The form in which a setting was written."""

    VALUE = "="  # name = value
    PLAIN = ""  # name
    PLUS = "+"  # +name
    MINUS = "-"  # -name
    APPEND = "+="  # name += value, in the config file of the extended dialect
    PREPEND = "=+"  # name =+ value


class AttributeNode(msgspec.Struct, frozen=True, gc=False):
    """`name = value`, `name`, `+name` or `-name`; also one entry of the config file.

    `at` covers the whole of it. `value` is None unless `sign` has an equals sign. `offsets` maps the value's
    characters to source offsets: `offsets[i]` is where character `i` starts in the file, with one more for the end.
    `spilled` tells that it is the rest of a value that was cut at a NUL, of which a finding tells.
    """

    name: str
    sign: Sign
    value: str | None
    at: Span
    name_at: Span
    value_at: Span | None
    offsets: tuple[int, ...] = ()
    spilled: bool = False

    @property
    def place(self) -> Span:
        """Where its value is written, else the whole of it."""
        return self.value_at or self.at


class EntryNode(msgspec.Struct, frozen=True):
    """`name: attribute, ... ; attribute, ...` of directors, routers and transports; parts in file order.

    `broken` tells that a part of it could not be understood, so that nothing is concluded from what is absent.
    """

    name: str
    name_at: Span
    at: Span
    generic: tuple[AttributeNode, ...]
    private: tuple[AttributeNode, ...]
    semicolon_at: Span | None
    broken: bool = False


class RowNode(msgspec.Struct, frozen=True, gc=False):
    """Two words of a qualify, retry or method file."""

    key: str
    value: str
    at: Span
    key_at: Span
    value_at: Span


class TargetNode(msgspec.Struct, frozen=True, gc=False):
    """One item of an alias value or list: `kind` is address, pipe, file, include or error.

    It stands at `start` to `end` in `source`. `in_phrase` tells that it stands on a line above a phrase: we take it
    for an address, Smail did not.
    """

    kind: str
    text: str
    target: str
    source: SourceFile
    start: int
    end: int
    in_phrase: bool = False

    @property
    def at(self) -> Span:
        """The place of the item."""
        return Span(self.source, self.start, self.end)


class AliasNode(msgspec.Struct, frozen=True, gc=False):
    """One entry of an lsearch database: key, raw trimmed value, and its targets.

    There can be millions, so places are kept as offsets in `source`: the entry from `start` to `end`, its key to
    `key_size` bytes on, its value from `value_start` to `end`; that is negative when there is no value. With
    `is_pattern` the key is a regular expression, without the quotes it stands in.
    """

    key: str
    value: str
    source: SourceFile
    start: int
    key_size: int
    value_start: int
    end: int
    targets: tuple[TargetNode, ...]
    is_pattern: bool = False

    @property
    def at(self) -> Span:
        """The place of the entry, from its key to the end of its value."""
        return Span(self.source, self.start, self.end)

    @property
    def key_at(self) -> Span:
        """The place of the key."""
        return Span(self.source, self.start, self.start + self.key_size)

    @property
    def value_at(self) -> Span | None:
        """The place of the value, None when it is empty."""
        return Span(self.source, self.value_start, self.end) if self.value_start >= 0 else None
