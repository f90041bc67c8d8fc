"""`smail-query config`: values with their places, and a text that reads back as the same program."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.emit.table import emit
from smail_compiler.ir.program import Site
from smail_compiler.pipeline import load
from smail_lint.query.cli import group
from smail_lint.query.config.lines import folded, rendered
from smail_lint.query.config.text import sections
from smail_lint.report.paint import Paint
from smail_testkit import programs
from smail_testkit.golden import Golden
from smail_testkit.site import write_site

SAMPLES = Path(__file__).parents[3] / "samples"
SITES = sorted(path.parent for path in SAMPLES.rglob("config"))

ODD = {
    "config": """\
# some words, then: smail-dialect: 1.0
  #smail-dialect: 3.2
hostnames="a:b"
# smail-dialect: 2.0
second_config_file=conf/second
-smart_user
queue_only
max_hop_count=0x10
spool_grade=z
max_load_ave=4.5
retry_interval = 0
retry_duration = 90m
from_field="x\\ty\\"z\\\\ \\001\\061\\377"
auth_domains=one.example:two.example:three.example:four.example:five.example:six.example:seven.example
method_dir=meth
""",
    "conf/second": "max_hop_count=7\n+smtp_debug\nhostname=c:d\n",
    "directors": """\
odd"name: driver=smartuser, -nobody, owner="a b\\n"; new_user=$user@hub, -well_formed_only
other: driver=user
""",
    "routers": """\
uucp: driver=uuname, method=table, always; cmd="/bin/uuname -x"
""",
    "meth/table": "gate/a-c uux\nslow/b- demand\nx/--m demand\nlow/q uux\n* uux\n",
    "transports": """\
