"""Opening and reading a routing table.

`open_table` maps the file read-only and checks magic, version, sizes, the list of digests, directory and index
headers; everything else is checked against its digest when it is first used, a small table at once. A table is never
changed in place (`smail-compile` renames a new one over it), so what was checked stays true while it is open.
"""

from __future__ import annotations

import mmap
import os
import stat
from collections.abc import Iterator
from functools import cached_property
from types import TracebackType
from typing import TypeVar

import msgspec

from smail_runtime.table import layout, records
from smail_runtime.table.base import Place
from smail_runtime.table.blocks import Blocks, Buffer
from smail_runtime.table.directory import read_directory
from smail_runtime.table.errors import DamageError, TableError
from smail_runtime.table.index import Index, finder
from smail_runtime.table.pattern import PatternEntry
from smail_runtime.table.program import Input, Program
from smail_runtime.table.records import SourceMap

T = TypeVar("T")

CHECKED_AT_ONCE = 1 << 20
"""Bytes up to which a table is checked as a whole when it is opened: that takes less than a millisecond."""


class Table:
    """A routing table. `digest` names its contents, in hexadecimal. Threads may share one.

    Whatever reads data raises TableError when that is damaged; `verify` tells beforehand.
    """

    def __init__(self, data: Buffer, name: str) -> None:
        """Check `data`; `name` is the file named in messages. Raises TableError."""
        self._data = data
        self._name = name
        try:
            self._blocks = _checked(data)
            sections = read_directory(data, self._blocks)
            self._records = {one.name: one for one in sections if one.kind == layout.KIND_RECORDS}
            self._indexes = {
                one.name: Index(data, one, self._blocks) for one in sections if one.kind == layout.KIND_INDEX
            }
        except DamageError as wrong:
            raise TableError(name, str(wrong)) from None
        self._find = {name: finder(index) for name, index in self._indexes.items()}
        self._patterns = {one.name: one for one in sections if one.kind == layout.KIND_PATTERNS}
        self._fitted: dict[str, tuple[PatternEntry, ...]] = {}
        self.digest = data[-layout.DIGEST_SIZE :].hex()

    def verify(self) -> None:
        """Check all of it. Raises TableError."""
        try:
            self._blocks.need(0, len(self._data))
        except DamageError as wrong:
            raise TableError(self._name, str(wrong)) from None

    @property
    def sections(self) -> tuple[str, ...]:
        """The names of the sections that `lookup` takes, sorted."""
        return tuple(sorted(self._indexes))

    def lookup(self, section: str, key: bytes) -> bytes | None:
        """The value of a key, case ignored, None when absent. Raises KeyError for a section that does not exist."""
        try:
            return self._find[section](key)
        except DamageError as wrong:
            raise TableError(self._name, str(wrong)) from None

    def line(self, section: str, key: bytes) -> int | None:
        """The line of the source file that a key stands on, None when absent. Raises KeyError like `lookup`."""
        try:
            return self._indexes[section].line(key)
        except DamageError as wrong:
            raise TableError(self._name, str(wrong)) from None

    def patterns(self, section: str) -> tuple[PatternEntry, ...]:
        """The entries of a section whose keys are patterns, in the order of the source; most sections have none."""
        if section not in self._patterns:
            return ()
        if section not in self._fitted:
            self._fitted[section] = self._decoded(self._patterns[section], tuple[PatternEntry, ...])
        return self._fitted[section]

    def file(self, section: str) -> str:
        """The source file of a section. Raises KeyError like `lookup`."""
        return self._file(self._indexes[section].file)

    def keys(self, section: str) -> Iterator[bytes]:
        """All keys of a section in lower case, in the order of the source. Raises KeyError like `lookup`."""
        return (key for key, _, _ in self.items(section))

    def items(self, section: str) -> Iterator[tuple[bytes, bytes, int]]:
        """Key, value and line of all entries of a section, in the order of the source."""
        return self._each(self._indexes[section].items())

    def size(self, section: str) -> int:
        """How many keys a section has. Raises KeyError like `lookup`."""
        return self._indexes[section].count

    def place(self, at: Place) -> tuple[str, int]:
        """File name and line of a place."""
        return self._file(at.file), at.line

    @cached_property
    def program(self) -> Program:
        """The typed program, decoded when first asked for."""
        return self._decode(layout.PROGRAM, Program)

    @cached_property
    def source_map(self) -> SourceMap:
        """Where entries and attributes stand in the source files."""
        return self._decode(layout.SOURCE_MAP, SourceMap)

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """The files it was made from."""
        return self._decode(layout.INPUTS, tuple[Input, ...])

    @property
    def writer(self) -> str | None:
        """What wrote it, None when it does not say. Writers of one name make the same section of the same file."""
        return self._decode(layout.WRITER, str) if layout.WRITER in self._records else None

    def index_bytes(self, section: str) -> bytes:
        """A whole index section, as it is in the file. Raises KeyError like `lookup`, and TableError."""
        index = self._indexes[section]
        start = index.slots - layout.INDEX.size
        try:
            self._blocks.need(start, index.end)
        except DamageError as wrong:
            raise TableError(self._name, str(wrong)) from None
        return self._data[start : index.end]

    def close(self) -> None:
        """Unmap the file; nothing may be looked up afterwards."""
        for index in self._indexes.values():
            index.release()
        if isinstance(self._data, mmap.mmap):
            self._data.close()

    def __enter__(self) -> Table:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def _decode(self, name: str, kind: type[T]) -> T:
        section = self._records.get(name)
        if section is None:
            raise TableError(self._name, f"it has no section {name!r}")
        return self._decoded(section, kind)

    def _decoded(self, section: layout.Section, kind: type[T]) -> T:
        try:
            self._blocks.need(section.offset, section.offset + section.length)
            return records.decode(self._data[section.offset : section.offset + section.length], kind)
        except DamageError as wrong:
            raise TableError(self._name, str(wrong)) from None
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            raise TableError(self._name, f"section {section.name!r} is not what this release writes") from None

    def _file(self, number: int) -> str:
        files = self.source_map.files
        if number >= len(files):
            raise TableError(self._name, "it names a source file that it does not list")
        return files[number]

    def _each(self, found: Iterator[T]) -> Iterator[T]:
        try:
            yield from found
        except DamageError as wrong:
            raise TableError(self._name, str(wrong)) from None


