"""What resolving asks of the machine: accounts, files, DNS. Every answer is three-valued.

`SystemWorld` in `smail_runtime.net` asks the real machine; `FakeWorld` answers from a TOML file.
"""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

import msgspec

T = TypeVar("T", covariant=True)


class Found(msgspec.Struct, Generic[T], frozen=True):
    """The thing asked for."""

    value: T


class Absent(msgspec.Struct, frozen=True):
    """It does not exist, for certain. `other_kind` tells that what has the name is no regular file."""

    reason: str = ""
    other_kind: bool = False


class Unknown(msgspec.Struct, frozen=True):
    """Nobody can tell for now: mail is deferred, never refused."""

    reason: str


class Login(msgspec.Struct, frozen=True):
    """An account: name, uid, primary gid, home directory."""

    name: str
    uid: int
    gid: int
    home: str


class FileText(msgspec.Struct, frozen=True):
    """A regular file: its bytes, permission bits, owner's uid and gid."""

    data: bytes
    mode: int
    uid: int
    gid: int


class Mx(msgspec.Struct, frozen=True):
    """A mail exchanger."""

    preference: int
    name: str


class Ran(msgspec.Struct, frozen=True):
    """How a program ended: its exit status, negative for a signal, and what it wrote on standard output."""

    status: int
    output: bytes


class World(Protocol):
    """The questions. None of the methods raises for what the machine answers."""

    def login(self, name: str) -> Found[Login] | Absent | Unknown:
        """The account of that name."""

    def login_by_uid(self, uid: int) -> Found[Login] | Absent | Unknown:
        """The account of that uid."""

    def group_id(self, name: str) -> Found[int] | Absent | Unknown:
        """The gid of a group name."""

    def read(self, path: str, limit: int) -> Found[FileText] | Absent | Unknown:
        """A regular file's text, at most `limit` bytes; larger and unreadable ones are Unknown."""

    def mx(self, name: str) -> Found[tuple[Mx, ...]] | Absent | Unknown:
        """The MX records; Absent when the name does not exist, Found of () when it exists without any."""

    def addresses(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """A and AAAA records (or the hosts file), as text."""

    def aliases(self, name: str, kind: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """The names a name leads to by CNAME records, in order, () for none, as met in a question for `kind`."""

    def texts(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """The TXT records, the strings of each put together; bytes that are not UTF-8 are kept as lone surrogates."""

    def is_own(self, address: str) -> bool:
        """Whether an IP address is one of this machine's."""

    def run(self, arguments: tuple[str, ...], statfile: str | None) -> Found[Ran] | Absent | Unknown:
        """Run a program, never by a shell; Absent when there is none of that name.

        With `statfile` an earlier answer of the same command line is given as long as that file has not changed.
        """

    def name_of(self, address: str) -> Found[str] | Absent | Unknown:
        """The PTR name of an IP address."""

    def host_name(self) -> str:
        """The machine's own host name."""
