"""Routers that ask programs: uuname and queryprogram (reference semantics, section 14)."""

from __future__ import annotations

import pytest

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.resolve import resolve
from smail_runtime.routing.world import Found, Ran
from smail_runtime.table.base import Place
from smail_runtime.table.expression import Command, Text, Variable
from smail_runtime.table.router import NeighboursDriver, QueryProgramDriver, Router, RouterDriver
from smail_testkit.routing import MemoryTable, one, summary, table, users, world

ASK = Command((Text(("/bin/ask",)), Text(("-q",)), Text((Variable("host"),))))
MACHINE = world(
    files={"/etc/systems": {"text": "ash # remark\n Oak \n"}},
    programs={
        "/usr/bin/uuname": {"output": "ash\n oak \n\nElm\n"},
        "/bin/ask -q ash": {"output": "gate!ash uux rest\n"},
        "/bin/ask -q oak": {"output": ""},
        "/bin/ask -q elm": {"output": "a b\n"},
        "/bin/ask -q fir": {"output": "\n-bad!x\n"},
        "/bin/ask -q yew": {"output": '"yew\n'},
        "/bin/ask -q busy": {"status": 75},
        "/bin/ask -q killed": {"status": -9},
        "/bin/ask -q slow": {"unknown": "it took too long"},
        "/bin/ask": {"status": 1},
        "/bin/fails": {"status": 2},
        "/bin/slow": {"unknown": "it took too long"},
    },
)


def site(driver: RouterDriver, *, built_in: bool = False) -> MemoryTable:
    return table(users(), routers=(Router("r", None if built_in else Place(1, 3), driver, "smtp"),))


@pytest.mark.parametrize(
    ("driver", "address", "expected"),
    [
        (NeighboursDriver(("/usr/bin/uuname",)), "al@ash", "smtp:al@ash @@ash"),
        (NeighboursDriver(("/usr/bin/uuname",)), "al@OAK", "smtp:al@oak @@oak"),
        (NeighboursDriver(("/usr/bin/uuname",)), "al@elm.", "smtp:al@Elm @@Elm"),
        (NeighboursDriver(("/usr/bin/uuname",)), "al@ash.example", "5.1.2 al@ash.example"),
        (NeighboursDriver(("/usr/bin/uuname",), ("uucp",)), "al@ash.uucp", "smtp:al@ash @@ash"),
        (NeighboursDriver(("/usr/bin/uuname",), (), ("uucp",)), "al@ash", "5.1.2 al@ash"),
        (NeighboursDriver(("/bin/none",)), "al@ash", "4.3.5 al@ash"),
        (NeighboursDriver(("uuname",)), "al@ash", "4.3.5 al@ash"),
        (NeighboursDriver(()), "al@ash", "4.3.5 al@ash"),
        (NeighboursDriver(("/bin/fails",)), "al@ash", "4.3.0 al@ash"),
        (NeighboursDriver(("/bin/slow",)), "al@ash", "4.3.0 al@ash"),
        (NeighboursDriver((), file="/etc/systems"), "al@oak", "smtp:al@Oak @@Oak"),
        (NeighboursDriver((), file="/etc/systems"), "al@remark", "5.1.2 al@remark"),
        (NeighboursDriver((), file="/etc/none"), "al@oak", "4.3.0 al@oak"),
        (QueryProgramDriver(ASK), "al@ash", "smtp:al@ash @@ash"),
        (QueryProgramDriver(ASK, read_path=True), "al@ash", "smtp:al@ash @@gate"),
        (QueryProgramDriver(ASK, read_path=True, read_transport=True), "al@ash", "uux:ash!al @@gate"),
        (QueryProgramDriver(ASK, read_path=True, read_transport=True), "al@oak", "smtp:al@oak @@oak"),
        (QueryProgramDriver(ASK, read_transport=True), "al@elm", "4.3.5 al@elm"),
        (QueryProgramDriver(ASK, read_path=True), "al@fir", "smtp:al@fir @@fir"),
        (QueryProgramDriver(ASK, read_path=True), "al@yew", "4.3.5 al@yew"),
        (QueryProgramDriver(ASK, ("uucp",), ("uucp",)), "al@ash.uucp", "smtp:al@ash.uucp @@ash.uucp"),
        (QueryProgramDriver(ASK), "al@unknown", "5.1.2 al@unknown"),
        (QueryProgramDriver(ASK), "al@busy", "4.3.0 al@busy"),
        (QueryProgramDriver(ASK), "al@killed", "4.3.0 al@killed"),
        (QueryProgramDriver(ASK), "al@slow", "4.3.0 al@slow"),
        (QueryProgramDriver(Command((Text(("/bin/none",)),))), "al@ash", "4.3.5 al@ash"),
        (QueryProgramDriver(Command((Text((Variable("user"),)),))), "al@ash", "4.3.5 al@ash"),
        (QueryProgramDriver(Command(())), "al@ash", "4.3.5 al@ash"),
    ],
)
def test_answers(driver: RouterDriver, address: str, expected: str) -> None:
    assert summary(one(site(driver), address, MACHINE)) == [expected]


def test_a_built_in_entry_does_without_its_program() -> None:
    data = site(NeighboursDriver(("/bin/none",)), built_in=True)
    assert summary(one(data, "al@ash", MACHINE)) == ["5.1.2 al@ash"]


@pytest.mark.parametrize("sender", ["-oProxyCommand=x", "a\0b"])
def test_the_wire_does_not_write_options(sender: str) -> None:
    """The program is never run, so what it would have answered does not count."""
    driver = QueryProgramDriver(Command((Text(("/bin/ask",)), Text((Variable("sender"),)))))
    machine = world(programs={"/bin/ask": {}})
    assert summary(one(site(driver), "al@ash", machine, sender=sender)) == ["5.1.3 al@ash"]


def test_a_program_runs_once_for_one_message() -> None:
    asked: list[tuple[str, ...]] = []
    machine = world()

    def run(arguments: tuple[str, ...], statfile: str | None) -> Found[Ran]:
        asked.append(arguments)
        return Found(Ran(0, b"ash\noak\n"))

    machine.run = run  # type: ignore[method-assign]
    data = site(NeighboursDriver(("/usr/bin/uuname",)))
    found = resolve(data, ("a@ash", "b@oak", "c@elm"), MessageFacts(), machine)
    assert [bool(each.deliveries) for each in found] == [True, True, False]
    assert len(asked) == 1
