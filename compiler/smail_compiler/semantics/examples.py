"""An example of every setting, and the smallest entry in which it stands: for manuals and for tests that walk all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from smail_compiler.schema import facts
from smail_compiler.schema.attribute import Attribute, FileKind, ValueType
from smail_compiler.semantics.dump import quoted
from smail_compiler.semantics.ranges import shown
from smail_compiler.semantics.required import needed

_BARE = re.compile(r"[A-Za-z0-9!@$%^&*_+~/?|<>:\[\]{}.`'-]+", re.ASCII)
_BY_KIND: Mapping[str, str] = {
    "address": "postmaster@example.org",
    "command": "/usr/local/lib/run $user",
    "count": "5",
    "director_name": "lists",
    "domain_list": "example.org:example.net",
    "group": "mail",
    "hostname": "mail.example.org",
    "interval": "5",
    "path": "/var/lib/smail/data",
    "transport_name": "smtp",
    "user": "daemon",
}
_GENERIC_DRIVER = {FileKind.DIRECTOR: "smartuser", FileKind.ROUTER: "gethostbyname", FileKind.TRANSPORT: "tcpsmtp"}
_NAMES = {FileKind.DIRECTOR: "people", FileKind.ROUTER: "elsewhere", FileKind.TRANSPORT: "carrier"}


def example(fact: Attribute, spelled: str = "") -> str:
    """The setting as it may be written, under its canonical name or another spelling."""
    name = spelled or fact.name
    if fact.type is ValueType.BOOLEAN:
        return f"-{name}" if fact.default is True else f"+{name}"
    value = value_of(fact)
    written = value if _BARE.fullmatch(value) else quoted(value)
    return f"{name} = {written}" if fact.kind is FileKind.CONFIG else f"{name}={written}"


def value_of(fact: Attribute) -> str:
    """A value of the right type and in range, before quoting."""
    if fact.example is not None:
        return fact.example
    if fact.enum:
        return fact.enum[0]
    if fact.type in (ValueType.INTEGER, ValueType.INTERVAL, ValueType.MODE, ValueType.DOUBLE):
        return _number(fact)
    if isinstance(fact.default, str) and fact.default:
        return fact.default
    return _BY_KIND.get(fact.value_kind, "C" if fact.type is ValueType.CHARACTER else "example")


def entry_with(fact: Attribute, spelled: str = "", driver: str = "") -> str:
    """The smallest text of its file that holds the setting: one line of config, or an entry with what it needs."""
    if fact.kind is FileKind.CONFIG:
        return f"{example(fact, spelled)}\n"
    driver = fact.driver or driver or (value_of(fact) if fact.name == "driver" else _GENERIC_DRIVER[fact.kind])
    generic = [f"driver={driver}", *_beside(fact.kind, fact.name)]
    private = list(_needed(fact, driver))
    if fact.driver:
        private.insert(0, example(fact, spelled))
    elif fact.name != "driver":
        generic.insert(1, example(fact, spelled))
    parts = f"{', '.join(generic)};" + "".join(f"\n    {', '.join(private)}" for _ in private[:1])
    return f"{_NAMES[fact.kind]}: {parts}\n"


def _number(fact: Attribute) -> str:
    """The default if it is a number above zero, else the least that is."""
    if isinstance(fact.default, int | float) and fact.default > 0:
        return shown(fact, fact.default)
    return "022" if fact.value_kind == "mask" else shown(fact, max(fact.minimum or 0, 1))


def _beside(kind: FileKind, name: str) -> Iterator[str]:
    """The generic attributes that an entry does not do without."""
    if kind is FileKind.ROUTER and name != "transport":
        yield "transport=smtp"


def _needed(fact: Attribute, driver: str) -> Iterator[str]:
    """Examples of the attributes that a driver needs, without the one in question or what stands in for it."""
    known = facts.attributes(fact.kind, driver, extended=True)
    for names in needed(fact.kind, driver):
        if fact.driver is None or fact.name not in names:
            yield example(known[names[0]])
