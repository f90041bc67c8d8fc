"""Answers of earlier runs, each in a file named by a digest of everything that it depends on.

A file begins with the digest of the rest, so damage is noticed and the answer found anew. It is written under another
name and moved into place; runs beside each other at worst do the same work. No code is ever read from it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_compiler.text.source import SourceFile
from smail_lint.adoption.storing import store
from smail_lint.report.findings import Findings

MOST_FILES = 32  # in each of 256 directories
_SIZE = 32


class Answer(msgspec.Struct, frozen=True):
    """The findings of a run, the mildest severity that makes it fail, and what else is to be said of the run."""

    found: tuple[Diagnostic, ...]
    files: int
    fails_on: Severity
    remarks: tuple[str, ...] = ()

    def findings(self) -> Findings:
        """The findings as a report takes them."""
        return Findings(self.found, self.files)


class _Source(msgspec.Struct, frozen=True, array_like=True):
    """A file that findings point into: its path as shown, and its bytes when they are not a file's below the base."""

    path: str
    digest: bytes
    data: bytes | None


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """An answer in the cache; in `answer` sources are numbers."""

    sources: tuple[_Source, ...]
    answer: msgspec.Raw


class Cache:
    """The answers below a directory, about configurations below `base`."""

    def __init__(self, directory: Path, base: str) -> None:
        self._directory = directory
        self._base = base

    def get(self, key: bytes) -> Answer | None:
        """The answer kept under a key; None when there is none, or none that is whole."""
        try:
            data = self._path(key).read_bytes()
            if _digest(data[_SIZE:]) != data[:_SIZE]:
                return None
            kept = msgspec.msgpack.decode(data[_SIZE:], type=_Kept)
            sources = [self._source(one) for one in kept.sources]
            return _decoded(kept.answer, sources)
        except (OSError, ValueError, msgspec.MsgspecError, IndexError, LookupError):
            return None

    def put(self, key: bytes, answer: Answer) -> None:
        """Keep an answer, unless that cannot be done."""
        sources: list[SourceFile] = []
        try:
            body = msgspec.msgpack.encode(answer, enc_hook=_Numbering(sources))
            kept = _Kept(tuple(self._described(one) for one in sources), msgspec.Raw(body))
            data = msgspec.msgpack.encode(kept)
            path = self._path(key)
            path.parent.mkdir(parents=True, exist_ok=True)
            store(path, _digest(data) + data)
            _thin_out(path.parent)
        except (OSError, ValueError):
            return

    def _path(self, key: bytes) -> Path:
        name = key.hex()
        return self._directory / name[:2] / name[2:]

    def _described(self, source: SourceFile) -> _Source:
        digest = _digest(source.data)
        data = None if self._on_disk(source.path) == source.data else source.data
        return _Source(source.path, digest, data)

    def _source(self, kept: _Source) -> SourceFile:
        data = self._on_disk(kept.path) if kept.data is None else kept.data
        if data is None or _digest(data) != kept.digest:
            raise LookupError(kept.path)
        return SourceFile(kept.path, data)

    def _on_disk(self, path: str) -> bytes | None:
        try:
            return Path(self._base, path).read_bytes()
        except (OSError, ValueError):
            return None


def cache_directory(asked: Path | None) -> Path | None:
    """Where answers are kept: as asked for, else where XDG keeps caches; None when there is no such place."""
    if asked is not None:
        return asked
    base = os.environ.get("XDG_CACHE_HOME") or (f"{home}/.cache" if (home := os.environ.get("HOME")) else "")
    return Path(base, "smail-check") if base.startswith("/") else None


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SIZE).digest()


class _Numbering:
    """Sources as numbers in the order in which they come up."""

    def __init__(self, sources: list[SourceFile]) -> None:
        self._sources = sources
        self._numbers: dict[int, int] = {}

    def __call__(self, value: object) -> int:
        if not isinstance(value, SourceFile):
            raise NotImplementedError(type(value))
        if id(value) not in self._numbers:
            self._numbers[id(value)] = len(self._sources)
            self._sources.append(value)
        return self._numbers[id(value)]


def _decoded(answer: msgspec.Raw, sources: list[SourceFile]) -> Answer:
    def source(_: type, number: object) -> SourceFile:
        if not isinstance(number, int) or not 0 <= number < len(sources):
            raise ValueError("no such source")
        return sources[number]

    return msgspec.msgpack.Decoder(Answer, dec_hook=source).decode(answer)


def _thin_out(directory: Path) -> None:
    """Let the oldest files of a directory go when there are too many."""
    files = sorted(_dated(directory))
    for _, path in files[: max(0, len(files) - MOST_FILES)]:
        path.unlink(missing_ok=True)


def _dated(directory: Path) -> Iterator[tuple[int, Path]]:
    for path in directory.iterdir():
        try:
            yield path.stat().st_mtime_ns, path
        except OSError:
            continue
