"""The section directory: read from the bytes of a table, every number checked before it is used."""

from __future__ import annotations

from smail_runtime.table import layout
from smail_runtime.table.blocks import Blocks, Buffer
from smail_runtime.table.errors import DamageError
from smail_runtime.table.layout import Section


def read_directory(data: Buffer, blocks: Blocks) -> tuple[Section, ...]:
    """All sections of a table whose sizes and version are known to be right. Raises DamageError."""
    _, _, _, count, _, last, length = layout.HEADER.unpack_from(data, 0)
    at, end = layout.HEADER.size, layout.HEADER.size + length
    blocks.need(0, min(end, last))
    if end > last or count > layout.MOST_SECTIONS:
        raise DamageError("its section directory does not fit into the file")
    found = []
    for _ in range(count):
        section, at = _read_section(data, at, end)
        if section.offset < end or section.offset + section.length > last:
            raise DamageError(f"section {section.name!r} lies outside the file")
        found.append(section)
    _refuse_repeats(found)
    return tuple(found)


def _read_section(data: Buffer, at: int, end: int) -> tuple[Section, int]:
    name_at = at + layout.SECTION.size
    if name_at > end:
        raise DamageError("its section directory is cut short")
    offset, length, kind, name_length, _ = layout.SECTION.unpack_from(data, at)
    if name_at + name_length > end:
        raise DamageError("its section directory is cut short")
    name = data[name_at : name_at + name_length].decode("utf-8", "surrogateescape")
    return Section(name, kind, offset, length), layout.aligned(name_at + name_length)


def _refuse_repeats(found: list[Section]) -> None:
    if len({(one.kind, one.name) for one in found}) != len(found):
        raise DamageError("two of its sections have the same name")
