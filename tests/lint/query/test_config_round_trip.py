"""Random programs written, read, printed by `smail-query config` and read again: the same program every time."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.ir.program import Site
from smail_compiler.pipeline import load
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import Attribute, FileKind, Scalar, ValueType
from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.semantics.dump import dumped, interval
from smail_compiler.text.source import bytes_of
from smail_lint.fix.layout.proof import formatted
from smail_lint.fix.layout.which import kinds
from smail_lint.query.config.lines import rendered
from smail_lint.query.config.text import sections
from smail_lint.report.paint import Paint
from smail_testkit import programs
from smail_testkit.site import write_site
from smail_testkit.written_sites import Files

REPEATS = 25
FILES = {FileKind.DIRECTOR: "directors", FileKind.ROUTER: "routers", FileKind.TRANSPORT: "transports"}
LEADING = {"smail_lib_dir", "method_dir", "config_file", "second_config_file", "require_configs"} | {
    f"{name}_file" for name in ("director", "router", "transport", "retry", "qualify")
}
"""Variables that tell where files are."""
LETTERS = st.characters(codec="utf-8", blacklist_characters="\0", blacklist_categories=["Cs"])
TEXTS = st.one_of(
    st.text(LETTERS, max_size=12),
    st.text('ab "\\#,;=:\n\t\x01\x7f$' + "\udcff\udce9" + "é", max_size=12),
    st.sampled_from(["$user", "${lc:user}:x", "\\", "x\n y", "1", ""]),
)
WORDS = st.text("abyz0.-_*:/$@\\\"';=é\udcff", min_size=1, max_size=8)
NAMES = st.text("abyz09.-_*/$@\\\"';=,é", min_size=1, max_size=8)
TIMES = st.integers(0, 2**33)


def value_of(fact: Attribute) -> st.SearchStrategy[Scalar]:
    """What a setting can hold, apart from its unset form."""
    if fact.enum:
        return st.sampled_from(fact.enum)
    values: dict[ValueType, st.SearchStrategy[Scalar]] = {
        ValueType.BOOLEAN: st.booleans(),
        ValueType.CHARACTER: st.text('aZ0"#\\ ,', min_size=1, max_size=1),
        ValueType.INTEGER: st.integers(-(2**31), 2**31 - 1),
        ValueType.MODE: st.integers(-(2**31), 2**31 - 1),
        ValueType.INTERVAL: TIMES,
        ValueType.DOUBLE: st.floats(-1e9, 1e9).map(lambda one: round(one, 3)),
    }
    return values.get(fact.type, TEXTS)


def setting_of(fact: Attribute) -> st.SearchStrategy[str]:
    """The setting as it is written."""
    unset = fact.resettable and fact.type not in (ValueType.BOOLEAN, ValueType.CHARACTER, ValueType.HEADER)
    values = st.one_of(st.none(), value_of(fact)) if unset and not fact.enum else value_of(fact)
    written = values.map(lambda one: f"-{fact.name}" if one is None else dumped(fact, one))
    return written if fact.resettable else written.filter(lambda one: not one.startswith("-"))


def own(kind: FileKind, driver: str | None = None) -> list[Attribute]:
    """The settings of an owner that can be written."""
    every = {one.name: one for one in facts.attributes(kind, driver).values()}.values()
    return [one for one in every if one.type is not ValueType.READ_ONLY and one.name not in {*LEADING, "driver"}]


def some(kind: FileKind, driver: str | None = None) -> st.SearchStrategy[list[str]]:
    """Some of them, repetitions included."""
    known = [one for one in own(kind, driver) if one.name != "method" and one.since != EXTENDED]
    return st.lists(st.sampled_from(known).flatmap(setting_of), max_size=5) if known else st.just([])


def entry_text(name: str, generic: list[str], private: list[str]) -> str:
    """`name: generic; private`."""
    return f"{name}:\n  {', '.join(generic)};\n  {', '.join(private)}\n"


def entry_of(kind: FileKind) -> st.SearchStrategy[str]:
    """An entry of a table."""

    def written(driver: str) -> st.SearchStrategy[str]:
        parts = st.tuples(NAMES, some(kind), some(kind, driver))
        return parts.map(lambda one: entry_text(one[0], [f"driver={driver}", *one[1]], one[2]))

    return st.sampled_from(facts.drivers(kind)).flatmap(written)


def table_of(kind: FileKind) -> st.SearchStrategy[str]:
    return st.lists(entry_of(kind), min_size=1, max_size=3).map("".join)


def retry_row(domains: str, times: tuple[list[int], int, int]) -> str:
    first, duration, limit = times
    limited = f";limit={limit}" if limit else ""
    return f"{domains} {','.join(map(interval, first))}/{interval(duration)}{limited}\n"


RETRY_ROWS = st.builds(
    retry_row,
    st.text("abx.:", min_size=1, max_size=8),
    st.tuples(st.lists(TIMES, min_size=1, max_size=3), TIMES, st.integers(0, 9)),
)
PAIRS = st.tuples(WORDS, WORDS).map(lambda one: f"{one[0]} {one[1]}\n")
METHOD_KEYS = st.tuples(WORDS, st.sampled_from(["", "/", "/a", "/a-c", "/-c", "/a-", "/*-C", "/A-*", "/--b", "/+"]))
METHODS = st.tuples(METHOD_KEYS, WORDS).map(lambda one: f"{one[0][0]}{one[0][1]} {one[1]}\n")


def rows(one: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(one, min_size=1, max_size=4).map("".join)


SITES: dict[str, st.SearchStrategy[Files]] = {
    "config": st.lists(st.sampled_from(own(FileKind.CONFIG)).flatmap(setting_of), min_size=1, max_size=6).map(
        lambda lines: {"config": "".join(f"{one}\n" for one in lines)}
    ),
    **{
        name: table_of(kind).map(lambda text, name=name: {name: text})  # type: ignore[misc]
        for kind, name in FILES.items()
    },
    "retry": rows(RETRY_ROWS).map(lambda text: {"retry": text}),
    "qualify": rows(PAIRS).map(lambda text: {"qualify": text}),
    "methods": rows(METHODS).map(
        lambda text: {"routers": "x: driver=smarthost, method=table\n", "methods/table": text}
    ),
}


def printed(site: Site) -> dict[str, bytes]:
    """The files as `smail-query config` prints them."""
    found = sections(site, "config")
    return {one.path: bytes_of(rendered(one.lines, Paint())) for one in found if one.path is not None}


def laid_out(site: Site) -> dict[str, bytes]:
    """The files as `smail-check --format-source` prints them."""
    every = [formatted(source, kind, extended=site.dialect.extended) for source, kind in kinds(site)]
    assert not any(one.changed for one in every)
    return {one.source.path: one.data for one in every}


def same(before: Site, after: Site) -> None:
    assert programs.variables(after) == programs.variables(before)
    assert programs.entries(after) == programs.entries(before)
    assert programs.rows(after) == programs.rows(before)


@pytest.mark.parametrize("kind", SITES)
@pytest.mark.parametrize("writer", [printed, laid_out], ids=lambda one: one.__name__)
@settings(max_examples=REPEATS, deadline=None)
@given(data=st.data())
def test_what_is_printed_is_the_same_program(
    kind: str, writer: Callable[[Site], dict[str, bytes]], data: st.DataObject
) -> None:
    files = {name: bytes_of(text) for name, text in data.draw(SITES[kind]).items() if isinstance(text, str)}
    with tempfile.TemporaryDirectory() as place:
        first = write_site(Path(place) / "first", files)
        before = load(first).site
        again = write_site(Path(place) / "again", {**files, **writer(before)})
        same(before, load(again).site)
