"""The tables of a file that describes a machine, and how they are read (`smail_runtime.routing.fake_world`)."""

from __future__ import annotations

import binascii
import ipaddress
import re
from collections.abc import Mapping, Sequence

import msgspec

from smail_runtime.routing.described.document import Node

NOBODY_UID = 65534
RCODES = ("NOERROR", "NXDOMAIN", "SERVFAIL", "REFUSED", "FORMERR", "NOTIMP", "TIMEOUT")
QUESTIONS = ("MX", "A", "PTR", "TXT")
"""What `rcode` can tell apart; A stands for AAAA too."""

_MX = re.compile(r"(?:\d{1,5} +)?[^\s]+")


class User(msgspec.Struct, frozen=True):
    """`[users.NAME]`; `unknown` is why nobody can tell whether there is such an account."""

    home: str = ""
    uid: int = NOBODY_UID
    gid: int = NOBODY_UID
    unknown: str = ""


class File(msgspec.Struct, frozen=True):
    """`[files."PATH"]`; `base64` is for what is not UTF-8."""

    exists: bool = True
    mode: int | str = 0o644
    owner: str | int = 0
    group: str | int = 0
    text: str = ""
    base64: str = ""
    unreadable: str = ""


class Dns(msgspec.Struct, frozen=True):
    """`[dns."NAME"]`; `rcode` is one for the name, or one for each of MX, A, PTR and TXT."""

    mx: list[str] | str = msgspec.field(default_factory=list, name="MX")
    a: list[str] | str = msgspec.field(default_factory=list, name="A")
    aaaa: list[str] | str = msgspec.field(default_factory=list, name="AAAA")
    ptr: list[str] | str = msgspec.field(default_factory=list, name="PTR")
    txt: list[str] | str = msgspec.field(default_factory=list, name="TXT")
    cname: str = msgspec.field(default="", name="CNAME")
    rcode: str | dict[str, str] = "NOERROR"


class Program(msgspec.Struct, frozen=True):
    """`[programs."PATH"]` or `[programs."COMMAND LINE"]`; `unknown` is why it gives no answer for now."""

    output: str = ""
    status: int = 0
    unknown: str = ""


class Root(msgspec.Struct, frozen=True):
    """`[delivery]`."""

    root: str | None = None


