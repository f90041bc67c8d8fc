"""Why some codes have no rule (docs/decisions/0011): there is nothing to find, or it has another code."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind
from smail_lint.engine import check
from smail_lint.registry import RULES
from smail_testkit.site import write_site


def test_they_stay_free() -> None:
    assert {"SM109", "SM510", "SM536"} & {rule.kind.code for rule in RULES} == set()


@pytest.mark.parametrize("driver", ["aliasfile", "forwardfile", "user", "altuser", "smartuser"])
def test_patterns_of_directors_are_not_expanded(driver: str) -> None:
    known = facts.attributes(FileKind.DIRECTOR, driver, extended=True)
    assert [known[name].expanded for name in ("prefix", "suffix")] == [False, False]


@pytest.mark.parametrize(
    ("file", "text", "code", "meant"),
    [
        ("config", "max-hop-count = 30\n", "SM201", "max_hop_count"),
        ("transports", "x: driver=tcpsmtp, inet, max-addrs=5; use_bind\n", "SM202", "max_addrs"),
        ("transports", "x: driver=tcpsmtp, inet; use_bind, short-timeout=5m\n", "SM203", "short_timeout"),
    ],
)
def test_a_dash_for_an_underscore_is_one_finding_with_a_repair(
    file: str, text: str, code: str, meant: str, tmp_path: Path
) -> None:
    found = check(write_site(tmp_path, {file: text})).found
    assert [one.kind.code for one in found] == [code]
    fix = found[0].fix
    assert fix is not None and fix.safety == "unsafe"
    assert [edit.text for edit in fix.edits] == [meant]


def test_clients_that_are_refused_are_no_senders() -> None:
    lists = {one for one in facts.attributes(FileKind.CONFIG) if "reject" in one}
    assert lists == {"smtp_reject_hosts"}
