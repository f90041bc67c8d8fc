"""The made-up machine: what its TOML file means, and what is wrong with a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_runtime.routing.fake_world import WorldError, load_world
from smail_runtime.routing.real_files import read_regular
from smail_runtime.routing.rehearsal import relocated
from smail_runtime.routing.world import Absent, FileText, Found, Login, Mx, Unknown
from smail_testkit.routing import table

TEXT = """
host_name = "box.example"
real_files = true
smail_lib_dir = "lib"
[users.joe]
home = "/home/joe"
uid = 1001
gid = 100
[groups]
staff = 50
[files."/home/joe/.forward"]
text = "alice"
mode = "0600"
owner = "joe"
group = "staff"
[files."/gone"]
exists = false
[dns."far.example."]
MX = ["10 mx.far.example.", "mx2.far.example"]
A = "192.0.2.1"
AAAA = ["2001:db8::1"]
[dns."192.0.2.1"]
PTR = "far.example."
[dns."slow.example"]
rcode = "SERVFAIL"
[delivery]
root = "/tmp/box"
[hosts."mx.far.example"]
connect = "127.0.0.1:2525"
"""


def test_every_table(tmp_path: Path) -> None:
    file = tmp_path / "world.toml"
    file.write_text(TEXT)
    world, rehearsal = load_world(file)
    assert world.host_name() == "box.example"
    assert world.login("joe") == world.login_by_uid(1001) == Found(Login("joe", 1001, 100, "/home/joe"))
    assert (world.group_id("staff"), world.group_id("x")) == (Found(50), Absent())
    assert world.read("/home/joe/.forward", 9) == Found(FileText(b"alice", 0o600, 1001, 50))
    assert isinstance(world.read("/home/joe/.forward", 4), Unknown)
    assert world.read("/gone", 9) == Absent()
    assert world.mx("FAR.example") == Found((Mx(10, "mx.far.example"), Mx(0, "mx2.far.example")))
    assert world.addresses("far.example") == Found(("192.0.2.1", "2001:db8::1"))
    assert world.name_of("192.0.2.1") == Found("far.example")
    assert isinstance(world.mx("slow.example"), Unknown)
    assert isinstance(world.addresses("other.example"), Absent)
    assert (rehearsal.root, rehearsal.hosts) == ("/tmp/box", {"mx.far.example": ("127.0.0.1", 2525)})
    assert relocated(table(), rehearsal).program.variables.smail_lib_dir == str(tmp_path / "lib")
    assert isinstance(world.read(str(file), 10_000), Found)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("x = ", "Invalid value"),
        ("uesrs = 1", "uesrs"),
        ("[users.joe]\nuid = 'x'", "uid"),
        ("[hosts.x]\nconnect = 'here'", "ADDRESS:PORT"),
        (None, "No such file"),
    ],
)
def test_a_bad_file_gives_one_line(tmp_path: Path, text: str | None, complaint: str) -> None:
    file = tmp_path / "world.toml"
    if text is not None:
        file.write_text(text)
    with pytest.raises(WorldError, match=complaint) as caught:
        load_world(file)
    assert "\n" not in str(caught.value)


def test_real_files_are_three_valued(tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_bytes(b"12345")
    file.chmod(0o640)
    found = read_regular(str(file), 5)
    assert isinstance(found, Found)
    assert (found.value.data, found.value.mode) == (b"12345", 0o640)
    assert isinstance(read_regular(str(tmp_path / "none"), 5), Absent)
    assert isinstance(read_regular(str(file / "below"), 5), Absent)
    assert isinstance(read_regular(str(file), 4), Unknown)
    assert isinstance(read_regular(str(tmp_path), 4), Unknown)
    assert isinstance(read_regular("a\0b", 4), Absent)