header: driver=pipe, remove_header=X-A, insert_header="X-B: 1\\n", -remove_header, append_header; cmd="/bin/true"
both: driver=appendfile, local, local_xform, hbsmtp; file=/dev/null, mode=0, umask=7
plain: driver=pipe; cmd="/bin/cat"
""",
    "retry": "a.example:.b.example  /3d\nc.example 5m\nd.example 1m,5m,1h/1y;limit=3\n",
    "qualify": "ash lab.example\n* uucp\n",
}


def ask(target: Path, *words: str) -> Result:
    return CliRunner().invoke(group(), ["config", str(target), *words])


def answer(target: Path, *words: str) -> Any:
    return json.loads(ask(target, *words, "--json").stdout)


def printed_again(directory: Path, target: Path, *words: str) -> Site:
    """The program of what is printed of each file of a configuration, put into a directory with its other files."""
    shutil.copytree(target, directory)
    for one in sections(load(target).site, "config"):
        if one.path is not None:
            (directory / one.path).write_bytes(ask(target, "--file", one.path, *words).stdout_bytes)
    return load(directory).site


@pytest.mark.parametrize("target", SITES, ids=lambda path: str(path.relative_to(SAMPLES)))
def test_what_is_printed_of_each_sample_is_the_same_program(tmp_path: Path, target: Path) -> None:
    before, after = load(target).site, printed_again(tmp_path / "site", target)
    assert programs.variables(after) == programs.variables(before)
    assert programs.rows(after) == programs.rows(before)
    if not any(part.startswith("broken") for part in target.parts):
        assert programs.entries(after) == programs.entries(before)
        assert {name: one.entries for name, one in after.aliases.items()}.keys() == before.aliases.keys()


def test_odd_values_read_back(tmp_path: Path) -> None:
    target = write_site(tmp_path / "odd", ODD)
    before, after = load(target).site, printed_again(tmp_path / "again", target)
    assert programs.variables(after) == programs.variables(before)
    assert programs.entries(after) == programs.entries(before)
    assert programs.rows(after) == programs.rows(before)
    assert after.variables["hostnames"].at is not None
    assert after.variables["hostnames"].at.source.path == "conf/second"


@pytest.mark.parametrize("name", ["smallsite", "bigsite", "odd"])
def test_what_is_changed_alone_works_the_same(tmp_path: Path, name: str) -> None:
    target = SAMPLES / name if name != "odd" else write_site(tmp_path / "odd", ODD)
    before, after = load(target).site, printed_again(tmp_path / "again", target, "--changed")
    assert programs.variables(after) == programs.variables(before)
    assert programs.effective(after) == programs.effective(before)
    assert programs.rows(after) == programs.rows(before)


def test_built_in_entries_work_the_same_when_their_comments_are_made_entries(tmp_path: Path) -> None:
    target = write_site(tmp_path / "bare", {"config": "hostnames=a\n"})
    (tmp_path / "copy").mkdir()
    shutil.copy(target / "config", tmp_path / "copy")
    for one, name in zip(
        sections(load(target).site, "config")[1:4], ("transports", "routers", "directors"), strict=True
    ):
        text = rendered(one.lines[1:], Paint())
        (tmp_path / "copy" / name).write_text("".join(line[2:] for line in text.splitlines(keepends=True)))
    before, after = load(target).site, load(tmp_path / "copy").site
    twice = len(before.transports)
    assert [one.at is None for one in after.transports] == [False] * twice + [True] * twice
    assert programs.effective(after)[:-twice] == programs.effective(before)


def test_every_variable_has_value_type_default_and_place(tmp_path: Path) -> None:
    target = write_site(tmp_path / "odd", ODD)
    found = {one["name"]: one for one in answer(target)["variables"]}
    assert len(found) == len(load(target).site.variables)
    assert found["max_hop_count"] == {
        "name": "max_hop_count", "value": 7, "type": "integer", "default": 20,
        "provenance": {"file": "conf/second", "line": 1}, "printed": "7", "origins": [],
    }  # fmt: skip
    assert found["spool_mode"] == {
        "name": "spool_mode", "value": 0o400, "type": "mode", "default": 0o400, "provenance": "built-in",
        "printed": "0400", "origins": [],
    }  # fmt: skip
    shown = {name: (found[name]["value"], found[name]["printed"]) for name in found}
    assert shown["smart_user"] == (None, "-smart_user")
    assert shown["retry_interval"] == (0, "-retry_interval")
    assert shown["retry_duration"] == (5400, "1h30m")
    assert shown["queue_only"] == (True, "+queue_only")
    assert shown["hostnames"] == ("c:d", '"c:d"')
    assert shown["from_field"] == ('x\ty"z\\ \x011\\xff', '"x\\ty\\"z\\\\ \\1\\61\\377"')


def test_every_entry_has_all_its_attributes(tmp_path: Path) -> None:
    target = write_site(tmp_path / "odd", ODD)
    found = answer(target)
    odd, other = found["directors"]
    assert (odd["name"], odd["driver"], odd["line"]) == ('odd"name', "smartuser", 1)
    assert other["provenance"] == {"file": "directors", "line": 2}
    attributes = {(one["part"], one["name"]): one for one in odd["attributes"]}
    assert attributes["generic", "nobody"]["value"] is False
    assert attributes["generic", "sender_okay"] == {
        "name": "sender_okay", "value": False, "part": "generic", "provenance": "built-in", "type": "boolean",
        "default": False, "printed": "-sender_okay",
    }  # fmt: skip
    assert attributes["driver", "new_user"]["value"] == "$user@hub"
    first = next(one for one in found["transports"] if one["name"] == "header")
    headers = [(one["name"], one["value"]) for one in first["attributes"] if one["name"].endswith("_header")]
    assert headers == [
        ("remove_header", "X-A"),
        ("insert_header", "X-B: 1\n"),
        ("remove_header", "0"),
        ("append_header", "1"),
    ]
    assert {one["provenance"] for one in found["transports"][3:]} == {"built-in"}
    assert [one["line"] for one in found["transports"][3:]] == [None] * (len(found["transports"]) - 3)


def test_changed_is_what_differs_in_every_file(tmp_path: Path) -> None:
    files = {
        "config": "max_hop_count=20\nretry_duration=4d\n",
        "directors": "a: driver=user, nobody, caution; transport=local\n",
        "routers": "r: driver=smarthost, -always, transport=smtp; path=gw\n",
        "transports": "t: driver=pipe, received, max_addrs=5; cmd=/bin/cat, -parent_env\n",
    }
    found = answer(write_site(tmp_path, files), "--changed")
    assert [one["name"] for one in found["variables"]] == ["retry_duration"]
    for table, names in (
        ("directors", ["driver", "caution"]),
        ("routers", ["driver", "transport", "path"]),
        ("transports", ["max_addrs", "cmd"]),
    ):
        (entry,) = found[table]
        assert [one["name"] for one in entry["attributes"]] == names
    assert found["retry"] == []


def test_a_declared_dialect_is_kept(tmp_path: Path) -> None:
    shown = ask(write_site(tmp_path / "odd", ODD), "--changed", "--file", "config").stdout
    assert [line for line in shown.splitlines() if "smail-dialect" in line] == ["# smail-dialect: 3.2"]


GROWN = {
    "config": "# smail-dialect: extended\nsecond_config_file = local\ndomains += b\n",
    "local": 'visible_domains =+ "a:\\001"\n',
}


def test_the_dialect_and_its_reason(tmp_path: Path) -> None:
    old = write_site(tmp_path / "old", {"config": "queue_only\n", "routers": "a: driver=pathalias; try=x, file=y\n"})
    assert answer(SAMPLES / "smallsite")["dialect"] == {
        "name": "3.2",
        "reason": "no file declares a dialect, and nothing in them belongs to another",
        "provenance": "built-in",
    }
    detected = answer(old)["dialect"]
    assert (detected["name"], detected["provenance"]) == ("3.1", {"file": "routers", "line": 1})
    assert answer(old, "--dialect", "3.2")["dialect"]["reason"] == "it was asked for by `--dialect`"
    declared = ["# dialect 3.1: `try` is only in 3.1", "# smail-dialect: 3.1"]
    assert ask(old, "--file", "config").stdout.splitlines()[:2] == declared


def test_every_part_of_a_list_knows_where_it_stands(tmp_path: Path) -> None:
    site = write_site(tmp_path / "grown", GROWN)
    found = {one["name"]: one for one in answer(site)["variables"]}
    assert found["visible_domains"]["value"] == "a:\x01:uucp:b"
    assert found["visible_domains"]["origins"] == [
        {"value": "a:\x01", "provenance": {"file": "local", "line": 1}},
        {"value": "uucp", "provenance": "built-in"},
        {"value": "b", "provenance": {"file": "config", "line": 3}},
    ]
    assert [one for one in found.values() if one["origins"]] == [found["visible_domains"]]
    assert ask(site, "--file", "local").stdout == (
        '# visible_domains: "a:\\1"  local:1\n'
        '#                  "uucp"  built-in\n'
        '#                  "b"  config:3\n'
        'visible_domains = "a:\\1:uucp:b"           # local:1\n'
    )


@pytest.mark.parametrize("dialect", ["3.1", "3.2", "extended"])
def test_what_is_printed_in_a_dialect_that_was_asked_for_declares_it(tmp_path: Path, dialect: str) -> None:
    site = write_site(tmp_path / "site", {"config": "# smail-dialect: 3.1\nmore_hostnames = a\n"})
    (tmp_path / "config").write_text(ask(site, "--dialect", dialect, "--file", "config").stdout)
    before, after = load(site, dialect).site, load(tmp_path).site
    assert after.dialect.name == dialect
    assert programs.variables(after) == programs.variables(before)
    assert programs.effective(after) == programs.effective(before)


def test_values_out_of_range_are_reported_and_shown(tmp_path: Path) -> None:
    ran = ask(write_site(tmp_path, {"config": "spool_mode=077777\nmax_hop_count=-3\n"}), "--changed")
    assert [line.split("  ")[0] for line in ran.stdout.splitlines() if not line.startswith("#")] == [
        "max_hop_count = -3",
        "spool_mode = 077777",
    ]
    assert [line.partition(":")[2][:4] for line in ran.stderr.splitlines()] == ["1:12", "2:15"]
    assert ran.exit_code == 1


def test_errors_are_told_and_the_rest_is_shown(tmp_path: Path) -> None:
    files = {"config": "max_hop_count=99999999999\nno_such=1\nsmart_path=gw\nspool_mode=089\n"}
    target = write_site(tmp_path, files)
    ran = ask(target, "--json")
    found = json.loads(ran.stdout)
    errors = [(one["category"], one["line"], one["column"], one["severity"]) for one in found["errors"]]
    assert ran.exit_code == 1
    assert (1, 15) in [(line, column) for _, line, column, _ in errors]
    assert ("unknown-attribute", 2, 1, "error") in errors
    assert ("bad-number", 4, 13, "error") in errors
    variables = {one["name"]: one for one in found["variables"]}
    assert variables["max_hop_count"]["provenance"] == {"file": "config", "line": 1}
    assert variables["smart_path"]["value"] == "gw"
    text = ask(target)
    assert 'smart_path = "gw"' in text.stdout
    assert "config:2:1: error[SM201]" in text.stderr


def test_a_table_holds_no_settings(tmp_path: Path) -> None:
    table = tmp_path / "smail.table"
    table.write_bytes(emit(load(SAMPLES / "smallsite").site))
    ran = ask(table)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "give the directory or config file it was compiled from" in ran.stderr


def test_wrong_targets_and_files(tmp_path: Path) -> None:
    assert ask(tmp_path / "nowhere").exit_code == 3
    ran = ask(SAMPLES / "smallsite", "--file", "aliases")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "there are config, transports, routers, directors, retry" in ran.stderr
    assert ask(SAMPLES / "smallsite", "--file", "config", "--json").exit_code == 2


def test_a_config_file_of_another_name(tmp_path: Path) -> None:
    target = write_site(tmp_path, {"conf.old": "queue_only\n", "config": "-smtp_info\n"}) / "conf.old"
    shown = ask(target, "--changed", "--file", "conf.old").stdout
    assert shown.splitlines()[-1] == f"{'+queue_only':40}  # conf.old:1"


@pytest.mark.parametrize("words", [(), ("--changed",)], ids=["all", "changed"])
def test_readable_text(golden: Golden, words: tuple[str, ...]) -> None:
    shown = ask(SAMPLES / "smallsite", *words)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert max(map(len, shown.stdout.splitlines())) <= 80
    golden.check(f"config{''.join(words)}.txt", shown.stdout)


def test_colour_and_control_characters() -> None:
    site = load(SAMPLES / "smallsite").site
    lines = sections(site, "config")[0].lines
    assert "\x1b[" in rendered(lines, Paint(True), terminal=True)
    assert "\x1b" not in rendered(lines, Paint())


@given(st.text(st.sampled_from('ab:, \\"\t\x01\x7f7é\udcff'), max_size=300))
@settings(max_examples=100)
def test_folded_values_read_back(value: str) -> None:
    from smail_compiler.semantics.dump import quoted
    from smail_compiler.syntax.parse import parse_config
    from smail_compiler.text.source import SourceFile, bytes_of

    lines = folded(f"smart_path = {quoted(value)}", "    ")
    parsed = parse_config(SourceFile("config", bytes_of("\n".join(lines) + "\n")))
    assert [one.value for one in parsed.nodes] == [value]
    assert parsed.diagnostics == ()
