"""A small drawing of the graph: directors and routers below each other on the left, transports on the right."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import msgspec

from smail_lint.query.flow.model import (
    ASKS,
    END,
    ENTRY,
    GIVES,
    INCLUDES,
    MEANINGS,
    NEXT,
    TRANSPORTS,
    Edge,
    Flow,
    Node,
)
from smail_runtime.mail.text import printable

WIDE, HIGH, STEP = 190, 40, 58
LEFT, RIGHT, TOP = 90, 460, 20
_LONGEST = 24
_TIP = (
    '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto" '
    'markerUnits="userSpaceOnUse"><path d="M0 0L8 4L0 8z" class="tip"/></marker>'
)


class Box(msgspec.Struct, frozen=True):
    """Where a node is drawn: its left upper corner."""

    x: int
    y: int

    @property
    def middle(self) -> int:
        """The height of its middle."""
        return self.y + HIGH // 2


def boxes(flow: Flow) -> dict[str, Box]:
    """A place for each node: the chain of directors, then that of routers, and transports beside them."""
    entries = [node for node in flow.nodes if node.kind != TRANSPORTS]
    first = {node.id: number for number, node in enumerate(_in_chains(flow, entries))}
    found = {name: Box(LEFT, TOP + number * STEP) for name, number in first.items()}
    beside = [node.id for node in flow.nodes if node.kind == TRANSPORTS]
    wanted = {name: _near(flow, name, found) for name in beside}
    free = TOP
    for name in sorted(beside, key=lambda one: wanted[one]):
        y = max(free, wanted[name])
        found[name] = Box(RIGHT, y)
        free = y + STEP
    return found


def _in_chains(flow: Flow, entries: list[Node]) -> list[Node]:
    """Entries in the order in which they are asked, each chain with its beginning and its end."""
    nodes = {node.id: node for node in entries}
    after = {edge.source: edge.target for edge in flow.edges if edge.kind in (ASKS, NEXT) and edge.source != "mail"}
    order = ["mail"]
    for start in ("local", "remote"):
        one: str | None = start
        while one is not None and one in nodes and one not in order:
            order.append(one)
            one = after.get(one)
    return [nodes[one] for one in order]


def _near(flow: Flow, name: str, found: dict[str, Box]) -> int:
    """The mean height of what leads to a transport."""
    heights = [found[edge.source].y for edge in flow.edges if edge.target == name and edge.source in found]
    return sum(heights) // len(heights) if heights else TOP


def svg(flow: Flow) -> str:
    """The drawing as an element of a page; each node links to the row that tells of it."""
    places = boxes(flow)
    height = max((box.y for box in places.values()), default=0) + HIGH + TOP
    names = {node.id: node for node in flow.nodes}
    parts = [
        f'<svg viewBox="0 0 {RIGHT + WIDE + 60} {height}" role="group" aria-labelledby="drawing-title">',
        '<title id="drawing-title">The flow of mail</title>',
        f"<defs>{_TIP}</defs>",
        *(_edge(edge, places, names) for edge in flow.edges),
        *(line for node in flow.nodes for line in _node(node, places[node.id])),
        "</svg>",
    ]
    return "\n".join(parts)


def _edge(edge: Edge, places: dict[str, Box], names: dict[str, Node]) -> str:
    one, two = places[edge.source], places[edge.target]
    title = f"{names[edge.source].title} {MEANINGS[edge.kind]}: {names[edge.target].title}"
    shape = _path(edge, one, two)
    shown = escape(printable(title))
    return f'<path class="edge by-{edge.kind}" d="{shape}" marker-end="url(#tip)"><title>{shown}</title></path>'


def _path(edge: Edge, one: Box, two: Box) -> str:
    if edge.kind in (GIVES, INCLUDES):
        bend = LEFT - 30 - (20 if edge.kind == GIVES else 0)
        return f"M{one.x} {one.middle}C{bend} {one.middle} {bend} {two.middle} {two.x} {two.middle}"
    if one.x == two.x == RIGHT:
        side, bend = RIGHT + WIDE, RIGHT + WIDE + 50
        return f"M{side} {one.middle}C{bend} {one.middle} {bend} {two.middle} {side} {two.middle}"
    if one.x == two.x and two.y - one.y <= STEP:
        return f"M{one.x + WIDE // 2} {one.y + HIGH}V{two.y}"
    if one.x == two.x:
        side, bend = one.x + WIDE, one.x + WIDE + 40
        return f"M{side} {one.middle}C{bend} {one.middle} {bend} {two.middle} {side} {two.middle}"
    start, half = one.x + WIDE, (one.x + WIDE + two.x) // 2
    return f"M{start} {one.middle}C{half} {one.middle} {half} {two.middle} {two.x} {two.middle}"


def _node(node: Node, box: Box) -> Iterator[str]:
    shown = escape(_short(printable(node.name)))
    round_ = HIGH // 2 if node.kind in (ENTRY, END) else 6
    mark = f" {node.severity}" if node.severity else ""
    said = f"{node.title}{f', {node.driver}' if node.driver else ''}{f', {node.severity}' if node.severity else ''}"
    element = "g" if node.kind in (ENTRY, END) else "a"
    link = f' href="#row-{node.id}"' if element == "a" else ""
    yield f'<{element}{link} id="node-{node.id}" class="node {node.kind}{mark}">'
    yield f"<title>{escape(printable(said))}</title>"
    yield f'<rect x="{box.x}" y="{box.y}" width="{WIDE}" height="{HIGH}" rx="{round_}"/>'
    lift = 17 if node.driver else 25
    yield f'<text x="{box.x + WIDE // 2}" y="{box.y + lift}">{shown}</text>'
    if node.driver:
        yield f'<text class="driver" x="{box.x + WIDE // 2}" y="{box.y + 32}">{escape(printable(node.driver))}</text>'
    yield f"</{element}>"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\u2026"
