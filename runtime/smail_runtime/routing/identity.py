"""The account, group and home that a director attaches to what it produces (reference semantics, section 11.6)."""

from __future__ import annotations

import msgspec

from smail_runtime.routing.answers import Produced
from smail_runtime.routing.expand import expand
from smail_runtime.routing.values import Failed, Value
from smail_runtime.routing.work import Surroundings
from smail_runtime.routing.world import Absent, Found, Unknown
from smail_runtime.table.director import Director, Identity


class Attached(msgspec.Struct, frozen=True):
    """User and group names, and home; None for none."""

    user: str | None
    group: str | None
    home: str | None


def attached(director: Director, answer: Produced, around: Surroundings) -> Attached | Unknown:
    """`set_*` beat what the driver found, and that beats `default_*`.

    A group counts only together with the user of the same kind; names that do not exist are as if not written.
    Unknown when nobody can tell for now whether a name exists: another account than the one meant would not do.
    """
    found = Attached(answer.user, answer.group, answer.home)
    for written, merged in ((director.set, _over), (director.default, _under)):
        given = _known(written, around) if written != _NOTHING else None
        if isinstance(given, Unknown):
            return given
        found = merged(given, found) if given is not None else found
    return found


_NOTHING = Identity()


def _over(given: Attached, found: Attached) -> Attached:
    """What `set_*` gives, and where it gives nothing what the driver found."""
    owner = given if given.user is not None else found
    return Attached(owner.user, owner.group, given.home if given.home is not None else found.home)


def _under(given: Attached, found: Attached) -> Attached:
    """What the driver found, and where it found nothing what `default_*` gives."""
    owner = found if found.user is not None else given
    return Attached(owner.user, owner.group, found.home if found.home is not None else given.home)


def _known(identity: Identity, around: Surroundings) -> Attached | Unknown:
    """The names of an identity that exist, and its home."""
    world = around.world
    login = world.login(identity.user) if identity.user else Absent()
    user = identity.user if isinstance(login, Found) else None
    group = world.group_id(identity.group) if user and identity.group else Absent()
    for answer in (login, group):
        if isinstance(answer, Unknown):
            return answer
    home = _home(identity, around)
    return (
        home
        if isinstance(home, Unknown)
        else Attached(user, identity.group if isinstance(group, Found) else None, home)
    )


def _home(identity: Identity, around: Surroundings) -> str | Unknown | None:
    """Expanded without any address; as it is written if that fails (reference semantics, section 8.8)."""
    if identity.home is None:
        return None
    value = expand(identity.home, around.scope(None))
    if isinstance(value, Failed):
        return identity.raw_home
    return value.text if isinstance(value, Value) else value
