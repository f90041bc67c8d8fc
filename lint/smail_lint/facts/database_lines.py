"""The lines of text databases that are searched by binary search (reference semantics, section 15)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from smail_compiler.ir.program import Site
from smail_compiler.semantics.routes import proto_of
from smail_compiler.text.source import SourceFile, Span

_LINE = re.compile(rb"([^: \t\n\v\f\r]*)([^\n]*)\n?")


class Line(msgspec.Struct, frozen=True):
    """A line with its key in small letters, empty for a line that begins with a blank or a colon, or is empty."""

    key: bytes
    at: Span
    text: bytes

    @property
    def is_comment(self) -> bool:
        """Whether it was meant as a comment."""
        return self.text.lstrip().startswith(b"#")


def alias_files(site: Site) -> Iterator[SourceFile]:
    """The alias files of proto bsearch, each once."""
    for one in site.directors:
        if one.name in site.searched and one.value("proto", private=True) == "bsearch":
            yield site.searched[one.name]


def route_files(site: Site) -> Iterator[SourceFile]:
    """The databases of routers of proto bsearch."""
    for one in site.routers:
        if one.name in site.routes and proto_of(one) == "bsearch":
            yield site.routes[one.name].source


def lines(source: SourceFile) -> Iterator[Line]:
    """All lines of a file."""
    for found in _LINE.finditer(source.data):
        if found[0]:
            end = found.end(2) if found[2] else found.end(1)
            yield Line(found[1].lower(), source.span(found.start(), end), found[1] + found[2])


def unsorted(source: SourceFile) -> tuple[Line, Line] | None:
    """The line in front of the first that is out of order, and that one; only lines with keys count."""
    keyed = (one for one in lines(source) if one.key and not one.is_comment)
    return next(((one, two) for one, two in pairwise(keyed) if two.key < one.key), None)


def repeated(source: SourceFile) -> Iterator[tuple[Line, Line]]:
    """Lines whose key stood on a line above, and that line."""
    first: dict[bytes, Line] = {}
    for one in lines(source):
        if one.key and not one.is_comment and (earlier := first.setdefault(one.key, one)) is not one:
            yield one, earlier


def in_order(source: SourceFile) -> str | None:
    """The text with its lines in order of the keys, equal ones as they stood; None if comments or blanks hinder."""
    found = list(lines(source))
    if any(not one.key or one.is_comment for one in found) or b"\r" in source.data:
        return None
    ordered = sorted(found, key=lambda one: one.key)
    return b"".join(one.text + b"\n" for one in ordered).decode("utf-8", "surrogateescape")
