"""`smail-query`: ask a configuration or a routing table.

Each question is a package of its own that is imported only when it is asked; the table below is all the group knows.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

QUESTIONS: dict[str, tuple[str, str]] = {
    "parse": ("smail_lint.query.parse.command:parse", "How is this file read?"),
    "config": ("smail_lint.query.config.command:config_command", "What is set, to what, and where?"),
    "address": (
        "smail_lint.query.address.command:address_command",
        "How is this address taken apart, and is it ours?",
    ),
    "retry": ("smail_lint.query.retry.command:retry_command", "How long is mail for this host tried?"),
    "expand": ("smail_lint.query.expand.command:expand", "What does this expression give, step by step?"),
    "route": ("smail_lint.query.route.command:route_command", "Where does this address go, and why?"),
    "diff": ("smail_lint.query.diff.command:diff_command", "Which addresses go another way in a new configuration?"),
    "search": ("smail_lint.query.search.command:search_command", "Is there an address that ends like this?"),
    "graph": ("smail_lint.query.flow.command:graph_command", "How does mail flow through the configuration?"),
}
"""Name of the question -> its click command as `module:attribute`, and one line of help."""

EPILOG = """\b
Exit codes: 0 answered, 1 a negative answer, 2 wrong usage,
3 the target cannot be read, 4 a bug of smail-query.
"""


def main() -> None:
    """The console script; `--version` alone is answered before anything heavy is imported."""
    if sys.argv[1:] == ["--version"]:
        from smail_runtime import __version__

        print(f"smail-query {__version__}")
        return
    from smail_lint.report.ending import guarded

    guarded("smail-query", lambda: group()())


def group() -> click.Group:
    """The command group."""
    from smail_lint.query.lazy import LazyGroup
    from smail_runtime import __version__

    return LazyGroup("smail-query", QUESTIONS, __version__, "Ask a configuration or a routing table.", EPILOG)
