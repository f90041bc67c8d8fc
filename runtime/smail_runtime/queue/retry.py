"""Retry clocks: the rules of the retry file as pure functions (reference semantics, section 17).

Times are seconds since the epoch and always an argument. The age of a delivery is not simply now minus arrival: each
attempt adds the time since the one before, but never more than `longest_step`, so a clock that jumps ahead, or
a daemon that was down for a week, makes nothing expire by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from smail_runtime.routing.patterns import fits
from smail_runtime.table.program import Retry, Variables

#: Interval 0 means no waiting: we try again after this many seconds.
SHORTEST_WAIT = 60.0
#: One attempt never adds more than this, or four intervals if that is more, to the age of a delivery.
HOUR = 3600.0
#: Attempts are never further apart than the longest interval of any rule, or this.
LONGEST_WAIT = 86400.0
#: The domains of a rule for all hosts.
ANY = ("*",)


class Clock(msgspec.Struct, frozen=True, array_like=True):
    """How often something was attempted, its age in seconds, when it was last tried, and when it is due.

    `told` is whether the sender has heard that it waits.
    """

    attempts: int = 0
    age: float = 0.0
    tried: float = 0.0
    due: float = 0.0
    told: bool = False


def matches(domain: str, name: str) -> bool:
    """The suffix test with equality of section 7: `d` and `.d` match `d` and `x.d`, case ignored."""
    domain = domain.removeprefix(".").lower()
    name = name.lower()
    return bool(domain) and (name == domain or name.endswith("." + domain))


def rule_for(rules: Sequence[Retry], host: str) -> Retry | None:
    """The first rule for a host, None when there is none: then there are no limits."""
    return next((rule for rule in rules if rule.domains == ANY or _covers(rule, host)), None)


def _covers(rule: Retry, host: str) -> bool:
    return any(matches(one, host) for one in rule.domains) or any(fits(one, host) for one in rule.patterns)


def rule_for_local(variables: Variables) -> Retry | None:
    """The schedule of deliveries that have no next host: the global values, None (no limits) if both are zero."""
    return _schedule(variables.retry_interval, variables.retry_duration)


def rule_for_unresolved(variables: Variables) -> Retry | None:
    """The schedule of addresses that cannot be resolved for now: they fail after `resolve_timeout`."""
    return _schedule(variables.retry_interval, variables.resolve_timeout or variables.retry_duration)


def _schedule(interval: int, duration: int) -> Retry | None:
    return Retry(("*",), interval, duration) if interval or duration else None


def interval(rule: Retry | None, attempts: int | None = None) -> float:
    """Seconds between two attempts: those after that many attempts, or None for the usual ones later on."""
    if rule is None:
        return SHORTEST_WAIT
    early = attempts is not None and 0 < attempts <= len(rule.first)
    return float(rule.first[(attempts or 0) - 1] if early else rule.interval) or SHORTEST_WAIT


def longest_step(rule: Retry | None) -> float:
    """The most that one attempt adds to the age."""
    first = rule.first if rule is not None else ()
    return max(4 * max((interval(rule), *map(float, first))), HOUR)


def may_defer(rule: Retry | None, age: float) -> bool:
    """Whether a delivery of this age may still be put off; no rule means for ever, duration 0 at most a second."""
    return rule is None or int(age) <= rule.duration


def blocked_until(rule: Retry | None, last_failure: float | None, now: float) -> float | None:
    """When a host may be tried again after its last failure; None when that is now. Future stamps do not count.

    No two attempts at a host are closer than the shortest delay of its rule, whatever messages wait for it.
    """
    if rule is None or last_failure is None or last_failure > now:
        return None
    opens = last_failure + min((rule.interval, *rule.first))
    return opens if now < opens else None


def attempted(clock: Clock, rule: Retry | None, received: float, now: float) -> Clock:
    """The clock after an attempt that was deferred."""
    since = clock.tried or received
    gained = min(max(now - since, 0.0), longest_step(rule))
    attempts = clock.attempts + 1
    return Clock(attempts, clock.age + gained, now, now + interval(rule, attempts), clock.told)


def skipped(clock: Clock, until: float) -> Clock:
    """The clock after an attempt that was not made: only the due time changes."""
    return Clock(clock.attempts, clock.age, clock.tried, until, clock.told)


def ends_at(clock: Clock, rule: Retry | None, now: float) -> float | None:
    """About when something that waits will be given up; None if never."""
    return None if rule is None else now + max(rule.duration - clock.age, 0.0)


def horizon(rules: Sequence[Retry]) -> float:
    """How far ahead a due time can lie; one beyond it was made before the clock was set back."""
    return max([LONGEST_WAIT, *(float(delay) for rule in rules for delay in (rule.interval, *rule.first))])


def is_due(due: float, now: float, ahead: float) -> bool:
    """Whether a due time has come, or lies further ahead than `ahead` allows."""
    return due <= now or due > now + ahead
