"""`smail-query graph`: the flow of mail, drawn."""

from __future__ import annotations

from pathlib import Path

import click

from smail_compiler.pipeline import UnreadableError
from smail_lint.query.dialect_option import dialect_option
from smail_lint.query.flow.model import Flow
from smail_lint.query.target import Opened, TargetError, opened_site
from smail_lint.report.ending import FINE, UNREADABLE, complain, write
from smail_lint.report.indented import indented
from smail_runtime.cli.choice import Choice

NAME = "smail-query graph"
FORMATS = ("dot", "mermaid", "svg", "html", "json")
EPILOG = """\b
Examples:
  smail-query graph /etc/smail --format html > flow.html
  smail-query graph samples/smallsite --format mermaid
  smail-query graph smail.table --format svg > flow.svg
  smail-query graph /etc/smail | dot -Tpdf > flow.pdf

\b
The html page is a single file with the drawing, all entries, the findings of
smail-check and a search box; it needs no network. svg is drawn by graphviz.

\b
Exit codes: 0 drawn, 2 wrong usage, 3 TARGET cannot be read, or graphviz is
not there.
"""


@click.command("graph", epilog=EPILOG)
@click.argument("target", type=click.Path(path_type=Path, readable=False))
@click.option("--format", "form", type=Choice(FORMATS), default="dot", help="How the graph is written.")
@dialect_option
def graph_command(target: Path, form: str, dialect: str | None) -> None:
    """Draw the flow of mail: who is asked after whom, which transports deliver, and where smail-check finds faults.

    TARGET is a configuration directory, a config file or a compiled table, for which no findings are shown.
    """
    from smail_lint.query.flow.by_graphviz import DrawingError

    try:
        site = opened_site(NAME, target, dialect)
        with site.table:
            write(_drawn(_flow(site, target, dialect), form))
    except (TargetError, UnreadableError, DrawingError) as problem:
        complain(NAME, str(problem))
        raise SystemExit(UNREADABLE) from None
    raise SystemExit(FINE)


def _flow(site: Opened, target: Path, dialect: str | None) -> Flow:
    from smail_lint.query.flow.build import flow_of

    flow = flow_of(site.table, str(target))
    if site.site is None:
        return flow
    from smail_lint.query.flow.found import with_findings

    return with_findings(flow, target, dialect)


def _drawn(flow: Flow, form: str) -> str:
    """The graph in a format, only the module of which is imported."""
    if form == "svg":
        from smail_lint.query.flow.by_graphviz import svg

        return svg(flow)
    if form == "html":
        from smail_lint.query.flow.page import html

        return html(flow)
    if form == "json":
        return indented(flow)
    from smail_lint.query.flow.text_forms import dot, mermaid

    return dot(flow) if form == "dot" else mermaid(flow)
