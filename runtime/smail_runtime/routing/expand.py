"""The interpreter of compiled expansions (reference semantics, sections 8 and 9).

Nothing that comes out of a variable or a lookup is ever looked at as a template again.
"""

from __future__ import annotations

from collections.abc import Sequence

from smail_runtime.routing.conditions import holds
from smail_runtime.routing.data import lookup_section
from smail_runtime.routing.dns_lookup import dns_lookup
from smail_runtime.routing.lsearch import SEARCHES, UNREAD_PROTOCOLS
from smail_runtime.routing.operators import evaluate
from smail_runtime.routing.scope import AddressView, Scope, delivery_scope, message_scope
from smail_runtime.routing.site_lists import items_of
from smail_runtime.routing.values import Expanded, Failed, Unknown, Value
from smail_runtime.routing.world import Absent, Found
from smail_runtime.table.errors import TableError
from smail_runtime.table.expression import Command, Conditional, ForEach, Home, Lookup, Part, Repeat, Text, Variable

LOOKUP_LIMIT = 64 * 1024 * 1024


def expand(text: Text, scope: Scope) -> Expanded:
    """The value of a text. One part that fails, or that nobody can tell, makes the whole so."""
    value = _whole(text, scope)
    if scope.watch is not None:
        scope.watch.expanded(text, value)
    return value


def _whole(text: Text, scope: Scope) -> Expanded:
    pieces: list[str] = []
    for part in text.parts:
        if isinstance(part, str):
            pieces.append(part)
            continue
        value = _part(part, scope)
        if not isinstance(value, Value):
            return value
        pieces.append(value.text)
    return Value("".join(pieces))


def _part(part: Variable | Home | Conditional | Lookup | ForEach | Repeat, scope: Scope) -> Expanded:
    if isinstance(part, Variable):
        return evaluate(part.name, part.operators, scope)
    if isinstance(part, Home):
        return _home(part.login, scope)
    if isinstance(part, Conditional):
        truth = holds(part.condition, scope, _whole)
        return _whole(part.then if truth else part.otherwise, scope) if isinstance(truth, bool) else truth
    if isinstance(part, Lookup):
        return _lookup(part, scope)
    if isinstance(part, ForEach):
        return _foreach(part, scope)
    return Failed("`$(` has a meaning in command lines only")


def _foreach(part: ForEach, scope: Scope) -> Expanded:
    items = items_of(part.items, scope)
    if isinstance(items, Failed):
        return items
    pieces: list[str] = []
    for item in items:
        value = _whole(part.text, scope.for_item(item))
        if not isinstance(value, Value):
            return value
        pieces.append(value.text)
    return Value("".join(pieces))


def _home(login: str, scope: Scope) -> Expanded:
    if not login:
        home = scope.address.home if scope.address else None
        return Failed("the address has no home") if home is None else Value(home)
    found = scope.world.login(login)
    if isinstance(found, Found):
        return Value(found.value.home)
    return Failed(f"there is no account `{login}`") if isinstance(found, Absent) else found


def _lookup(lookup: Lookup, scope: Scope) -> Expanded:
    """Found, missed or unknown: a file that is not there counts as missed, one that cannot be told does not."""
    hidden = scope.within_lookup(None)
    key = evaluate(lookup.key.name, lookup.key.operators, hidden)
    file = _whole(lookup.file, hidden)
    if not isinstance(file, Value):
        return file
    if isinstance(key, Failed):
        return _whole(lookup.missed, scope)
    found = look_up(lookup.proto, file.text, key.text, scope)
    if isinstance(found, Unknown):
        return found
    if found is None:
        return _whole(lookup.missed, scope)
    return _whole(lookup.found, scope.within_lookup(found))


def look_up(proto: str, file: str, key: str, scope: Scope) -> str | Unknown | None:
    """The value of a key in a file, trimmed and cut at the first `#`; relative names are below smail_lib_dir.

    With the protocol `dns` the file is a kind of records, and the key a name.
    """
    if proto == "dns":
        return dns_lookup(file, key, scope.world)
    search = SEARCHES.get(proto)
    if search is None:
        return Unknown(f"this release does not read {proto} databases") if proto in UNREAD_PROTOCOLS else None
    wanted = key.encode("utf-8", "surrogateescape")
    try:
        found = _compiled(proto, file, wanted, scope)
    except KeyError:
        read = scope.world.read(below(scope.variables.smail_lib_dir, file), LOOKUP_LIMIT)
        if isinstance(read, Unknown):
            return read
        hit = search(read.value.data, wanted) if isinstance(read, Found) else None
        found = None if hit is None else hit.value
    except TableError as damage:
        return Unknown(str(damage))
    return None if found is None else found.partition(b"#")[0].strip().decode("utf-8", "surrogateescape")


def _compiled(proto: str, file: str, key: bytes, scope: Scope) -> bytes | None:
    """The value in the table. Raises KeyError for a file that is not in it, and TableError."""
    if scope.data is None:
        raise KeyError(file)
    return scope.data.lookup(lookup_section(proto, file), key)


def below(directory: str, name: str) -> str:
    """The name if absolute, else the name below a directory."""
    return name if name.startswith("/") else f"{directory.rstrip('/')}/{name}"


def expand_command(command: Command, scopes: Sequence[Scope]) -> tuple[str, ...] | Failed | Unknown:
    """The argument vector of a command line; `scopes` are the addresses of the call, the first one leads."""
    if not scopes:
        return Failed("a command needs an address")
    arguments: list[str] = []
    for word in command.words:
        trouble = _word(word.parts, scopes, arguments)
        if trouble is not None:
            return trouble
    return tuple(arguments)


def _word(parts: tuple[Part, ...], scopes: Sequence[Scope], arguments: list[str]) -> Failed | Unknown | None:
    """Append the words that one written word gives: one, or with `$(` several."""
    pending: str | None = "" if not parts else None
    for part in parts:
        if isinstance(part, Repeat):
            repeated = _repeat(part, scopes)
            if not isinstance(repeated, list):
                return repeated
            arguments.extend(_glued(pending, repeated))
            pending = None
            continue
        value = Value(part) if isinstance(part, str) else _part(part, scopes[0])
        if not isinstance(value, Value):
            return value
        pending = (pending or "") + value.text
    if pending is not None:
        arguments.append(pending)
    return None


def _glued(before: str | None, words: list[str]) -> list[str]:
    if before is None:
        return words
    return [before + words[0], *words[1:]] if words else [before]


def _repeat(repeat: Repeat, scopes: Sequence[Scope]) -> list[str] | Failed | Unknown:
    words: list[str] = []
    for scope in scopes:
        for word in repeat.words:
            value = expand(word, scope)
            if not isinstance(value, Value):
                return value
            words.append(value.text)
    return words


__all__ = [
    "AddressView",
    "Expanded",
    "Failed",
    "Scope",
    "Unknown",
    "Value",
    "below",
    "delivery_scope",
    "expand",
    "expand_command",
    "look_up",
    "message_scope",
]
