"""The dialect of a site: declared, asked for, or told by what is in use; and what does not belong to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.pipeline import Loaded, load
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import Attribute, FileKind, Scalar, ValueType
from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.semantics.examples import entry_with
from smail_compiler.syntax.expression import Literal, Text
from smail_testkit.site import write_site
from smail_testkit.written_sites import Files, codes, load_site

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
BOX = "box: driver=appendfile,\n"
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
        ({"config": "domain = x\n"}, "3.2", "`domain` is not in 3.1", ("config", 1, 1)),
        ({"config": "domains = x\n"}, "3.2", "no file declares a dialect", None),
        ({"transports": BOX + "  unix_from_hack; file=/m\n"}, "3.2", "no file declares a dialect", None),
        (
            {"config": 'received_field = "x: ${patch_number}"\n'},
            "3.1",
            "the variable `patch_number` is only in 3.1",
            ("config", 1, 22),
        ),
        (
            {"config": 'received_field = "x: ${shquote:sender}"\n'},
            "3.2",
            "the operator `shquote` is not in 3.1",
            ("config", 1, 22),
        ),
        (
            {"config": 'received_field = "x: ${if gt{sender}{a}{b}}"\n'},
            "3.2",
            "the comparison `gt` is not in 3.1",
            ("config", 1, 27),
        ),
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
    entries = [entry for entry in site.entries if entry.at is not None]
    written = [*site.variables.values(), *(one for entry in entries for one in entry.settings)]
    same = [one for one in written if one.at is not None and one.name == fact.name]
    assert [(one.fact.kind, one.fact.driver) for one in same] == [(fact.kind, fact.driver)]


def test_a_finding_shows_what_tells_the_dialect(tmp_path: Path) -> None:
    (found,) = load_site(tmp_path, {**OLD, "config": "max_hop_count = 20\n-smtp_info\n"}).diagnostics
    assert found.kind.code == "SM813"
    assert [(one.at.source.path, one.at.begin) for one in found.labels] == [("config", (2, 1))]
    assert found.notes == ("the dialect is 3.2: `smtp_info` is not in 3.1",)
    assert found.help is not None and "# smail-dialect: 3.1" in found.help


WITHOUT = "# smail-dialect: 3.1\n"
"""A site that sets nothing but its dialect."""


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("delivery_mode", "foreground", "background"),
        ("log_mode", 0o664, 0o644),
        ("spool_mode", 0o440, 0o400),
        ("smail", "/bin/smail", "/usr/lib/sendmail"),
        ("smail_lib_dir", "/usr/lib/mail", "/usr/lib/smail"),
        ("smail_util_dir", "/usr/lib/mail", "/usr/lib/smail"),
        ("trusted", "root:uucp:daemon", None),
        ("max_hop_count", 20, 20),
    ],
)
def test_defaults_of_variables_are_those_of_the_dialect(name: str, old: Scalar, new: Scalar, tmp_path: Path) -> None:
    write_site(tmp_path, {"config": "queue_only\n"})
    assert [load(tmp_path, edition).site.variable(name) for edition in ("3.1", "3.2", "extended")] == [old, new, new]
    assert load(tmp_path, "3.1").site.variables[name].fact.default == old


@pytest.mark.parametrize(
    ("files", "name", "old", "new"),
    [
        ({"directors": "x: driver=aliasinclude\n"}, "modemask", 0, 0o002),
        ({"directors": "x: driver=user\n"}, "transport", None, "local"),
        ({"routers": "x: driver=gethostbyaddr, transport=smtp\n"}, "check_for_local", True, False),
        ({"routers": "x: driver=bind, transport=smtp\n"}, "uk_max_precedence", 999, 0),
        ({"routers": "x: driver=uuname, transport=uux\n"}, "cmd", None, "/usr/bin/uuname"),
        ({"directors": "x: driver=aliasfile; file=aliases\n"}, "proto", "bsearch", "bsearch"),
    ],
)
def test_defaults_of_attributes_are_those_of_the_dialect(
    files: Files, name: str, old: Scalar, new: Scalar, tmp_path: Path
) -> None:
    write_site(tmp_path, files)
    for edition, value in (("3.1", old), ("3.2", new)):
        loaded = load(tmp_path, edition)
        (entry,) = [one for one in (*loaded.site.directors, *loaded.site.routers) if one.name == "x"]
        assert entry.value(name, private=True) == value
        assert ("SM309" in codes(loaded)) == (value is None)


def test_what_is_detected_changes_defaults_too(tmp_path: Path) -> None:
    """A name of the older edition makes the whole site older; one of the newer edition beside it does not."""
    assert load_site(tmp_path / "old", OLD).site.variable("spool_mode") == 0o440
    assert load_site(tmp_path / "both", {**OLD, "config": "-smtp_info\n"}).site.variable("spool_mode") == 0o400


def test_written_values_are_the_same_in_every_dialect(tmp_path: Path) -> None:
    write_site(tmp_path, {"config": "spool_mode = 0600\nsmail_lib_dir = /etc/smail\n"})
    for edition in ("3.1", "3.2"):
        site = load(tmp_path, edition).site
        assert (site.variable("spool_mode"), site.variable("smail_lib_dir")) == (0o600, "/etc/smail")


def test_built_in_entries_are_those_of_the_dialect(tmp_path: Path) -> None:
    old = load_site(tmp_path / "old", {"config": WITHOUT}).site
    new = load_site(tmp_path / "new", {"config": "queue_only\n"}).site
    assert [one.name for one in old.directors] == [one.name for one in new.directors]
    assert [one.name for one in new.routers if one.name not in {two.name for two in old.routers}] == ["bind_hosts"]
    assert not any(one.value("use_bind", private=True) for one in old.transports)
    owners = {one.name: one.value("owner", private=False) for one in old.directors}
    assert (owners["dotforward"], owners["lists"]) == ("Postmaster", "owner-$user")
    assert old.directors[2].value("file", private=True) == "/usr/lib/mail/aliases"


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        ("auth_domain", "auth_domains"),
        ("domain", "visible_domains"),
        ("visible_domain", "visible_domains"),
        ("trusted_user", "trusted"),
        ("trusted_group", "trusted_groups"),
    ],
)
def test_spellings_that_came_later_are_refused_and_count(spelled: str, name: str, tmp_path: Path) -> None:
    loaded = load_site(tmp_path, {"config": f"{WITHOUT}{spelled} = x\n"})
    (found,) = loaded.diagnostics
    assert (found.kind.code, found.at.begin) == ("SM812", (2, 1))
    assert f"use `{name}`" in (found.help or "")
    assert loaded.site.variable(name) == "x"


def test_variables_of_the_older_edition(tmp_path: Path) -> None:
    """They have no use here, but a text with one of them still says something; elsewhere one finding names it."""
    text = 'smtp_banner = "$primary_name Smail$version.$patch_number ready"\n'
    old = load_site(tmp_path / "old", {"config": WITHOUT + text})
    assert codes(old) == []
    assert literals(old) == ["0"]
    assert codes(load_site(tmp_path / "new", {"config": f"# smail-dialect: 3.2\n{text}"})) == ["SM316"]


def literals(loaded: Loaded) -> list[str]:
    """The numbers that stand in the banner as plain text."""
    template = loaded.site.variables["smtp_banner"].template
    assert isinstance(template, Text)
    return [one.text for one in template.parts if isinstance(one, Literal) and one.text.isdigit()]
