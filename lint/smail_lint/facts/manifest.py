"""A manifest: what one machine answered, kept in a file, so that another gives the same findings.

JSON or TOML with the tables `files`, `users` and `groups`, and `stamps` with what changes from day to day, of the few
paths where a rule asks for it. What is not in it is unknown; `exists = false` says that something is known not to be
there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import msgspec

from smail_lint.facts.machine import GONE, NO_ACCOUNT, NO_GROUP, Account, Group, Machine, PathState, Stamp
from smail_lint.report.toml import toml
from smail_runtime.mail.text import printable
from smail_runtime.routing.described.document import Document, Node

VERSION = 1
KINDS = ("file", "directory", "other")
_SURROGATE = re.compile("[\ud800-\udfff]")
_OCTAL = re.compile(r"(?:0o)?[0-7]{1,4}")


class ManifestError(Exception):
    """The file is no manifest; the message is one line with file, place and remedy."""


class Manifest(msgspec.Struct, frozen=True):
    """What is known: paths, accounts and groups by name, and the stamps of some paths."""

    files: Mapping[str, PathState]
    users: Mapping[str, Account]
    groups: Mapping[str, Group]
    stamps: Mapping[str, Stamp] = MappingProxyType({})

    def machine(self) -> Machine:
        """The machine as far as it was recorded."""
        return Machine(self.files.get, self.users.get, self.groups.get, self.stamps.get)


class Recorder:
    """Passes on what a machine answers and keeps it; not kept is what it cannot tell, and names that are no UTF-8."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._files: dict[str, PathState] = {}
        self._users: dict[str, Account] = {}
        self._groups: dict[str, Group] = {}
        self._stamps: dict[str, Stamp] = {}

    def machine(self) -> Machine:
        """The machine to ask."""
        return Machine(self._path, self._account, self._group, self._stamp)

    def manifest(self) -> Manifest:
        """All answers so far; file systems are numbered as they come, for a kernel may give them other numbers."""
        numbers: dict[int, int] = {}
        stamps = {path: self._stamps[path] for path in sorted(self._stamps)}
        return Manifest(
            self._files,
            self._users,
            self._groups,
            {
                path: Stamp(one.modified, numbers.setdefault(one.device, len(numbers) + 1))
                for path, one in stamps.items()
            },
        )

    def _path(self, path: str) -> PathState | None:
        state = self._machine.path(path)
        if state is not None and not _SURROGATE.search(path):
            self._files[path] = state
        return state

    def _account(self, name: str) -> Account | None:
        account = self._machine.account(name)
        if account is not None:
            self._users[name] = account
        return account

    def _group(self, name: str) -> Group | None:
        group = self._machine.group(name)
        if group is not None:
            self._groups[name] = group
        return group

    def _stamp(self, path: str) -> Stamp | None:
        stamp = self._machine.stamp(path)
        if stamp is not None and not _SURROGATE.search(path):
            self._stamps[path] = stamp
        return stamp


