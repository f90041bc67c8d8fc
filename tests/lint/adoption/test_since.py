"""Only what is new since a revision: both trees are checked."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from smail_testkit.commands import run
from smail_testkit.site import write_site


def git(directory: Path, *words: str) -> str:
    name = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    ran = subprocess.run(["git", *name, *words], cwd=directory, capture_output=True, encoding="utf-8", check=True)
    return ran.stdout


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A repository with a site in a directory of it, and one fault."""
    write_site(tmp_path, {"mail/config": "max_hop_count = 5\n", "mail/retry": "# none\n"})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    return tmp_path / "mail"


def told(site: Path, revision: str = "HEAD") -> list[str]:
    long_lines = ("--ignore", "SM911")  # the directory of the test has a name of any length
    ran = run("smail-check", "--preview", *long_lines, "--format", "concise", "--since", revision, site)
    assert ran.err == ""
    return [line.split(" ")[1] for line in ran.out.splitlines()]


def test_nothing_changed(site: Path) -> None:
    assert told(site) == []
    assert git(site, "status", "--porcelain") == ""


def test_what_is_new_is_told(site: Path) -> None:
    (site / "retry").write_text("*   30s/5d\n")
    (site / "config").write_text("# above\nmax_hop_count = 5\n")
    assert told(site) == ["warning[SM707]"]
    git(site, "commit", "-qam", "two")
    assert told(site) == []
    assert told(site, "HEAD~1") == ["warning[SM707]"]


def test_what_moved_to_another_file_is_not_new(site: Path) -> None:
    (site / "other").write_text("max_hop_count = 5\n")
    (site / "config").write_text(f"second_config_file = {site}/other\n")
    assert told(site) == []


def test_a_site_that_was_not_there(site: Path) -> None:
    write_site(site.parent, {"new/config": "max_hop_count = 5\n"})
    assert told(site.parent / "new") == ["warning[SM713]"]


def test_from_the_directory_itself(site: Path) -> None:
    ran = run("smail-check", "--since", "HEAD", ".", cwd=site)
    assert (ran.code, ran.out) == (0, "No findings in 2 files.\n")


def test_what_cannot_be_asked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    ran = run("smail-check", "--since", "nothing", site)
    assert (ran.code, ran.out) == (3, "") and "has no revision 'nothing'" in ran.err
    elsewhere = write_site(tmp_path_factory.mktemp("apart"), {"config": ""})
    ran = run("smail-check", "--since", "HEAD", elsewhere, GIT_CEILING_DIRECTORIES=str(elsewhere.parent))
    assert ran.code == 3 and "is in no git repository" in ran.err
    ran = run("smail-check", "--since", "HEAD", site, PATH="/nonexistent")
    assert ran.code == 3 and "there is no git on this machine" in ran.err
    ran = run("smail-check", "--since", "--output=x", site)
    assert ran.code == 3 and "Traceback" not in ran.err
