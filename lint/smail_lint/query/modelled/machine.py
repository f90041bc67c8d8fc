"""Made-up machines: nobody knows who has an account or which hosts exist, so both are tried.

On one machine every plain name is an account and every host exists, on the other none. A few accounts have files of
their own in their homes, so that forward files are met too. Nothing is asked of the machine that runs this.
"""

from __future__ import annotations

import re
from zlib import crc32

from smail_runtime.routing.world import Absent, FileText, Found, Login, Mx, Ran, Unknown

PLAIN = "jane"
"""An account without any file."""
FORWARDING = "felix"
"""An account the files of which hold the address ELSEWHERE."""
CARELESS = "greta"
"""The same, but everybody may write to the files."""
STRANGER = "nosuch"
"""No account on any machine."""
ELSEWHERE = "felix@forwarded.example.net"
ADDRESS_ONLY = "addr"
"""The first label of hosts that have an address and no MX record."""
ACCOUNTS = (PLAIN, FORWARDING, CARELESS)

_ACCOUNT = re.compile(r"[a-z_][a-z0-9_.+-]{0,31}")
_FILES = re.compile(rf"(?:.*/)?(?P<name>{FORWARDING}|{CARELESS})(?:/.*)?")
_FIRST_UID, _UIDS = 1000, 50_000
_SYSTEM = {"root": 0, "daemon": 1, "bin": 2, "uucp": 10}


class MadeUpMachine:
    """A machine where all plain names are accounts and all hosts exist, or (`full` False) only a few accounts."""

    def __init__(self, *, full: bool) -> None:
        self._full = full

    def login(self, name: str) -> Found[Login] | Absent | Unknown:
        """An account for every plain name but one; on the other machine for those that every machine has."""
        known = name in _SYSTEM or name in ACCOUNTS or (self._full and _ACCOUNT.fullmatch(name) is not None)
        if not known or name.startswith(STRANGER):
            return Absent()
        uid = _SYSTEM.get(name, _FIRST_UID + crc32(name.encode()) % _UIDS)
        return Found(Login(name, uid, uid, "/root" if name == "root" else f"/home/{name}"))

    def login_by_uid(self, uid: int) -> Found[Login] | Absent | Unknown:
        """The few accounts that every machine has."""
        found = (self.login(name) for name in (*_SYSTEM, *ACCOUNTS))
        return next((one for one in found if isinstance(one, Found) and one.value.uid == uid), Absent())

    def group_id(self, name: str) -> Found[int] | Absent | Unknown:
        """Every group exists."""
        return Found(crc32(name.encode()) % _UIDS)

    def describes(self, path: str) -> bool:
        """No file of a configuration is made up."""
        return False

    def read(self, path: str, limit: int) -> Found[FileText] | Absent | Unknown:
        """A file of one of the two accounts that have some."""
        found = _FILES.fullmatch(path)
        login = self.login(found["name"]) if found else None
        if not found or not isinstance(login, Found):
            return Absent("the made-up machine has no such file")
        mode = 0o666 if found["name"] == CARELESS else 0o644
        return Found(FileText(f"{ELSEWHERE}\n".encode(), mode, login.value.uid, login.value.gid))

    def mx(self, name: str) -> Found[tuple[Mx, ...]] | Absent | Unknown:
        """One exchanger for every host, none for those with an address only."""
        if not self._full:
            return Absent("no host exists on this made-up machine")
        return Found(()) if name.lower().startswith(f"{ADDRESS_ONLY}.") else Found((Mx(10, f"mx.{name}"),))

    def addresses(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """An address that depends on the name alone; never one of this machine."""
        if not self._full:
            return Absent("no host exists on this made-up machine")
        number = crc32(name.lower().rstrip(".").encode("utf-8", "replace"))
        return Found((f"198.51.{number // 250 % 250}.{1 + number % 250}",))

    def aliases(self, name: str, kind: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """No name stands for another."""
        return Found(())

    def texts(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """No name has texts."""
        return Absent("the made-up machine has no texts")

    def is_own(self, address: str) -> bool:
        """The addresses of loopback."""
        return address in ("::1", "::", "0.0.0.0") or address.startswith("127.")  # noqa: S104

    def run(self, arguments: tuple[str, ...], statfile: str | None) -> Found[Ran] | Absent | Unknown:
        """Nothing is run."""
        return Unknown("programs are not run")

    def name_of(self, address: str) -> Found[str] | Absent | Unknown:
        """No address has a name."""
        return Absent("it has no name")

    def host_name(self) -> str:
        """The name of the host where a configuration does not tell."""
        return "localhost"
