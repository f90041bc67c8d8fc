"""XML written line by line: whatever a file or a message holds, the document stays well formed."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from smail_lint.report.visible import printable

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def tag(element: str, /, *, closed: bool = False, **attributes: str | int) -> str:
    """A start tag, or an empty element if `closed`; characters that XML has no place for are shown as escapes."""
    written = "".join(f" {key}={quoteattr(printable(str(value)))}" for key, value in attributes.items())
    return f"<{element}{written}{'/' if closed else ''}>"


def text(content: str) -> str:
    """Character data; newlines stay."""
    return escape("\n".join(map(printable, content.split("\n"))))
