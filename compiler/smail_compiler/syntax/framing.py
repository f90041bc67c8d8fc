"""A value under the expansion parsers: its text, and the place in the file of every position of it."""

from __future__ import annotations

from smail_compiler.text.source import SourceFile, Span, bytes_of


class Frame:
    """Positions in a value to places in a file; a built-in value is its own file."""

    def __init__(self, value: str, offsets: tuple[int, ...], source: SourceFile | None) -> None:
        self.value = value
        self._offsets = offsets
        self._source = source if source is not None else SourceFile("(built-in)", bytes_of(value))
        if source is None or len(offsets) <= len(value):
            self._offsets = tuple(_byte_offsets(value))

    def span(self, start: int, end: int) -> Span:
        """The place of `value[start:end]`."""
        return Span(self._source, self._offsets[start], max(self._offsets[start], self._offsets[end]))

    def unprotected(self, at: int) -> bool:
        """Whether a backslash stands before this character in the file, and quoting has used it up."""
        offset = self._offsets[at]
        return self._source.data[offset : offset + 2] == b"\\" + bytes_of(self.value[at])


def _byte_offsets(value: str) -> list[int]:
    """Where the bytes of each character begin, and the end."""
    offsets = [0]
    for character in value:
        offsets.append(offsets[-1] + len(bytes_of(character)))
    return offsets
