"""What is raised when a file is not a routing table that can be trusted."""

from __future__ import annotations

from smail_runtime.mail.text import printable

REMEDY = "run smail-compile again"


class TableError(Exception):
    """A table that cannot be used: foreign, damaged, cut short, too new or unreadable.

    Its text is one printable line: the file, what is wrong with it, and what to do.
    """

    def __init__(self, name: str, wrong: str) -> None:
        super().__init__(f"{printable(name)}: {wrong}; {REMEDY}")
        self.name = name
        self.wrong = wrong


class DamageError(Exception):
    """What the checks of single parts raise; the reader turns it into a TableError that names the file."""
