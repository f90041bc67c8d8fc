"""The account, group and home that a director attaches to what it produces (reference semantics, section 11.6)."""

from __future__ import annotations

import msgspec

from smail_runtime.routing.answers import Produced
from smail_runtime.routing.expand import expand
from smail_runtime.routing.values import Value
from smail_runtime.routing.work import Surroundings
from smail_runtime.routing.world import Found
from smail_runtime.table.director import Director, Identity


class Attached(msgspec.Struct, frozen=True):
    """User and group names, and home; None for none."""

    user: str | None
    group: str | None
    home: str | None


def attached(director: Director, answer: Produced, around: Surroundings) -> Attached:
    """`set_*` beat what the driver found, and that beats `default_*`.

    A group counts only together with the user of the same kind; names that do not exist are as if not written.
    """
    user, group, home = answer.user, answer.group, answer.home
    if director.set != _NOTHING:
        user, group, home = _over(_known(director.set, around), user, group, home)
    if director.default != _NOTHING:
        user, group, home = _under(_known(director.default, around), user, group, home)
    return Attached(user, group, home)


_NOTHING = Identity()


def _over(
    given: Attached, user: str | None, group: str | None, home: str | None
) -> tuple[str | None, str | None, str | None]:
    if given.user is not None:
        user, group = given.user, given.group
    return user, group, given.home if given.home is not None else home


def _under(
    given: Attached, user: str | None, group: str | None, home: str | None
) -> tuple[str | None, str | None, str | None]:
    if user is None and given.user is not None:
        user, group = given.user, given.group
    return user, group, home if home is not None else given.home


def _known(identity: Identity, around: Surroundings) -> Attached:
    user = identity.user if identity.user and isinstance(around.world.login(identity.user), Found) else None
    group = identity.group if user and identity.group else None
    if group and not isinstance(around.world.group_id(group), Found):
        group = None
    return Attached(user, group, _home(identity, around))


def _home(identity: Identity, around: Surroundings) -> str | None:
    """Expanded without any address; none if that fails."""
    value = expand(identity.home, around.scope(None)) if identity.home is not None else None
    return value.text if isinstance(value, Value) else None
