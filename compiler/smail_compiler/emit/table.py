"""The compiler's back end on one page: a site becomes the bytes of its routing table.

The bytes depend on the configuration alone: paths are relative to the target, sections are sorted, and nothing of the
machine, the clock or the user is in them.
"""

from __future__ import annotations

from smail_compiler.emit.container import Part, assemble
from smail_compiler.emit.files import FileNumbers
from smail_compiler.emit.index import pack, pack_index
from smail_compiler.emit.kept import WRITER, kept_index, kept_indexes
from smail_compiler.emit.lower import compiled_data, lower
from smail_compiler.emit.places import source_map
from smail_compiler.emit.route_data import compiled_lookups, compiled_routes, route_rows
from smail_compiler.ir.program import AliasData, Site
from smail_compiler.text.source import bytes_of
from smail_runtime.table import Table, layout, records
from smail_runtime.table.pattern import PatternEntry


def emit(site: Site, old: Table | None = None) -> bytes:
    """The routing table of a site. Raises IndexTooLargeError for data beyond 4 GiB.

    What `old` holds of files that have not changed is taken over; the bytes are the same as without it.
    """
    files = FileNumbers(site.sources)
    known = kept_indexes(old, files)
    parts = [
        _records(layout.PROGRAM, lower(site)),
        _records(layout.SOURCE_MAP, source_map(site, files)),
        _records(layout.INPUTS, files.inputs()),
        _records(layout.WRITER, WRITER),
    ]
    for name, data in compiled_data(site).items():
        number = files.number(data.source)
        index = kept_index(known, name, data.source.path, number) or pack(data.entries.plain, number)
        parts.append(Part(name, layout.KIND_INDEX, index))
        if data.patterns:
            parts.append(Part(name, layout.KIND_PATTERNS, [records.encode(alias_patterns(data))]))
    for name, routes in compiled_routes(site).items():
        parts.append(Part(name, layout.KIND_INDEX, pack_index(route_rows(routes), files.number(routes.source))))
    for name, lookup in compiled_lookups(site).items():
        parts.append(Part(name, layout.KIND_INDEX, pack_index(route_rows(lookup), files.number(lookup.source))))
    return assemble(parts)


def alias_patterns(data: AliasData) -> tuple[PatternEntry, ...]:
    """The entries of a database whose keys are patterns, in their order."""
    return tuple(
        PatternEntry(one.pattern, data.source.line_of(one.entry.start), bytes_of(one.entry.value))
        for one in data.patterns
    )


def _records(name: str, value: object) -> Part:
    return Part(name, layout.KIND_RECORDS, [records.encode(value)])
