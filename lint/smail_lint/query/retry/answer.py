"""The answer to "how long is mail for this host tried": the rule and what it says of one moment (section 17)."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from smail_lint.report.unicode import scalar
from smail_runtime.mail.address import AddressError, parse
from smail_runtime.mail.peel import passes
from smail_runtime.queue import retry
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.names import Names
from smail_runtime.table.program import Retry


class RuleAnswer(msgspec.Struct, frozen=True):
    """A retry rule, times in seconds. `file` and `line` are null for the rule that the variables give.

    Patterns of hosts stand behind the domains, in quotes.
    `first` are the delays after the first attempts, `limit` the deliveries to one host at a time, 0 when not said.
    """

    domains: tuple[str, ...]
    interval: int
    duration: int
    line: int | None
    file: str | None
    first: tuple[int, ...]
    limit: int


class RetryAnswer(msgspec.Struct, frozen=True):
    """`host` is null for local mail, which has no next host and is tried by the variables' times.

    `may_defer` tells whether mail of this age may be put off once more, `next` in how many seconds the host may be
    tried. Without a rule mail is put off for ever and hosts are tried at once.
    """

    host: str | None
    rule: RuleAnswer | None
    may_defer: bool
    next: int
    age: int
    last: int | None


def next_host(text: str, names: Callable[[], Names]) -> str | AddressError | None:
    """The host that a host name or an address stands for, None for an address of this host.

    A word without any operator is a host; only for others the names of this host are asked.
    """
    parsed = parse(text)
    if isinstance(parsed, AddressError):
        return parsed
    if parsed.target is None:
        return parsed.text
    *_, last = passes(text, names().local)
    return last if isinstance(last, AddressError) else last.target


def retry_answer(data: RoutingData, host: str | None, age: int, last: int | None) -> RetryAnswer:
    """What holds for a host when its mail is `age` seconds old and it was last tried `last` seconds ago, or never."""
    program = data.program
    rule = retry.rule_for_local(program.variables) if host is None else retry.rule_for(program.retry, host)
    opens = retry.blocked_until(rule, None if last is None else -float(last), 0.0)
    return RetryAnswer(
        host=None if host is None else scalar(host),
        rule=None if rule is None else _rule(rule, data),
        may_defer=retry.may_defer(rule, age),
        next=0 if opens is None else int(opens),
        age=age,
        last=last,
    )


def _rule(rule: Retry, data: RoutingData) -> RuleAnswer:
    file, line = (None, None) if rule.at is None else data.place(rule.at)
    domains = tuple(map(scalar, (*rule.domains, *(f'"{one.text}"' for one in rule.patterns))))
    return RuleAnswer(domains, rule.interval, rule.duration, line, file, rule.first, rule.limit)
