"""The graph of the mail flow: who is asked after whom, and where mail goes from there."""

from __future__ import annotations

import msgspec

ENTRY, DIRECTORS, ROUTERS, TRANSPORTS, END = "entry", "director", "router", "transport", "end"
ASKS, NEXT, SENDS, GIVES, INCLUDES, SHADOW, ON_ERROR = "asks", "next", "sends", "gives", "includes", "shadow", "error"
MEANINGS = {
    ASKS: "is asked first",
    NEXT: "is asked next when this one passes the address",
    SENDS: "delivers by this transport",
    GIVES: "gives other addresses, which start anew",
    INCLUDES: "hands :include: forms to this director",
    SHADOW: "delivers a copy by this transport",
    ON_ERROR: "delivers by this transport when its own delivery fails",
}
"""Kinds of edges, and what each says of the node where it begins."""


class Finding(msgspec.Struct, frozen=True):
    """What `smail-check` says; `node` is the entry it stands in, empty for none."""

    code: str
    severity: str
    message: str
    file: str
    line: int
    node: str = ""


class Node(msgspec.Struct, frozen=True):
    """An entry, or where mail comes from or ends. `id` is of letters, digits and dashes; `place` is FILE:LINE."""

    id: str
    kind: str
    name: str
    driver: str = ""
    place: str = ""
    severity: str = ""
    settings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What a reader calls it."""
        return f"{self.kind} {self.name}" if self.kind not in (ENTRY, END) else self.name


class Edge(msgspec.Struct, frozen=True):
    """From the node with one id to that with the other; `kind` is a key of MEANINGS."""

    source: str
    target: str
    kind: str


class Flow(msgspec.Struct, frozen=True):
    """The whole graph. `keys` are names in alias files, with the director they belong to, `more` how many are not."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    findings: tuple[Finding, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    more_keys: int = 0
