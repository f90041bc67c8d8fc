"""The lists `caution` and `unsecure` of forward files: accounts, uids, uid ranges and directories."""

from __future__ import annotations

import re

from smail_runtime.mail.text import printable
from smail_runtime.routing.directors.checks import Complaint
from smail_runtime.routing.expand import expand
from smail_runtime.routing.scope import Scope
from smail_runtime.routing.values import Value
from smail_runtime.routing.world import Login, Unknown
from smail_runtime.table.expression import Text

_UIDS = re.compile(r"([0-9]{1,10})(?:-([0-9]{1,10}))?")


def listed(items: tuple[Text, ...], path: str, login: Login | None, owner: int, scope: Scope) -> Complaint:
    """Which item names the account, the directory of the file, or the uid of account or owner; None for none.

    Items that fail to expand are left out. Unknown when one cannot be told for now and no other one counts.
    """
    unknown: Unknown | None = None
    for item in items:
        value = expand(item, scope)
        if isinstance(value, Value) and _names(value.text, path, login, owner):
            return f"`{printable(value.text)}` is listed"
        unknown = value if isinstance(value, Unknown) else unknown
    return unknown


def _names(item: str, path: str, login: Login | None, owner: int) -> bool:
    if item.startswith("/"):
        return (item.rstrip("/") or "/") == (path.rpartition("/")[0] or "/")
    uids = _UIDS.fullmatch(item)
    if uids is None:
        return login is not None and item == login.name
    low, high = int(uids[1]), int(uids[2] or uids[1])
    return low <= owner <= high or (login is not None and low <= login.uid <= high)
