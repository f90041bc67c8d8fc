"""Sections put together: header, directory, aligned sections, digests."""

from __future__ import annotations

import hashlib

import msgspec

from smail_compiler.text.source import bytes_of
from smail_runtime.table import layout


class Part(msgspec.Struct, frozen=True):
    """A section to be written, its bytes in pieces; `kind` is one of the kinds of the layout."""

    name: str
    kind: int
    pieces: list[bytes]


def assemble(parts: list[Part]) -> bytes:
    """The bytes of a table that holds the parts, sorted by kind and name."""
    parts = sorted(parts, key=lambda part: (part.kind, bytes_of(part.name)))
    directory = sum(layout.aligned(layout.SECTION.size + len(bytes_of(part.name))) for part in parts)
    at = layout.HEADER.size + directory
    lines: list[bytes] = []
    bodies: list[bytes] = []
    for part in parts:
        name, length = bytes_of(part.name), sum(map(len, part.pieces))
        line = layout.SECTION.pack(at, length, part.kind, len(name), 0) + name
        lines += (line, _padding(len(line)))
        bodies += part.pieces
        bodies.append(_padding(length))
        at += layout.aligned(length)
    whole = at + (layout.blocks_of(at) + 1) * layout.DIGEST_SIZE
    version = (layout.FORMAT_VERSION, layout.READER_NEEDED)
    header = layout.HEADER.pack(layout.MAGIC, *version, len(parts), whole, at, directory)
    return sealed(b"".join([header, *lines, *bodies]))


def sealed(body: bytes) -> bytes:
    """A body, the digests of its blocks, and their digest."""
    with memoryview(body) as view:
        blocks = (view[at : at + layout.BLOCK] for at in range(0, len(body), layout.BLOCK))
        digests = b"".join(hashlib.sha256(block).digest() for block in blocks)
    return b"".join((body, digests, hashlib.sha256(digests).digest()))


def _padding(length: int) -> bytes:
    return bytes(layout.aligned(length) - length)
