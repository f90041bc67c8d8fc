"""A machine made up in a TOML file, for rehearsals and tests.

host_name = "mail.example"            # the machine's own name
real_files = true                     # files not listed here are read from the real file system
smail_lib_dir = "/etc/smail"          # instead of the variable of that name; relative to this file
[users.joe]           home = "/home/joe", uid = 1001, gid = 100
[users.ann]           unknown = "the directory server is away"
[groups]              staff = 100
[files."/home/joe/.forward"]          text = "...", mode = 0o600, owner = "joe", group = "staff", exists = true
[files."/home/ann/.forward"]          unreadable = "an I/O error"
[dns."far.example"]   MX = ["10 mx.far.example"], A = ["192.0.2.1"], AAAA, PTR, CNAME
[dns."slow.example"]  rcode = "SERVFAIL"        # or for each question: rcode = {MX = "TIMEOUT"}
[programs."/usr/bin/uuname"]          output = "ash\nbox\n", status = 0
[programs."/bin/ask slow"]            unknown = "it took too long"     # a whole command line goes before a path
own_addresses = ["192.0.2.7"]         # the machine's own, beside those of loopback
[delivery]            root = "/tmp/box"
[hosts."far.example"] connect = "127.0.0.1:2525"
"""

from __future__ import annotations

import binascii
from pathlib import Path

from smail_runtime.mail.case import lower
from smail_runtime.routing.described.document import Document
from smail_runtime.routing.described.script import NOBODY_UID, Dns, Script, read_script
from smail_runtime.routing.real_files import read_regular
from smail_runtime.routing.rehearsal import Rehearsal
from smail_runtime.routing.world import Absent, FileText, Found, Login, Mx, Ran, Unknown

__all__ = ["NOBODY_UID", "FakeWorld", "Script", "WorldError", "described_in", "load_world", "rehearsed"]

LONGEST_CHAIN = 16
"""Aliases that are followed, as many as real resolvers do."""


class WorldError(Exception):
    """The TOML file cannot be used; the message says why in one line."""


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
        if user.unknown:
            return Unknown(user.unknown)
        return Found(Login(name, user.uid, user.gid, user.home or f"/home/{name}"))

    def login_by_uid(self, uid: int) -> Found[Login] | Absent | Unknown:
        """The first account of that uid."""
        users = self._script.users.items()
        name = next((name for name, user in users if user.uid == uid and not user.unknown), None)
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
        data = binascii.a2b_base64(file.base64) if file.base64 else file.text.encode("utf-8", "surrogateescape")
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
        zone = self._aliased(name, "MX")[1]
        return Found(tuple(_mx(item) for item in _items(zone.mx))) if isinstance(zone, Dns) else zone

    def addresses(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """`A` and `AAAA`; Absent when the name has neither."""
        zone = self._aliased(name, "A")[1]
        if not isinstance(zone, Dns):
            return zone
        found = (*_items(zone.a), *_items(zone.aaaa))
        return Found(found) if found else Absent("it has no address")

    def aliases(self, name: str, kind: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """The names that `CNAME` of one leads to after the other."""
        chain, zone = self._aliased(name, kind)
        return Found(chain) if isinstance(zone, Dns) else zone

    def texts(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """`TXT` of `[dns."NAME"]`."""
        zone = self._aliased(name, "TXT")[1]
        return Found(_items(zone.txt)) if isinstance(zone, Dns) else zone

    def is_own(self, address: str) -> bool:
        """Whether it is listed in `own_addresses` or of loopback."""
        loopback = address in ("::1", "::", "0.0.0.0") or address.startswith("127.")  # noqa: S104
        return loopback or address in self._script.own_addresses

    def run(self, arguments: tuple[str, ...], statfile: str | None) -> Found[Ran] | Absent | Unknown:
        """`[programs."COMMAND LINE"]`, words parted by one blank, else `[programs."PATH"]`."""
        programs = self._script.programs
        program = programs.get(" ".join(arguments)) or programs.get(arguments[0])
        if program is None:
            return Absent()
        if program.unknown:
            return Unknown(program.unknown)
        return Found(Ran(program.status, program.output.encode("utf-8", "surrogateescape")))

    def name_of(self, address: str) -> Found[str] | Absent | Unknown:
        """`PTR` of `[dns."ADDRESS"]`."""
        zone = self._zone(address, "PTR")
        if not isinstance(zone, Dns):
            return zone
        names = _items(zone.ptr)
        return Found(names[0].rstrip(".")) if names else Absent("it has no name")

    def _aliased(self, name: str, question: str) -> tuple[tuple[str, ...], Dns | Absent | Unknown]:
        """The names that aliases lead to, and what is known of the last; without end nobody can tell."""
        chain: list[str] = []
        zone = self._zone(name, question)
        while isinstance(zone, Dns) and zone.cname:
            chain.append(zone.cname.rstrip("."))
            circle = len(chain) == LONGEST_CHAIN
            zone = Unknown("the aliases go in a circle") if circle else self._zone(zone.cname, question)
        return tuple(chain), zone

    def _zone(self, name: str, question: str) -> Dns | Absent | Unknown:
        zone = self._dns.get(lower(name.rstrip(".")))
        if zone is None:
            return Absent("it does not exist")
        given = zone.rcode.get(question, "NOERROR") if isinstance(zone.rcode, dict) else zone.rcode
        rcode = given.upper()
        if rcode == "NXDOMAIN":
            return Absent("it does not exist")
        if rcode == "TIMEOUT":
            return Unknown("the name server does not answer in time")
        return zone if rcode == "NOERROR" else Unknown(f"the name server answers {rcode}")

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
    script = described_in(path)
    return FakeWorld(script), rehearsed(script, path.parent)


def described_in(path: Path) -> Script:
    """What a TOML file says of a machine. Raises WorldError with a one-line message."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise WorldError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise WorldError(f"{path}: byte {error.start + 1} is not UTF-8, which TOML is written in") from error
    except ValueError as error:
        raise WorldError(f"no file has such a name: {error}") from error
    document = Document(str(path), text)
    top = document.read()
    script = read_script(top) if top is not None else None
    if script is None:
        raise WorldError(document.first())
    return script


def rehearsed(script: Script, beside: Path) -> Rehearsal:
    """How deliveries differ from real ones; relative names are below the directory `beside`."""
    library = script.smail_lib_dir and str((beside / script.smail_lib_dir).resolve())
    connections: dict[str, tuple[str, int]] = {}
    for name, host in script.hosts.items():
        address, _, port = host.connect.rpartition(":")
        connections[name] = (address.strip("[]"), int(port))
    return Rehearsal(script.delivery.root, connections, library)
