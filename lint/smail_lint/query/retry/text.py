"""The readable answer of `smail-query retry`."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.semantics.dump import interval
from smail_lint.query.retry.answer import RetryAnswer, RuleAnswer
from smail_lint.report.paint import Paint
from smail_lint.report.visible import printable
from smail_lint.report.wrap import wrapped


def retry_text(answer: RetryAnswer, paint: Paint) -> str:
    """The rule, what it says in words, and what it means now; ends in a newline."""
    lines = [_head(answer, paint)]
    for sentence in (*_rule(answer.rule), _now(answer)):
        lines.extend(wrapped(f"  {sentence}", 80, 4))
    return "\n".join(lines) + "\n"


def _head(answer: RetryAnswer, paint: Paint) -> str:
    who = "local mail" if answer.host is None else printable(answer.host)
    return f"{paint('strong', who)}: {_source(answer, paint)}"


def _source(answer: RetryAnswer, paint: Paint) -> str:
    if answer.rule is None:
        return "no retry rule"
    if answer.rule.line is None:
        return "the variables retry_interval and retry_duration"
    domains = printable(":".join(answer.rule.domains))
    return f"rule {paint('second', domains)} at {paint('frame', f'{answer.rule.file}:{answer.rule.line}')}"


def _rule(rule: RuleAnswer | None) -> Iterator[str]:
    if rule is None:
        yield "tried without waiting, and never given up"
        return
    first = f"tried again after {', '.join(map(interval, rule.first))}, then " if rule.first else "tried "
    yield f"{first}{f'every {interval(rule.interval)}' if rule.interval else 'without waiting'}"
    yield f"given up after {interval(rule.duration)}" if rule.duration else "given up at the first failure"
    if rule.limit:
        yield f"at most {rule.limit} deliveries to a host at a time"


def _now(answer: RetryAnswer) -> str:
    age = f"mail that came in {interval(answer.age)} ago" if answer.age else "mail that has just come in"
    if not answer.may_defer and answer.next:
        return f"{age} is given up, and not tried for another {interval(answer.next)}"
    if not answer.may_defer:
        return f"{age} is tried now, and given up if that fails"
    if answer.next:
        return f"{age} waits: the next try may come in {interval(answer.next)}"
    return f"{age} is tried now, and kept if that fails"
