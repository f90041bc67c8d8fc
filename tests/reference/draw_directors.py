"""Random directors files."""

from __future__ import annotations

from random import Random

from tests.reference.draw_lists import ERRORS
from tests.reference.names import LOGINS

GENERIC = (
    "set_home=/home/set", "caution", "-nobody", "sender_okay", "ignore_alias_match", "set_user=bob", "set_user=ghost",
    "default_user=eve", "default_home=/home/default", "set_home=$user/x", "owner=owner-$user",
    "domains=lists.example", "domains=mail.example:example.org", "default_group=staff", "set_group=mail",
)  # fmt: skip
EXTENDED = (
    "always", "senders=@far.example:<>", "senders=joe@mail.example:ann@far.example:@gate", "senders_except=@.example",
    "senders_except=<>:s@far.example",
)  # fmt: skip
AFFIXES = (
    "suffix=-request", "prefix=real-", 'prefix="^[a-z]+-"', 'suffix="[-+][a-z]+$"', 'suffix="(-request|y|e)$"',
    'prefix="^(Re|j|list)"', "prefix=joe",
)  # fmt: skip
"""Settings of the extended dialect."""
CHECKS = (
    "modemask=022", "modemask=002", "owners=root", "owners=root:joe", "owngroups=staff", "owners=ghost",
)  # fmt: skip
TEMPLATES = (
    "lists/${if eq{user}{joe} {list} else {ops}}",
    "lists/${if def:home {a} else {b}}",
    "${if !eq{user}{ann}:lists/$user}",
    "${if and{{gt{user}{b}}{!header:x}{origin:remote}} {lists/$user} else {~/.forward}}",
    "${if or{{lt{user}{b}}{def:nonsense}} {lists/${lc:user}}}",
    "${lookup:user:lsearch{boxes}then{lists/$value}else{lists/a}}",
    "${lookup{lc:user}bsearch{/etc/smail/boxes}{${if eq{value}{list} {~/list} else {lists/$value}}}}",
    "${lookup:user:lsearch{none}{x}}",
    "lists/${lc:strip:user}",
    "lists/${uc:user}",
    "lists/${top:input_addr}",
    "${if def{parent:input_addr} {lists/${lc:parent:input_addr}} else {lists/ops}}",
    "lists/${parent:user}",
    "${lookup:user:lsearch{boxes}{lists/${lc:value}}}",
    "${lookup:user:lsearch{boxes}{lists/${lc:uc:value}}}",
    "${smail_lib_dir}/lists/${quote:user}",
    "~root/$user",
)
"""Expansions of every sort."""
OF_EXTENDED = (
    "${lookup:user:dns{TXT}{lists/$value}{lists/a}}",
    "${lookup:user:dns{mx}then{lists/${if eq{value}{a b} {list} else {ops}}}}",
    "${lookup{lc:user}dns{A}{lists/list}else{${lookup:user:dns{CNAME}{lists/$value}}}}",
    "${lookup:user:dns{AAAA}{lists/a}{lists/ops}}",
    "${lookup:sender:dns{PTR}{x}{lists/$user}}",
    "${lookup:user:dns{SRV}{x}{lists/$user}}",
    "lists/$user$suffix",
    "lists/${if def:prefix {$prefix} else {list}}",
)
"""Expansions of the extended dialect."""
FORWARDS = (
    "~/.forward",
    "~/.forward",
    "lists/${lc:user}",
    "/home/$user/.forward",
    "lists/$user",
    "~ghost/x",
    "$host",
)
FORWARD = (
    "checkowner", "caution=0-10:uucp:daemon", "caution=/home/joe:bob", "unsecure=~ftp:~ann:/tmp", "unsecure=eve",
    "suffix=-request", "prefix=real-", "forwardto", "caution=1001",
)  # fmt: skip
NEW_USERS = (
    "joe",
    "$user@far.example",
    '"${lc:user}%far.example@mail"',
    "hub!$user",
    "$host",
    '"${quote:user}@near"',
)
INCLUDES = ("aliasinclude", "forwardinclude", "genericinclude")
INCLUDE = ("copysecure", "copyowners", "matchdirector=d1", "modemask=0", "modemask=022", "owners=root")


