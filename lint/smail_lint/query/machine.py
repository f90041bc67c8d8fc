"""The machine a question is about: the real one, or one that a TOML file describes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from smail_runtime.routing.fake_world import FakeWorld, Script, WorldError, load_world
from smail_runtime.routing.names import Names, names_of
from smail_runtime.routing.world import World
from smail_runtime.table.program import Variables


def system_world() -> World:
    """The machine's own accounts, files and name servers; none of its programs is run.

    Raises WorldError where this release cannot ask them.
    """
    try:
        module, programs = (import_module(f"smail_runtime.net.{name}") for name in ("world", "programs"))
    except ModuleNotFoundError:
        raise WorldError("this release asks a described world only; give --world FILE") from None
    world: World = module.SystemWorld(programs=programs.NoPrograms())
    return world


def host_names(variables: Variables, script: Path | None) -> Names:
    """The names of the host. The machine is asked for its own only when `hostnames` is unset. Raises WorldError."""
    if variables.hostnames:
        return names_of(variables, FakeWorld(Script()))
    return names_of(variables, system_world() if script is None else load_world(script)[0])
