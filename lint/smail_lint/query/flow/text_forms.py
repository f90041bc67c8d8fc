"""The graph as text for other programs: the dot language of graphviz, and mermaid."""

from __future__ import annotations

from collections.abc import Iterator

from smail_lint.query.flow.model import (
    ASKS,
    DIRECTORS,
    END,
    ENTRY,
    GIVES,
    INCLUDES,
    NEXT,
    ON_ERROR,
    ROUTERS,
    SENDS,
    SHADOW,
    TRANSPORTS,
    Edge,
    Flow,
    Node,
)
from smail_runtime.mail.text import printable

FILLS = {"error": "#ffc9c9", "warning": "#ffe8b3", "info": "#d0ebff", "style": "#e5dbff", "": "#ffffff"}
_SHAPES = {ENTRY: "oval", DIRECTORS: "box", ROUTERS: "hexagon", TRANSPORTS: "cylinder", END: "octagon"}
_STYLES = {ASKS: "bold", NEXT: "solid", SENDS: "solid", GIVES: "dashed", INCLUDES: "dotted", SHADOW: "dashed"}
_LABELS = {GIVES: "addresses", INCLUDES: ":include:", SHADOW: "shadow", ON_ERROR: "on error", NEXT: "else"}
_MERMAID = {ENTRY: '(["{}"])', DIRECTORS: '["{}"]', ROUTERS: '{{{{"{}"}}}}', TRANSPORTS: '[("{}")]', END: '(("{}"))'}


def dot(flow: Flow) -> str:
    """A digraph; names are strings in it, whatever they hold."""
    return "\n".join(_dot(flow)) + "\n"


def _dot(flow: Flow) -> Iterator[str]:
    yield "digraph mail {"
    yield f"  label={_string(flow.title)}; labelloc=t; rankdir=TB;"
    yield '  node [fontname="sans-serif", style=filled]; edge [fontname="sans-serif", fontsize=10];'
    for node in flow.nodes:
        tip = f"{node.title} {node.place}".strip()
        fill = FILLS[node.severity]
        label = "\\n".join(map(_inner, _lines(node)))
        look = f'shape={_SHAPES[node.kind]}, fillcolor="{fill}", tooltip={_string(tip)}'
        yield f'  {_quoted(node.id)} [label="{label}", {look}];'
    last = " ".join(_quoted(node.id) for node in flow.nodes if node.kind == TRANSPORTS)
    if last:
        yield f"  {{ rank=sink; {last} }}"
    for edge in flow.edges:
        yield f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [{_attributes(edge)}];"
    yield "}"


def _attributes(edge: Edge) -> str:
    free = ", constraint=false" if edge.kind in (GIVES, INCLUDES) else ""
    label = f", label={_string(_LABELS[edge.kind])}" if edge.kind in _LABELS else ""
    return f"style={_STYLES.get(edge.kind, 'dashed')}{label}{free}"


def _lines(node: Node) -> list[str]:
    parts = (node.name, f"({node.driver})" if node.driver else "", *node.settings)
    return [printable(one) for one in parts if one]


def _quoted(text: str) -> str:
    return f'"{text}"'


def _string(text: str) -> str:
    return f'"{_inner(printable(text))}"'


def _inner(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def mermaid(flow: Flow) -> str:
    """A flowchart for places that draw mermaid."""
    return "\n".join(_mermaid(flow)) + "\n"


def _mermaid(flow: Flow) -> Iterator[str]:
    yield "flowchart TD"
    for node in flow.nodes:
        yield f"  {node.id}{_MERMAID[node.kind].format('<br/>'.join(map(_entities, _lines(node))))}"
    for edge in flow.edges:
        arrow = "-->" if edge.kind in (ASKS, NEXT, SENDS) else "-.->"
        label = f"|{_entities(_LABELS[edge.kind])}|" if edge.kind in _LABELS else ""
        yield f"  {edge.source} {arrow}{label} {edge.target}"
    for severity, fill in FILLS.items():
        marked = ",".join(node.id for node in flow.nodes if node.severity == severity and severity)
        if marked:
            yield f"  classDef {severity} fill:{fill},color:#000"
            yield f"  class {marked} {severity}"


def _entities(text: str) -> str:
    """Text as mermaid takes it: everything but letters, digits and a few marks by its number."""
    return "".join(one if one.isalnum() or one in " ._-/,()" else f"#{ord(one)};" for one in text)
