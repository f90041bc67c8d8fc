"""Everything that holds for a whole message: the site, the machine, the sender."""

from __future__ import annotations

import msgspec

from smail_compiler.ir.program import Entry, Site
from smail_runtime.routing.world import Found, Login, Unknown, World
from tests.reference.domains import items, listed
from tests.reference.items import Identity, Item
from tests.reference.outcome import DeferredError
from tests.reference.scope import Scope


class Around(msgspec.Struct, frozen=True):
    """Asked for by every part of the interpreter."""

    site: Site
    world: World
    sender: str

    def text(self, name: str) -> str | None:
        """A config variable that is text."""
        value = self.site.variable(name)
        return value if isinstance(value, str) else None

    @property
    def library(self) -> str:
        """Where relative names are."""
        return self.text("smail_lib_dir") or ""

    @property
    def hostnames(self) -> tuple[str, ...]:
        """The variable, else the computed name joined with each of visible_domains (20)."""
        written = items(self.text("hostnames"))
        if written:
            return written
        plain = self.world.host_name().split(".", 1)[0]
        domains = items(self.text("visible_domains"))
        return tuple(f"{plain}.{one}" for one in domains) or (self.world.host_name(),)

    @property
    def uucp_name(self) -> str:
        """The plain host part, unless it is set (20)."""
        return self.text("uucp_name") or self.world.host_name().split(".", 1)[0]

    @property
    def visible_name(self) -> str:
        """The primary name, unless it is set (20)."""
        return self.text("visible_name") or self.hostnames[0]

    def is_local(self, host: str) -> bool:
        """Whether a host is this one: `visible_name` is not among the names (10.4)."""
        return listed(host, self.local_hosts)

    @property
    def local_hosts(self) -> tuple[str, ...]:
        """All names of this host (10.4)."""
        return (self.uucp_name, *self.hostnames, *items(self.text("more_hostnames")))

    def login(self, name: str) -> Login | None:
        """An account; DeferredError when nobody can tell."""
        found = self.world.login(name)
        if isinstance(found, Unknown):
            raise DeferredError(found.reason)
        return found.value if isinstance(found, Found) else None

    def group(self, name: str) -> int | None:
        """A group's number; DeferredError when nobody can tell."""
        found = self.world.group_id(name)
        if isinstance(found, Unknown):
            raise DeferredError(found.reason)
        return found.value if isinstance(found, Found) else None

    def account(self, name: str) -> Identity:
        """The account of a name, nothing attached when it does not exist (11.6)."""
        login = self.login(name)
        return Identity() if login is None else Identity(login.name, login.gid, login.home)

    def nobody(self) -> Identity:
        """The account of last resort."""
        name = self.text("nobody") or "nobody"
        login = self.login(name)
        return Identity(name, None if login is None else login.gid)

    def scope(self, item: Item | None = None, **own: str) -> Scope:
        """The variables at the stage of directors: what the driver gives, and `item` if it gives that (8.3)."""
        general = {
            "sender": self.sender,
            "uucp_name": self.uucp_name,
            "visible_name": self.visible_name,
            "primary_name": self.hostnames[0],
            "smail_lib_dir": self.library,
            "grade": "C",
        }
        above = item.parent if item is not None else None
        parent = self.scope(above, **known(above)) if above else None
        return Scope(self.world, self.library, general, own, parent)


def known(item: Item) -> dict[str, str]:
    """What an address knows before it is finished; `user` and `host` are not set (8.3)."""
    director = item.director.name if item.director is not None else None
    return _set(input_addr=item.text, home=item.identity.home, director=director)


def _set(**given: str | None) -> dict[str, str]:
    """Those that have a value."""
    return {name: one for name, one in given.items() if one is not None}


def value(entry: Entry, name: str) -> object:
    """An attribute of the driver."""
    return entry.value(name, private=True)


def text(entry: Entry, name: str) -> str | None:
    """An attribute of the driver that is text, None when it is unset."""
    found = value(entry, name)
    return found if isinstance(found, str) else None


def flag(entry: Entry, name: str) -> bool:
    """A generic switch."""
    return bool(entry.value(name, private=False))
