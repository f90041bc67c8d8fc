"""A small routing table in memory, and short ways to write its parts."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.fake_world import FakeWorld, Script
from smail_runtime.routing.resolution import Resolution
from smail_runtime.routing.resolve import resolve
from smail_runtime.table.base import Place
from smail_runtime.table.director import (
    AliasFileDriver,
    Director,
    FileChecks,
    ForwardFileDriver,
    IncludeDriver,
    SmartUserDriver,
    UserDriver,
)
from smail_runtime.table.expression import Home, Part, Text, Variable
from smail_runtime.table.pattern import PatternEntry
from smail_runtime.table.program import Program, Variables
from smail_runtime.table.router import BindDriver, Router
from smail_runtime.table.transport import AppendFileDriver, PipeDriver, TcpSmtpDriver, Transport
from smail_testkit.tables import variables as bare_variables

Aliases = Mapping[str, Mapping[str, str]]

FORWARD = Text((Home(""), "/.forward"))


def text(*parts: Part) -> Text:
    """A template of these parts."""
    return Text(parts)


def variables(**changes: object) -> Variables:
    """The variables of a plain host called mail.example, also known as example.org, changed as told."""
    plain = msgspec.structs.replace(
        bare_variables(),
        hostnames=("mail.example", "example.org"),
        uucp_name="mail",
        visible_domains=(),
        visible_name="example.org",
        smail_lib_dir="/etc/smail",
        max_message_size=0,
        smtp_banner=Text(()),
        smtp_message_timeout=3600,
        resolve_timeout=0,
    )
    return msgspec.convert(msgspec.structs.asdict(plain) | changes, Variables, from_attributes=True)


INCLUDES = (
    Director("aliasinclude", None, IncludeDriver("aliasfile", None, FileChecks(0), True, True)),
    Director("forwardinclude", None, IncludeDriver("forwardfile", None, FileChecks(0), True, True)),
)


def aliases(name: str = "aliases", *, line: int = 1, **changes: object) -> Director:
    """A director of driver aliasfile whose data stand in the table."""
    driver = AliasFileDriver("aliases", "lsearch", True, False, True, False, FileChecks())
    given = {"name": name, "at": Place(0, line), "driver": driver, "nobody": False, "sender_okay": True}
    return _director(given | changes)


def forward(
    name: str = "dotforward", *, line: int = 5, given: Mapping[str, object] | None = None, **more: object
) -> Director:
    """A director of driver forwardfile; `file`, `prefix`, `checks` and the like go to the driver.

    `caution` is the flag of the director, `caution_list` the list of the driver.
    """
    changes = {**(given or {}), **more}
    ours = {
        key: changes.pop(key) for key in ForwardFileDriver.__struct_fields__ if key in changes and key != "caution"
    }
    if "caution_list" in changes:
        ours["caution"] = changes.pop("caution_list")
    plain = ForwardFileDriver(FORWARD, None, None, False, FileChecks(), (), ())
    driver = msgspec.structs.replace(plain, **ours)
    return _director({"name": name, "at": Place(0, line), "driver": driver, "sender_okay": True} | changes)


def users(name: str = "user", *, line: int = 9, prefix: str | None = None, **changes: object) -> Director:
    """A director of driver user for the transport local."""
    driver = UserDriver("local", prefix, False, None)
    return _director({"name": name, "at": Place(0, line), "driver": driver} | changes)


def smartuser(new_user: Text | None, *, well_formed_only: bool = True, transport: str | None = None) -> Director:
    """A director of driver smartuser."""
    return Director("smart_user", Place(0, 12), SmartUserDriver(new_user, well_formed_only, transport))


def _director(fields: Mapping[str, object]) -> Director:
    return msgspec.convert(fields, Director, from_attributes=True)


TRANSPORTS = (
    Transport(
        "local",
        Place(2, 1),
        AppendFileDriver(
            Text(("/var/mail/", Variable("user"))), None, None, "\n", 0o600, None, None, True, True, False
        ),
        local=True,
    ),
    Transport(
        "pipe",
        None,
        PipeDriver(None, 0o22, None, None, True, False, True, True, True, False, False, False),
        local=True,
    ),
    Transport(
        "file",
        None,
        AppendFileDriver(Text((Variable("user"),)), None, None, "\n", 0o644, None, None, True, False, True),
        local=True,
    ),
    Transport("smtp", Place(2, 9), TcpSmtpDriver(300, 7200, Text(("smtp",)), True), inet=True, max_addrs=0),
    Transport(
        "uux", None, PipeDriver(None, 0, None, None, False, True, False, False, False, False, False, True), uucp=True
    ),
    Transport("plain", None, TcpSmtpDriver(300, 7200, Text(("smtp",)), True)),
)


class MemoryTable:
    """Routing data in memory: a program, and alias sections as plain mappings."""

    def __init__(self, program: Program, sections: Aliases) -> None:
        self._program = program
        self._sections = {
            name: {key.lower().encode(): value.encode() for key, value in section.items()}
            for name, section in sections.items()
        }

    @property
    def program(self) -> Program:
        return self._program

    def lookup(self, section: str, key: bytes) -> bytes | None:
        return self._sections[section].get(key.lower())

    def line(self, section: str, key: bytes) -> int | None:
        keys = list(self._sections[section])
        return keys.index(key.lower()) + 1 if key.lower() in keys else None

    def patterns(self, section: str) -> tuple[PatternEntry, ...]:
        return ()

    def place(self, at: Place) -> tuple[str, int]:
        return ("directors", "routers", "transports")[at.file], at.line


def table(
    *directors: Director,
    routers: tuple[Router, ...] = (),
    sections: Aliases | None = None,
    transports: tuple[Transport, ...] = TRANSPORTS,
    given: Mapping[str, object] | None = None,
    **more: object,
) -> MemoryTable:
    """A table of these directors and routers; `given` and further keywords change variables."""
    program = Program(variables(**{**(given or {}), **more}), directors, routers, transports, ())
    return MemoryTable(program, sections or {})


def bind(**settings: object) -> BindDriver:
    """A bind driver with these settings."""
    return msgspec.convert(settings, BindDriver, from_attributes=True)


def world(**tables: object) -> FakeWorld:
    """A made-up machine; the keywords are the tables of the TOML file."""
    return FakeWorld(msgspec.convert(tables, Script))


def one(data: MemoryTable, recipient: str, machine: FakeWorld, *, sender: str = "stranger@far.example") -> Resolution:
    """What becomes of a single recipient."""
    return resolve(data, (recipient,), MessageFacts(sender=sender), machine)[0]


def summary(found: Resolution) -> list[str]:
    """Deliveries as `transport:address` (with `@@host`), then failures as `status address`."""
    deliveries = [
        f"{each.transport}:{each.address}" + (f" @@{each.host}" if each.host else "") for each in found.deliveries
    ]
    return deliveries + [f"{each.outcome.status} {each.address}" for each in found.failures]
