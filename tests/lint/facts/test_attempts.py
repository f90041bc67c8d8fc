"""What SM820 says is so: the routing table is the same with and without such settings."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from smail_compiler.emit.table import emit
from smail_compiler.pipeline import load
from smail_compiler.schema.attribute import FileKind
from smail_compiler.schema.facts import table
from smail_lint.rules.outdated.attempts_without_effect import NAMES
from smail_runtime.table import open_bytes
from smail_testkit.site import write_site

_OTHERS = {
    "aliasfile": "file=aliases, proto=bsearch",
    "altuser": "transport=local, file=people, proto=bsearch",
    "forwardfile": "file=~/.forward",
    "pathalias": "file=paths, proto=bsearch",
    "rewrite": "file=paths, proto=bsearch",
    "reroute": "file=paths, proto=bsearch",
}
_VALUES = {"retries": "retries=3", "interval": "interval=7", "reopen": "reopen", "lock": "lock"}
SETTINGS = sorted(
    (one.kind.value, str(one.driver), one.name)
    for one in table().attributes
    if one.name in NAMES and one.kind in (FileKind.DIRECTOR, FileKind.ROUTER) and one.since != "extended"
)


def _entry(path: Path, kind: str, driver: str, more: str) -> list[object]:
    """What the table says of an entry with these attributes."""
    private = ", ".join(one for one in (_OTHERS.get(driver, ""), more) if one)
    generic = f"driver={driver}{', transport=uux' if kind == 'router' else ''}"
    text = f"x: {generic}{'; ' if private else ''}{private}\n"
    name = "directors" if kind == "director" else "routers"
    files = {name: text, "aliases": "a b\n", "people": "a b\n", "paths": "a a!%s\n"}
    program = open_bytes(emit(load(write_site(path, files)).site)).program
    entries = program.directors if kind == "director" else program.routers
    return [msgspec.structs.asdict(one)["driver"] for one in entries]


def test_there_are_such_settings() -> None:
    assert len(SETTINGS) > 10


@pytest.mark.parametrize(("kind", "driver", "name"), SETTINGS)
def test_the_table_is_the_same(kind: str, driver: str, name: str, tmp_path: Path) -> None:
    without = _entry(tmp_path / "without", kind, driver, "")
    assert _entry(tmp_path / "with", kind, driver, _VALUES[name]) == without
