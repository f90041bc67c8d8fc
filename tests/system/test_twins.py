"""The broken twins of the clean samples: each planted fault gives exactly its finding, alone and among the others.

The directories samples/broken-* are made of the clean samples and the lists in `twins/`: run this file with
`--update-golden` after a change to either.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from smail_lint.engine import check
from smail_testkit.commands import SAMPLES
from smail_testkit.site import write_site
from smail_testkit.twins import Fault, Place, all_planted, files_of, read_faults

LISTS = Path(__file__).parent / "twins"
SITES = sorted(path.stem for path in LISTS.glob("*.toml"))
README = """\
# broken-{site}

[{site}](../{site}/README.md) with one fault of a kind planted here and there. `smail-check samples/broken-{site}`
must report each of them where `expected.json` says, and nothing else.

| where | rule | planted |
| --- | --- | --- |
"""


@cache
def faults(site: str) -> tuple[Fault, ...]:
    """The faults of a site's twin."""
    return read_faults(LISTS / f"{site}.toml")


@cache
def clean(site: str) -> dict[str, str]:
    """The files of the clean site."""
    return files_of(SAMPLES / site)


def found(site: Path) -> list[Place]:
    """What is reported, in the order of the report."""
    return [Place(one.at.source.path, *one.at.begin, one.kind.code) for one in check(site).found]


@pytest.mark.parametrize(
    ("site", "number"),
    [pytest.param(site, at, id=f"{site}-{one.code}") for site in SITES for at, one in enumerate(faults(site))],
)
def test_each_fault_gives_its_finding_and_no_other(site: str, number: int, tmp_path: Path) -> None:
    fault = faults(site)[number]
    files = fault.planted(clean(site))
    assert found(write_site(tmp_path, files)) == [fault.place(files)]


@pytest.mark.parametrize("site", SITES)
def test_a_twin_has_a_dozen_faults_of_as_many_kinds(site: str) -> None:
    codes = [one.code for one in faults(site)]
    assert 12 <= len(codes) == len(set(codes)) <= 20


def test_the_twins_have_faults_of_every_family() -> None:
    families = {one.code[:3] for site in SITES for one in faults(site)}
    assert families >= {f"SM{number}" for number in range(1, 8)}


@pytest.mark.parametrize("site", SITES)
def test_the_directory_is_the_clean_site_with_all_faults(site: str, pytestconfig: pytest.Config) -> None:
    """What is kept beside the clean sample is made of it, so that the two cannot drift apart."""
    twin = SAMPLES / f"broken-{site}"
    files = all_planted(faults(site), clean(site))
    places = sorted(one.place(files) for one in faults(site))
    beside = {"expected.json": _expected(places), "README.md": _readme(site, files)}
    if pytestconfig.getoption("--update-golden"):
        write_site(twin, {**files, **beside})
    assert files_of(twin) == files
    assert {name: (twin / name).read_text("utf-8") for name in beside} == beside


def _expected(places: list[Place]) -> str:
    rows = ",\n".join(f"  {json.dumps(one._asdict())}" for one in places)
    return f"[\n{rows}\n]\n"


def _readme(site: str, files: dict[str, str]) -> str:
    rows = sorted((one.place(files), one.why) for one in faults(site))
    table = "".join(f"| `{at.file}`, line {at.line} | {at.code} | {why} |\n" for at, why in rows)
    return README.format(site=site) + table
