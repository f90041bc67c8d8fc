"""`smail-query route --record`: what the machine answered, as a world that answers the same again."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from smail_lint.report.toml import toml
from smail_lint.report.unicode import scalar
from smail_runtime.routing.watching import Answer, WatchedWorld
from smail_runtime.routing.world import Absent, FileText, Found, Login, Mx, Ran, Unknown, World

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_QUESTIONS = {"MX": "MX", "address": "A", "name": "PTR", "TXT": "TXT"}


class Recorder:
    """Keeps the answer to each question once; the first one counts."""

    def __init__(self) -> None:
        self._answers: dict[tuple[str, str], Answer] = {}

    def beside(self, world: World) -> World:
        """The same world, listened to."""
        return WatchedWorld(world, self._tell)

    def _tell(self, about: str, name: str, found: Answer) -> None:
        if about == "uid" and isinstance(found, Found) and isinstance(found.value, Login):
            about, name = "account", found.value.name
        self._answers.setdefault((about, name), found)

    def world(self, host_name: str, commands: str) -> str:
        """The file: `commands` is a comment for its first line."""
        parts = [f"# {' '.join(scalar(commands).split())}", f"host_name = {toml(host_name)}", *self._own(), ""]
        for _, name, found in self._of("account"):
            parts += _user(name, found)
        parts += self._groups()
        for _, name, found in self._of("file"):
            parts += _file(name, found)
        parts += self._dns()
        for _, name, found in self._of("program"):
            parts += _program(name, found)
        return "\n".join(parts).rstrip("\n") + "\n"

    def _of(self, *abouts: str) -> list[tuple[str, str, Answer]]:
        return sorted(
            ((about, name, found) for (about, name), found in self._answers.items() if about in abouts),
            key=lambda one: one[:2],
        )

    def _groups(self) -> list[str]:
        found = [(name, one.value) for _, name, one in self._of("group") if isinstance(one, Found)]
        return ["[groups]", *(f"{_key(name)} = {gid}" for name, gid in found), ""] if found else []

    def _own(self) -> list[str]:
        addresses = [name for _, name, _ in self._of("own")]
        return [f"own_addresses = {_list(addresses)}"] if addresses else []

    def _dns(self) -> Iterator[str]:
        chains = self._chains()
        last = {chain[-1]: name for name, chain in chains.items()}
        steps = {one: after for name, chain in chains.items() for one, after in pairwise((name, *chain))}
        for name in sorted({*(name for _, name, _ in self._of(*_QUESTIONS)), *steps, *last}):
            yield f"[dns.{_key(name)}]"
            asked = last.get(name, name)
            found = {about: self._answers[about, asked] for about in _QUESTIONS if (about, asked) in self._answers}
            yield from [f"CNAME = {toml(steps[name])}"] if name in steps else _records(found)
            yield ""

    def _chains(self) -> dict[str, tuple[str, ...]]:
        """The names that stand for others, with all they lead to; what was asked of them was said of the last."""
        found = ((name, one.value) for _, name, one in self._of("alias") if isinstance(one, Found))
        return {name: tuple(map(str, chain)) for name, chain in found if isinstance(chain, tuple) and chain}


def _user(name: str, found: Answer) -> list[str]:
    if isinstance(found, Found) and isinstance(found.value, Login):
        login = found.value
        return [
            f"[users.{_key(name)}]",
            f"home = {toml(login.home)}",
            f"uid = {login.uid}",
            f"gid = {login.gid}",
            "",
        ]
    if isinstance(found, Unknown):
        return [f"[users.{_key(name)}]", f"unknown = {toml(found.reason)}", ""]
    return [f"# there is no account {_key(name)}", ""]


def _file(name: str, found: Answer) -> list[str]:
    head = f"[files.{_key(name)}]"
    if isinstance(found, Unknown):
        return [head, f"unreadable = {toml(found.reason)}", ""]
    if not isinstance(found, Found) or not isinstance(found.value, FileText):
        return [head, "exists = false", ""]
    file = found.value
    return [head, f"mode = 0o{file.mode:o}", f"owner = {file.uid}", f"group = {file.gid}", _content(file.data), ""]


def _program(line: str, found: Answer) -> list[str]:
    head = f"[programs.{_key(line)}]"
    if isinstance(found, Unknown):
        return [head, f"unknown = {toml(found.reason)}", ""]
    if not isinstance(found, Found) or not isinstance(found.value, Ran):
        return [f"# there is no program for {_key(line)}", ""]
    output = found.value.output.decode("utf-8", "replace")
    return [head, f"status = {found.value.status}", f"output = {toml(output)}", ""]


def _content(data: bytes) -> str:
    try:
        return f"text = {toml(data.decode('utf-8'))}"
    except UnicodeDecodeError:
        return f'base64 = "{base64.b64encode(data).decode()}"'


def _records(asked: dict[str, Answer]) -> Iterator[str]:
    """The records found, and an rcode for what was not."""
    rcodes = {}
    for about, found in asked.items():
        if isinstance(found, Absent):
            rcodes[_QUESTIONS[about]] = "NXDOMAIN"
        elif isinstance(found, Unknown):
            rcodes[_QUESTIONS[about]] = "TIMEOUT" if "time" in found.reason else "SERVFAIL"
        else:
            yield from _found(about, found.value)
    if rcodes:
        yield "rcode = {" + ", ".join(f'{question} = "{rcode}"' for question, rcode in rcodes.items()) + "}"


def _found(about: str, value: object) -> Iterator[str]:
    if about == "MX" and isinstance(value, tuple):
        yield f"MX = {_list(_exchanger(mx) for mx in value if isinstance(mx, Mx))}"
    elif about == "address" and isinstance(value, tuple):
        wide = [one for one in value if ":" in one]
        yield f"A = {_list(one for one in value if ':' not in one)}"
        yield from [f"AAAA = {_list(wide)}"] if wide else []
    elif about == "TXT" and isinstance(value, tuple):
        yield f"TXT = {_list(value)}"
    else:
        yield f"PTR = {toml(str(value))}"


def _exchanger(mx: Mx) -> str:
    return f"{mx.preference} {mx.name or '.'}"


def _list(items: Iterable[str]) -> str:
    return f"[{', '.join(map(toml, items))}]"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else toml(name)
