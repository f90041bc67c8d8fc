"""The dump form, which reads back as the same value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind, Scalar, ValueType
from smail_compiler.semantics.dump import dumped, interval, printed
from smail_compiler.semantics.variables import built_in_variables, with_settings
from smail_compiler.syntax.parse import parse_config
from smail_compiler.text.source import SourceFile, bytes_of

VARIABLES = facts.attributes(FileKind.CONFIG)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("postmaster_address", "root", '"root"'),
        ("postmaster_address", 'a "b" \\', '"a \\"b\\" \\\\"'),
        ("received_field", "a\n\tb", '"a\\n\\tb"'),
        ("received_field", "\x1b[2J\x017\u202e\udcff8", '"\\e[2J\\1\\67\\342\\200\\256\\3778"'),
        ("smart_path", None, "-smart_path"),
        ("smart_path", "", '""'),
        ("max_message_size", 102_400, "100K"),
        ("max_message_size", 20_971_520, "20M"),
        ("max_message_size", 0, "-max_message_size"),
        ("max_hop_count", 20, "20"),
        ("spool_mode", 0o400, "0400"),
        ("retry_duration", 432_000, "5d"),
        ("retry_interval", 788_645, "1w2d3h4m5s"),
        ("retry_interval", 0, "-retry_interval"),
        ("queue_only", False, "-queue_only"),
        ("smtp_info", True, "+smtp_info"),
        ("spool_grade", "C", "C"),
        ("max_load_ave", 4.5, "4.5"),
    ],
)
def test_values_as_they_would_be_written(name: str, value: Scalar, text: str) -> None:
    assert printed(VARIABLES[name], value) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(31_556_736, "1y"), (3 * 31_556_736 + 60, "3y1m"), (52 * 604_800, "52w"), (400 * 86_400, "57w1d"), (59, "59s")],
)
def test_years_where_they_are_shorter(seconds: int, text: str) -> None:
    assert interval(seconds) == text


def test_no_time_at_all() -> None:
    assert interval(0) == "0"


def read_back(name: str, value: Scalar) -> Scalar:
    """The value after it was dumped and read."""
    source = SourceFile("config", bytes_of(dumped(VARIABLES[name], value)))
    parsed = parse_config(source)
    assert parsed.diagnostics == ()
    part = with_settings(built_in_variables(), parsed.nodes)
    return part.value[VARIABLES[name].name].value


VALUES = st.one_of(
    st.tuples(st.just("postmaster_address"), st.text(st.characters(blacklist_characters="\0", codec="utf-8"))),
    st.tuples(st.just("max_hop_count"), st.integers(-(2**31), 2**31 - 1)),
    st.tuples(st.just("spool_mode"), st.integers(-(2**31), 2**31 - 1)),
    st.tuples(st.just("retry_interval"), st.integers(0, 2**40)),
    st.tuples(st.just("queue_only"), st.booleans()),
)


@settings(max_examples=200)
@given(VALUES)
def test_what_is_dumped_reads_back(setting: tuple[str, Scalar]) -> None:
    name, value = setting
    assert read_back(name, value) == value


@pytest.mark.parametrize("name", [one.name for one in VARIABLES.values() if one.type is not ValueType.READ_ONLY])
def test_every_default_reads_back(name: str) -> None:
    value = VARIABLES[name].default
    unset = None if VARIABLES[name].type is ValueType.STRING else 0
    if name != "rfc1413_query_timeout":  # -1 cannot be written, as intervals take no sign
        assert read_back(name, value) == (unset if value is None else value)
