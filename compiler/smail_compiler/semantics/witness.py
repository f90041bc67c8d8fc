"""What a run saw of files and folders, in a form that outlives it, and whether all of that is still so."""

from __future__ import annotations

import hashlib
import os

import msgspec

from smail_compiler.semantics.disk import Disk, Names, TooLargeError, lacks, names, read
from smail_compiler.semantics.stamps import Stamp


class File(msgspec.Struct, frozen=True, array_like=True):
    """A file by its path, its stamp and the SHA-256 of its bytes; without these two it was not there."""

    path: bytes
    stamp: Stamp | None = None
    digest: bytes = b""


class Folder(msgspec.Struct, frozen=True, array_like=True):
    """A folder by its path, and what was in it; None when it could not be listed."""

    path: bytes
    names: tuple[tuple[bytes, bool], ...] | None


class Witness(msgspec.Struct, frozen=True, array_like=True):
    """Everything that a run saw; `lacking` are paths that were only looked for, and whether they led to nothing."""

    files: tuple[File, ...]
    folders: tuple[Folder, ...]
    lacking: tuple[tuple[bytes, bool], ...]

    def is_like(self, other: Witness) -> bool:
        """Whether both saw the same, whatever the stamps of the files are."""
        same = (self.folders, self.lacking) == (other.folders, other.lacking)
        return same and self.digests == other.digests

    @property
    def digests(self) -> dict[bytes, bytes]:
        """The digests of all files by path, empty for those that were not there."""
        return {one.path: one.digest for one in self.files}


def witness_of(disk: Disk) -> Witness | None:
    """What was seen; None when that cannot be looked for again."""
    if not disk.complete:
        return None
    files = [
        File(os.fsencode(path)) if seen is None else File(os.fsencode(path), seen[0], seen[1].digest)
        for path, seen in disk.files.items()
    ]
    folders = [Folder(os.fsencode(path), _encoded(seen)) for path, seen in disk.folders.items()]
    lacking = ((os.fsencode(path), seen) for path, seen in disk.lacking.items())
    return Witness(tuple(files), tuple(folders), tuple(lacking))


def confirmed(before: Witness) -> Witness | None:
    """The same with the stamps of today, if everything is as it was seen; else None.

    A file whose stamp proves nothing is read, and its digest compared.
    """
    if not all(map(_is_listed, before.folders)) or any(
        lacks(os.fsdecode(path)) is not seen for path, seen in before.lacking
    ):
        return None
    files: list[File] = []
    for one in before.files:
        now = _again(one)
        if now is None:
            return None
        files.append(now)
    return msgspec.structs.replace(before, files=tuple(files))


def _again(before: File) -> File | None:
    try:
        told = os.stat(before.path)  # noqa: PTH116
        if before.stamp is None:
            return None
        if before.stamp.proves(told):
            return before
        return _read_again(before, before.stamp) if before.stamp.allows(told) else None
    except (FileNotFoundError, NotADirectoryError):
        return before if before.stamp is None else None
    except (OSError, ValueError):
        return None


def _read_again(before: File, stamp: Stamp) -> File | None:
    try:
        now = read(os.fsdecode(before.path), stamp.size)
    except TooLargeError:
        return None
    same = not now.changed and now.stamp.mode == stamp.mode and hashlib.sha256(now.data).digest() == before.digest
    return File(before.path, now.stamp, before.digest) if same else None


def _is_listed(before: Folder) -> bool:
    try:
        return _encoded(names(os.fsdecode(before.path))) == before.names
    except (OSError, ValueError):
        return before.names is None


def _encoded(found: Names | None) -> tuple[tuple[bytes, bool], ...] | None:
    return None if found is None else tuple((os.fsencode(name), is_folder) for name, is_folder in found)
