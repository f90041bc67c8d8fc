"""The list of rules, and one rule's manual page for the terminal."""

from __future__ import annotations

import io
from collections.abc import Iterable

from smail_lint.report.indented import indented
from smail_lint.report.page import Page
from smail_lint.rule import Rule


def rule_list(rules: Iterable[Rule], *, as_json: bool) -> str:
    """Rules, a line each, or as the documented JSON object."""
    pages = [rule.page() for rule in rules]
    if as_json:
        return indented({"rules": [_described(page) for page in pages]})
    width = max((len(page.name) for page in pages), default=0)
    return "".join(f"{page.code}  {page.name:<{width}}  {page.severity.word:<7}  {page.summary}\n" for page in pages)


def explained(rule: Rule, form: str, *, terminal: bool) -> str:
    """The manual page: for `json` an object, for `full` on a terminal with colour set for it, else its Markdown."""
    page = rule.page()
    if form == "json":
        return indented({**_described(page), "sections": _sections(page)})
    text = page.markdown()
    if form == "markdown" or not terminal:
        return text
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(file=io.StringIO(), force_terminal=True)
    with console.capture() as captured:
        console.print(Markdown(text))
    return captured.get()


def _sections(page: Page) -> list[dict[str, object]]:
    """What stands below each heading, and the files of its example by their names."""
    return [{"title": title, "text": text, "files": page.example(title)} for title, text in page.sections]


def _described(page: Page) -> dict[str, object]:
    return {
        "code": page.code,
        "name": page.name,
        "severity": page.severity.word,
        "family": page.family,
        "docs": f"docs/rules/{page.name}.md",
        "fix": page.fix,
        "since": page.since,
        "preview": page.preview,
        "optional": page.optional,
        "summary": page.summary,
    }
