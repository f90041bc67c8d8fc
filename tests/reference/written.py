"""Literate cases: files of a configuration, a machine in TOML, and what becomes of addresses.

A block `routes` has one address a line: `address => outcome`, and `from SENDER` for another sender than
`s@far.example`. An outcome is a list parted by `; `: `transport: address`, with `at HOST` and `as USER` where there
are such, `waits` and `fails` once for each address that does, or `nothing`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from smail_testkit.cases import Case
from tests.reference.draw import Drawn
from tests.reference.outcome import Outcome


class Route(msgspec.Struct, frozen=True):
    """One line of a block `routes`."""

    sender: str
    address: str
    outcome: str


def drawn_of(case: Case) -> Drawn:
    """The configuration and the machine of a case."""
    files = {block.info: block.text for block in case.blocks if block.info not in ("routes", "world.toml")}
    tables = "\n".join(block.text for block in case.blocks if block.info == "world.toml")
    return Drawn(files, tomllib.loads(tables), "s@far.example", ())


def routes_of(case: Case) -> Iterator[Route]:
    """What the case expects."""
    sender = "s@far.example"
    for block in case.blocks:
        for line in block.text.splitlines() if block.info == "routes" else ():
            if line.startswith("from "):
                sender = line.removeprefix("from ").strip()
            elif line.strip():
                address, _, outcome = line.partition(" => ")
                yield Route(sender, address.strip(), outcome.strip())


def shown(outcome: Outcome) -> str:
    """An outcome in the words of a case."""
    parts = [
        f"{one.transport}: {one.address}"
        + (f" at {one.host}" if one.host else "")
        + (f" as {one.user}" if one.user else "")
        for one in outcome.deliveries
    ]
    parts += ["waits" if one.temporary else "fails" for one in outcome.failures]
    return "; ".join(parts) or "nothing"


CASES = Path(__file__).with_name("cases")
