"""The table a question is put to and the world in which it is answered."""

from __future__ import annotations

from pathlib import Path

from smail_lint.query.machine import system_world
from smail_lint.query.site_files import SiteFiles
from smail_lint.query.target import Opened
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.fake_world import load_world
from smail_runtime.routing.rehearsal import relocated
from smail_runtime.routing.world import World


def asked(site: Opened, script: Path | None) -> tuple[RoutingData, World]:
    """The table and the real machine, or that of a script. Raises WorldError.

    A configuration is asked where it stands: its directory takes the place of smail_lib_dir.
    """
    library = site.table.program.variables.smail_lib_dir
    if script is None:
        real = system_world()
        return site.table, SiteFiles(real, library, site.directory, _nothing) if site.directory else real
    world, rehearsal = load_world(script)
    if rehearsal.smail_lib_dir is not None or site.directory is None:
        return relocated(site.table, rehearsal), world
    return site.table, SiteFiles(world, library, site.directory, world.describes)


def _nothing(path: str) -> bool:
    return False
