"""A mistake in a file that tells a command how to work: one line and exit code 2, without the synopsis of options."""

from __future__ import annotations

from typing import IO, Any

import click

from smail_lint.report.ending import USAGE, complain

NAME = "smail-check"


class Refusal(click.ClickException):
    """The message is one line with the place of the mistake and what to do."""

    exit_code = USAGE

    def show(self, file: IO[Any] | None = None) -> None:
        """Say so on standard error."""
        complain(NAME, self.message)
