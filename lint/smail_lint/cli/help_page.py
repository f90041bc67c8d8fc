"""The options of `smail-check` in sections, as its help shows them."""

from __future__ import annotations

from collections.abc import Iterator

import click

SECTIONS = {
    "What is asked": (
        "select", "ignore", "preview", "dialect", "system", "manifest", "record",
    ),
    "How it is told": ("form", "report", "fail_on", "statistics", "most", "output", "top"),
    "Repairs and layout": ("diff", "fix", "unsafe", "format_source", "in_place"),
    "Settings": ("config", "isolated", "show_settings"),
    "What is accepted": (
        "baseline", "init_baseline", "update_baseline", "since", "add_ignores", "reason", "until", "today",
    ),
    "While you write": ("watch", "stdin_filename", "no_cache", "cache_dir"),
    "Manual": ("explain", "list_rules", "print_schema", "version"),
}  # fmt: skip
"""Options by their names in the program."""

_TERM = 23  # cells of an option and its value


class Checking(click.Command):
    """`smail-check`, with sections of options and the one subcommand in its help."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options below the titles of their sections, then the subcommand, which `smail_lint.cli` looks for."""
        for title, rows in self._sections(ctx):
            with formatter.section(title):
                formatter.write_dl([(f"{term:<{_TERM}}", text) for term, text in rows], col_max=_TERM)
        with formatter.section("Commands"):
            formatter.write_dl([("test", "Are addresses routed as expected? (A directory of that name is ./test.)")])

    def _sections(self, ctx: click.Context) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        rows = {one.name: row for one in options if (row := one.get_help_record(ctx)) is not None}
        sections = {title: [rows.pop(name) for name in names] for title, names in SECTIONS.items()}
        sections["Manual"] += rows.values()  # that of the help itself
        yield from sections.items()
