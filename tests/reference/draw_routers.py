"""Random routers files, and the transports that they lead to."""

from __future__ import annotations

from random import Random

from tests.reference.names import THEIRS

TRANSPORTS = """
local: driver=appendfile, local; file=/var/mail/${lc:user}
smtp: driver=tcpsmtp, inet;
uux: driver=pipe, uucp; cmd="/usr/bin/uux $host $user"
plain: driver=pipe; cmd="/usr/bin/send $host $user"
"""
BIND = (
    "domain_required", "-defer_no_connect", "local_mx_okay", "mx_only", "match_domains=example",
    "ignore_domains=near",
    "ignore_domains=!sub.far.example:far.example",
    "gateways=far.example:near:plain.example", "widen_domains=far.example",
    "mx_domains=plain.example", "required=example", "gateways=gw.example:near:+:far.example:null.example",
)  # fmt: skip
OF_EXTENDED = (
    "only_match_domains=example:near", "ignore_domains=far.example", "senders=@far.example:<>", "senders=joe",
    "senders_except=<>:@.example",
)  # fmt: skip
"""What every router may have in the extended dialect."""
BY_NAME = ("domain=example", "required=example", "only_local_domain")
BY_ADDRESS = ("fail_if_error", "check_for_local")
BY_PATH = ("optional", "domain=example", "domain=uucp:far.example", "required=example", "proto=lsearch")
BY_PROGRAM = ("domain=uucp:example", "required=example:uucp")
PRIVATE = {
    "pathalias": (("file=paths", "file=paths", "file=nopaths"), BY_PATH),
    "uuname": (
        ("cmd=/usr/bin/uuname", 'cmd="/bin/list all"', "cmd=/bin/none", "cmd=/bin/slow"),
        BY_PROGRAM,
    ),
    "queryprogram": (
        ('cmd="/bin/ask $host"', 'cmd="/bin/ask -x \\"$host\\" ${uc:host}"', "cmd=/bin/slow", "cmd=/bin/ask"),
        (*BY_PROGRAM, "read_path", "read_transport"),
    ),
    "rewrite": (
        ("file=rewrites", "file=rewrites", "file=nowhere"),
        ("optional", "domain=example", "required=example"),
    ),
    "reroute": (
        ("matchall", "matchlocal", "matchdb"),
        ("bounceonly", "file=hosts", "matchlocal", "domain=uucp", "optional"),
    ),
}
"""Drivers with what they need, and what they may have."""
ROUTES = ("%s", "hub!%s", "hub!relay!%s", "far.example!%s", "a!b!c!%s", "hub!%s 100", "%s", "hub", "%s@hub")
PATHS = ("hub", "hub!relay", "far.example", "a!b!c")


def routers(dice: Random, *, extended: bool = False) -> str:
    """One to four routers."""
    kinds = dice.choices(
        ("bind", "gethostbyname", "gethostbyaddr", "smarthost", *PRIVATE), (3, 2, 1, 2, 3, 1, 1, 1, 1), k=4
    )
    some = kinds[: dice.randint(1, 4)]
    return "".join(_router(dice, number, kind, extended=extended) for number, kind in enumerate(some))


def _router(dice: Random, number: int, driver: str, *, extended: bool) -> str:
    generic = [f"driver={driver}", f"transport={dice.choice(('smtp', 'uux', 'plain', 'plain'))}"]
    generic += [one for one in ("always", "method=ways") if dice.random() < 0.15]
    if dice.random() < 0.03:
        generic.pop(1)
    if extended:
        generic += _some(dice, OF_EXTENDED)
    return f"r{number}: {', '.join(generic)};\n    {', '.join(_private(dice, driver))}\n"


def _private(dice: Random, driver: str) -> list[str]:
    if driver == "smarthost":
        return [f"path={dice.choice(PATHS)}"] if dice.random() < 0.6 else []
    if driver in PRIVATE:
        first, among = PRIVATE[driver]
        return [dice.choice(first), *_some(dice, among)]
    among = {"bind": BIND, "gethostbyname": BY_NAME, "gethostbyaddr": BY_ADDRESS}[driver]
    return _some(dice, among)


def _some(dice: Random, among: tuple[str, ...]) -> list[str]:
    """A few settings, each name once."""
    return list({one.split("=")[0]: one for one in among if dice.random() < 0.15}.values())


def paths(dice: Random) -> str:
    """A sorted path file, with whole hosts, domains, this host and mistakes."""
    among = (*THEIRS, ".example", "example", ".far.example", ".uucp", "far", "sub.far", ".near", "hub", "ash")
    keys = {key.lower().rstrip(".") for key in among if dice.random() < 0.3}
    return "".join(f"{key}\t{dice.choice(ROUTES)}\n" for key in sorted(keys))


def hosts(dice: Random) -> str:
    """A database of hosts that may start a bang path."""
    among = ("near", ".example", "example", "hub", ".far.example", "ash", "plain.example")
    return "".join(f"{key} {dice.choice('+-')}\n" for key in among if dice.random() < 0.4)


def qualify(dice: Random) -> str:
    """A qualify file, with rows that are left out."""
    rows = (
        "near lab.example",
        "NEAR other.example",
        "hub",
        "hub x.example",
        "far a b",
        "* uucp",
        "uucp example",
        "a.b c",
    )
    return "".join(f"{one}\n" for one in rows if dice.random() < 0.3)


def rewrites(dice: Random) -> str:
    """A database of other addresses."""
    among = ("near", ".example", "far.example", "sub.far", "hub", "ash.uucp", "plain.example")
    templates = (
        "+$user@mail.example",
        "-",
        "+ joe",
        "+${lc:user}-x@near",
        "+$user%$host@far.example",
        "joe",
        "+hub!$user",
    )
    return "".join(f"{key}: {dice.choice(templates)}\n" for key in among if dice.random() < 0.4)


def methods(dice: Random) -> str:
    """A method file."""
    rows = (
        "far.example smtp",
        "hub/*-B uux",
        "hub/A-D plain",
        "FAR.example/C uux",
        "near/D-* smtp",
        "*/c smtp",
        "* plain",
    )
    return "\n".join(one for one in rows if dice.random() < 0.4) + "\n"
