"""The configurations of a question on the machines on which they are tried."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from smail_lint.query.asked import asked_in
from smail_lint.query.modelled.machine import MadeUpMachine
from smail_lint.query.modelled.way import Side
from smail_lint.query.site_files import SiteFiles
from smail_lint.query.target import Opened
from smail_runtime.routing.described.script import Script
from smail_runtime.routing.fake_world import described_in


class Setting(msgspec.Struct, frozen=True):
    """One machine with the configurations on it. `script` describes it; None is a made-up machine."""

    machine: str
    sides: tuple[Side, ...]
    script: Script | None = None


FULL = "every name an account, every host there"
EMPTY = "hardly an account, no host there"


def settings(targets: Sequence[tuple[str, Opened]], world: Path | None) -> tuple[Setting, ...]:
    """The described machine, or both made-up ones. Raises WorldError."""
    if world is not None:
        return (described(targets, described_in(world), world.parent, str(world)),)
    return (_made_up(targets, FULL, full=True), _made_up(targets, EMPTY, full=False))


def described(targets: Sequence[tuple[str, Opened]], script: Script, beside: Path, name: str) -> Setting:
    """The configurations on a machine that is described already."""
    sides = (Side(label, one, *asked_in(one, script, beside)) for label, one in targets)
    return Setting(name, tuple(sides), script)


def _made_up(targets: Sequence[tuple[str, Opened]], name: str, *, full: bool) -> Setting:
    machine = MadeUpMachine(full=full)
    return Setting(name, tuple(_side(label, one, machine) for label, one in targets))


def _side(label: str, opened: Opened, machine: MadeUpMachine) -> Side:
    table = opened.table
    if opened.directory is None:
        return Side(label, opened, table, machine)
    library = table.program.variables.smail_lib_dir
    return Side(label, opened, table, SiteFiles(machine, library, opened.directory, machine.describes))