def read_manifest(path: str, data: bytes) -> Manifest:
    """The manifest that a file holds; TOML when the name ends so, else JSON. Raises ManifestError."""
    try:
        document = Document(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ManifestError(f"{path}: this is not UTF-8, at byte {error.start}; record it anew") from None
    top = document.read() if path.endswith(".toml") else _json(document)
    manifest = _Reader(top).manifest() if top is not None else None
    if manifest is None or document.complaints:
        one = min(document.complaints, key=lambda each: each.start)
        raise ManifestError(document.first() if document.places.keys else f"{path}: {one.message}; {one.help}")
    return manifest


def _json(document: Document) -> Node | None:
    """The top of a JSON file. Raises ManifestError when it is none."""
    try:
        return Node(document, (), json.loads(document.text))
    except (ValueError, RecursionError) as error:
        at = f":{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        remedy = "record it anew with --record-manifest; TOML is read from a file that ends in .toml"
        raise ManifestError(f"{document.path}{at}: this is no JSON; {remedy}") from None


class _Reader:
    """Looks at every key of a manifest once; mistakes gather in the document."""

    def __init__(self, top: Node) -> None:
        self._top = top
        self._fields = top.fields(("schema_version", "files", "users", "groups", "stamps"), "a manifest")

    def manifest(self) -> Manifest:
        """The whole file; what was complained about is left at its default."""
        version = self._fields.get("schema_version")
        if version is None or version.value != VERSION or isinstance(version.value, bool):
            (version or self._top).complain(f"schema_version must be {VERSION}", f"write schema_version = {VERSION}")
        return Manifest(
            {path: _file(node, f'files."{printable(path)}"') for path, node in self._of("files")},
            {name: _user(node, f"users.{printable(name)}") for name, node in self._of("users")},
            {name: _group(node, f"groups.{printable(name)}") for name, node in self._of("groups")},
            {path: _stamp(node, f'stamps."{printable(path)}"') for path, node in self._of("stamps")},
        )

    def _of(self, name: str) -> Iterator[tuple[str, Node]]:
        return self._fields[name].entries(name) if name in self._fields else iter(())


def _file(node: Node, what: str) -> PathState:
    fields = node.fields(PathState.__struct_fields__, what)
    if not _exists(fields, what):
        return GONE
    kind = fields["kind"].text(f"{what}.kind") if "kind" in fields else "file"
    if kind not in (*KINDS, None):
        fields["kind"].complain(f"{what}.kind is {kind!r}", f"it is {', '.join(KINDS)}")
    mode = _mode(fields["mode"], f"{what}.mode") if "mode" in fields else _missing(node, f"{what}.mode")
    return PathState(
        True, kind or "file", mode, _number(node, fields, "owner", what), _number(node, fields, "group", what)
    )


def _user(node: Node, what: str) -> Account:
    fields = node.fields(Account.__struct_fields__, what)
    if not _exists(fields, what):
        return NO_ACCOUNT
    home = fields["home"].text(f"{what}.home") if "home" in fields else ""
    return Account(True, _number(node, fields, "uid", what), _number(node, fields, "gid", what), home or "")


def _group(node: Node, what: str) -> Group:
    fields = node.fields(Group.__struct_fields__, what)
    return Group(True, _number(node, fields, "gid", what)) if _exists(fields, what) else NO_GROUP


def _stamp(node: Node, what: str) -> Stamp:
    fields = node.fields(Stamp.__struct_fields__, what)
    return Stamp(_number(node, fields, "modified", what), _number(node, fields, "device", what))


def _exists(fields: Mapping[str, Node], what: str) -> bool:
    """Whether it is there; when it is not, nothing else may be said of it."""
    if "exists" not in fields or fields["exists"].flag(f"{what}.exists") is not False:
        return True
    for name, node in fields.items():
        if name != "exists":
            node.complain(f"{what} does not exist and yet has a {name}", f"leave out {name}", key=True)
    return False


def _number(node: Node, fields: Mapping[str, Node], name: str, what: str) -> int:
    if name not in fields:
        return _missing(node, f"{what}.{name}")
    return fields[name].number(f"{what}.{name}") or 0


def _missing(node: Node, what: str) -> int:
    """What must be told, for a made up number would be taken for true."""
    node.complain(f"{what} is not there", "add it, or leave out the whole table for what is not known")
    return 0


def _mode(node: Node, what: str) -> int:
    """Permission bits: octal in quotes, so that nobody writes decimal by mistake."""
    if isinstance(node.value, str) and _OCTAL.fullmatch(node.value):
        return int(node.value.removeprefix("0o"), 8)
    node.complain(f"{what} is no octal number in quotes", 'write it like "0644"')
    return 0


def written_manifest(path: str, manifest: Manifest) -> str:
    """The text of a manifest in the form of the file `path`: sorted, so that the same machine gives the same file."""
    tables = {
        "files": {name: _file_row(state) for name, state in sorted(manifest.files.items())},
        "users": {name: _row(one, one.exists) for name, one in sorted(manifest.users.items())},
        "groups": {name: _row(one, one.exists) for name, one in sorted(manifest.groups.items())},
    }
    if manifest.stamps:
        tables["stamps"] = {name: _row(one, True) for name, one in sorted(manifest.stamps.items())}
    if not path.endswith(".toml"):
        return json.dumps({"schema_version": VERSION, **tables}, indent=1) + "\n"
    named = ((f"{table}.{toml(name)}", row) for table, rows in tables.items() for name, row in rows.items())
    return f"schema_version = {VERSION}\n" + "".join(_toml_table(name, row) for name, row in named)


def _toml_table(name: str, row: Row) -> str:
    return f"\n[{name}]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in row.items())


Row = dict[str, str | int | bool]


def _file_row(state: PathState) -> Row:
    return _row(state, state.exists) | ({"mode": f"{state.mode:04o}"} if state.exists else {})


def _row(one: PathState | Account | Group | Stamp, exists: bool) -> Row:
    """The fields of what exists; of anything else only that."""
    if not exists:
        return {"exists": False}
    return {name: getattr(one, name) for name in one.__struct_fields__ if name != "exists"}