def directors(dice: Random, *, extended: bool = False) -> str:
    """One to five directors, mostly in an order that makes sense."""
    drivers = dice.choices(
        ("aliasfile", "forwardfile", "user", "smartuser", "include", "altuser"), (4, 4, 3, 1, 3, 1), k=5
    )
    chosen = drivers[: dice.randint(1, 5)] + ["error"] * (extended and dice.random() < 0.5)
    if dice.random() < 0.7:
        chosen.sort(key=("include", "error", "aliasfile", "forwardfile", "altuser", "user", "smartuser").index)
    return "".join(_director(dice, number, driver, extended=extended) for number, driver in enumerate(chosen))


def _director(dice: Random, number: int, driver: str, *, extended: bool) -> str:
    generic, private = DRIVERS[driver](dice)
    more = _some(dice, GENERIC + EXTENDED * extended, 0.06)
    if extended:
        private = _extended(dice, driver, private)
    return f"d{number}: {', '.join([generic, *more])};\n    {', '.join(private)}\n"


def _extended(dice: Random, driver: str, private: list[str]) -> list[str]:
    """The settings of the driver with what the extended dialect adds."""
    if driver in ("include", "error"):
        return private
    if driver == "forwardfile" and dice.random() < 0.3:
        private = [f'file="{dice.choice(OF_EXTENDED)}"', *private[1:]]
    if driver == "smartuser" and dice.random() < 0.3:
        private = [f'new_user="{dice.choice(ERRORS)}"', *(one for one in private if not one.startswith("new_user"))]
    written = {one.split("=")[0] for one in private}
    return [*private, *(one for one in _some(dice, AFFIXES, 0.15) if one.split("=")[0] not in written)]


def _some(dice: Random, among: tuple[str, ...], chance: float) -> list[str]:
    """A few settings, each name once."""
    found = [one for one in among if dice.random() < chance]
    return list({one.split("=")[0]: one for one in found}.values())


def _aliasfile(dice: Random) -> tuple[str, list[str]]:
    file = dice.choice(
        ("aliases1", "aliases1", "aliases2", "/etc/smail/aliases2", "none", "/var/aliases", "/var/unreadable")
    )
    proto = "lsearch" if dice.random() < 0.85 else "bsearch"
    return "driver=aliasfile", [f"file={file}", f"proto={proto}", *_some(dice, ("optional", *CHECKS), 0.2)]


def _forwardfile(dice: Random) -> tuple[str, list[str]]:
    file = dice.choice(FORWARDS if dice.random() < 0.7 else TEMPLATES)
    return "driver=forwardfile", [f'file="{file}"', *_some(dice, (*FORWARD, *CHECKS), 0.15)]


def _user(dice: Random) -> tuple[str, list[str]]:
    return "driver=user", ["transport=local", *_some(dice, ("prefix=real-",), 0.3)]


def _altuser(dice: Random) -> tuple[str, list[str]]:
    file = dice.choice(("pwfile=accounts", "pwfile=/etc/smail/accounts", "pwfile=/var/none"))
    return "driver=altuser", [file, *_some(dice, ("transport=local", "transport=local", "proto=lsearch"), 0.6)]


def _smartuser(dice: Random) -> tuple[str, list[str]]:
    new_user = [f"new_user={dice.choice(NEW_USERS)}"] if dice.random() < 0.7 else []
    return "driver=smartuser", [*new_user, *_some(dice, ("well_formed_only", "transport=uux"), 0.3)]


def _error(dice: Random) -> tuple[str, list[str]]:
    return "driver=error", _some(dice, ("-expand",), 0.3)


def _include(dice: Random) -> tuple[str, list[str]]:
    return f"driver={dice.choice(INCLUDES)}", _some(dice, INCLUDE, 0.2)


DRIVERS = {
    "aliasfile": _aliasfile,
    "forwardfile": _forwardfile,
    "user": _user,
    "altuser": _altuser,
    "smartuser": _smartuser,
    "include": _include,
    "error": _error,
}

__all__ = ["LOGINS", "directors"]
