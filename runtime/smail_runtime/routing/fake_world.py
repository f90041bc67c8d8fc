"""A machine made up in a TOML file, for rehearsals and tests.

host_name = "mail.example"            # the machine's own name
real_files = true                     # files not listed here are read from the real file system
smail_lib_dir = "/etc/smail"          # instead of the variable of that name; relative to this file
[users.joe]           home = "/home/joe", uid = 1001, gid = 100
[groups]              staff = 100
[files."/home/joe/.forward"]          text = "...", mode = 0o600, owner = "joe", exists = true
[dns."far.example"]   MX = ["10 mx.far.example"], A = ["192.0.2.1"], AAAA, PTR, rcode = "SERVFAIL"
[delivery]            root = "/tmp/box"
[hosts."far.example"] connect = "127.0.0.1:2525"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from smail_runtime.mail.case import lower
from smail_runtime.routing.real_files import read_regular
from smail_runtime.routing.rehearsal import Rehearsal
from smail_runtime.routing.world import Absent, FileText, Found, Login, Mx, Unknown

NOBODY_UID = 65534


class WorldError(Exception):
    """The TOML file cannot be used; the message says why in one line."""


class _User(msgspec.Struct, frozen=True):
    home: str = ""
    uid: int = NOBODY_UID
    gid: int = NOBODY_UID


class _File(msgspec.Struct, frozen=True):
    exists: bool = True
    mode: int | str = 0o644
    owner: str | int = 0
    group: str | int = 0
    text: str = ""
    unreadable: str = ""


class _Dns(msgspec.Struct, frozen=True):
    mx: list[str] | str = msgspec.field(default_factory=list, name="MX")
    a: list[str] | str = msgspec.field(default_factory=list, name="A")
    aaaa: list[str] | str = msgspec.field(default_factory=list, name="AAAA")
    ptr: list[str] | str = msgspec.field(default_factory=list, name="PTR")
    rcode: str = "NOERROR"


class _Delivery(msgspec.Struct, frozen=True):
    root: str | None = None


class _Connect(msgspec.Struct, frozen=True):
    connect: str


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of the TOML file, as described in this module's first lines."""

    users: dict[str, _User] = {}
    groups: dict[str, int] = {}
    files: dict[str, _File] = {}
    dns: dict[str, _Dns] = {}
    host_name: str = "localhost"
    real_files: bool = False
    smail_lib_dir: str | None = None
    delivery: _Delivery = _Delivery()
    hosts: dict[str, _Connect] = {}


class FakeWorld:
    """Answers from a script: what is not in it does not exist."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._dns = {lower(name.rstrip(".")): one for name, one in script.dns.items()}

    def login(self, name: str) -> Found[Login] | Absent | Unknown:
        """The account `[users.NAME]`."""
        user = self._script.users.get(name)
        if user is None:
            return Absent()
        return Found(Login(name, user.uid, user.gid, user.home or f"/home/{name}"))

    def login_by_uid(self, uid: int) -> Found[Login] | Absent | Unknown:
        """The first account of that uid."""
        name = next((name for name, user in self._script.users.items() if user.uid == uid), None)
        return Absent() if name is None else self.login(name)

    def group_id(self, name: str) -> Found[int] | Absent | Unknown:
        """The number given in `[groups]`."""
        gid = self._script.groups.get(name)
        return Absent() if gid is None else Found(gid)

    def describes(self, path: str) -> bool:
        """Whether the script says anything about a file."""
        return path in self._script.files

    def read(self, path: str, limit: int) -> Found[FileText] | Absent | Unknown:
        """The text of `[files."PATH"]`, else the real file if such are wanted."""
        file = self._script.files.get(path)
        if file is None:
            return read_regular(path, limit) if self._script.real_files else Absent()
        if not file.exists:
            return Absent()
        data = file.text.encode("utf-8", "surrogateescape")
        if file.unreadable or len(data) > limit:
            return Unknown(file.unreadable or f"it is larger than {limit} bytes")
        mode = int(file.mode, 8) if isinstance(file.mode, str) else file.mode
        return Found(FileText(data, mode, self._uid(file.owner), self._gid(file.group)))

    def _uid(self, owner: str | int) -> int:
        if isinstance(owner, int):
            return owner
        user = self._script.users.get(owner)
        return user.uid if user is not None else 0 if owner == "root" else NOBODY_UID

    def _gid(self, group: str | int) -> int:
        return group if isinstance(group, int) else self._script.groups.get(group, NOBODY_UID)

    def mx(self, name: str) -> Found[tuple[Mx, ...]] | Absent | Unknown:
        """`MX` of `[dns."NAME"]`: items such as `10 mx.example`."""
        zone = self._zone(name)
        return Found(tuple(_mx(item) for item in _items(zone.mx))) if isinstance(zone, _Dns) else zone

    def addresses(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """`A` and `AAAA`; Absent when the name has neither."""
        zone = self._zone(name)
        if not isinstance(zone, _Dns):
            return zone
        found = (*_items(zone.a), *_items(zone.aaaa))
        return Found(found) if found else Absent("it has no address")

    def name_of(self, address: str) -> Found[str] | Absent | Unknown:
        """`PTR` of `[dns."ADDRESS"]`."""
        zone = self._zone(address)
        if not isinstance(zone, _Dns):
            return zone
        names = _items(zone.ptr)
        return Found(names[0].rstrip(".")) if names else Absent("it has no name")

    def _zone(self, name: str) -> _Dns | Absent | Unknown:
        zone = self._dns.get(lower(name.rstrip(".")))
        if zone is None or zone.rcode.upper() == "NXDOMAIN":
            return Absent("it does not exist")
        return zone if zone.rcode.upper() == "NOERROR" else Unknown(f"the name server answers {zone.rcode}")

    def host_name(self) -> str:
        """The variable `host_name` of the file."""
        return self._script.host_name


def _items(given: list[str] | str) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _mx(item: str) -> Mx:
    preference, _, name = item.strip().rpartition(" ")
    return Mx(int(preference) if preference.strip().isdecimal() else 0, name.rstrip("."))


def load_world(path: str | Path) -> tuple[FakeWorld, Rehearsal]:
    """The world and the rehearsal that a TOML file describes. Raises WorldError with a one-line message."""
    path = Path(path)
    try:
        script = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Script)
    except OSError as error:
        raise WorldError(f"{path}: {error.strerror}") from error
    except (ValueError, msgspec.ValidationError) as error:
        raise WorldError(f"{path}: {error}") from error
    library = script.smail_lib_dir and str((path.parent / script.smail_lib_dir).resolve())
    return FakeWorld(script), Rehearsal(script.delivery.root, _connections(script.hosts, path), library)


def _connections(hosts: Mapping[str, _Connect], path: Path) -> dict[str, tuple[str, int]]:
    connections: dict[str, tuple[str, int]] = {}
    for name, host in hosts.items():
        address, _, port = host.connect.rpartition(":")
        if not address or not port.isdecimal():
            raise WorldError(f"{path}: hosts.{name}: connect is to be ADDRESS:PORT, not {host.connect}")
        connections[name] = (address.strip("[]"), int(port))
    return connections
