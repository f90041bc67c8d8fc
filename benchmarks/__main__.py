"""`make bench`: run every benchmark, print the table, write the figures to benchmarks/results/."""

from __future__ import annotations

import click

from benchmarks.aliases import checked_aliases, large_table
from benchmarks.commands import large_configuration, start_up, whole_site
from benchmarks.lookups import lookups
from benchmarks.overlaps import overlaps
from benchmarks.record import save, show
from benchmarks.throughput import streams


@click.command()
@click.option("--runs", default=5, show_default=True, help="Counted runs of each measurement.")
@click.option("--messages", default=2000, show_default=True, help="Messages in each stream.")
def main(runs: int, messages: int) -> None:
    """Measure start-up, checking, compiling, look-ups and mail streams."""
    figures = [
        *start_up(runs),
        *whole_site(runs),
        *large_configuration(runs),
        *lookups(runs),
        *overlaps(runs),
        *large_table(runs),
        *checked_aliases(runs),
        *streams(min(runs, 3), messages),
    ]
    show(figures)
    click.echo(f"written to {save(figures)}")


if __name__ == "__main__":
    main()
