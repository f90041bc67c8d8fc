"""`+=`, `=+` and `$DEFAULT`: what they give in the extended dialect, and the repair written out in the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind
from smail_testkit.written_sites import codes, load_site, repaired, sound

EXTENDED = "# smail-dialect: extended\n"
GRADES = facts.attributes(FileKind.CONFIG)["grades"].default


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("more_hostnames = b\nmore_hostnames += c\nmore_hostnames =+ a\n", "more_hostnames", "a:b:c"),
        ("more_hostnames += b\n", "more_hostnames", "b"),
        ("-more_hostnames\nmore_hostnames += b\n", "more_hostnames", "b"),
        ("more_hostnames = b\nmore_hostnames +=\n", "more_hostnames", "b"),
        ("more_hostnames+=b\ngateway_names =+a\n", "more_hostnames", "a:b"),
        ("domains += example.org\n", "visible_domains", "uucp:example.org"),
        ('more_hostnames += "b:c"\nmore_hostnames = d\n', "more_hostnames", "d"),
        ('grades = "$DEFAULT:list:h"\n', "grades", f"{GRADES}:list:h"),
        ('grades = "list:h:${DEFAULT}"\n', "grades", f"list:h:{GRADES}"),
        ("visible_domains = $DEFAULT\nvisible_domains += $DEFAULT\n", "visible_domains", "uucp:uucp"),
        ("trusted = $DEFAULT:lists\n", "trusted", "lists"),
        ("trusted = root:$DEFAULT:lists\n", "trusted", "root:lists"),
        ("trusted = root:$DEFAULT\n", "trusted", "root"),
        ("trusted = $DEFAULT:$DEFAULT\n", "trusted", ""),
        ("trusted = $DEFAULT\n", "trusted", ""),
        ('logfile = "$DEFAULT.old"\n', "logfile", "/usr/spool/smail/log/logfile.old"),
        ('visible_name = "x${DEFAULT}y"\n', "visible_name", "xy"),
        ("visible_name = $DEFAULTS\n", "visible_name", "$DEFAULTS"),
    ],
)
def test_what_a_variable_is(text: str, name: str, value: str, tmp_path: Path) -> None:
    assert sound(tmp_path, {"config": EXTENDED + text}).site.variable(name) == value


def test_each_part_of_a_list_knows_its_place(tmp_path: Path) -> None:
    files = {
        "config": f"{EXTENDED}second_config_file = local\nmore_hostnames = b\nmore_hostnames =+ a\ndomains += x\n",
        "local": "gateway_names += c:d\n",
    }
    site = sound(tmp_path, files).site
    places = {
        name: [(one.value, one.at and (one.at.source.path, one.at.line)) for one in site.variables[name].origins]
        for name in ("more_hostnames", "visible_domains")
    }
    assert places["more_hostnames"] == [("a", ("config", 4)), ("b", ("config", 3)), ("c:d", ("local", 1))]
    assert places["visible_domains"] == [("uucp", None), ("x", ("config", 5))]
    assert site.variables["more_hostnames"].spelled == "gateway_names"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("more_hostnames = b\nmore_hostnames += c\n", "more_hostnames"),
        ("more_hostnames = b\nmore_hostnames =+ a\n", "more_hostnames"),
        ('domains += "x y"\n', "visible_domains"),
        ("trusted = $DEFAULT:lists\n", "trusted"),
        ('smtp_banner = "$DEFAULT \\"hello\\""\n', "smtp_banner"),
    ],
)
def test_the_repair_writes_what_the_extension_means(text: str, name: str, tmp_path: Path) -> None:
    plain = load_site(tmp_path / "plain", {"config": text})
    (found,) = [one for one in plain.diagnostics if one.kind.code in ("SM123", "SM124")]
    assert codes(plain) == [found.kind.code]
    assert found.fix is not None and found.fix.safety == "unsafe"
    mended = sound(tmp_path / "mended", {"config": repaired(text, found.fix)}).site
    meant = sound(tmp_path / "meant", {"config": EXTENDED + text}).site
    assert mended.variable(name) == meant.variable(name)


def test_without_the_dialect_the_list_stays_and_the_token_is_text(tmp_path: Path) -> None:
    text = "more_hostnames = b\nmore_hostnames += c\ntrusted = $DEFAULT:lists\n"
    site = load_site(tmp_path, {"config": text}).site
    assert site.variable("more_hostnames") == "b"
    assert site.variable("trusted") == "$DEFAULT:lists"


def test_the_token_in_attributes(tmp_path: Path) -> None:
    files = {
        "config": EXTENDED,
        "transports": 'x: driver=tcpsmtp; service="$DEFAULT"\n',
        "directors": 'u: driver=user; transport="$DEFAULT"\n',
    }
    site = sound(tmp_path, files).site
    assert site.transports[0].value("service", private=True) == "smtp"
    assert site.directors[0].value("transport", private=True) == "local"


def test_findings_behind_a_token_are_where_they_are(tmp_path: Path) -> None:
    text = f'{EXTENDED}smtp_banner = "$DEFAULT ${{nonsense}}"\n'
    (found,) = load_site(tmp_path, {"config": text}).diagnostics
    assert (found.kind.code, found.at.begin) == ("SM316", (2, 25))


def test_no_default_refers_to_itself() -> None:
    """So nothing can go round in circles: a default is put in once, and holds no token."""
    assert [one.name for one in facts.table().attributes if "DEFAULT" in str(one.default)] == []
