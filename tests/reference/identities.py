"""Which account an address is attached to (sections 11.6, 13.1 and c.4 of the manual)."""

from __future__ import annotations

from smail_compiler.ir.program import Entry
from tests.reference.around import Around
from tests.reference.expansion import expand
from tests.reference.items import Identity
from tests.reference.scope import ExpansionError


def identity_of(director: Entry, found: Identity, around: Around) -> Identity:
    """Strongest first: `set_*`, what the driver found, `default_*` (c.4)."""
    home = _home(director, "set_home", around) or found.home or _home(director, "default_home", around)
    for kind, driver in (("set", None), ("", found), ("default", None)):
        account = driver if driver is not None else _account(director, kind, around)
        if account.user is not None:
            return Identity(account.user, account.group, home)
    return Identity(None, None, home)


def nobody_if(caution: bool, identity: Identity, around: Around) -> Identity:
    """A special form that calls for caution goes on as the nobody user and group (13.1)."""
    if not caution:
        return identity
    last = around.nobody()
    return Identity(last.user, last.group, identity.home)


def _account(director: Entry, kind: str, around: Around) -> Identity:
    """`set_user` and `set_group`, or the two defaults; a group works only with a user (11.6)."""
    user, group = _name(director, f"{kind}_user"), _name(director, f"{kind}_group")
    account = around.account(user) if user else Identity()
    number = around.group(group) if group and account.user else None
    return account if number is None else Identity(account.user, number, account.home)


def _home(director: Entry, name: str, around: Around) -> str | None:
    """Expanded without any address; when that fails the text itself is the home (8.8)."""
    template = _name(director, name)
    if not template:
        return None
    try:
        return expand(template, around.scope())
    except ExpansionError:
        return template


def _name(director: Entry, name: str) -> str | None:
    found = director.value(name, private=False)
    return found if isinstance(found, str) else None
