"""The dialect of a site: declared, asked for, or told by what is in use; and what does not belong to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.pipeline import load
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import Attribute, FileKind, ValueType
from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.semantics.examples import entry_with
from smail_testkit.written_sites import Files, codes, load_site, write_site

FILES = {
    FileKind.CONFIG: "config",
    FileKind.DIRECTOR: "directors",
    FileKind.ROUTER: "routers",
    FileKind.TRANSPORT: "transports",
}
EDITIONS = [
    one
    for one in facts.table().attributes
    if (one.since or one.until) and one.since != EXTENDED and one.type is not ValueType.READ_ONLY
]
OLD = {"transports": 'x: driver=appendfile; file="/m", check_path\n'}
NEW = {"routers": "x: driver=rewrite, transport=smtp; file=data\n"}


def named(one: Attribute) -> str:
    return f"{one.kind.value}-{one.driver or ''}-{one.name}"


@pytest.mark.parametrize(
    ("files", "name", "reason", "place"),
    [
        ({}, "3.2", "no file declares a dialect", None),
        ({"config": "# smail-dialect: 3.1\n"}, "3.1", "`config` declares it on line 1", ("config", 1, 1)),
        (
            {"config": "#\n\n  # smail-dialect: extended\n"},
            "extended",
            "`config` declares it on line 3",
            ("config", 3, 3),
        ),
        ({"config": "# smail-dialect: other\n", **OLD}, "3.1", "`check_path` is only in 3.1", ("transports", 1, 34)),
        (OLD, "3.1", "`check_path` is only in 3.1", ("transports", 1, 34)),
        (NEW, "3.2", "the driver `rewrite` is not in 3.1", ("routers", 1, 11)),
        ({**OLD, "config": "-smtp_info\n"}, "3.2", "`smtp_info` is not in 3.1", ("config", 1, 1)),
        ({**OLD, "config": "# smail-dialect: 3.2\n"}, "3.2", "`config` declares it on line 1", ("config", 1, 1)),
    ],
)
def test_the_dialect_and_why(
    tmp_path: Path, files: Files, name: str, reason: str, place: tuple[str, int, int] | None
) -> None:
    dialect = load_site(tmp_path, files).site.dialect
    assert dialect.name == name
    assert dialect.reason.startswith(reason)
    assert place == (dialect.at and (dialect.at.source.path, *dialect.at.begin))


def test_an_option_overrides_what_is_declared(tmp_path: Path) -> None:
    write_site(tmp_path, {"config": "# smail-dialect: 3.1\n-smtp_info\n"})
    assert codes(load(tmp_path)) == ["SM812"]
    asked = load(tmp_path, "3.2")
    assert (asked.site.dialect.name, codes(asked)) == ("3.2", [])
    assert "--dialect" in asked.site.dialect.reason


@pytest.mark.parametrize("fact", EDITIONS, ids=named)
def test_every_name_of_one_edition_is_refused_in_the_other(fact: Attribute, tmp_path: Path) -> None:
    """The value is kept all the same, and in its own edition nothing is said."""
    edition, other = fact.since or fact.until, "3.1" if fact.since else "3.2"
    write_site(tmp_path, {FILES[fact.kind]: entry_with(fact)})
    assert [one for one in codes(load(tmp_path, edition)) if one.startswith("SM8")] == []
    refused = load(tmp_path, other)
    found = [one for one in refused.diagnostics if one.kind.code in ("SM812", "SM813")]
    assert [one.kind.code for one in found] == ["SM812" if fact.since else "SM813"]
    new_driver = fact.driver is not None and facts.driver_since(fact.kind, fact.driver) is not None
    assert (f"`{fact.driver}`" if new_driver else f"`{fact.name}`") in found[0].message
    site = refused.site
    entries = [entry for entry in (*site.directors, *site.routers, *site.transports) if entry.at is not None]
    written = [*site.variables.values(), *(one for entry in entries for one in (*entry.generic, *entry.private))]
    assert any(one.fact is fact and one.at is not None for one in written)


def test_a_finding_shows_what_tells_the_dialect(tmp_path: Path) -> None:
    (found,) = load_site(tmp_path, {**OLD, "config": "max_hop_count = 20\n-smtp_info\n"}).diagnostics
    assert found.kind.code == "SM813"
    assert [(one.at.source.path, one.at.begin) for one in found.labels] == [("config", (2, 1))]
    assert found.notes == ("the dialect is 3.2: `smtp_info` is not in 3.1",)
    assert found.help is not None and "# smail-dialect: 3.1" in found.help
