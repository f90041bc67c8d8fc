"""The compiler on one page: a directory of text becomes a typed program, and that a routing table."""

from __future__ import annotations

from pathlib import Path

import msgspec

from smail_compiler.ir.program import Site
from smail_compiler.text.diagnostic import Diagnostic


class Loaded(msgspec.Struct, frozen=True):
    """What a configuration gives: the program as far as it was understood, and everything that is wrong with it."""

    site: Site
    diagnostics: tuple[Diagnostic, ...]


class UnreadableError(Exception):
    """The target itself cannot be read; the message says what and why."""


def load(target: Path) -> Loaded:
    """Read and type the configuration at `target`, a directory or a `config` file.

    Raises UnreadableError when there is nothing to read there.
    """
    raise UnreadableError(f"{target}: the front end is not joined yet")
