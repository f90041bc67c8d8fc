"""The option of every question about a configuration that says in which dialect it is written."""

from __future__ import annotations

import click

from smail_compiler.schema.dialects import DIALECTS

dialect_option = click.option(
    "--dialect", type=click.Choice(list(DIALECTS)), help="The dialect, whatever the files declare."
)