def open_table(path: str | os.PathLike[str]) -> Table:
    """Map and verify the table at `path`. Raises TableError."""
    name = os.fspath(path)
    try:
        data = _map(name)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise TableError(name, f"it cannot be read: {reason}") from None
    return Table(data, name)


def open_bytes(data: bytes, name: str = "<bytes>") -> Table:
    """Verify a table held in memory. Raises TableError."""
    return Table(data, name)


def _map(name: str) -> Buffer:
    handle = os.open(name, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        found = os.fstat(handle)
        if stat.S_ISDIR(found.st_mode):
            raise TableError(name, "it is a directory, not a routing table")
        if not stat.S_ISREG(found.st_mode):
            raise TableError(name, "it is not a regular file")
        if not found.st_size:
            return b""
        return mmap.mmap(handle, found.st_size, access=mmap.ACCESS_READ)
    finally:
        os.close(handle)


def _checked(data: Buffer) -> Blocks:
    """Check everything that does not depend on the sections. Raises DamageError."""
    body = _check_head(data)
    blocks = Blocks(data, body)
    if body <= CHECKED_AT_ONCE:
        blocks.need(0, body)
    return blocks


def _check_head(data: Buffer) -> int:
    """Check the header as far as it speaks of the whole; gives the size of the body. Raises DamageError."""
    size = len(data)
    if not size:
        raise DamageError("it is empty")
    if data[: len(layout.MAGIC)] != layout.MAGIC[:size]:
        raise DamageError("it is not a routing table")
    if size < layout.SMALLEST:
        raise DamageError(f"it is cut short, only {size} bytes are left")
    _, version, needed, _, recorded, body, _ = layout.HEADER.unpack_from(data, 0)
    if needed > layout.FORMAT_VERSION:
        raise DamageError(f"its format {version} is too new, this release reads up to {layout.FORMAT_VERSION}")
    if version < 1 or needed > version:
        raise DamageError("its version number makes no sense")
    if size != recorded:
        raise DamageError(f"it has {size} bytes where its header says {recorded}")
    if body < layout.HEADER.size or body + (layout.blocks_of(body) + 1) * layout.DIGEST_SIZE != size:
        raise DamageError("the sizes in its header contradict each other")
    return int(body)
