"""Sentences broken to the width of the terminal."""

from __future__ import annotations

from smail_lint.report.visible import width_of


def wrapped(text: str, width: int, indent: int) -> list[str]:
    """Break at blanks so that lines fit `width`; lines after the first start `indent` blanks in.

    A word that does not fit stands on a line of its own, whole; leading blanks of the text are kept.
    """
    lead = text[: len(text) - len(text.lstrip(" "))]
    lines: list[str] = []
    line, empty = lead, True
    for word in text[len(lead) :].split(" "):
        if not empty and width_of(line) + 1 + width_of(word) > max(width, indent + 20):
            lines.append(line)
            line, empty = " " * indent, True
        line = line + word if empty else f"{line} {word}"
        empty = False
    return [*lines, line]
