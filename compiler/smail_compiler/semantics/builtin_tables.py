"""The built-in directors, routers and transports (reference semantics, section 22), for a host with TCP/IP and DNS.

Every switch that is not listed is off: built-in entries do not have the flags that configured ones start with.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from smail_compiler.schema.attribute import Scalar

Values = Mapping[str, Scalar]

MAILBOX = "/var/mail/${lc:user}"
REMOTE_HOMES = "~nuucp:~uucp:~ftp:/tmp:/usr/tmp"


class BuiltIn(msgspec.Struct, frozen=True):
    """One built-in entry: generic and private values that differ from off, unset and the driver's defaults."""

    name: str
    driver: str
    generic: Values = {}
    private: Values = {}


_INCLUDE: Values = {"copysecure": True, "copyowners": True, "modemask": 0, "retries": 2}

DIRECTORS = (
    BuiltIn("aliasinclude", "aliasinclude", {"nobody": True}, _INCLUDE),
    BuiltIn("forwardinclude", "forwardinclude", {"nobody": True}, _INCLUDE),
    BuiltIn(
        "aliases",
        "aliasfile",
        {"sender_okay": True, "owner": "owner-$user"},
        {"file": "/usr/lib/aliases", "proto": "lsearch", "modemask": 0o002, "optional": True, "interval": 10},
    ),
    BuiltIn(
        "dotforward",
        "forwardfile",
        {"nobody": True, "sender_okay": True, "owner": "real-$user"},
        {
            "file": "~/.forward",
            "modemask": 0o002,
            "caution": "0-10:uucp:daemon",
            "unsecure": REMOTE_HOMES,
            "checkowner": True,
        },
    ),
    BuiltIn(
        "forwardto",
        "forwardfile",
        {"nobody": True, "sender_okay": True, "owner": "Postmaster"},
        {
            "file": MAILBOX,
            "forwardto": True,
            "modemask": 0o002,
            "caution": "0-10:uucp:daemon",
            "checkowner": True,
            "owners": "root",
        },
    ),
    BuiltIn("user", "user", {}, {"transport": "local"}),
    BuiltIn("real_user", "user", {}, {"transport": "local", "prefix": "real-"}),
    BuiltIn(
        "lists",
        "forwardfile",
        {"caution": True, "nobody": True, "sender_okay": True, "owner": "owner-${lc:user}"},
        {"file": "lists/${lc:user}"},
    ),
    BuiltIn("smart_user", "smartuser", {}, {"well_formed_only": True}),
)

ROUTERS = (
    BuiltIn("inet_addrs", "gethostbyaddr", {"transport": "smtp"}, {"fail_if_error": True, "check_for_local": True}),
    BuiltIn(
        "bind_hosts",
        "bind",
        {"transport": "inet_zone_bind_smtp"},
        {"defer_no_connect": True, "domain_required": True},
    ),
    BuiltIn("inet_hosts", "gethostbyname", {"transport": "smtp"}),
    BuiltIn(
        "paths",
        "pathalias",
        {"transport": "uux"},
        {"file": "paths", "proto": "bsearch", "domain": "uucp", "optional": True, "reopen": True, "interval": 10},
    ),
    BuiltIn("uucp_neighbors", "uuname", {"transport": "uux"}, {"cmd": "/usr/bin/uuname", "domain": "uucp"}),
    BuiltIn("smart_host", "smarthost", {"transport": "uux"}),
)

_LOCAL: Values = {"received": True, "return_path": True, "local": True, "from": True, "unix_from_hack": True}
_ONE: Values = {"max_addrs": 1, "max_hosts": 1, "max_chars": 0}
_FEW: Values = {"max_addrs": 5, "max_hosts": 1, "max_chars": 200}
_MANY: Values = {"max_addrs": 0, "max_hosts": 1, "max_chars": 0}
_UUCP: Values = {"uucp": True, "received": True, "from": True}
_BATCH: Values = {"received": True, "bsmtp": True, **_MANY}
_AS_SENDER: Values = {"pipe_as_sender": True, "log_output": True, "umask": 0o022}
_LATER: Values = {"cmd": "/usr/bin/uux - -r $host!rmail $(($user)$)", **_AS_SENDER}
_NOW: Values = {"cmd": "/usr/bin/uux - $host!rmail $(($user)$)", **_AS_SENDER}
_BATCH_LATER: Values = {"cmd": "/usr/bin/uux - -r $host!rsmtp", **_AS_SENDER}
_BATCH_NOW: Values = {"cmd": "/usr/bin/uux - $host!rsmtp", **_AS_SENDER}
_SMTP: Values = {"received": True, "retry_dir": "smtp", **_MANY}
_TIMES: Values = {"short_timeout": 300, "long_timeout": 18_000}
_BIND: Values = {"use_bind": True, **_TIMES}

TRANSPORTS = (
    BuiltIn(
        "local",
        "appendfile",
        {**_LOCAL, **_ONE},
        {
            "file": MAILBOX,
            "suffix": "\n",
            "append_as_user": True,
            "notify_comsat": True,
            "mode": 0o660,
            "group": "mail",
        },
    ),
    BuiltIn(
        "pipe",
        "pipe",
        {**_LOCAL, **_ONE},
        {
            "cmd": "/bin/sh -c $user",
            "pipe_as_user": True,
            "parent_env": True,
            "ignore_status": True,
            "ignore_write_errors": True,
            "umask": 0o022,
        },
    ),
    BuiltIn(
        "file",
        "appendfile",
        {**_LOCAL, **_ONE},
        {"file": "$user", "suffix": "\n", "mode": 0o644, "append_as_user": True, "expand_user": True},
    ),
    BuiltIn("uux", "pipe", {**_UUCP, **_FEW}, _LATER),
    BuiltIn("demand", "pipe", {**_UUCP, **_FEW}, _NOW),
    BuiltIn("local_uux", "pipe", {**_UUCP, "local_xform": True, **_FEW}, _LATER),
    BuiltIn("local_demand", "pipe", {"local_xform": True, "received": True, "from": True, **_FEW}, _NOW),
    BuiltIn("uusmtp", "pipe", {**_BATCH, "uucp": True}, _BATCH_LATER),
    BuiltIn("demand_uusmtp", "pipe", _BATCH, _BATCH_NOW),
    BuiltIn("local_uusmtp", "pipe", {**_BATCH, "local_xform": True}, _BATCH_LATER),
    BuiltIn("local_demand_uusmtp", "pipe", {**_BATCH, "local_xform": True}, _BATCH_NOW),
    BuiltIn("inet_uusmtp", "pipe", {**_BATCH, "inet": True}, _BATCH_LATER),
    BuiltIn("inet_demand_uusmtp", "pipe", {**_BATCH, "inet": True}, _BATCH_NOW),
    BuiltIn("smtp", "tcpsmtp", {**_SMTP, "inet": True}, _TIMES),
    BuiltIn("inet_zone_smtp", "tcpsmtp", {**_SMTP, "inet": True}, _TIMES),
    BuiltIn("uucp_zone_smtp", "tcpsmtp", {**_SMTP, "uucp": True}, _TIMES),
    BuiltIn("local_smtp", "tcpsmtp", {**_SMTP, "local_xform": True}, _TIMES),
    BuiltIn("inet_zone_bind_smtp", "tcpsmtp", {**_SMTP, "inet": True}, _BIND),
    BuiltIn("uucp_zone_bind_smtp", "tcpsmtp", {**_SMTP, "uucp": True}, _BIND),
    BuiltIn("local_bind_smtp", "tcpsmtp", {**_SMTP, "local_xform": True}, _BIND),
)
