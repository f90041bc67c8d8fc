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
        ("x = ", "1:5: this is no TOML: invalid value"),
        ("x = " + "[" * 9000, "nested too deeply"),
        ("uesrs = 1", "1:1: a world has no key `uesrs`; did you mean `users`?"),
        ("[users.joe]\nhmoe = 'x'", r"2:1: \[users.joe\] has no key `hmoe`; did you mean `home`?"),
        ("[users.joe]\nuid = 'x'", "2:7: uid is a whole number, not 'x'"),
        ("[users]\njoe = 3", r"2:7: \[users.joe\] is a table, not 3"),
        ("[files.'/a']\nowner = 'jo'", r"2:9: there is no owner 'jo' in \[users\]"),
        ("[files.'/a']\nmode = '0999'", "2:8: mode '0999' is no octal number"),
        ("[files.'/a']\nbase64 = '%'", "2:10: this is not base64"),
        ("[dns.x]\nrcode = 'SERVFIAL'", "there is no rcode 'SERVFIAL'; it is one of NOERROR"),
        ("[dns.x]\nrcode = {MC = 'SERVFAIL'}", "rcode has no key `MC`; its keys are MX, A, PTR"),
        ("[dns.x]\nA = 'mx.example'\nMX=['a b c']", r"2:5: 'mx.example' is no IPv4 address; .* \(and 1 more\)"),
        ("[hosts.x]\nconnect = 'here'", "ADDRESS:PORT"),
        ("[hosts.x]", "says nothing"),
        ("x = '\udcff'", "not UTF-8"),
        (None, "No such file"),
    ],
)
def test_a_bad_file_gives_one_line(tmp_path: Path, text: str | None, complaint: str) -> None:
    file = tmp_path / "world.toml"
    if text is not None:
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(WorldError, match=complaint) as caught:
        load_world(file)
    assert "\n" not in str(caught.value)


def test_what_nobody_can_tell(tmp_path: Path) -> None:
    file = tmp_path / "world.toml"
    file.write_text("""
[users.ann]
unknown = "the directory is away"
[files."/f"]
unreadable = "an I/O error"
[files."/b"]
base64 = "/w=="
[dns."half.example"]
A = "192.0.2.1"
rcode = {MX = "timeout"}
[dns."none.example"]
rcode = "NXDOMAIN"
""")
    world = load_world(file)[0]
    assert world.login("ann") == Unknown("the directory is away")
    assert world.read("/f", 9) == Unknown("an I/O error")
    assert world.read("/b", 9) == Found(FileText(b"\xff", 0o644, 0, 0))
    assert world.mx("half.example") == Unknown("the name server does not answer in time")
    assert world.addresses("half.example") == Found(("192.0.2.1",))
    assert world.mx("none.example") == Absent("it does not exist")


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
    assert read_regular(str(tmp_path), 4) == Absent("it is not a regular file", other_kind=True)
    assert isinstance(read_regular("a\0b", 4), Absent)
