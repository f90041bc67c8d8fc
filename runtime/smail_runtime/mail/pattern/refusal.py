"""How the readers of a pattern give up; it never leaves this room."""

from __future__ import annotations

from smail_runtime.mail.pattern.tree import PatternError


class Refused(Exception):  # noqa: N818 - no error of the program: the reader's own way out
    """The pattern cannot be taken; `why` says what is told."""

    def __init__(self, message: str, start: int, end: int, help: str, *, too_large: bool = False) -> None:
        super().__init__(message)
        self.why = PatternError(message, start, end, help, too_large)
