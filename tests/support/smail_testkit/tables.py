"""Small routing tables for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from smail_compiler.emit import container
from smail_compiler.emit.container import Part, assemble
from smail_compiler.emit.index import Row, pack_index
from smail_compiler.semantics.patterns import compiled
from smail_runtime.table import layout, records
from smail_runtime.table.expression import Text
from smail_runtime.table.pattern import Pattern, PatternEntry
from smail_runtime.table.program import Input, Program, SourcePlace, Variables
from smail_runtime.table.records import SourceMap

ROWS: tuple[Row, ...] = (
    (b"Postmaster", b"root", 3),
    (b"team", b"alice, bob,\n\tcarol@example.org", 4),
    (b"postmaster", b"nobody", 7),
    (b"empty", b"", 8),
)


PATTERNS: tuple[Row, ...] = (
    (b"t[ae]+m(-.*)?", b"early", 2),
    (b".*-request", b"bob", 5),
    (b"e.*y", b"late", 9),
)


def variables() -> Variables:
    """Config variables of a host that sets hardly anything."""
    return Variables(
        hostnames=("mail.example.org", "example.org"),
        more_hostnames=(),
        uucp_name=None,
        visible_domains=("example.org",),
        visible_name=None,
        postmaster_address="root",
        smail_lib_dir="/usr/lib/smail",
        spool_dirs=("/var/spool/smail",),
        nobody="nobody",
        auth_domains=(),
        smart_user=None,
        smart_path=None,
        smart_transport=None,
        max_hop_count=20,
        max_message_size=102400,
        smtp_banner=Text(("ready",)),
        received_field=None,
        return_path_field=None,
        message_id_field=None,
        date_field=None,
        from_field=None,
        smtp_accept_max=0,
        smtp_accept_queue=0,
        smtp_command_timeout=300,
        smtp_message_timeout=7200,
        smtp_info=True,
        error_copy_postmaster=False,
        queue_only=False,
        retry_interval=600,
        retry_duration=432000,
        resolve_timeout=259200,
        host_lock_timeout=30,
        spool_grade="C",
        switch_percent_and_bang=False,
    )


def program() -> Program:
    """A program without directors, routers and transports."""
    return Program(variables(), (), (), (), ())


def index_part(name: str, rows: Iterable[Row], file: int = 0) -> Part:
    """An index section."""
    return Part(name, layout.KIND_INDEX, pack_index(rows, file))


def record_part(name: str, value: object) -> Part:
    """A section of records."""
    return Part(name, layout.KIND_RECORDS, [records.encode(value)])


def pattern_part(name: str, rows: Iterable[Row]) -> Part:
    """A section of entries whose keys are patterns."""
    entries = []
    for key, value, line in rows:
        pattern = compiled(key.decode())
        assert isinstance(pattern, Pattern)
        entries.append(PatternEntry(pattern, line, value))
    return Part(name, layout.KIND_PATTERNS, [records.encode(tuple(entries))])


def small_table() -> bytes:
    """A whole table with one alias section, some of whose keys are patterns."""
    text = b"".join(key + b": " + value + b"\n" for key, value, _ in ROWS)
    source_map = SourceMap(("aliases",), (SourcePlace("director", "aliases", "", 0, 1, 1),))
    inputs = (Input("aliases", len(text), hashlib.sha256(text).digest()),)
    return assemble(
        [
            record_part(layout.PROGRAM, program()),
            record_part(layout.SOURCE_MAP, source_map),
            record_part(layout.INPUTS, inputs),
            index_part("aliases", ROWS),
            pattern_part("aliases", PATTERNS),
        ]
    )


def sealed(body: bytes) -> bytes:
    """The bytes with the digests that make them a whole: for damage that only later checks can see."""
    return container.sealed(body)
