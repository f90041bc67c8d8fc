"""Aliases whose keys are patterns: the table gives what a search of the file gives, the trace names the pattern."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smail_compiler.emit.table import emit
from smail_lint.query.cli import group
from smail_runtime.routing.databases import look_up
from smail_runtime.routing.lsearch import lsearch
from smail_runtime.table import open_bytes
from smail_testkit.written_sites import load_site, sound

DIRECTORS = "aliases: driver=aliasfile; file=aliases, proto=lsearch\n"

_keys = st.sampled_from(
    ["a", "b", "AB", "a-b", '"a.*"', '"[ab]+"', '".*-b"', '"a|b"', '"(a(-b)?)"', '"x y"', '""', '"ab"', '"b{2,3}"']
)
_names = st.lists(st.text("abAB-", max_size=4), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(_keys, min_size=1, max_size=8), names=_names)
def test_the_table_finds_what_a_search_of_the_file_finds(tmp_path: Path, keys: list[str], names: list[str]) -> None:
    text = "".join(f"{key}: t{number}\n" for number, key in enumerate(keys))
    site = load_site(tmp_path, {"config": "", "directors": DIRECTORS, "aliases": text}).site
    with open_bytes(emit(site)) as table:
        for name in names:
            assert look_up(table, "aliases", name.encode()) == lsearch(text.encode(), name.encode())


def test_the_trace_names_the_pattern_and_its_line(tmp_path: Path) -> None:
    aliases = 'joe: root\n"sales.*|[a-z]+-sales" : joe@far.example\ninfo: joe\n'
    sound(tmp_path, {"config": "hostnames=mail.example\n", "directors": DIRECTORS, "aliases": aliases})
    shown = " ".join(CliRunner().invoke(group(), ["route", str(tmp_path), "EU-Sales"]).stdout.split())
    assert 'alias `EU-Sales` by the pattern `"sales.*|[a-z]+-sales"` on line 2 of aliases gives 1 address' in shown


def test_a_table_is_searched_without_any_compiler_of_patterns(tmp_path: Path) -> None:
    files = {"config": "", "directors": DIRECTORS, "aliases": '"sales.*": joe\n', "retry": '"mx.*" 1h/7d\n'}
    path = tmp_path / "smail.table"
    path.write_bytes(emit(sound(tmp_path / "site", files).site))
    script = (
        "import sys\n"
        "from smail_runtime.queue import retry\n"
        "from smail_runtime.routing import resolve\n"
        "from smail_runtime.routing.databases import look_up\n"
        "from smail_runtime.table import open_table\n"
        "table = open_table(sys.argv[1])\n"
        "assert look_up(table, 'aliases', b'sales-eu').value == b'joe'\n"
        "assert retry.rule_for(table.program.retry, 'mx1').duration == 604800\n"
        "assert not [name for name in sys.modules if name.startswith('smail_runtime.mail.pattern')]\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
