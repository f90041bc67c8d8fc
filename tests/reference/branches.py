"""`${if ...}` and `${lookup ...}` (sections 8.5 to 8.7)."""

from __future__ import annotations

import re

import msgspec

from tests.reference.conditions import condition
from tests.reference.dns import records
from tests.reference.expansion import expand, read
from tests.reference.lookups import PROTOCOLS, below, opened
from tests.reference.reading import Reader
from tests.reference.scope import ExpansionError, Scope


def conditional(body: str, scope: Scope) -> str:
    """`if`: only the branch taken is expanded (8.6)."""
    reader = Reader(body)
    holds = condition(reader, scope)
    then, otherwise = branches(reader, words=("else",))
    return expand(then if holds else otherwise, scope)


def branches(reader: Reader, *, words: tuple[str, ...]) -> tuple[str, str]:
    """The two branches: braced groups, or all the rest after one colon (8.6)."""
    if not reader.rest:
        raise ExpansionError("nothing after the test")
    reader.blanks()
    if "then" in words and re.match(r"then\s*\{", reader.rest):
        reader.skip(4)
        reader.blanks()
    if not reader.rest.startswith("{"):
        return reader.rest.removeprefix(":"), ""
    then = reader.group()
    reader.blanks()
    if reader.rest.startswith("else"):
        reader.skip(4)
        reader.blanks()
    otherwise = reader.group() if reader.rest.startswith("{") else ""
    reader.blanks()
    if reader.rest:
        raise ExpansionError("text after the branches")
    return then, otherwise


def lookup(body: str, scope: Scope) -> str:
    """`lookup`: a miss, a file that cannot be opened and an unknown protocol take the else branch (8.7)."""
    reader = Reader(body)
    plain = msgspec.structs.replace(scope, value=None, file=None)
    key_name, protocol, file_text = reader.token(), reader.token(), reader.group()
    file = expand(file_text, plain)
    found, missed = branches(reader, words=("then", "else"))
    value = _found(key_name, protocol.lower(), file, plain)
    if value is None:
        return expand(missed, scope)
    return expand(found, msgspec.structs.replace(scope, value=value.split("#", 1)[0].strip()))


def _found(key_name: str, protocol: str, named: str, scope: Scope) -> str | None:
    """What stands in the file, None for every sort of miss; an unset key is one (8.7)."""
    try:
        key = read(key_name, scope)
    except ExpansionError:
        return None
    if protocol == "dns":
        return records(named, key, scope.world)
    file = opened(below(named, scope.library), scope.world) if protocol in PROTOCOLS else None
    return None if file is None else PROTOCOLS[protocol](file.data.decode("utf-8", "surrogateescape"), key)
