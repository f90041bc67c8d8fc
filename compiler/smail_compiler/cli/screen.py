"""The findings on standard error, as smail-check shows them, for the screen that is there."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from smail_compiler.cli.earlier import Screen
from smail_compiler.text.diagnostic import Severity

if TYPE_CHECKING:
    from smail_lint.report.findings import Findings

PIPE_WIDTH = 80


def screen(*, quiet: bool) -> Screen:
    """What findings are shown on."""
    from smail_lint.report.paint import wants_colour

    terminal = sys.stderr.isatty()
    width = shutil.get_terminal_size().columns if terminal else PIPE_WIDTH
    return Screen(quiet, width, wants_colour(terminal, os.environ))


def shown(findings: Findings, on: Screen) -> bytes:
    """The text for the screen: nothing when there is nothing to tell."""
    from smail_lint.report.findings import Findings
    from smail_lint.report.formats import MOST_ALIKE
    from smail_lint.report.full import full
    from smail_lint.report.paint import Paint

    level = Severity.ERROR if on.quiet else Severity.STYLE
    told = Findings(tuple(one for one in findings.found if one.severity <= level), findings.files)
    text = full(told, on.width, Paint(on.colour), MOST_ALIKE) if told.found else ""
    return text.encode("utf-8", "backslashreplace")


def put(text: bytes) -> None:
    """Put it on standard error."""
    if text:
        sys.stderr.buffer.write(text)
        sys.stderr.buffer.flush()
