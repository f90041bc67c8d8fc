"""The steps in which an expansion comes about, and what makes it fail."""

from __future__ import annotations

import msgspec

from smail_compiler.text.diagnostic import Diagnostic


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step: what was asked (`kind` and `name`), its text, or the reason for having none.

    `kind` is variable, operator, home, condition, branch, lookup or item. Conditions give `true` or `false`.
    `column` counts from 1 in the string; `depth` is how many branches deep it stands; `address` is the number of the
    address, from 1, in a group that is repeated.
    """

    kind: str
    name: str
    value: str | None
    column: int
    depth: int = 0
    reason: str | None = None
    address: int | None = None


class Fault(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why there is no value: the category of the language, a sentence, and where in the string.

    `temporary` tells that the answer may come later, as when a file cannot be read for now.
    """

    category: str
    message: str
    column: int
    line: int = 1
    help: str | None = None
    temporary: bool = False


def mistake(found: Diagnostic, category: str) -> Fault:
    """A mistake of form as a fault; `category` if it has none of its own."""
    line, column = found.at.begin
    return Fault(found.category or category, found.message, column, line, found.help)
