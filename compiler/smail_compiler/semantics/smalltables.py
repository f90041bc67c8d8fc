"""The retry and qualify files."""

from __future__ import annotations

from smail_compiler.ir.program import QualifyRule, RetryRule
from smail_compiler.semantics.configured import open_configured
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.rows import default_rules, qualify_rules, retry_rules
from smail_compiler.semantics.tree import State, Tree
from smail_compiler.semantics.variables import Variables


def retry(tree: Tree, variables: Variables) -> Part[tuple[RetryRule, ...]]:
    """The retry rules; without a row for `*` the two variables give one, but with no file at all nothing does."""
    opened = open_configured(tree, variables, "retry_file")
    if opened is None:
        return Part(())
    times = variables["retry_interval"].value, variables["retry_duration"].value
    assert isinstance(times[0], int) and isinstance(times[1], int)
    rest = default_rules(times[0], times[1])
    if opened.state is not State.READ:
        return Part(rest, opened.found)
    from smail_compiler.syntax.parse import parse_rows

    parsed = parse_rows(opened.source, "retry")
    rules = retry_rules(parsed.nodes, min((one.at.start for one in parsed.diagnostics), default=None))
    ended = any(one.domains == ("*",) for one in rules.value)
    every = rules.value if ended else (*rules.value, *rest)
    return Part(every, (*parsed.diagnostics, *rules.found), (opened.source,))


def qualify(tree: Tree, variables: Variables) -> Part[tuple[QualifyRule, ...]]:
    """The rules that complete short host names."""
    opened = open_configured(tree, variables, "qualify_file")
    if opened is None or opened.state is not State.READ:
        return Part((), opened.found if opened else ())
    from smail_compiler.syntax.parse import parse_rows

    parsed = parse_rows(opened.source, "qualify")
    return Part(qualify_rules(parsed.nodes), parsed.diagnostics, (opened.source,))
