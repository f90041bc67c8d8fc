"""What an aliasfile director takes, passes and makes wait, and for which hosts (section 13)."""

from __future__ import annotations

import pytest

from smail_runtime.table.director import AliasFileDriver, FileChecks
from smail_testkit.people import PEOPLE, machine, reasons, site
from smail_testkit.routing import (
    aliases,
    one,
    summary,
    users,
    world,
)


def test_alias_data_in_the_table() -> None:
    data = site(aliases(), users(), aliases={"staff": "alice, joe", "Ops": '"|/bin/log -x", /var/log/ops'})
    assert summary(one(data, "STAFF", machine())) == ["local:alice", "local:joe"]
    assert summary(one(data, "ops@mail.example", machine())) == ["pipe:/bin/log -x", "file:/var/log/ops"]
    assert reasons(data, "staff", machine())[:2] == [
        "aliases: took it: alias `staff` on line 1 of aliases gives 2 addresses",
        "aliases: no alias `alice` in aliases",
    ]


@pytest.mark.parametrize(
    ("optional", "missing", "file", "expected"),
    [
        (True, True, None, "local:alice"),
        (False, True, None, "4.3.0 alice"),
        (True, False, None, "local:alice"),
        (False, False, None, "4.3.0 alice"),
        (True, False, {"text": "", "unreadable": "I/O error"}, "4.3.0 alice"),
        (True, False, {"text": "bob: x\nalice: joe\n"}, "local:joe"),
        (True, False, {"text": "alice: joe;"}, "5.3.5 alice"),
    ],
)
def test_alias_file_read_at_run_time(
    optional: bool, missing: bool, file: dict[str, str] | None, expected: str
) -> None:
    driver = AliasFileDriver("aliases", "lsearch", False, missing, optional, False, FileChecks())
    where = world(users=PEOPLE, files={} if file is None else {"/etc/smail/aliases": file})
    assert summary(one(site(aliases(driver=driver), users()), "alice", where)) == [expected]


def test_alias_database_of_another_kind_makes_mail_wait() -> None:
    driver = AliasFileDriver("aliases", "dbm", False, False, True, False, FileChecks())
    assert summary(one(site(aliases(driver=driver), users()), "alice", machine())) == ["4.3.0 alice"]


def test_alias_without_addresses_takes_the_name_and_delivers_nowhere() -> None:
    found = one(site(aliases(), users(), aliases={"devnull": "# nobody"}), "devnull", machine())
    assert (found.deliveries, found.failures, found.trace[-1].matched) == ((), (), True)


def test_alias_without_its_data_makes_mail_wait() -> None:
    assert summary(one(site(aliases(), users()), "alice", machine())) == ["4.3.0 alice"]


def test_self_reference_goes_to_the_next_directors() -> None:
    for value in ("alice, joe", "\\alice, joe", "Alice@EXAMPLE.org, joe"):
        data = site(aliases(), users(), aliases={"alice": value})
        assert summary(one(data, "alice", machine())) == ["local:alice", "local:joe"]


def test_ignore_alias_match_drops_the_plain_form_only() -> None:
    for value, expected in (("alice, joe", ["local:joe"]), ("\\alice, joe", ["local:alice", "local:joe"])):
        data = site(aliases(ignore_alias_match=True), users(), aliases={"alice": value})
        found = one(data, "alice", machine())
        assert sorted(summary(found)) == expected


def test_the_sender_is_left_out_unless_sender_okay() -> None:
    for okay, expected in ((False, ["local:joe"]), (True, ["local:alice", "local:joe"])):
        data = site(aliases(sender_okay=okay), users(), aliases={"team": "alice@mail.example, joe"})
        assert summary(one(data, "team", machine(), sender="Alice@example.org")) == expected


def test_domains_narrow_a_director_to_names_of_a_host() -> None:
    data = site(aliases(domains=("other.example", "MAIL.example")), users(), aliases={"alice": "joe"})
    assert summary(one(data, "alice@mail.example", machine())) == ["local:joe"]
    assert summary(one(data, "alice@example.org", machine())) == ["local:alice"]
    assert summary(one(data, "alice", machine())) == ["local:alice"]


def test_a_name_counts_apart_at_hosts_that_directors_tell_apart() -> None:
    """Decision 0008: the second `alice` is another mailbox, and a repeated one is still left out."""
    aliased = {"alice": "alice@example.org, joe@mail.example"}
    data = site(aliases(domains=("mail.example",)), users(), aliases=aliased)
    found = one(data, "alice@mail.example", machine())
    assert (summary(found), found.dropped) == (["local:alice", "local:joe"], 0)
    looped = site(
        aliases(domains=("mail.example",)), aliases={"alice": "bob@mail.example", "bob": "alice@mail.example"}
    )
    assert one(looped, "alice@mail.example", machine()).deliveries == ()
