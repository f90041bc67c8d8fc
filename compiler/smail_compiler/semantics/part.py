"""What a step of loading gives: a value, what is wrong, and the files it read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

import msgspec

from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile

T = TypeVar("T")


class Part(msgspec.Struct, Generic[T], frozen=True):
    """A value with its findings and the files it came from, in reading order."""

    value: T
    found: tuple[Diagnostic, ...] = ()
    sources: tuple[SourceFile, ...] = ()


def gather(parts: Iterable[Part[T]]) -> Part[tuple[T, ...]]:
    """Many parts as one."""
    values: list[T] = []
    found: list[Diagnostic] = []
    sources: list[SourceFile] = []
    for part in parts:
        values.append(part.value)
        found += part.found
        sources += part.sources
    return Part(tuple(values), tuple(found), tuple(sources))
