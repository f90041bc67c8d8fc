"""What a question read, as a digest: equal digests mean that it would read the same again.

Entries and settings count by their text, not by where they stand, so that a comment above them changes nothing;
who looks at places or at what is around finds them in the text of the file, which is a reading of its own. In a file
with faults of form or type, where entries may not be what they look like, everything counts by the whole text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile, Span, TableSource
from smail_lint.facts import notes

Data = object  # what msgspec can write
_TABLES = ("directors", "routers", "transports")


class Values:
    """The values that questions about one site read, each as the digest of it."""

    def __init__(
        self, site: Site, diagnostics: tuple[Diagnostic, ...], parameters: Mapping[tuple[str, str], int]
    ) -> None:
        self._site = site
        self._diagnostics = diagnostics
        self._parameters = parameters
        self._faulty = {one.at.source.path for one in diagnostics if one.category is not None}
        self.digest = cache(self._digest)

    def _digest(self, read: str) -> bytes | None:
        """The digest of what was read; None for what no two runs are sure to read alike."""
        try:
            data = self._data(read)
            return None if data is None else hashlib.sha256(msgspec.msgpack.encode((read, data))).digest()
        except ValueError:  # a text that is no UTF-8
            return None

    def _data(self, read: str) -> Data:
        for word, find in (
            (notes.SETTING, self._setting_named),
            (notes.VALUE, self._value),
            (notes.NUMBER, self._number),
            (notes.TEXT, self._text),
        ):
            if read.startswith(word):
                return find(read.removeprefix(word))
        return self._entries(read) if read in _TABLES else _FIELDS[read](self) if read in _FIELDS else None

    def _edition(self) -> Data:
        one = self._site.dialect
        return (one.name, one.settled)

    def _value(self, name: str) -> Data:
        setting = self._site.variables.get(name)
        return () if setting is None else (setting.value,)

    def _setting_named(self, name: str) -> Data:
        setting = self._site.variables.get(name)
        return () if setting is None else (self._edition(), self._setting(setting))

    def variables(self) -> Data:
        """All settings of the config files."""
        return (self._edition(), [(name, self._setting(one)) for name, one in self._site.variables.items()])

    def _setting(self, one: Setting) -> Data:
        parts = [(part.value, self._place(part.at)) for part in one.origins]
        return (one.fact.name, one.spelled, one.value, self._place(one.at), parts)

    def _number(self, key: str) -> Data:
        code, _, name = key.partition(" ")
        return (self._parameters.get((code, name)),)

    def _text(self, path: str) -> Data:
        return [_identity(one) for one in self._site.sources if one.path == path] or None

    def _entries(self, table: str) -> Data:
        entries: tuple[Entry, ...] = getattr(self._site, table)
        return (self._edition(), [self._entry(one) for one in entries])

    def _entry(self, one: Entry) -> Data:
        rows = [(row.host, row.low, row.high, row.transport, self._place(row.at)) for row in one.methods]
        broken = one.node is not None and one.node.broken
        return (one.kind.value, one.name, one.driver, one.known, broken, self._place(one.span), rows)

    def _place(self, at: Span | None) -> Data:
        """The text of a place in a file that is read by entries; elsewhere the place, too."""
        if at is None:
            return None
        source = at.source
        if isinstance(source, TableSource) and source.path not in self._faulty:
            return (source.path, source.data[at.start : at.end])
        return (_identity(source), at.start, at.end)

    def written(self) -> Data:
        """The settings of the config files as they stand there."""
        return (self._edition(), [(one.name, self._place(one.at)) for one in self._site.written])

    def rows(self) -> Data:
        """The retry file."""
        rows = self._site.retry
        return [(row.domains, row.interval, row.duration, row.first, row.limit, _whole(row.at)) for row in rows]

    def directory(self) -> Data:
        """The name of the directory."""
        return (self._site.directory,)

    def machine(self) -> Data:
        """The machine: answers about a known one are not kept."""
        return ()

    def qualify(self) -> Data:
        """The qualify file."""
        return [(row.host, row.domain, _whole(row.at)) for row in self._site.qualify]

    def dialect(self) -> Data:
        """The dialect, and what shows it."""
        one = self._site.dialect
        return (one.name, one.reason, one.settled, _whole(one.at))

    def aliases(self) -> Data:
        """The alias files that are compiled."""
        return [(name, one.director, _identity(one.source)) for name, one in self._site.aliases.items()]

    def routes(self) -> Data:
        """The databases of routers; how one is read its router says."""
        return (
            self._entries("routers"),
            [(name, one.router, _identity(one.source)) for name, one in self._site.routes.items()],
        )

    def lookups(self) -> Data:
        """The files of look-ups."""
        return [(one.proto, one.file, _identity(one.source)) for one in self._site.lookups]

    def lists(self) -> Data:
        """The list files."""
        return [(one.path, _identity(one.source)) for one in self._site.lists]

    def searched(self) -> Data:
        """The files that are searched when mail comes."""
        return [(name, _identity(one)) for name, one in self._site.searched.items()]

    def sources(self) -> Data:
        """All files."""
        return [_identity(one) for one in self._site.sources]

    def incomplete(self) -> Data:
        """The tables that are not whole."""
        return sorted(self._site.incomplete)

    def diagnostics(self) -> Data:
        """What the front end said."""
        return [_told(one) for one in self._diagnostics]


_FIELDS: Mapping[str, Callable[[Values], Data]] = MappingProxyType(
    {
        notes.VARIABLES: Values.variables,
        notes.DIAGNOSTICS: Values.diagnostics,
        notes.MACHINE: Values.machine,
        notes.NAME_OF_DIRECTORY: Values.directory,
        "written": Values.written,
        "retry": Values.rows,
        "qualify": Values.qualify,
        "dialect": Values.dialect,
        "aliases": Values.aliases,
        "routes": Values.routes,
        "lookups": Values.lookups,
        "lists": Values.lists,
        "searched": Values.searched,
        "sources": Values.sources,
        "incomplete": Values.incomplete,
    }
)


def _identity(source: SourceFile) -> Data:
    """A file by its path and its bytes."""
    return (source.path, source.derived, source.digest)


def _whole(at: Span | None) -> Data:
    """A place, with the file that it is in."""
    return None if at is None else (_identity(at.source), at.start, at.end)


def _told(one: Diagnostic) -> Data:
    places: Iterable[tuple[str, Span]] = (
        ("", one.at),
        *((label.message, label.at) for label in (*one.labels, *one.flow)),
        *((edit.text, edit.at) for edit in (one.fix.edits if one.fix else ())),
    )
    fix = None if one.fix is None else (one.fix.message, one.fix.safety)
    told = (one.kind, one.message, len(one.labels), one.notes, one.help, one.witness, one.category, fix)
    return (told, [(text, _whole(at)) for text, at in places])
