"""Safe repairs are proved: what they may change, and what stops them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.emit.table import emit
from smail_compiler.pipeline import load
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import SourceFile
from smail_lint.cli.fixing import subject
from smail_lint.cli.repairing import Mended, mend
from smail_lint.report.findings import Findings
from smail_runtime.table import open_bytes
from smail_testkit.commands import SAMPLES
from smail_testkit.site import write_site

KIND = Kind("SM998", "planted", Severity.STYLE)

SITE = {
    "config": "# The config.\nvisible_name = example.org\nmax_hop_count = 20\n",
    "directors": """\
aliases: driver=aliasfile; file=aliases, proto=lsearch
staff: driver=forwardfile; file=lists/${lc:user}, caution
users: driver=user; transport=local
""",
    "routers": "smart: driver=smarthost, transport=smtp; path=hub.example.org\n",
    "transports": """\
local: driver=appendfile, local, from, -received;
    file=/var/mail/${lc:user}, mode=0600  # for the owner
smtp: driver=tcpsmtp, inet, -max_addrs
smtp: driver=tcpsmtp
""",
    "aliases": "postmaster: root\nroot: ann, bob\n",
    "lists/staff": "ann\nbob\n",
    "retry": "slow.example 2h/9d\n* 15m/5d\n",
    "qualify": "here example.org\n",
}


def proved(
    site: Path, path: str, old: str, new: str, changes: tuple[str, ...] = (), category: str | None = None
) -> Mended:
    """What becomes of a planted safe repair that replaces a text of a file."""
    real = subject(site)

    def check(given: Mapping[str, bytes]) -> Findings:
        source = SourceFile(path, given.get(str(site / path), (site / path).read_bytes()))
        at = source.data.find(old.encode())
        found = real.check(given)
        if at < 0:
            return found
        place = source.span(at, at + len(old.encode()))
        fix = Fix("planted", "safe", (Edit(place, new),))
        return msgspec.structs.replace(
            found, found=(*found.found, Diagnostic(KIND, "planted", place, category=category, fix=fix))
        )

    planted = msgspec.structs.replace(real, check=check, changes={KIND.code: changes})
    return mend(planted, lambda one: one.kind is KIND)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with something in every file."""
    return write_site(tmp_path, SITE)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("config", "# The config.\n", ""),
        ("config", "max_hop_count = 20\n", ""),
        ("config", "max_hop_count = 20", "max_hop_count = 0x14"),
        ("directors", "; file=lists", ";\n    file=lists"),
        ("directors", "driver=user; transport=local", "driver=user"),
        ("transports", "  # for the owner", ""),
        ("transports", "driver=appendfile, local, from", "driver=appendfile, from, local"),
        ("aliases", "ann, bob", "ann,\n\tbob"),
        ("retry", "15m/5d", "900/5d"),
    ],
)
def test_same_program_in_other_words(site: Path, path: str, old: str, new: str) -> None:
    mended = proved(site, path, old, new)
    assert (mended.repairs, [one.reason for one in mended.refused]) == (1, [])


@pytest.mark.parametrize(
    ("path", "old", "new", "part"),
    [
        ("config", "max_hop_count = 20", "max_hop_count = 21", "config max_hop_count"),
        ("directors", "file=lists/${lc:user}", "file=lists/${user}", "directors staff file"),
        ("directors", "staff: ", "stuff: ", "directors"),
        ("directors", ", proto=lsearch", "", "aliases aliases"),
        ("routers", "hub.example.org", "hub", "routers smart path"),
        ("transports", "-received", "received", "transports local received"),
        ("transports", "mode=0600", "mode=0660", "transports local mode"),
        ("transports", "smtp: driver=tcpsmtp\n", "smtp: driver=tcpsmtp, inet\n", "transports smtp 2 inet"),
        ("aliases", "ann, bob", "ann", "aliases aliases"),
        ("aliases", "postmaster: root\n", "", "aliases aliases"),
        ("lists/staff", "bob\n", "", "lists lists/staff"),
        ("retry", "2h/9d", "3h/9d", "retry"),
        ("retry", "slow.example 2h/9d\n", "", "retry"),
        ("qualify", "here ", "near ", "qualify"),
    ],
)
def test_other_programs_are_refused(site: Path, path: str, old: str, new: str, part: str) -> None:
    before = (site / path).read_bytes()
    mended = proved(site, path, old, new)
    (refused,) = mended.refused
    assert refused.reason == f"the program would not be the same: {part}"
    assert (mended.files, mended.repairs, (site / path).read_bytes()) == ((), 0, before)


