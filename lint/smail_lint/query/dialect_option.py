"""The option of every question about a configuration that says in which dialect it is written."""

from __future__ import annotations

import click

from smail_compiler.schema.dialects import DIALECTS
from smail_runtime.cli.choice import Choice

dialect_option = click.option("--dialect", type=Choice(DIALECTS), help="The dialect, whatever the files declare.")
