"""What an expansion can see (section 8.3)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from smail_runtime.routing.world import Found, Unknown, World
from tests.reference.outcome import DeferredError

SPELLINGS = {
    "addr": "user", "from": "sender", "fullname": "sender_name", "id": "message_id", "size": "message_size",
    "body_size": "message_body_size", "$": "pid", "name": "visible_name", "primary": "primary_name",
    "release": "release_date", "ld_num": "compile_num", "ld_date": "compile_date", "lib_dir": "smail_lib_dir",
}  # fmt: skip
"""Second names of variables."""


class ExpansionError(Exception):
    """The text has no value."""


class Scope(msgspec.Struct, frozen=True):
    """Variables of host and message (`general`), of the address (`own`), its ancestors, and what a lookup found."""

    world: World
    library: str
    general: Mapping[str, str]
    own: Mapping[str, str] = {}
    parent: Scope | None = None
    value: str | None = None
    file: str | None = None
    origin: str = "remote"
    headers: frozenset[str] = frozenset()

    def variable(self, name: str) -> str | None:
        """The value of a variable, None when it has none; names compare without case (8.3)."""
        name = SPELLINGS.get(name.lower(), name.lower())
        if name in ("value", "file"):
            return self.value if name == "value" else self.file
        return self.own.get(name, self.general.get(name))

    @property
    def top(self) -> Scope:
        """The outermost ancestor, itself if there is none (8.4)."""
        return self if self.parent is None else self.parent.top


def home_of(login: str, world: World) -> str:
    """The home of a login; an unknown login fails (8.1)."""
    found = world.login(login) if login else None
    if isinstance(found, Unknown):
        raise DeferredError(found.reason)
    if not isinstance(found, Found):
        raise ExpansionError(f"no login {login!r}")
    return found.value.home
