"""Databases of routers in the table: which are compiled, under which name, and what is read when mail comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.emit.running import unavailable
from smail_compiler.emit.table import emit
from smail_compiler.pipeline import load
from smail_runtime.table import open_bytes
from smail_runtime.table.base import UnavailableDriver
from smail_runtime.table.expression import Command, Text, Variable
from smail_runtime.table.reader import Table
from smail_runtime.table.router import (
    BindDriver,
    British,
    NeighboursDriver,
    PathAliasDriver,
    QueryProgramDriver,
    RerouteDriver,
    RewriteDriver,
    Router,
)
from smail_testkit.site import write_site

PATHS = "# ways\nash\tash!%s\nOak:ash!oak!%s extra\nash\tother!%s\n"


def table(directory: Path, routers: str, **files: str) -> Table:
    """The table of a site with these routers and files."""
    site = write_site(directory, {"routers": routers, "config": "hostnames = mail.example\n", **files})
    return open_bytes(emit(load(site).site))


def only(directory: Path, routers: str, **files: str) -> Router:
    return table(directory, routers, **files).program.routers[0]


def test_a_text_database_becomes_a_section(tmp_path: Path) -> None:
    made = table(tmp_path, "p: driver=pathalias, transport=uux; file=paths\n", paths=PATHS)
    driver = made.program.routers[0].driver
    assert isinstance(driver, PathAliasDriver)
    assert (driver.data.section, driver.data.proto, driver.data.missing) == ("router:p", "bsearch", False)
    assert made.lookup("router:p", b"ASH") == b"ash!%s"
    assert made.lookup("router:p", b"oak") == b"ash!oak!%s extra"
    assert made.line("router:p", b"oak") == 3
    assert made.file("router:p") == "paths"


@pytest.mark.parametrize(
    ("routers", "files", "section", "missing"),
    [
        ("p: driver=pathalias; file=/etc/paths", {}, None, False),
        ("p: driver=pathalias; file=paths", {}, None, True),
        ("p: driver=pathalias; file=/usr/lib/smail/paths", {"paths": PATHS}, "router:p", False),
        ("p: driver=pathalias; file=paths, proto=lsearch", {"paths": '"a.*": ash!%s\n'}, None, False),
        ("p: driver=pathalias; file=paths\np: driver=pathalias; file=others", {"paths": PATHS}, None, False),
        ("p: driver=pathalias; file=paths\np: driver=pathalias; file=paths", {"paths": PATHS}, "router:p", False),
        ("p: driver=pathalias; file=paths\np: driver=rewrite; file=paths", {"paths": PATHS}, None, False),
        ("p: driver=reroute; file=paths, matchdb", {"paths": "ash +\n"}, "router:p", False),
        ("p: driver=reroute; file=$primary_name, matchdb", {}, None, False),
        ("p: driver=rewrite; file=paths", {"paths": "ash +x@y\n"}, "router:p", False),
    ],
)
def test_where_the_data_is(
    routers: str, files: dict[str, str], section: str | None, missing: bool, tmp_path: Path
) -> None:
    driver = only(tmp_path, routers + "\n", **files).driver
    assert isinstance(driver, PathAliasDriver | RerouteDriver | RewriteDriver)
    assert driver.data is not None
    assert (driver.data.section, driver.data.missing) == (section, missing)


def test_programs(tmp_path: Path) -> None:
    names = only(tmp_path, 'n: driver=uuname; cmd="/bin/cat  /etc/systems", statfile=/etc/systems, domain=a:b\n')
    assert names.driver == NeighboursDriver(("/bin/cat", "/etc/systems"), ("a", "b"), (), "/etc/systems")
    asked = only(tmp_path, "q: driver=queryprogram; read_path\n").driver
    words = (Text(("/usr/bin/uuinfo",)), Text(("-q",)), Text((Variable("host"),)))
    assert asked == QueryProgramDriver(Command(words), read_path=True)


def test_bind_keeps_british_matters_apart(tmp_path: Path) -> None:
    plain = only(tmp_path, "b: driver=bind; dns_search, cname_limit=3, fallback_gateway=gw, uk_greybook_relay=x\n")
    assert plain.driver == BindDriver(dns_search=True, cname_limit=3, fallback_gateway="gw")
    some = only(tmp_path, "b: driver=bind; uk_try_inverting, uk_max_precedence=9, uk_suffix=.gb\n").driver
    assert isinstance(some, BindDriver)
    assert some.british == British(".gb", try_inverting=True, max_precedence=9)


@pytest.mark.parametrize(
    ("router", "said"),
    [
        ("driver=pathalias; file=/x, proto=yp", "uses `proto=yp`"),
        ("driver=rewrite; file=/x, proto=nisplus", "uses `proto=nisplus`"),
        ("driver=reroute; file=/x, proto=yp, matchdb", "uses `proto=yp`"),
        ("driver=reroute; file=/x, proto=yp", None),
        ('driver=uuname; cmd="/bin/cat /x | sort"', "has a command for a shell"),
        ('driver=uuname; cmd="/bin/cat /x"', None),
    ],
)
def test_what_cannot_be_run(router: str, said: str | None, tmp_path: Path) -> None:
    site = load(write_site(tmp_path, {"routers": f"r: {router}\n"})).site
    found = list(unavailable(site))
    assert [one.kind.code for one in found] == (["SM332"] if said else [])
    assert not said or said in found[0].message
    assert isinstance(open_bytes(emit(site)).program.routers[0].driver, UnavailableDriver) is (
        "proto" in (said or "")
    )


def test_qualify_rows_are_in_the_table(tmp_path: Path) -> None:
    made = table(tmp_path, "s: driver=smarthost; path=hub\n", qualify="ash lab.example\n* uucp\n")
    assert [(row.host, row.domain) for row in made.program.qualify] == [("ash", "lab.example"), ("*", "uucp")]
