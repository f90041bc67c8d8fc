"""The variables of the expansion language (reference semantics, section 8.3)."""

from __future__ import annotations

import os
from collections.abc import Callable

from smail_runtime import __version__
from smail_runtime.routing.dates import ctime, mail_date
from smail_runtime.routing.scope import Scope
from smail_runtime.routing.values import Failed, Value

PROGRAM = "smaild"
_UNRECORDED = "unrecorded"

_SPELLINGS = {
    "addr": "user",
    "from": "sender",
    "fullname": "sender_name",
    "id": "message_id",
    "size": "message_size",
    "body_size": "message_body_size",
    "$": "pid",
    "name": "visible_name",
    "primary": "primary_name",
    "release": "release_date",
    "ld_num": "compile_num",
    "ld_date": "compile_date",
    "lib_dir": "smail_lib_dir",
}

_OF_MESSAGE: dict[str, Callable[[Scope], str | None]] = {
    "sender": lambda scope: scope.facts.sender,
    "sender_name": lambda scope: scope.facts.sender_name or None,
    "message_id": lambda scope: scope.facts.message_id or None,
    "message_size": lambda scope: str(scope.facts.size),
    "message_body_size": lambda scope: str(scope.facts.body_size),
    "sender_host": lambda scope: scope.facts.sender_host or None,
    "sender_host_addr": lambda scope: scope.facts.sender_host_addr or None,
    "sender_proto": lambda scope: scope.facts.sender_proto or None,
    "sender_program": lambda scope: scope.facts.sender_program or PROGRAM,
    "ident_sender": lambda scope: scope.facts.ident_sender or None,
    "ident_method": lambda scope: None,
    "grade": lambda scope: scope.facts.grade or None,
    "spool_date": lambda scope: mail_date(scope.facts.received),
}

_OF_HOST: dict[str, Callable[[Scope], str | None]] = {
    "ctime": lambda scope: ctime(scope.clock()),
    "date": lambda scope: mail_date(scope.clock()),
    "pid": lambda scope: str(os.getpid()),
    "uucp_name": lambda scope: scope.names.uucp,
    "visible_name": lambda scope: scope.names.visible,
    "primary_name": lambda scope: scope.names.primary,
    "smail_lib_dir": lambda scope: scope.variables.smail_lib_dir,
    "program": lambda scope: PROGRAM,
    "version": lambda scope: __version__,
    "version_string": lambda scope: f"{PROGRAM} {__version__}",
    "release_date": lambda scope: _UNRECORDED,
    "compile_num": lambda scope: "1",
    "compile_date": lambda scope: _UNRECORDED,
}

_OF_ADDRESS: dict[str, Callable[[Scope], str | None]] = {
    "user": lambda scope: scope.address.user if scope.address else None,
    "host": lambda scope: scope.address.host if scope.address else None,
    "input_addr": lambda scope: scope.address.input_addr if scope.address else None,
    "home": lambda scope: scope.address.home if scope.address else None,
    "director": lambda scope: scope.address.director if scope.address else None,
    "router": lambda scope: scope.address.router if scope.address else None,
    "transport": lambda scope: scope.transport.name if scope.address and scope.transport else None,
    "prefix": lambda scope: scope.address.prefix if scope.address else None,
    "suffix": lambda scope: scope.address.suffix if scope.address else None,
    "value": lambda scope: scope.value,
    "file": lambda scope: scope.file,
}

_ALL = _OF_MESSAGE | _OF_HOST | _OF_ADDRESS

OF_MESSAGE, OF_HOST, OF_ADDRESS = map(frozenset, (_OF_MESSAGE, _OF_HOST, _OF_ADDRESS))
"""Canonical names by what they speak of: the message, the host and this moment, one address on its way."""
SPELLINGS = frozenset(_SPELLINGS)
"""Second names of variables."""


def canonical(name: str) -> str:
    """The one name of a variable that may have several; case is ignored."""
    name = name.lower()
    return _SPELLINGS.get(name, name)


def variable(name: str, scope: Scope) -> Value | Failed:
    """The value of a variable, case of its name ignored; a failure when it has none or does not exist."""
    name = canonical(name)
    getter = _ALL.get(name)
    if getter is None:
        return Failed(f"there is no variable `{name}`")
    given = scope.settings and name in scope.settings[0]
    text = scope.settings[0][name] if given else getter(scope)
    return Failed(f"`{name}` has no value here") if text is None else Value(text)
