"""Every attribute is taken where it belongs, and in every other place refused with the right answer."""

from __future__ import annotations

import pytest

from smail_compiler.ir.dialect import Dialect
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import Attribute, FileKind, ValueType
from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.semantics.entries import entry_of
from smail_compiler.semantics.examples import entry_with, example
from smail_compiler.semantics.unknown import unknown_variable
from smail_compiler.semantics.variables import built_in_variables, with_settings
from smail_compiler.syntax.nodes import EntryNode
from smail_compiler.syntax.parse import parse_config, parse_table
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile

TABLES = (FileKind.DIRECTOR, FileKind.ROUTER, FileKind.TRANSPORT)
SMAIL = [one for one in facts.table().attributes if one.since != EXTENDED]
OURS = [one for one in facts.table().attributes if one.since == EXTENDED]
NAMES = sorted({spelled for one in SMAIL for spelled in (one.name, *one.spellings)})


def node(text: str) -> EntryNode:
    parsed = parse_table(SourceFile("t", text.encode()))
    assert parsed.diagnostics == ()
    return parsed.nodes[0]


def about(name: str, kind: FileKind, text: str) -> list[Diagnostic]:
    """The findings that name an unknown attribute."""
    found = entry_of(kind, node(text)).found
    return [one for one in found if one.kind.code in ("SM112", "SM202", "SM203") and f"`{name}`" in one.message]


@pytest.mark.parametrize("name", NAMES)
def test_where_a_name_is_taken_and_where_not(name: str) -> None:
    owners = {(one.kind, one.driver) for one in facts.owners_of(name)}
    for kind in TABLES:
        for driver in facts.drivers(kind):
            taken = about(name, kind, f"e: driver={driver}; -{name}")
            assert (taken == []) == ((kind, driver) in owners)
            if taken:
                answer = " ".join((*taken[0].notes, taken[0].help or ""))
                check_answer(answer, name, kind, driver)
            if name != "driver":
                check_generic(name, kind, driver, owned=(kind, None) in owners)


def check_generic(name: str, kind: FileKind, driver: str, *, owned: bool) -> None:
    """The same name in the generic part of an entry of that driver; what is the driver's goes behind the `;`."""
    generic = about(name, kind, f"e: driver={driver}, -{name};")
    assert (generic == []) == owned
    if generic and name in facts.attributes(kind, driver):
        assert f"an attribute of the driver `{facts.driver_named(kind, driver)}`" in generic[0].notes[0]
        assert "behind the `;`" in (generic[0].help or "")
    elif generic:
        answer = " ".join((*generic[0].notes, generic[0].help or ""))
        for one in facts.owners_of(name):
            assert (
                f"`{one.driver}`" if one.driver else "config variable" if one.kind is FileKind.CONFIG else "generic"
            ) in answer


def check_answer(answer: str, name: str, kind: FileKind, driver: str) -> None:
    """A name refused in a driver's part: generic here, else which drivers have it, else which file."""
    owners = [(one.kind, one.driver) for one in facts.owners_of(name)]
    if (kind, None) in owners:
        assert "before the `;`" in answer
        return
    for other, owner in owners:
        if owner is not None:
            assert f"`{owner}`" in answer
        elif other is FileKind.CONFIG:
            assert "config variable" in answer
        else:
            assert f"generic attribute of {other.value}s" in answer


@pytest.mark.parametrize(
    ("kind", "driver", "spelled"),
    [
        (kind, driver, spelled)
        for kind in TABLES
        for driver in (None, *facts.drivers(kind))
        for spelled in facts.attributes(kind, driver)
        if spelled != "driver"
    ],
)
def test_a_value_of_the_right_type_is_kept(kind: FileKind, driver: str | None, spelled: str) -> None:
    fact = facts.attributes(kind, driver)[spelled]
    runner = driver or facts.drivers(kind)[0]
    setting = example(fact, spelled)
    part = entry_of(kind, node(f"e: driver={runner}; {setting}" if driver else f"e: driver={runner}, {setting};"))
    assert not [one for one in part.found if one.kind.code not in ("SM309",)]
    kept = part.value.setting(fact.name, private=driver is not None)
    assert kept is not None
    assert (kept.fact, kept.spelled) == (fact, spelled)


@pytest.mark.parametrize("fact", OURS, ids=lambda one: f"{one.kind.value}-{one.driver or ''}-{one.name}")
def test_an_extension_is_taken_in_its_own_dialect_only(fact: Attribute) -> None:
    written = node(entry_with(fact))
    part = entry_of(fact.kind, written, Dialect(EXTENDED))
    assert part.found == ()
    assert part.value.setting(fact.name, private=fact.driver is not None) is not None
    (refused,) = entry_of(fact.kind, written).found
    assert "extension" in refused.notes[0]
    assert refused.help == "declare `# smail-dialect: extended` at the top of config"


@pytest.mark.parametrize("spelled", list(facts.attributes(FileKind.CONFIG)))
def test_every_variable_is_taken_by_the_config_file(spelled: str) -> None:
    fact = facts.attributes(FileKind.CONFIG)[spelled]
    parsed = parse_config(SourceFile("config", example(fact, spelled).encode()))
    part = with_settings(built_in_variables(), parsed.nodes)
    if fact.type is ValueType.READ_ONLY:
        assert [one.category for one in part.found] == ["read-only"]
    else:
        assert part.found == ()
        assert part.value[fact.name].at is not None


@pytest.mark.parametrize("name", [name for name in NAMES if name not in facts.attributes(FileKind.CONFIG)])
def test_an_attribute_in_the_config_file_is_told_its_place(name: str) -> None:
    parsed = parse_config(SourceFile("config", f"-{name}".encode()))
    found = unknown_variable(parsed.nodes[0])
    answer = " ".join(found.notes)
    for one in facts.owners_of(name):
        assert f"`{one.driver}`" in answer if one.driver else f"generic attribute of {one.kind.value}s" in answer


def test_the_answers_name_the_line_of_the_semicolon() -> None:
    text = "relay: driver=tcpsmtp;\n    short_timeout=5m,\n    max_addrs=20\n"
    (found,) = entry_of(FileKind.TRANSPORT, node(text)).found
    assert found.at.begin == (3, 5)
    assert found.help == "it belongs before the `;` on line 1"
    assert [label.at.begin for label in found.labels] == [(1, 22)]


def test_every_kind_of_finding_is_listed() -> None:
    from smail_compiler.semantics import kinds
    from smail_compiler.text.diagnostic import Kind

    constants = [one for one in vars(kinds).values() if isinstance(one, Kind)]
    assert sorted(kinds.ALL, key=lambda one: one.code) == sorted(constants, key=lambda one: one.code)
    assert len({one.code for one in kinds.ALL}) == len(kinds.ALL)
