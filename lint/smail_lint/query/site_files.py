"""The files below smail_lib_dir when a configuration is asked where it stands, not where it will be installed."""

from __future__ import annotations

from collections.abc import Callable

from smail_runtime.routing.real_files import read_regular
from smail_runtime.routing.world import Absent, FileText, Found, Login, Mx, Ran, Unknown, World


class SiteFiles:
    """A world in which the directory of the configuration stands for smail_lib_dir.

    Files that `described` knows are those of the world behind it, by full name or by name below smail_lib_dir.
    """

    def __init__(self, world: World, library: str, directory: str, described: Callable[[str], bool]) -> None:
        self._world = world
        self._library = library.rstrip("/") + "/"
        self._directory = directory
        self._described = described

    def read(self, path: str, limit: int) -> Found[FileText] | Absent | Unknown:
        """A file of the configuration, or any other file of the world."""
        if self._described(path) or not path.startswith(self._library):
            return self._world.read(path, limit)
        name = path.removeprefix(self._library)
        return self._world.read(name, limit) if self._described(name) else self._real(name, limit)

    def _real(self, name: str, limit: int) -> Found[FileText] | Absent | Unknown:
        return read_regular(f"{self._directory}/{name}", limit)

    def login(self, name: str) -> Found[Login] | Absent | Unknown:
        """As the world behind it."""
        return self._world.login(name)

    def login_by_uid(self, uid: int) -> Found[Login] | Absent | Unknown:
        """As the world behind it."""
        return self._world.login_by_uid(uid)

    def group_id(self, name: str) -> Found[int] | Absent | Unknown:
        """As the world behind it."""
        return self._world.group_id(name)

    def mx(self, name: str) -> Found[tuple[Mx, ...]] | Absent | Unknown:
        """As the world behind it."""
        return self._world.mx(name)

    def addresses(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """As the world behind it."""
        return self._world.addresses(name)

    def aliases(self, name: str, kind: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """As the world behind it."""
        return self._world.aliases(name, kind)

    def texts(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """As the world behind it."""
        return self._world.texts(name)

    def is_own(self, address: str) -> bool:
        """As the world behind it."""
        return self._world.is_own(address)

    def run(self, arguments: tuple[str, ...], statfile: str | None) -> Found[Ran] | Absent | Unknown:
        """As the world behind it."""
        return self._world.run(arguments, statfile)

    def name_of(self, address: str) -> Found[str] | Absent | Unknown:
        """As the world behind it."""
        return self._world.name_of(address)

    def host_name(self) -> str:
        """As the world behind it."""
        return self._world.host_name()
