"""`--system`, `--manifest` and `--record-manifest`: the same findings here and anywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_testkit.site import write_site
from tests.lint.cli.test_smail_check import run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site whose alias file every account may write."""
    (tmp_path / "aliases").touch()
    (tmp_path / "aliases").chmod(0o666)
    directors = f"aliases: driver=aliasfile; file={tmp_path}/aliases, proto=bsearch\n"
    return write_site(tmp_path / "site", {"directors": directors})


def found(*arguments: str | Path) -> list[str]:
    """Findings on the alias file."""
    return [line for line in run("--format", "concise", *arguments).stdout.splitlines() if "SM529" in line]


@pytest.mark.parametrize("name", ["host.json", "host.toml"])
def test_a_record_gives_the_same_findings_anywhere(site: Path, name: str) -> None:
    manifest = site.parent / name
    assert found(site) == []
    here = found("--system", site)
    assert len(here) == 1
    ran = run("--record-manifest", manifest, site)
    assert "recorded" in ran.stderr and "path" in ran.stderr
    (site.parent / "aliases").chmod(0o600)
    assert found("--system", site) == []
    assert found("--manifest", manifest, site) == here


def test_a_record_is_the_same_each_time(site: Path) -> None:
    texts = []
    for name in ("one.json", "two.json"):
        run("--record-manifest", site.parent / name, site)
        texts.append((site.parent / name).read_text())
    assert texts[0] == texts[1] and str(site.parent) in texts[0]


@pytest.mark.parametrize("other", [["--system"], ["--record-manifest", "new.json"]])
def test_two_machines_are_refused(site: Path, other: list[str]) -> None:
    ran = run("--manifest", "host.json", *other, site)
    assert ran.returncode == 2 and "give one of them" in ran.stderr


def test_a_record_that_is_none(site: Path) -> None:
    (site / "bad.toml").write_text("[files]\n")
    for name in ("bad.toml", "gone.toml"):
        ran = run("--manifest", site / name, site)
        assert ran.returncode == 3 and ran.stdout == "" and f"{name}:" in ran.stderr
        assert len(ran.stderr.splitlines()) == 1


def test_a_record_that_cannot_be_written(site: Path) -> None:
    ran = run("--record-manifest", site / "no" / "host.json", site)
    assert ran.returncode == 3 and "cannot write" in ran.stderr
