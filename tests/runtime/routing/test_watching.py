"""A watched resolution tells what was expanded, asked and checked; one that is not watched tells nothing of it."""

from __future__ import annotations

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.details import Check, Expansion, LeftOut, Marks, Origin, Question, Target
from smail_runtime.routing.resolution import Resolution
from smail_runtime.routing.resolve import resolve
from smail_runtime.routing.watching import Watch
from smail_runtime.table.director import FileChecks
from smail_testkit.routing import FORWARD, INCLUDES, MemoryTable, aliases, forward, table, users, world

CHECKS = FileChecks(modemask=0o002, checkowner=True)
JOE = {"joe": {"home": "/home/joe", "uid": 1001, "gid": 100}, "bob": {}}


def site(**sections: str) -> MemoryTable:
    directors = (*INCLUDES, aliases(), forward(checks=CHECKS, nobody=True), users())
    return table(*directors, sections={"aliases": sections})


def watched(data: MemoryTable, recipient: str, *, mode: int = 0o600, text: str = "bob") -> Resolution:
    machine = world(users=JOE, files={"/home/joe/.forward": {"text": text, "mode": mode, "owner": "joe"}})
    return resolve(data, (recipient,), MessageFacts(sender="s@far.example"), machine, Watch())[0]


def test_what_a_forward_file_asks_expands_and_checks() -> None:
    step = next(step for step in watched(site(), "joe").trace if step.name == "dotforward")
    assert step.details == (
        Question("account", "joe", "found", "joe, uid 1001, gid 100, home /home/joe"),
        Expansion(FORWARD, "/home/joe/.forward"),
        Question("file", "/home/joe/.forward", "found", "3 bytes, mode 0600, uid 1001, gid 0"),
        Check("modemask 0002", True, "mode 0600"),
        Check("owners checkowner", True, "uid 1001 is permitted"),
        Marks("joe", None, "/home/joe", False, False, None),
        Target("bob", "kept"),
    )


def test_a_check_that_fails_leads_to_caution_and_to_nobody() -> None:
    found = watched(site(), "joe", mode=0o602, text="|/bin/x")
    details = next(step for step in found.trace if step.matched).details
    assert Check("modemask 0002", False, "its mode 0602 is wider than permitted") in details
    assert Marks("joe", None, "/home/joe", True, False, "nobody") in details


def test_an_expansion_without_a_value_says_why() -> None:
    step = next(step for step in watched(site(), "ghost").trace if step.name == "dotforward")
    assert Expansion(FORWARD, None, "the address has no home") in step.details


def test_every_end_knows_the_chain_back_to_its_recipient() -> None:
    found = watched(site(team="joe, nosuch, Team2, JOE", team2="bob"), "team")
    chains = [[(one.address, one.director) for one in chain] for chain in found.delivered_from]
    assert chains == [[("bob", "dotforward"), ("joe", "aliases"), ("team", None)]]
    assert [chain[0].address for chain in found.failed_from] == [one.address for one in found.failures] == ["nosuch"]
    assert found.left_out[0] == LeftOut(
        "JOE",
        "it repeats another address of the message",
        (Origin("JOE", "aliases", "directors:1"), Origin("team")),
    )


def test_what_is_not_watched_costs_nothing_and_ends_the_same() -> None:
    machine = world(users=JOE, files={"/home/joe/.forward": {"text": "bob", "mode": 0o600, "owner": "joe"}})
    data = site(team="joe, nosuch, joe")
    plain = resolve(data, ("team",), MessageFacts(sender="s@far.example"), machine)[0]
    full = watched(data, "team")
    assert not any(step.details for step in plain.trace)
    assert (plain.left_out, plain.delivered_from, plain.failed_from) == ((), (), ())
    assert (plain.deliveries, plain.failures, plain.dropped) == (full.deliveries, full.failures, full.dropped)
    assert [(step.name, step.reason) for step in plain.trace] == [(step.name, step.reason) for step in full.trace]
