"""The TARGET of a question: a configuration directory, a config file, or a compiled table."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from smail_compiler.emit.table import emit
from smail_compiler.ir.program import Site
from smail_compiler.pipeline import UnreadableError, load
from smail_compiler.text.diagnostic import Severity
from smail_lint.report.ending import complain
from smail_runtime.mail.wording import counted
from smail_runtime.table import open_bytes, open_table
from smail_runtime.table.errors import TableError
from smail_runtime.table.layout import MAGIC
from smail_runtime.table.reader import Table

REMEDY = "give a directory that holds config, directors, routers and transports, a config file, or a compiled table"


class TargetError(Exception):
    """The target cannot be read; the message says why in one line."""


class Opened(msgspec.Struct, frozen=True):
    """A table in memory. `directory` is where a configuration was read, None for a compiled table.

    `errors` counts what the front end found wrong: entries it did not understand are missing from the table.
    `site` is the program of a configuration.
    """

    table: Table
    directory: str | None
    errors: int = 0
    site: Site | None = None


def opened(target: Path, dialect: str | None = None) -> Opened:
    """The table that stands at `target` or is made of it; `dialect` overrides what files declare.

    Raises TargetError.
    """
    try:
        if is_table(target):
            if dialect is not None:
                raise TargetError(f"{target} is a compiled table: --dialect came too late to change how it was read")
            return Opened(open_table(target), None)
        loaded = load(target, dialect)
        errors = sum(one.severity is Severity.ERROR for one in loaded.diagnostics)
        return Opened(open_bytes(emit(loaded.site), str(target)), loaded.site.directory, errors, loaded.site)
    except (UnreadableError, TableError) as problem:
        raise TargetError(f"{problem}; {REMEDY}") from None


def opened_site(name: str, target: Path, dialect: str | None) -> Opened:
    """A configuration, with a word of the command `name` about its errors, or of no file. Raises TargetError."""
    site = opened(target, dialect)
    if site.errors:
        many = counted(site.errors, "error")
        complain(name, f"{many} in {target} (see smail-check); what they touch is left out")
    elif site.site is not None and not site.site.sources:
        complain(name, nothing_in(target))
    return site


def nothing_in(target: Path) -> str:
    """What is said of a directory in which no file of a configuration is."""
    return f"{target} holds no file of a configuration: only what is built in counts"


def _without_waiting(path: str, flags: int) -> int:
    """Open a file, and a pipe without a writer too."""
    return os.open(path, flags | os.O_NONBLOCK)


def is_table(target: Path) -> bool:
    """Whether a file begins as a compiled table does."""
    try:
        with open(target, "rb", opener=_without_waiting) as file:
            return file.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError):
        return False
