"""Rows of retry, qualify and method files as they would be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from smail_compiler.ir.program import Entry, MethodRule, QualifyRule, RetryRule
from smail_compiler.semantics.dump import interval
from smail_lint.query.config.lines import Line, origin


def retry_rows(rules: Iterable[RetryRule], *, built_in: bool) -> Iterator[Line]:
    """`domains times`; with `built_in` the rule that two variables give is a comment."""
    for rule in rules:
        row = f"{':'.join(rule.domains)}  {_times(rule)}"
        if rule.at is not None:
            yield Line(row, origin(rule.at))
        elif built_in:
            yield Line(comment=f"by retry_interval and retry_duration: {row}")


def _times(rule: RetryRule) -> str:
    """`first,interval/duration;limit=n`, of which the first delays and the limit may be missing."""
    delays = ",".join(map(interval, (*rule.first, rule.interval)))
    limit = f";limit={rule.limit}" if rule.limit else ""
    return f"{delays}/{interval(rule.duration)}{limit}"


def qualify_rows(rules: Iterable[QualifyRule]) -> Iterator[Line]:
    """`host domain`."""
    for rule in rules:
        yield Line(f"{rule.host}  {rule.domain}", origin(rule.at))


def methods(routers: Iterable[Entry]) -> Mapping[str, tuple[Line, ...]]:
    """The rows of each method file by its path; several routers may share one."""
    found: dict[str, tuple[Line, ...]] = {}
    for router in routers:
        if router.methods:
            path = router.methods[0].at.source.path
            found[path] = tuple(Line(_method(rule), origin(rule.at)) for rule in router.methods)
    return found


def _method(rule: MethodRule) -> str:
    return f"{rule.host}{_grades(rule)}  {rule.transport}"


def _grades(rule: MethodRule) -> str:
    """`/a` for one grade, `/a-c` for a range, a dash for an open bound, nothing for every grade."""
    if rule.low is None:
        return "" if rule.host else "/"
    if rule.low and rule.low == rule.high:
        return f"/{rule.low}"
    return f"/{rule.low or '-'}-{rule.high or ''}"
