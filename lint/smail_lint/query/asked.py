"""The table a question is put to and the world in which it is answered."""

from __future__ import annotations

from pathlib import Path

from smail_lint.query.machine import system_world
from smail_lint.query.site_files import SiteFiles
from smail_lint.query.target import Opened
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.fake_world import FakeWorld, Script, load_world, rehearsed
from smail_runtime.routing.rehearsal import Rehearsal, relocated
from smail_runtime.routing.world import World


def asked(site: Opened, script: Path | None) -> tuple[RoutingData, World]:
    """The table and the real machine, or that of a script. Raises WorldError.

    A configuration is asked where it stands: its directory takes the place of smail_lib_dir.
    """
    if script is None:
        real = system_world()
        library = site.table.program.variables.smail_lib_dir
        return site.table, SiteFiles(real, library, site.directory, _nothing) if site.directory else real
    return _described(site, *load_world(script))


def asked_in(site: Opened, script: Script, beside: Path) -> tuple[RoutingData, World]:
    """The table and a machine that is described already; its relative names are below the directory `beside`."""
    return _described(site, FakeWorld(script), rehearsed(script, beside))


def _described(site: Opened, world: FakeWorld, rehearsal: Rehearsal) -> tuple[RoutingData, World]:
    if rehearsal.smail_lib_dir is not None or site.directory is None:
        return relocated(site.table, rehearsal), world
    library = site.table.program.variables.smail_lib_dir
    return site.table, SiteFiles(world, library, site.directory, world.describes)


def _nothing(path: str) -> bool:
    return False
