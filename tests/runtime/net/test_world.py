"""The machine itself as a world."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

from smail_runtime.net import hosts_file
from smail_runtime.net.dns import Dns
from smail_runtime.net.world import SystemWorld
from smail_runtime.routing.world import Absent, Found, Unknown
from smail_testkit.dns_server import free_port

HOSTS = """\
127.0.0.1 localhost
192.0.2.7 Mail.example mail   # the hub
192.0.2.8 mail.example
"""


def test_accounts_and_groups() -> None:
    world = SystemWorld()
    me = pwd.getpwuid(os.getuid())
    found = world.login(me.pw_name)
    assert isinstance(found, Found)
    assert (found.value.uid, found.value.home) == (me.pw_uid, me.pw_dir)
    assert world.login_by_uid(me.pw_uid) == found
    for name in ("no-such-account-here", "a\0b", ""):
        assert isinstance(world.login(name), Absent)
        assert isinstance(world.group_id(name), Absent)
    assert isinstance(world.login_by_uid(2**40), Absent)


def test_files_are_three_valued(tmp_path: Path) -> None:
    world = SystemWorld()
    (tmp_path / "f").write_bytes(b"text")
    found = world.read(str(tmp_path / "f"), 10)
    assert isinstance(found, Found)
    assert found.value.data == b"text"
    assert isinstance(world.read(str(tmp_path / "f"), 3), Unknown)
    assert isinstance(world.read(str(tmp_path), 10), Absent)
    assert isinstance(world.read(str(tmp_path / "g"), 10), Absent)


def test_the_hosts_file_comes_before_the_dns(tmp_path: Path) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text(HOSTS)
    world = SystemWorld(Dns(("127.0.0.1", free_port()), lifetime=0.1), str(hosts))
    assert world.addresses("MAIL.example.") == Found(("192.0.2.7", "192.0.2.8"))
    assert isinstance(world.addresses("other.example"), Unknown)


def test_a_plain_host_name_gets_its_domain_from_the_hosts_file(tmp_path: Path) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text(HOSTS)
    assert hosts_file.full_name(str(hosts), "mail") == "Mail.example"
    assert hosts_file.full_name(str(hosts), "other") == "other"
    assert hosts_file.full_name(str(tmp_path / "none"), "other") == "other"
