"""Files of the protocol `dbm`, read with what Python has for them and written out as text.

A database is several files or one, as its library likes: `aliases.pag` and `aliases.dir`, `aliases.db`, or `aliases`
itself. Its text has an entry a line, in the order of the keys, so that the same entries give the same table wherever
and by whatever library they were stored. It is `derived`: findings show it, nobody repairs it.

Smail puts a key into small letters and adds a NUL before it asks (reference, section 15), so an entry with another
key is never found, and has no place in the text.
"""

from __future__ import annotations

import dbm
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from smail_compiler.semantics import kinds
from smail_compiler.semantics.tree import LARGEST_FILE, Opened, State, Tree
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile
from smail_runtime.mail.text import printable

_ENDINGS = (".pag", ".dir", ".db", ".dat", "")
_LINES = re.compile(rb"[ \t]*\n[ \t]*")
_BARRED = re.compile(rb'[\s:\0]|^["#]|^$')
_DAMAGE = (OSError, ValueError, SyntaxError, KeyError, TypeError, *dbm.error)


def open_dbm(tree: Tree, name: str) -> Opened:
    """The text of a database; UNREADABLE, without a finding, when this Python cannot read what is there."""
    path = tree.locate(name)
    if path is None:
        return Opened(State.OUTSIDE, SourceFile(name, b""))
    for ending in _ENDINGS:
        tree.disk.note(tree.real(path + ending), LARGEST_FILE)
    files = [path + ending for ending in _ENDINGS if Path(tree.real(path + ending)).is_file()]
    if not files:
        return Opened(State.MISSING, SourceFile(path, b""))
    try:
        before = _states(tree, files)
        stored = _stored(tree.real(path))
        changed = before != _states(tree, files)
    except _DAMAGE:
        return Opened(State.UNREADABLE, SourceFile(files[0], b"", derived=True))
    if changed:
        source = SourceFile(files[0], b"", derived=True)
        return Opened(State.UNREADABLE, source, (_changed(source),))
    return _written(files[0], stored)


def _states(tree: Tree, files: Iterable[str]) -> list[tuple[int, int, int]]:
    """What differs when the files are written to; one that is too large is refused as damaged."""
    told = [Path(tree.real(one)).stat() for one in files]
    if any(one.st_size > LARGEST_FILE for one in told):
        raise ValueError("too large")
    return [(one.st_size, one.st_mtime_ns, one.st_ctime_ns) for one in told]


def _stored(path: str) -> list[tuple[bytes, bytes]]:
    with dbm.open(path, "r") as database:
        keys = [one.encode() if isinstance(one, str) else one for one in database.keys()]  # noqa: SIM118  (no dict)
        return sorted((key, database[key]) for key in keys)


def _written(path: str, stored: Iterable[tuple[bytes, bytes]]) -> Opened:
    lines: list[bytes] = []
    lost: list[bytes] = []
    for key, value in stored:
        if key.endswith(b"\0") and key == key.lower() and not _BARRED.search(key[:-1]):
            lines.append(key[:-1] + b": " + _LINES.sub(b" ", value.removesuffix(b"\0").strip()) + b"\n")
        else:
            lost.append(key)
    source = SourceFile(path, b"".join(lines), derived=True)
    return Opened(State.READ, source, tuple(_never_found(source, lost)))


def _never_found(source: SourceFile, lost: list[bytes]) -> Iterator[Diagnostic]:
    """One finding about all entries that no look-up reaches."""
    if lost:
        first, many = lost[0], len(lost) - 1
        yield Diagnostic(
            kinds.KEY_NEVER_FOUND,
            f"no look-up finds `{printable(first.rstrip(bytes(1)))}`" + (f" (and {many} more)" if many else ""),
            source.span(0),
            notes=(_why(first),),
            help="make the database again with keys in small letters, as `mkaliases` and `mkdbm` write them",
        )


def _why(key: bytes) -> str:
    if not key.endswith(b"\0"):
        return "the key has no NUL at its end, and look-ups ask with one"
    return "look-ups ask in small letters" if key != key.lower() else "no name has such signs"


def _changed(source: SourceFile) -> Diagnostic:
    message = f"`{source.path}` changed while it was read"
    return Diagnostic(kinds.UNREADABLE_FILE, message, source.span(0), help="run again when nobody writes to it")
