"""A site without a routers file has the built-in routers, and they work (reference semantics, section 22)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from smail_compiler.emit.table import emit
from smail_compiler.pipeline import load
from smail_lint.query.cli import group
from smail_testkit.site import write_site

FILES = {
    "config": "hostnames = mail.example.org\nuucp_name = mail\nsmart_path = hub\n",
    "paths": "ash\tash!%s\noak\tash!oak!%s\n",
    "qualify": "fir forest.example.org\n",
}
WORLD = """
host_name = "mail.example.org"
[users.alice]
[dns."far.example"]
MX = ["10 mx.far.example", "20 mail.example.org"]
[dns."mx.far.example"]
A = "192.0.2.1"
[dns.host]
A = "192.0.2.3"
[dns."slow.example"]
rcode = "SERVFAIL"
[dns."192.0.2.9"]
PTR = "mail.example.org"
[programs."/usr/bin/uuname"]
output = "ash\\nelm\\n"
"""


@pytest.fixture(scope="module", params=["configuration", "table"])
def target(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = write_site(tmp_path_factory.mktemp("built-in"), {f"site/{name}": text for name, text in FILES.items()})
    (site / "world.toml").write_text(WORLD)
    if request.param == "table":
        (site / "table").write_bytes(emit(load(site / "site").site))
    return site / ("table" if request.param == "table" else "site")


def answer(target: Path, address: str, *options: str) -> Any:
    words = ["route", str(target), address, "--json", *(options or ("--world", str(target.parent / "world.toml")))]
    return json.loads(CliRunner().invoke(group(), words).stdout)


@pytest.mark.parametrize(
    ("address", "router", "expected"),
    [
        ("al@far.example", "bind_hosts", "inet_zone_bind_smtp al@far.example far.example"),
        ("al@host", "inet_hosts", "smtp al@host host"),
        ("al@[192.0.2.8]", "inet_addrs", "smtp al@[192.0.2.8] [192.0.2.8]"),
        ("alice@[192.0.2.9]", "user", "local alice None"),
        ("al@ash.uucp", "paths", "uux al ash"),
        ("al@oak", "paths", "uux oak!al ash"),
        ("al@elm.uucp", "uucp_neighbors", "uux al elm"),
        ("fir!al", "smart_host", "uux fir!al hub"),
        ("al@gone.example", "smart_host", "uux gone.example!al hub"),
    ],
)
def test_every_built_in_router_takes_its_own(target: Path, address: str, router: str, expected: str) -> None:
    found = answer(target, address)
    [delivery] = found["deliveries"]
    assert f"{delivery['transport']} {delivery['address']} {delivery['host']}" == expected
    assert [step["name"] for step in found["trace"] if step["matched"]][-1] == router


def test_what_nobody_can_tell_waits(target: Path) -> None:
    assert answer(target, "al@slow.example")["outcome"] == "defer"


def test_no_program_is_run_to_answer_a_question(tmp_path: Path) -> None:
    command = tmp_path / "command"
    command.write_text("#!/bin/sh\ntouch ran\n")
    command.chmod(0o755)
    site = write_site(
        tmp_path / "site",
        {"config": "hostnames = mail\n", "routers": f"near: driver=uuname, transport=uux; cmd={command}\n"},
    )
    found = answer(site, "al@ash", "--from", "x@y")
    assert found["outcome"] == "defer"
    assert "programs are not run" in found["errors"][0]["message"]
    assert not Path("ran").exists() and not (tmp_path / "ran").exists()