class Connect(msgspec.Struct, frozen=True):
    """`[hosts."NAME"]`."""

    connect: str


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole file."""

    users: dict[str, User] = {}
    groups: dict[str, int] = {}
    files: dict[str, File] = {}
    dns: dict[str, Dns] = {}
    host_name: str = "localhost"
    real_files: bool = False
    smail_lib_dir: str | None = None
    delivery: Root = Root()
    hosts: dict[str, Connect] = {}
    programs: dict[str, Program] = {}
    own_addresses: list[str] = []


def read_script(top: Node, what: str = "a world") -> Script | None:
    """The machine that a table describes; None after complaints."""
    document, before = top.document, len(top.document.complaints)
    _Reader(top, what).check()
    if len(document.complaints) > before:
        return None
    try:
        return msgspec.convert(top.value, Script)
    except msgspec.ValidationError as error:  # pragma: no cover - the reader above knows every type
        top.complain(str(error), "see docs/routing-expectations.md")
        return None


class _Reader:
    """Looks at every value of a world once."""

    def __init__(self, top: Node, what: str) -> None:
        self.top = top
        self.fields = top.fields(Script.__struct_fields__, what)
        self.users = _names(self.fields.get("users"))
        self.groups = _names(self.fields.get("groups"))

    def check(self) -> None:
        """Complain about what is wrong."""
        for name in ("host_name", "smail_lib_dir"):
            if name in self.fields:
                self.fields[name].text(name)
        if "real_files" in self.fields:
            self.fields["real_files"].flag("real_files")
        if "own_addresses" in self.fields:
            self.fields["own_addresses"].texts("own_addresses")
        if "delivery" in self.fields:
            for _, node in self.fields["delivery"].fields(("root",), "[delivery]").items():
                node.text("root")
        for _, gid in self._of("groups", "[groups]"):
            gid.number("a group")
        for name, check in (("users", _user), ("dns", _dns), ("hosts", _connect), ("programs", _program)):
            for key, node in self._of(name, f"[{name}]"):
                check(node, f'[{name}."{key}"]' if "." in key else f"[{name}.{key}]")
        for key, node in self._of("files", "[files]"):
            self._file(node, f'[files."{key}"]')

    def _of(self, name: str, what: str) -> Sequence[tuple[str, Node]]:
        return tuple(self.fields[name].entries(what)) if name in self.fields else ()

    def _file(self, node: Node, what: str) -> None:
        fields = node.fields(File.__struct_fields__, what)
        for name in {"text", "unreadable", "base64"} & fields.keys():
            fields[name].text(name)
        if "exists" in fields:
            fields["exists"].flag("exists")
        if "mode" in fields:
            _mode(fields["mode"])
        if "base64" in fields:
            _base64(fields["base64"])
        for name, known in (("owner", (*self.users, "root")), ("group", self.groups)):
            if name in fields:
                _account(fields[name], name, known)


def _names(node: Node | None) -> tuple[str, ...]:
    return tuple(node.value) if node is not None and isinstance(node.value, dict) else ()


def _account(node: Node, what: str, known: Sequence[str]) -> None:
    if isinstance(node.value, str) and node.value not in known:
        table = "users" if what == "owner" else "groups"
        node.complain(f"there is no {what} {node.value!r} in [{table}]", "add it there, or write a number")
    elif not isinstance(node.value, str):
        node.number(what)


def _mode(node: Node) -> None:
    if isinstance(node.value, str):
        if not re.fullmatch(r"(?:0o)?[0-7]{1,5}", node.value):
            node.complain(f"mode {node.value!r} is no octal number", 'write it like "0644" or 0o644')
    else:
        node.number("mode")


def _base64(node: Node) -> None:
    try:
        binascii.a2b_base64(str(node.value), strict_mode=True)
    except (binascii.Error, ValueError):
        node.complain("this is not base64", "`smail-query route --record` writes it; plain text goes into `text`")


def _user(node: Node, what: str) -> None:
    fields = node.fields(User.__struct_fields__, what)
    for name in ("home", "unknown"):
        if name in fields:
            fields[name].text(name)
    for name in ("uid", "gid"):
        if name in fields:
            fields[name].number(name)


def _dns(node: Node, what: str) -> None:
    fields = node.fields(("MX", "A", "AAAA", "PTR", "TXT", "CNAME", "rcode"), what)
    if "CNAME" in fields:
        fields["CNAME"].text("CNAME")
    for name, check in (("MX", _exchanger), ("A", _ipv4), ("AAAA", _ipv6), ("PTR", None), ("TXT", None)):
        texts = fields[name].texts(name) if name in fields else None
        for text in texts or ():
            if check is not None:
                check(fields[name], text)
    if "rcode" in fields:
        _rcodes(fields["rcode"])


def _rcodes(node: Node) -> None:
    given: Mapping[str, Node] = {"": node}
    if isinstance(node.value, dict):
        given = node.fields(QUESTIONS, "rcode")
    for one in given.values():
        text = one.text("rcode")
        if text is not None and text.upper() not in RCODES:
            one.complain(f"there is no rcode {text!r}", f"it is one of {', '.join(RCODES)}")


def _exchanger(node: Node, text: str) -> None:
    if not _MX.fullmatch(text.strip()):
        node.complain(f"{text!r} is no MX record", 'write preference and host: "10 mx.example.org"')


def _ipv4(node: Node, text: str) -> None:
    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        node.complain(f"{text!r} is no IPv4 address", "names stand in MX, IPv6 addresses in AAAA")


def _ipv6(node: Node, text: str) -> None:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        node.complain(f"{text!r} is no IPv6 address", "IPv4 addresses stand in A")


def _program(node: Node, what: str) -> None:
    fields = node.fields(Program.__struct_fields__, what)
    for name in ("output", "unknown"):
        if name in fields:
            fields[name].text(name)
    if "status" in fields:
        fields["status"].number("status")


def _connect(node: Node, what: str) -> None:
    fields = node.fields(("connect",), what)
    if "connect" not in fields:
        if isinstance(node.value, dict):
            node.complain(f"{what} says nothing", 'write connect = "ADDRESS:PORT"')
        return
    text = fields["connect"].text("connect")
    if text is not None and not re.fullmatch(r".+:\d{1,5}", text):
        fields["connect"].complain(f"connect is to be ADDRESS:PORT, not {text}", 'like "127.0.0.1:2525"')
