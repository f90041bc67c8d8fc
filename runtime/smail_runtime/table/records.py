"""Sections of typed records: msgpack to and from the records of `program`, with bytes that are not UTF-8 kept.

Readable text keeps undecodable bytes as lone surrogates, which msgpack strings cannot hold. In a table such a
byte 0xNN stands as the private-use character U+10FFNN (0x80 to 0xFF); text that really holds one of those characters
is stored byte by byte in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar, cast

import msgspec

from smail_runtime.table.program import SourcePlace

T = TypeVar("T")

_STAND_IN = 0x10FF00 - 0xDC00  # from a lone surrogate U+DCNN to U+10FFNN
_ESCAPED = re.compile("[\udc80-\udcff\U0010ff80-\U0010ffff]")
_STANDING_IN = re.compile("[\U0010ff80-\U0010ffff]")
_MARK = "\U0010ff80".encode()[:2]  # how every stand-in starts in UTF-8

Plain = str | int | float | bytes | bool | None | list["Plain"] | dict[str, "Plain"]


class SourceMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where everything stands: `files` are what places and index sections count from 0."""

    files: tuple[str, ...]
    places: tuple[SourcePlace, ...]


def encode(value: object) -> bytes:
    """A record, or tuple of records, as msgpack."""
    try:
        data = msgspec.msgpack.encode(value)
    except UnicodeEncodeError:
        data = b""
    if data and _MARK not in data:
        return data
    return msgspec.msgpack.encode(_map_text(cast(Plain, msgspec.to_builtins(value, builtin_types=(bytes,))), _escape))


def decode(data: bytes, kind: type[T]) -> T:
    """The inverse of `encode`. Raises msgspec.DecodeError for anything that is not a `kind`."""
    if _MARK not in data:
        return msgspec.msgpack.decode(data, type=kind)
    plain = _map_text(cast(Plain, msgspec.msgpack.decode(data)), _restore)
    return msgspec.convert(plain, kind)


def _map_text(value: Plain, change: Callable[[str], str]) -> Plain:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [_map_text(one, change) for one in value]
    if isinstance(value, dict):
        return {name: _map_text(one, change) for name, one in value.items()}
    return value


def _escape(text: str) -> str:
    return _ESCAPED.sub(_stand_in, text)


def _restore(text: str) -> str:
    lone = _STANDING_IN.sub(lambda found: chr(ord(found[0]) - _STAND_IN), text)
    return lone.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def _stand_in(found: re.Match[str]) -> str:
    return "".join(chr(0x10FF00 + byte) for byte in found[0].encode("utf-8", "surrogateescape"))
