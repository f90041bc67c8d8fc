"""The graph as one page that needs nothing else: no network, no other file, and no script for reading."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from smail_lint.query.flow.drawing import svg
from smail_lint.query.flow.model import DIRECTORS, MEANINGS, ROUTERS, TRANSPORTS, Finding, Flow, Node
from smail_runtime.mail.text import printable, still
from smail_runtime.mail.wording import counted

_HEADINGS = {
    DIRECTORS: "Directors, in the order in which they are asked",
    ROUTERS: "Routers, in the order in which they are asked",
    TRANSPORTS: "Transports",
}
_DANGEROUS = {ord(one): f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"}


def html(flow: Flow) -> str:
    """The page. Whatever names hold, it is shown as text."""
    style, script = (files(__package__).joinpath(f"page.{end}").read_text("utf-8") for end in ("css", "js"))
    policy = f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'"
    title = _text(flow.title)
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}; base-uri \'none\'">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Mail flow of {title}</title>",
            f"<style>{style}</style></head><body>",
            '<a class="skip" href="#drawing">Skip to the drawing</a>',
            f"<header><h1>Mail flow of {title}</h1>",
            f"<p>{_counts(flow)}</p>",
            '<div id="searching" role="search" hidden><label for="search">Search entries, names and findings (key /)',
            '</label><br><input id="search" type="search" autocomplete="off" aria-describedby="said">',
            '<p id="said" role="status"></p><ul id="hits"></ul></div></header><main>',
            *_drawing(flow),
            *_findings(flow),
            *(line for kind in _HEADINGS for line in _table(flow, kind)),
            *_keys(flow),
            "</main>",
            f'<script type="application/json" id="index">{index_json(flow)}</script>',
            f"<script>{script}</script></body></html>",
            "",
        ]
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _text(text: str) -> str:
    return escape(printable(text))


def _counts(flow: Flow) -> str:
    kinds = ((DIRECTORS, "directors"), (ROUTERS, "routers"), (TRANSPORTS, "transports"))
    counts = [f"{sum(node.kind == kind for node in flow.nodes)} {word}" for kind, word in kinds]
    return f"{', '.join(counts)}; {counted(len(flow.findings), 'finding')} of smail-check."


def _drawing(flow: Flow) -> Iterator[str]:
    yield '<section id="drawing" aria-label="Drawing"><h2>Drawing</h2>'
    yield '<p class="faint">Thick lines: who is asked first. Plain: asked next, or delivers. Dashed: addresses that '
    yield "start anew, copies, and failures. Dotted: :include: forms. A thick frame has an error or a warning.</p>"
    yield f'<div class="scroll">{svg(flow)}</div></section>'


def _findings(flow: Flow) -> Iterator[str]:
    yield '<section aria-label="Findings"><h2>Findings</h2>'
    if not flow.findings:
        yield "<p>None.</p></section>"
        return
    yield "<ul>"
    titles = {node.id: node.title for node in flow.nodes}
    for number, one in enumerate(flow.findings, 1):
        where = f' (<a href="#row-{one.node}">{_text(titles[one.node])}</a>)' if one.node in titles else ""
        word = f'<span class="word {one.severity}">{one.severity}</span>'
        place = f'<span class="faint">{_text(f"{one.file}:{one.line}")}</span>'
        yield f'<li id="finding-{number}">{word} {escape(one.code)} {escape(still(one.message))} {place}{where}</li>'
    yield "</ul></section>"


def _table(flow: Flow, kind: str) -> Iterator[str]:
    yield f'<section><h2 id="{kind}s">{_HEADINGS[kind]}</h2><div class="scroll"><table><thead><tr>'
    yield '<th scope="col">name</th><th scope="col">driver</th><th scope="col">place</th>'
    yield '<th scope="col">mail from it</th></tr></thead><tbody>'
    for node in flow.nodes:
        if node.kind == kind:
            yield from _row(flow, node)
    yield "</tbody></table></div></section>"


def _row(flow: Flow, node: Node) -> Iterator[str]:
    titles = {one.id: one.title for one in flow.nodes}
    links = "<br>".join(
        f'{escape(MEANINGS[edge.kind])}: <a href="#{_anchor(edge.target)}">{_text(titles[edge.target])}</a>'
        for edge in flow.edges
        if edge.source == node.id
    )
    more = "".join(f'<br><span class="faint">{_text(one)}</span>' for one in node.settings)
    mark = f' <span class="word {node.severity}">{node.severity}</span>' if node.severity else ""
    yield f'<tr id="row-{node.id}"><th scope="row">{_text(node.name)}{mark}{more}</th>'
    yield f"<td>{_text(node.driver)}</td><td>{_text(node.place) or 'built in'}</td><td>{links}</td></tr>"


def _anchor(node: str) -> str:
    """The row of an entry; what has none is in the drawing."""
    return f"row-{node}" if node.partition("-")[0] in _HEADINGS else f"node-{node}"


def _keys(flow: Flow) -> Iterator[str]:
    if not flow.keys:
        return
    yield '<section><h2>Names in alias files</h2><p class="keys">'
    titles = {node.id: node.title for node in flow.nodes}
    for number, (key, node) in enumerate(flow.keys, 1):
        yield f'<span id="key-{number}">{_text(key)}</span> <span class="faint">({_text(titles[node])})</span>'
        yield "" if number == len(flow.keys) else "\u00b7"
    yield f"</p>{f'<p>{flow.more_keys:,} more are not shown.</p>' if flow.more_keys else ''}</section>"


def index(flow: Flow) -> list[dict[str, str]]:
    """What the search box looks through: `words` are searched, `row` is where a hit leads, `node` lights up."""
    titles = {node.id: node.title for node in flow.nodes}
    found = [
        _hit(node.title, (node.driver, node.place, *node.settings), f"row-{node.id}", node.id)
        for node in flow.nodes
        if node.kind in _HEADINGS
    ]
    found += [_finding(number, one) for number, one in enumerate(flow.findings, 1)]
    keys: Iterable[tuple[int, tuple[str, str]]] = enumerate(flow.keys, 1)
    return found + [_hit(f"name {key}", (titles[node],), f"key-{number}", node) for number, (key, node) in keys]


def _hit(title: str, words: tuple[str, ...], row: str, node: str) -> dict[str, str]:
    shown = printable(title)
    return {"title": shown, "words": " ".join((shown, *map(printable, words))), "row": row, "node": node}


def _finding(number: int, one: Finding) -> dict[str, str]:
    words = (one.severity, f"{one.file}:{one.line}")
    return _hit(f"{one.code} {still(one.message)}", words, f"finding-{number}", one.node)


def index_json(flow: Flow) -> str:
    """The index as it stands in the page: no character of it can end the element."""
    return json.dumps(index(flow), ensure_ascii=False).translate(_DANGEROUS)
