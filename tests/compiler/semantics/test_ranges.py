"""Every number, interval and mode has a range: its ends are taken in silence, what lies beyond is told and kept."""

from __future__ import annotations

import pytest

from smail_compiler.schema import facts
from smail_compiler.schema.attribute import Attribute, ValueType
from smail_compiler.semantics.ranges import allowed, shown
from smail_compiler.semantics.typing import read
from smail_compiler.syntax.parse import parse_config
from smail_compiler.text.source import SourceFile

NUMERIC = (ValueType.INTEGER, ValueType.MODE, ValueType.INTERVAL, ValueType.DOUBLE)
BOUNDED = [one for one in facts.table().attributes if one.type in NUMERIC or one.maximum is not None]


def named(one: Attribute) -> str:
    return f"{one.kind.value}-{one.driver or ''}-{one.name}"


def codes(fact: Attribute, text: str) -> list[str]:
    """What is said of a value; that it is kept all the same is asserted on the way."""
    parsed = parse_config(SourceFile("config", f'{fact.name} = "{text}"\n'.encode()))
    reading = read(fact, parsed.nodes[0])
    assert reading.usable
    for one in reading.found:
        assert one.help
    return [one.kind.code for one in reading.found]


def written(fact: Attribute, count: float) -> str:
    """A number without suffixes, as any reader takes it."""
    return str(count) if fact.type is ValueType.INTERVAL else shown(fact, count)


@pytest.mark.parametrize("fact", BOUNDED, ids=named)
def test_everything_that_counts_has_a_range_in_words(fact: Attribute) -> None:
    assert fact.minimum is not None
    assert allowed(fact)
    assert fact.maximum is None or fact.minimum < fact.maximum


@pytest.mark.parametrize("fact", BOUNDED, ids=named)
def test_the_ends_of_a_range_belong_to_it(fact: Attribute) -> None:
    ends = [one for one in (fact.minimum, fact.maximum, *fact.special) if one is not None and one >= 0]
    least = 0o400 if fact.type is ValueType.MODE and fact.value_kind != "mask" else 0
    assert [codes(fact, written(fact, max(one, least))) for one in ends] == [[]] * len(ends)


@pytest.mark.parametrize("fact", [one for one in BOUNDED if one.maximum is not None], ids=named)
def test_one_more_than_the_largest_is_told(fact: Attribute) -> None:
    assert fact.maximum is not None
    assert codes(fact, written(fact, fact.maximum + 1)) == ["SM206" if fact.type is ValueType.MODE else "SM212"]


@pytest.mark.parametrize("fact", [one for one in BOUNDED if one.minimum], ids=named)
def test_one_less_than_the_least_is_told(fact: Attribute) -> None:
    assert fact.minimum is not None
    less = fact.minimum - 1
    expected = [] if less in (fact.default, *fact.special) else ["SM210" if less < 0 else "SM211"]
    assert codes(fact, written(fact, less)) == expected


@pytest.mark.parametrize("fact", [one for one in BOUNDED if one.type is ValueType.INTEGER], ids=named)
def test_a_negative_number_is_never_in_range(fact: Attribute) -> None:
    assert codes(fact, "-2") == ["SM210"]


@pytest.mark.parametrize(
    "fact", [one for one in BOUNDED if isinstance(one.default, int) and one.default >= 0], ids=named
)
def test_a_default_written_out_is_never_reported(fact: Attribute) -> None:
    assert isinstance(fact.default, int)
    assert codes(fact, written(fact, fact.default)) == []
