"""Watching a resolution: collects the details of its trace, at no cost for those who do not ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from smail_runtime.mail.wording import counted
from smail_runtime.routing.details import Detail, Expansion, Question
from smail_runtime.routing.values import Expanded, Value
from smail_runtime.routing.world import Absent, FileText, Found, Login, Mx, Ran, Unknown, World
from smail_runtime.table.expression import Text

Answer = (
    Found[Login]
    | Found[int]
    | Found[FileText]
    | Found[tuple[Mx, ...]]
    | Found[tuple[str, ...]]
    | Found[str]
    | Found[Ran]
    | Absent
    | Unknown
)
A = TypeVar("A", bound=Answer)


class Watch:
    """Gathers what happens between two steps of a trace. One watch serves one call of `resolve()`."""

    def __init__(self) -> None:
        self._details: dict[Detail, None] = {}

    def note(self, detail: Detail) -> None:
        """Something happened; what happened already in this step is not repeated."""
        self._details[detail] = None

    def expanded(self, template: Text, value: Expanded) -> None:
        """A text was expanded; those that are constant say nothing."""
        if all(isinstance(part, str) for part in template.parts):
            return
        if isinstance(value, Value):
            self.note(Expansion(template, value.text))
        else:
            self.note(Expansion(template, None, value.reason, isinstance(value, Unknown)))

    def asked(self, about: str, name: str, found: Answer) -> None:
        """The machine answered a question."""
        if isinstance(found, Found):
            self.note(Question(about, name, "found", _WORDS[about](found.value)))
        else:
            kind = "absent" if isinstance(found, Absent) else "unknown"
            self.note(Question(about, name, kind, found.reason or "it does not exist"))

    def take(self) -> tuple[Detail, ...]:
        """What was gathered since the last call."""
        taken = tuple(self._details)
        self._details.clear()
        return taken


class WatchedWorld:
    """A world that tells of every question and its answer."""

    def __init__(self, world: World, tell: Callable[[str, str, Answer], None]) -> None:
        self._world = world
        self._tell = tell

    def login(self, name: str) -> Found[Login] | Absent | Unknown:
        """As the world behind it."""
        return self._told("account", name, self._world.login(name))

    def login_by_uid(self, uid: int) -> Found[Login] | Absent | Unknown:
        """As the world behind it."""
        return self._told("uid", str(uid), self._world.login_by_uid(uid))

    def group_id(self, name: str) -> Found[int] | Absent | Unknown:
        """As the world behind it."""
        return self._told("group", name, self._world.group_id(name))

    def read(self, path: str, limit: int) -> Found[FileText] | Absent | Unknown:
        """As the world behind it."""
        return self._told("file", path, self._world.read(path, limit))

    def mx(self, name: str) -> Found[tuple[Mx, ...]] | Absent | Unknown:
        """As the world behind it."""
        return self._told("MX", name, self._world.mx(name))

    def addresses(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """As the world behind it."""
        return self._told("address", name, self._world.addresses(name))

    def aliases(self, name: str, kind: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """As the world behind it."""
        return self._told("alias", name, self._world.aliases(name, kind))

    def texts(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """As the world behind it."""
        return self._told("TXT", name, self._world.texts(name))

    def is_own(self, address: str) -> bool:
        """As the world behind it; it is told only that an address is."""
        own = self._world.is_own(address)
        if own:
            self._tell("own", address, Found("this machine's"))
        return own

    def run(self, arguments: tuple[str, ...], statfile: str | None) -> Found[Ran] | Absent | Unknown:
        """As the world behind it."""
        return self._told("program", " ".join(arguments), self._world.run(arguments, statfile))

    def name_of(self, address: str) -> Found[str] | Absent | Unknown:
        """As the world behind it."""
        return self._told("name", address, self._world.name_of(address))

    def host_name(self) -> str:
        """As the world behind it."""
        return self._world.host_name()

    def _told(self, about: str, name: str, found: A) -> A:
        self._tell(about, name, found)
        return found


def _account(login: Login) -> str:
    return f"{login.name}, uid {login.uid}, gid {login.gid}, home {login.home}"


def _file(file: FileText) -> str:
    return f"{counted(len(file.data), 'byte')}, mode {file.mode:04o}, uid {file.uid}, gid {file.gid}"


def _ended(ran: Ran) -> str:
    return f"status {ran.status}, {len(ran.output)} bytes of output"


def _exchangers(records: tuple[Mx, ...]) -> str:
    return ", ".join(f"{mx.preference} {mx.name or '.'}" for mx in records) or "none"


_WORDS: Mapping[str, Callable[..., str]] = {
    "account": _account,
    "uid": _account,
    "group": lambda gid: f"gid {gid}",
    "file": _file,
    "MX": _exchangers,
    "address": ", ".join,
    "TXT": lambda texts: ", ".join(texts) or "none",
    "name": str,
    "own": str,
    "alias": lambda names: ", ".join(names) or "none",
    "program": _ended,
}
