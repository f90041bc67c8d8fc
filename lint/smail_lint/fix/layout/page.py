"""The page being written: lines of settings, and the comments beside and between them."""

from __future__ import annotations

import msgspec

WIDTH = 78
_ASIDE = 2  # blanks at least between a setting and the comment behind it


class Comment(msgspec.Struct, frozen=True):
    """A comment as it was found: its text with the `#`, the column it began in (from 0), the line ends before it.

    No line end means that it stands behind something; two and more, that there is an empty line above it.
    """

    text: str
    column: int
    line_ends: int


def width(text: str) -> int:
    """How many columns the last line of a text takes; tabs stop every eight, bytes above 127 are mostly UTF-8."""
    last = text[text.rfind("\n") + 1 :].expandtabs()
    return len(last) if last.isascii() else len(last.encode("latin-1").decode("utf-8", "replace"))


class Page:
    """Lines in the order in which they are written; a line may hold line ends of a value copied whole."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._commented = False

    def line(self, text: str) -> None:
        """A new line."""
        self._lines.append(text)
        self._commented = False

    def space(self, line_ends: int) -> None:
        """An empty line where there was at least one, but not at the top."""
        if line_ends > 1 and self._lines:
            self.line("")

    def copy(self, text: str) -> None:
        """Text as it is, to which only its last line end may be added."""
        if text:
            self.line(text.removesuffix("\n"))

    def fits(self, text: str) -> bool:
        """Whether a text, behind a blank, may join the last line."""
        last = self._lines[-1]
        return not self._commented and "\n" not in last + text and width(last) + 1 + width(text) <= WIDTH

    def join(self, text: str) -> None:
        """More text on the last line, behind a blank."""
        self._lines[-1] += f" {text}"

    def comment(self, comment: Comment, indent: int) -> None:
        """A comment where it stood: behind the last line, or on its own, in column 1 or indented."""
        if comment.line_ends == 0 and self._lines and not self._commented:
            self._lines[-1] += self._aside(comment) + comment.text
        else:
            self.space(comment.line_ends)
            self.line(" " * (indent if comment.column else 0) + comment.text)
        self._commented = True

    def _aside(self, comment: Comment) -> str:
        """The blanks that put a comment back into its column, if it fits there."""
        end = width(self._lines[-1]) + _ASIDE
        column = comment.column if comment.column + width(comment.text) <= WIDTH else end
        return " " * (_ASIDE + max(0, column - end))

    def text(self) -> str:
        """Everything, each line with its end."""
        return "".join(f"{line}\n" for line in self._lines)
