"""`smail-query parse`: the syntax of one file alone, without knowing what any name means."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.text.source import SourceFile
from smail_lint.query.dialect_option import dialect_option
from smail_lint.query.parse.answer import KINDS, Answer, answer
from smail_lint.report.ending import FINE, NEGATIVE, UNREADABLE, complain, write
from smail_lint.report.indented import indented
from smail_lint.report.visible import printable
from smail_runtime.cli.choice import Choice

EPILOG = """\b
Examples:
  smail-query parse /etc/smail/directors --kind directors
  smail-query parse aliases --kind aliases --json
"""


@click.command("parse", epilog=EPILOG)
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--kind", type=Choice(KINDS), required=True, help="What the file is.")
@dialect_option
@click.option("--json", "as_json", is_flag=True, help="Write the documented JSON object.")
def parse(file: Path, kind: str, dialect: str | None, as_json: bool) -> None:
    """Show how FILE is read: its entries, and what is wrong with their form."""
    try:
        source = SourceFile(str(file), file.read_bytes())
    except OSError as problem:
        complain("smail-query", f"{file}: {problem.strerror}; give a file that this user can read")
        raise SystemExit(UNREADABLE) from None
    found = answer(source, kind, extended=None if dialect is None else dialect == EXTENDED)
    write(indented(found) if as_json else _text(found, source.path))
    raise SystemExit(NEGATIVE if found.errors else FINE)


def _text(found: Answer, path: str) -> str:
    """A line for each entry, and one for each error."""
    entries = (printable(msgspec.json.encode(entry).decode()) for entry in found.entries)
    errors = (
        f"{printable(path)}:{error.line}:{error.column}: {error.severity}[{error.code}] {printable(error.message)}"
        for error in found.errors
    )
    return "".join(f"{line}\n" for line in (*entries, *errors))
