"""The real machine as a `World`: accounts, files, hosts file and DNS. Its methods block: call them from a thread."""

from __future__ import annotations

import grp
import os
import pwd

from smail_runtime.net import hosts_file
from smail_runtime.net.dns import Dns
from smail_runtime.net.own_addresses import is_own
from smail_runtime.net.programs import ProgramRunner
from smail_runtime.routing.real_files import read_regular
from smail_runtime.routing.world import Absent, FileText, Found, Login, Mx, Ran, Unknown


class SystemWorld:
    """Asks the machine that it runs on."""

    def __init__(
        self, dns: Dns | None = None, hosts: str = "/etc/hosts", programs: ProgramRunner | None = None
    ) -> None:
        self._dns = dns or Dns()
        self._programs = programs or ProgramRunner()
        self._hosts = hosts
        plain = os.uname().nodename
        self._name = plain if "." in plain else hosts_file.full_name(hosts, plain)

    def login(self, name: str) -> Found[Login] | Absent | Unknown:
        """The account of that name."""
        try:
            return _login(pwd.getpwnam(name))
        except (KeyError, ValueError):
            return Absent("there is no such account")
        except OSError as error:
            return Unknown(f"accounts: {error.strerror}")

    def login_by_uid(self, uid: int) -> Found[Login] | Absent | Unknown:
        """The account of that uid."""
        try:
            return _login(pwd.getpwuid(uid))
        except (KeyError, OverflowError):
            return Absent("there is no such account")
        except OSError as error:
            return Unknown(f"accounts: {error.strerror}")

    def group_id(self, name: str) -> Found[int] | Absent | Unknown:
        """The gid of a group name."""
        try:
            return Found(grp.getgrnam(name).gr_gid)
        except (KeyError, ValueError):
            return Absent("there is no such group")
        except OSError as error:
            return Unknown(f"groups: {error.strerror}")

    def read(self, path: str, limit: int) -> Found[FileText] | Absent | Unknown:
        """A regular file's text."""
        return read_regular(path, limit)

    def mx(self, name: str) -> Found[tuple[Mx, ...]] | Absent | Unknown:
        """The MX records of the DNS."""
        return self._dns.mx(name)

    def addresses(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """The hosts file first, then A and AAAA records."""
        known = hosts_file.addresses(self._hosts, name)
        return Found(known) if known else self._dns.addresses(name)

    def aliases(self, name: str, kind: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """The first name on the line of the hosts file, else the CNAME records of the DNS."""
        official = hosts_file.official_name(self._hosts, name)
        if official is None:
            return self._dns.aliases(name, kind)
        return Found(() if official.lower() == name.rstrip(".").lower() else (official,))

    def texts(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """The TXT records of the DNS."""
        return self._dns.texts(name)

    def is_own(self, address: str) -> bool:
        """Whether an IP address is one of this machine's, or no other machine's."""
        return is_own(address)

    def run(self, arguments: tuple[str, ...], statfile: str | None) -> Found[Ran] | Absent | Unknown:
        """Run a program of this machine as the user of this process."""
        return self._programs.run(arguments, statfile)

    def name_of(self, address: str) -> Found[str] | Absent | Unknown:
        """The PTR name of an IP address."""
        return self._dns.name_of(address)

    def host_name(self) -> str:
        """The machine's own host name, with its domain where the hosts file knows it."""
        return self._name


def _login(entry: pwd.struct_passwd) -> Found[Login]:
    return Found(Login(entry.pw_name, entry.pw_uid, entry.pw_gid, entry.pw_dir))
