"""The record that describes one variable or attribute."""

from __future__ import annotations

import enum

import msgspec

Scalar = str | int | float | bool | None


class FileKind(enum.Enum):
    """Which file a setting belongs to."""

    CONFIG = "config"
    DIRECTOR = "director"
    ROUTER = "router"
    TRANSPORT = "transport"


class ValueType(enum.Enum):
    """How the text of a value is read (reference semantics, section 5)."""

    BOOLEAN = "boolean"
    STRING = "string"
    CHARACTER = "character"
    INTEGER = "integer"
    MODE = "mode"
    INTERVAL = "interval"
    DOUBLE = "double"
    HEADER = "header"  # remove_header and its kin: any form, accumulating
    READ_ONLY = "read-only"


class Sink(enum.Enum):
    """What an expanded value ends in, for taint analysis."""

    NONE = "none"
    PATH = "path"
    COMMAND = "command"
    HEADER = "header"
    ADDRESS = "address"


class Attribute(msgspec.Struct, frozen=True, omit_defaults=True):
    """One setting: who owns it, what values it takes, what they are for.

    `driver` is None for config variables and generic attributes. `name` is the canonical spelling, `spellings` all
    others. `default` is the typed 3.2 default (intervals in seconds, modes and numbers as int), None when unset.
    `separator` is the list separator. `expanded` is None where the manual does not say. `status` is None,
    `deprecated` or `unimplemented`; `replacement` names what to use instead. `since` and `until` are dialects.
    `bits` is the size to which a number is cut. `resettable` is False where even the form `-name` is refused.
    `minimum` and `maximum` bound the values that make sense, in the unit of `default`; `special` are values outside
    with a meaning of their own (0 for no limit); `reason` says where the bounds come from. A string with bounds is
    bounded when it is all digits. `example` is a value for manuals, after quoting, where the default shows nothing.
    `old_default` is the 3.1 default where that is another, `new_spellings` are those that came with 3.2.
    """

    kind: FileKind
    driver: str | None
    name: str
    type: ValueType
    default: Scalar = None
    spellings: tuple[str, ...] = ()
    separator: str | None = None
    expanded: bool | None = False
    sink: Sink = Sink.NONE
    value_kind: str = "other"
    meaning: str = ""
    notes: str | None = None
    enum: tuple[str, ...] = ()
    required: bool = False
    repeatable: bool = False
    implies: tuple[str, ...] = ()
    relative_to: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    replacement: str | None = None
    verified: bool = True
    bits: int = 32
    resettable: bool = True
    minimum: int | float | None = None
    maximum: int | float | None = None
    special: tuple[int, ...] = ()
    reason: str | None = None
    example: str | None = None
    old_default: Scalar | msgspec.UnsetType = msgspec.UNSET
    new_spellings: tuple[str, ...] = ()

    @property
    def as_of_old(self) -> Attribute:
        """The setting as the older edition has it: itself where nothing is different."""
        if self.old_default is msgspec.UNSET:
            return self
        return msgspec.structs.replace(self, default=self.old_default)
