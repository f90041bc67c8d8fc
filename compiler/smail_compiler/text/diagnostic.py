"""Diagnostics: what is wrong, where, why it matters and what to do next.

A user's mistake is a value of this type and never an exception. Compiler and linter both return it; rendering and
selection are elsewhere.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

import msgspec

from smail_compiler.text.source import Span


class Severity(enum.IntEnum):
    """How much a finding matters; a lower number is graver."""

    ERROR = 0
    WARNING = 1
    INFO = 2
    STYLE = 3

    @property
    def word(self) -> str:
        """The name used in output and options."""
        return self.name.lower()


class Kind(msgspec.Struct, frozen=True):
    """The identity of a finding: constants of this type stand beside the code that reports them."""

    code: str
    name: str
    severity: Severity


class Label(msgspec.Struct, frozen=True):
    """A second place that takes part in a finding, and what it does there."""

    at: Span
    message: str


def labelled(at: Span | None, message: str) -> tuple[Label, ...]:
    """The label of a place; none for what is built in and has no place."""
    return () if at is None else (Label(at, message),)


class Edit(msgspec.Struct, frozen=True):
    """Replace the bytes of a span by `text`."""

    at: Span
    text: str


class Fix(msgspec.Struct, frozen=True):
    """A repair: what it does, how far it can be trusted (`safe`, `unsafe` or `show`), and its edits."""

    message: str
    safety: str
    edits: tuple[Edit, ...]


class Diagnostic(msgspec.Struct, frozen=True):
    """One finding. `message` is one sentence in the user's words without a final full stop.

    `category` is the name from section 23 of the reference semantics for syntax and typing errors; `witness` is an
    input that shows the finding to be true; `flow` is the way of data from where it comes in to where it does harm.
    """

    kind: Kind
    message: str
    at: Span
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    help: str | None = None
    witness: str | None = None
    category: str | None = None
    fix: Fix | None = None
    flow: tuple[Label, ...] = ()

    @property
    def severity(self) -> Severity:
        """The severity of its kind."""
        return self.kind.severity


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The one sort order: file, position, severity, code, message; exact repeats dropped."""
    unique = {(d.at.source.path, d.at.start, d.severity, d.kind.code, d.message): d for d in found}
    return [unique[key] for key in sorted(unique)]


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error."""
    return any(d.severity is Severity.ERROR for d in found)
