"""A table of findings in Markdown, for the summaries of jobs and for tickets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.report.findings import Findings
from smail_lint.report.visible import printable
from smail_lint.report.wording import found_in_words
from smail_runtime.mail.wording import counted

_ROOM = 200  # bytes kept for the line that tells how many rows were left out
_MARKUP = re.compile(r"([\\`*_\[\]<>#~&|])")
_CODE = re.compile(r"(`[^`]*`)")


def markdown(findings: Findings, limit: int | None = None) -> str:
    """A heading, what was found in words, and a row each, gravest first.

    Beyond `limit` bytes rows are left out, and a line tells how many.
    """
    head = f"## smail-check\n\n{found_in_words(findings)}\n"
    if not findings.found:
        return head
    head += "\n| severity | rule | place | finding |\n|---|---|---|---|\n"
    rows = [_row(one) for one in sorted(findings.found, key=lambda one: one.severity)]
    shown = rows if limit is None else list(_within(rows, limit - len(head.encode()) - _ROOM))
    left = len(rows) - len(shown)
    more = f"\n{counted(left, 'more finding')} did not fit here.\n" if left else ""
    return f"{head}{''.join(shown)}{more}"


def _within(rows: list[str], room: int) -> Iterator[str]:
    for row in rows:
        room -= len(row.encode())
        if room < 0:
            return
        yield row


def _row(one: Diagnostic) -> str:
    line, column = one.at.begin
    place = plain(f"{one.at.source.path}:{line}:{column}")
    return f"| {one.severity.word} | {one.kind.code} {one.kind.name} | {place} | {phrase(one.message)} |\n"


def phrase(text: str) -> str:
    """A sentence in which backquotes mark code; nothing else in it is Markdown or HTML."""
    if "``" in text or text.count("`") % 2:
        return plain(text)
    parts = _CODE.split(printable(text))
    return "".join(_code(part) if part.startswith("`") else plain(part) for part in parts)


def plain(text: str) -> str:
    """Text that shows as it stands."""
    return _MARKUP.sub(r"\\\1", printable(text))


def _code(text: str) -> str:
    return text.replace("|", "\\|")
