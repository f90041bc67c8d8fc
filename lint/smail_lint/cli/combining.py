"""Which options go together: what a run of `smail-check` does, and what it then has no use for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click
import msgspec
from click.core import ParameterSource

from smail_runtime.mail.wording import listed


class Act(msgspec.Struct, frozen=True):
    """What an option makes a run do.

    `uses` are the other options that mean something to it, `own` those that go with few acts, `forms` its formats.
    """

    option: str
    does: str
    uses: frozenset[str]
    own: frozenset[str] = frozenset()
    forms: tuple[str, ...] = ()


_HARMLESS = frozenset(("path", "no_cache", "cache_dir"))
_ASKED = frozenset(
    (
        "select", "ignore", "dialect", "system", "manifest", "record", "config", "isolated", "preview", "baseline",
        "since", "today",
    )
)  # fmt: skip
"""Which findings there are."""
_GIVEN = frozenset(("form", "statistics", "output", "report", "most", "top", "fail_on"))
"""How findings are told."""
_MENDED = frozenset(("fix", "unsafe"))
_SET = frozenset(("config", "isolated", "dialect"))

CHECK = Act("", "checks", _ASKED | _GIVEN | {"update_baseline", "stdin_filename"})

ACTS = (
    Act("explain", "prints a page", frozenset({"form"}), forms=("full", "markdown", "json")),
    Act("print_schema", "prints a schema", frozenset()),
    Act("list_rules", "lists rules", frozenset({"form", "select", "ignore", "preview"}), forms=("full", "json")),
    Act("show_settings", "shows settings", _ASKED | {"form", "fail_on", "stdin_filename"}, forms=("full", "json")),
    Act("watch", "checks again and again", _ASKED | _GIVEN | _MENDED | {"diff"}),
    Act("format_source", "lays files out", _SET | {"diff"}, frozenset({"in_place"})),
    Act("diff", "shows repairs as a diff", _ASKED | {"fix"}, frozenset({"unsafe"})),
    Act("init_baseline", "writes all findings into a baseline", _ASKED | _MENDED),
    Act("add_ignores", "writes comments", _ASKED | _MENDED, frozenset({"reason", "until"})),
    Act("fix", "makes repairs in files", _ASKED | _GIVEN | {"update_baseline"}, frozenset({"unsafe"})),
    Act("update_baseline", "writes the baseline", _ASKED | _GIVEN),
    CHECK,
)
"""What a run can do; the first that is asked for counts."""


def refuse_misfits(context: click.Context) -> None:
    """Raise click.UsageError for an option that would be of no effect: nothing is passed over in silence."""
    words = {one.name: one.opts[0] for one in context.command.params if one.name}
    given = [name for name in words if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    act = next((one for one in ACTS if one.option in given), CHECK)
    idle = [name for name in given if name not in act.uses | act.own | _HARMLESS | {act.option}]
    if idle:
        raise click.UsageError(_misfit(act, idle, words), context)
    form = context.params.get("form")
    if act.forms and form not in act.forms:
        raise click.UsageError(f"{words[act.option]} is written as {', '.join(act.forms)}, not as {form}", context)


def _misfit(act: Act, idle: Sequence[str], words: Mapping[str, str]) -> str:
    if act is CHECK:
        owners = sorted((words[one.option] for one in ACTS if idle[0] in one.own), reverse=True)
        return f"{words[idle[0]]} goes with {' or '.join(owners)}"
    them = "it" if len(idle) == 1 else "them"
    many = listed([words[name] for name in idle])
    return f"{words[act.option]} {act.does} and has no use for {many}: leave {them} out"
