"""What a routing table holds, on one line; `--verify` says the same of a table that is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from smail_lint.report.ending import FINE, UNREADABLE, complain, write

if TYPE_CHECKING:
    from smail_runtime.table import Table


def summary(path: Path, data: bytes) -> tuple[str, str]:
    """The line about a table that was written to `path`, and its digest."""
    from smail_runtime.table import open_bytes

    with open_bytes(data) as table:
        return _line(path, table, len(data)), table.digest


def unchanged(path: Path) -> str:
    """The line about a table that is at `path` already. Raises TableError."""
    from smail_runtime.table import open_table

    with open_table(path) as table:
        return _line(path, table, path.stat().st_size, ", unchanged")


def verified(context: click.Context, _option: click.Parameter, path: Path | None) -> None:
    """Check the table at `path` and end; go on when none is given."""
    if path is None or context.resilient_parsing:
        return
    from smail_runtime.table import TableError, open_table

    try:
        with open_table(path) as table:
            table.verify()
            line = _line(path, table, path.stat().st_size)
    except TableError as error:
        complain("smail-compile", str(error))
        raise SystemExit(UNREADABLE) from None
    write(line)
    raise SystemExit(FINE)


def _line(path: Path, table: Table, size: int, more: str = "") -> str:
    from smail_runtime.mail.text import printable
    from smail_runtime.mail.wording import counted

    program = table.program
    entries = len(program.directors) + len(program.routers) + len(program.transports)
    keys = sum(map(table.size, table.sections))
    holds = f"{counted(entries, 'entry', 'entries')}, {counted(keys, 'key')}, {size} bytes"
    return f"{printable(str(path))}: {holds}, sha256 {table.digest[:12]}{more}\n"
