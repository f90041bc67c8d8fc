"""Watching a resolution: collects the details of its trace, at no cost for those who do not ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from smail_runtime.routing.details import Detail, Expansion, Question
from smail_runtime.routing.values import Expanded, Value
from smail_runtime.routing.world import Absent, FileText, Found, Login, Mx, Unknown, World
from smail_runtime.table.expression import Text

A = TypeVar("A")


class Watch:
    """Gathers what happens between two steps of a trace. One watch serves one call of `resolve()`."""

    def __init__(self) -> None:
        self._details: list[Detail] = []

    def note(self, detail: Detail) -> None:
        """Something happened; what happened already in this step is not repeated."""
        if detail not in self._details:
            self._details.append(detail)

    def expanded(self, template: Text, value: Expanded) -> None:
        """A text was expanded; those that are constant say nothing."""
        if all(isinstance(part, str) for part in template.parts):
            return
        if isinstance(value, Value):
            self.note(Expansion(template, value.text))
        else:
            self.note(Expansion(template, None, value.reason, isinstance(value, Unknown)))

    def take(self) -> tuple[Detail, ...]:
        """What was gathered since the last call."""
        taken = tuple(self._details)
        self._details.clear()
        return taken


class WatchedWorld:
    """A world that tells of every question and its answer."""

    def __init__(self, world: World, tell: Callable[[Question], None]) -> None:
        self._world = world
        self._tell = tell

    def login(self, name: str) -> Found[Login] | Absent | Unknown:
        """As the world behind it."""
        return self._told("account", name, self._world.login(name), _account)

    def login_by_uid(self, uid: int) -> Found[Login] | Absent | Unknown:
        """As the world behind it."""
        return self._told("uid", str(uid), self._world.login_by_uid(uid), _account)

    def group_id(self, name: str) -> Found[int] | Absent | Unknown:
        """As the world behind it."""
        return self._told("group", name, self._world.group_id(name), lambda gid: f"gid {gid}")

    def read(self, path: str, limit: int) -> Found[FileText] | Absent | Unknown:
        """As the world behind it."""
        return self._told("file", path, self._world.read(path, limit), _file)

    def mx(self, name: str) -> Found[tuple[Mx, ...]] | Absent | Unknown:
        """As the world behind it."""
        return self._told("MX", name, self._world.mx(name), _exchangers)

    def addresses(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """As the world behind it."""
        return self._told("address", name, self._world.addresses(name), ", ".join)

    def name_of(self, address: str) -> Found[str] | Absent | Unknown:
        """As the world behind it."""
        return self._told("name", address, self._world.name_of(address), str)

    def host_name(self) -> str:
        """As the world behind it."""
        return self._world.host_name()

    def _told(self, about: str, name: str, found: A, words: Callable[..., str]) -> A:
        if isinstance(found, Found):
            self._tell(Question(about, name, "found", words(found.value)))
        elif isinstance(found, Absent):
            self._tell(Question(about, name, "absent", found.reason or "it does not exist"))
        elif isinstance(found, Unknown):
            self._tell(Question(about, name, "unknown", found.reason))
        return found


def _account(login: Login) -> str:
    return f"{login.name}, uid {login.uid}, gid {login.gid}, home {login.home}"


def _file(file: FileText) -> str:
    many = len(file.data)
    return f"{many} byte{'' if many == 1 else 's'}, mode {file.mode:04o}, uid {file.uid}, gid {file.gid}"


def _exchangers(records: tuple[Mx, ...]) -> str:
    return ", ".join(f"{mx.preference} {mx.name or '.'}" for mx in records) or "none"