def test_declared_settings_may_change_in_the_entry_that_is_touched(site: Path) -> None:
    assert proved(site, "transports", ", -received", "", ("received",)).repairs == 1
    assert proved(site, "transports", ", -received", "", ("mode",)).repairs == 0
    elsewhere = "local: driver=pipe, local; cmd=/bin/cat\nlocal:"
    assert proved(site, "transports", "local:", elsewhere, ("received",)).repairs == 0


def test_mended_entry_may_change_and_no_other(site: Path) -> None:
    (site / "transports").write_text(SITE["transports"].replace("from, -received", "from -received"))
    assert proved(site, "transports", "from -received", "from, -received", category="bad-separator").repairs == 1
    both = proved(
        site,
        "transports",
        SITE["transports"].replace("from, -received", "from -received").removesuffix("smtp: driver=tcpsmtp\n"),
        SITE["transports"].replace("inet, ", "").removesuffix("smtp: driver=tcpsmtp\n"),
        category="bad-separator",
    )
    assert both.repairs == 1, "one repair may touch several entries"


@pytest.mark.parametrize(
    ("written", "repaired", "reason"),
    [
        ("driver=appendfile; file=/x mode=0600", "driver=appendfile; file=/x, mode=0600", None),
        ("driver=tcpsmtp, max_addrs=9 max_hosts=1", "driver=tcpsmtp, max_addrs=9, max_hosts=1", None),
        ("driver=appendfile file=/x", None, "`;` in its place would make sense, too"),
        ("driver=appendfile; file=/x unknown=1", None, "what follows would not be understood"),
        ("driver=appendfile; file=/x mode=0600, unknown=1", "driver=appendfile; file=/x, mode=0600, unknown=1", None),
    ],
)
def test_exactly_one_repair_of_a_broken_entry_makes_sense(
    written: str, repaired: str | None, reason: str | None, tmp_path: Path
) -> None:
    site = write_site(tmp_path, {"transports": f"mine: {written}\n"})
    mended = mend(subject(site), lambda one: one.kind.code == "SM103")
    assert [file.data.decode() for file in mended.files] == ([f"mine: {repaired}\n"] if repaired else [])
    assert [one.reason for one in mended.refused] == ([reason] if reason else [])


TOKENS = st.sampled_from(["directors", "routers", "transports", "config", "retry"])


@given(TOKENS, st.integers(0, 4000), st.integers(1, 12), st.sampled_from(["", " ", "\n", "x", "0", "# ", ",", "-"]))
@settings(max_examples=25, deadline=None)
def test_what_is_proved_compiles_to_the_same_tables(path: str, at: int, size: int, new: str) -> None:
    """The daemon gets the same from a site after any edit that passes as safe; the proof knows no table."""
    with tempfile.TemporaryDirectory() as directory:
        files = {str(file.relative_to(SAMPLES / "smallsite")): file for file in (SAMPLES / "smallsite").rglob("*")}
        site = write_site(Path(directory), {name: file.read_text() for name, file in files.items() if file.is_file()})
        text = (site / path).read_text()
        start = at % len(text)
        before = compiled(site)
        for one in proved(site, path, text, text[:start] + new + text[start + size :]).files:
            (site / one.source.path).write_bytes(one.data)
            assert compiled(site) == before


def compiled(site: Path) -> object:
    """The program of the compiled table, without places."""
    return _without_places(open_bytes(emit(load(site).site)).program)


def _without_places(value: object) -> object:
    if isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__ if name != "at"}
        return type(value).__name__, {name: _without_places(one) for name, one in fields.items()}
    if isinstance(value, tuple | list):
        return [_without_places(one) for one in value]
    if isinstance(value, dict):
        return {key: _without_places(one) for key, one in value.items()}
    return value
