"""The built-in directors, routers and transports of Smail 3.1, where they are other than those of 3.2.

The manual of 3.1 and its guide give them as tables (language manual, section j). There is no router for the DNS among
them, so that no transport needs it either.
"""

from __future__ import annotations

import msgspec

from smail_compiler.semantics.builtin_tables import DIRECTORS, MAILBOX, ROUTERS, TRANSPORTS, BuiltIn, Values

_INCLUDE: Values = {"copysecure": True, "copyowners": True}
_FORWARD: Values = {"nobody": True, "sender_okay": True, "owner": "Postmaster"}
_OWNED: Values = {"modemask": 0o002, "caution": "daemon:root", "checkowner": True, "owners": "root"}

_OTHER = {
    "aliasinclude": BuiltIn("aliasinclude", "aliasinclude", {"nobody": True}, _INCLUDE),
    "forwardinclude": BuiltIn("forwardinclude", "forwardinclude", {"nobody": True}, _INCLUDE),
    "aliases": BuiltIn(
        "aliases",
        "aliasfile",
        {"owner": "owner-$user"},
        {"file": "/usr/lib/mail/aliases", "proto": "lsearch", "modemask": 0o002, "optional": True},
    ),
    "dotforward": BuiltIn(
        "dotforward",
        "forwardfile",
        _FORWARD,
        {"file": "~/.forward", "unsecure": "~ftp:~uucp:~nuucp:/tmp:/usr/tmp", **_OWNED},
    ),
    "forwardto": BuiltIn("forwardto", "forwardfile", _FORWARD, {"file": MAILBOX, "forwardto": True, **_OWNED}),
    "lists": BuiltIn(
        "lists",
        "forwardfile",
        {"caution": True, "nobody": True, "owner": "owner-$user"},
        {"file": "lists/${lc:user}"},
    ),
    "paths": BuiltIn(
        "paths",
        "pathalias",
        {"transport": "uux"},
        {"file": "paths", "proto": "bsearch", "domain": "uucp", "optional": True},
    ),
}


def _of_old(one: BuiltIn) -> BuiltIn:
    """The entry of the older edition: the timeouts of its TCP transports are the driver's own."""
    kept = {name: value for name, value in one.private.items() if not name.endswith("_timeout")}
    return _OTHER.get(one.name) or msgspec.structs.replace(one, private=kept)


OLD_DIRECTORS = tuple(map(_of_old, DIRECTORS))
OLD_ROUTERS = tuple(_of_old(one) for one in ROUTERS if one.driver != "bind")
OLD_TRANSPORTS = tuple(_of_old(one) for one in TRANSPORTS if "use_bind" not in one.private)
