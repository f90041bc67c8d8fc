"""The language in rows: one text, and what it means, for addresses, lists, numbers, times and values."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.semantics.numbers import interval_of, number_of
from smail_compiler.semantics.rows import retry_rules
from smail_compiler.syntax.parse import parse_config, parse_rows
from smail_compiler.text.source import SourceFile
from smail_runtime.mail.address import AddressError, parse
from smail_runtime.mail.alias_text import ListError, scan_targets
from smail_runtime.mail.header_address import parse_addresses
from smail_runtime.mail.mailbox import Group, Item
from smail_runtime.mail.strictness import Strictness, parse_as
from smail_testkit.cases import Row, read_cases, read_rows

HERE = Path(__file__).parent
ROWS = [row for document in sorted((HERE / "rows").glob("*.md")) for row in read_rows(document)]
LITERATE = sorted((HERE.parent / "syntax" / "cases").glob("*.md")) + sorted(
    (HERE.parent / "semantics" / "cases").glob("*.md")
)


def address(text: str) -> str:
    parsed = parse(text)
    if isinstance(parsed, AddressError):
        return f"! {parsed.category}"
    return " ".join((parsed.form.value, parsed.target or "-", parsed.remainder))


def strictly(text: str, rules: Strictness) -> str:
    parsed = parse_as(text, rules, utf8=True)
    if isinstance(parsed, AddressError):
        return f"! {parsed.category} {parsed.at}"
    return f"{parsed.local_part} {parsed.domain or '-'}"


def forms(text: str) -> str:
    """The grammars that take a text as an address."""
    rules = {"P": Strictness.RFC5321, "H": Strictness.RFC5322, "O": Strictness.OBSOLETE}
    taken = [letter for letter, one in rules.items() if not isinstance(parse_as(text, one), AddressError)]
    return " ".join(taken) or "-"


def header(text: str) -> str:
    found = parse_addresses(text, obsolete=True)
    if isinstance(found, AddressError):
        return f"! {found.category} {found.at}"
    return " | ".join(map(shown, found))


def shown(item: Item) -> str:
    if isinstance(item, Group):
        return f"{item.name}: {', '.join(map(shown, item.mailboxes))};"
    return f"{item.name} <{item.address.text}>".strip()


def targets(text: str) -> str:
    found = scan_targets(text.encode())
    if isinstance(found, ListError):
        return f"! {found.category} {found.offset}"
    return " | ".join(f"{one.kind} {one.target}" for one in found) or "-"


def setting(text: str) -> str:
    parsed = parse_config(SourceFile("config", f"x={text}\n".encode()))
    if parsed.diagnostics:
        return f"! {parsed.diagnostics[0].category or parsed.diagnostics[0].kind.name}"
    return (parsed.nodes[0].value or "-").replace("\n", "\u240a").replace("\t", "\u2409").replace(" ", "\u2423")


def schedule(text: str) -> str:
    parsed = parse_rows(SourceFile("retry", f"* {text}\n".encode()), "retry")
    rules = retry_rules(parsed.nodes)
    if not rules.value:
        return f"! {rules.found[0].category} {rules.found[0].at.begin[1]}"
    one = rules.value[0]
    return f"{','.join(map(str, (*one.first, one.interval)))} {one.duration} {one.limit}"


def answer(row: Row) -> str:
    match row.asked:
        case "address":
            return address(row.text)
        case "rfc5321" | "rfc5322" | "rfc5322-obsolete":
            return strictly(row.text, Strictness(row.asked))
        case "forms":
            return forms(row.text)
        case "header":
            return header(row.text)
        case "list":
            return targets(row.text)
        case "number":
            return str(number_of(row.text, 64))
        case "interval":
            return str(interval_of(row.text))
        case "value":
            return setting(row.text)
        case "retry":
            return schedule(row.text)
    raise AssertionError(row.asked)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_row(row: Row) -> None:
    assert answer(row).rstrip() == row.expected


def test_the_corpus_is_large() -> None:
    """Cases of the front end: Markdown files with their findings, and rows."""
    files = sum(len(case.blocks) for document in LITERATE for case in read_cases(document))
    assert files + len(ROWS) >= 400
