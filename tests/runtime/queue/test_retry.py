"""The retry file's rules (reference semantics, section 17), by a clock on paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.queue import retry
from smail_runtime.queue.retry import Clock
from smail_runtime.table.program import Retry

DAY = 86400
QUARTER = Retry(domains=("*",), interval=900, duration=5 * DAY)
RULES = (
    Retry(domains=("slow.example", ".far.example"), interval=3600, duration=7 * DAY),
    Retry(domains=("lab.example",), interval=0, duration=12 * 3600),
    QUARTER,
)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("slow.example", 0),
        ("mx.SLOW.example", 0),
        ("far.example", 0),
        ("xfar.example", 2),
        ("lab.example", 1),
        ("elsewhere.test", 2),
    ],
)
def test_the_first_matching_rule_counts(host: str, expected: int) -> None:
    assert retry.rule_for(RULES, host) is RULES[expected]


def test_a_star_among_other_domains_is_no_rule_for_all() -> None:
    assert retry.rule_for((Retry(("a.example", "*"), 1, 1), QUARTER), "b.example") is QUARTER


EARLY = Retry(domains=("*",), interval=7200, duration=5 * DAY, first=(300, 600))


def test_the_first_delays_come_first() -> None:
    clock, due = Clock(), []
    for _ in range(4):
        clock = retry.attempted(clock, EARLY, 0.0, clock.due)
        due.append(clock.due)
    assert due == [300.0, 900.0, 8100.0, 15300.0]


def test_a_host_is_blocked_for_the_shortest_delay_of_its_rule() -> None:
    assert retry.blocked_until(EARLY, 1000.0, 1299.0) == 1300.0
    assert retry.blocked_until(EARLY, 1000.0, 1300.0) is None


def test_long_first_delays_count_for_age_and_horizon() -> None:
    rule = Retry(domains=("*",), interval=60, duration=9 * DAY, first=(2 * DAY,))
    assert retry.horizon((rule,)) == 2.0 * DAY
    assert retry.attempted(Clock(1, 0.0, 10.0, 0.0), rule, 0.0, 10.0 + 2 * DAY).age == 2.0 * DAY


def test_without_rules_there_are_no_limits() -> None:
    assert retry.rule_for((), "any.example") is None
    assert retry.may_defer(None, 1e12)
    assert retry.blocked_until(None, 100.0, 101.0) is None


def test_duration_zero_gives_up_on_the_first_failure_after_a_second() -> None:
    rule = Retry(domains=("*",), interval=600, duration=0)
    assert retry.may_defer(rule, 0.4)
    assert not retry.may_defer(rule, 1.0)


@pytest.mark.parametrize(
    ("last", "now", "until"),
    [
        (None, 1000.0, None),
        (1000.0, 1000.0, 1900.0),
        (1000.0, 1899.0, 1900.0),
        (1000.0, 1900.0, None),
        (5000.0, 1000.0, None),
    ],
    ids=["no stamp", "just failed", "within", "over", "stamp in the future"],
)
def test_a_host_is_blocked_for_the_interval(last: float | None, now: float, until: float | None) -> None:
    assert retry.blocked_until(QUARTER, last, now) == until


def attempts_until_given_up(times: list[float], received: float = 0.0) -> int | None:
    clock = Clock(due=received)
    for number, now in enumerate(times, 1):
        clock = retry.attempted(clock, QUARTER, received, now)
        if not retry.may_defer(QUARTER, clock.age):
            return number
    return None


def test_a_steady_schedule_ends_after_the_duration() -> None:
    assert attempts_until_given_up([900.0 * n for n in range(600)]) == 5 * DAY // 900 + 2


@pytest.mark.parametrize("attempts_before", [0, 1, 3, 20])
def test_a_clock_that_jumps_a_week_ahead_expires_nothing(attempts_before: int) -> None:
    calm = [900.0 * n for n in range(attempts_before)]
    assert attempts_until_given_up([*calm, 7 * DAY + 1.0, 7 * DAY + 901.0]) is None


def test_a_clock_set_back_neither_ages_nor_postpones() -> None:
    clock = retry.attempted(Clock(), QUARTER, 10_000.0, 500.0)
    assert clock == Clock(1, 0.0, 500.0, 1400.0)


@given(st.floats(0, 1e10), st.floats(0, 1e10), st.floats(0, 1e10))
def test_a_due_time_is_never_far_ahead(received: float, tried: float, now: float) -> None:
    clock = retry.attempted(Clock(tried=tried), QUARTER, received, now)
    assert now <= clock.due <= now + retry.horizon(RULES)
    assert 0 <= clock.age <= retry.longest_step(QUARTER)


def test_a_due_time_from_another_clock_counts_as_now() -> None:
    ahead = retry.horizon(RULES)
    assert retry.is_due(100.0, 100.0, ahead)
    assert not retry.is_due(200.0, 100.0, ahead)
    assert retry.is_due(100.0 + ahead + 1, 100.0, ahead)


def test_a_skipped_attempt_changes_the_due_time_only() -> None:
    assert retry.skipped(Clock(3, 50.0, 7.0, 9.0), 99.0) == Clock(3, 50.0, 7.0, 99.0)


def test_interval_zero_does_not_spin() -> None:
    assert retry.attempted(Clock(), RULES[1], 0.0, 1.0).due == 1.0 + retry.SHORTEST_WAIT
