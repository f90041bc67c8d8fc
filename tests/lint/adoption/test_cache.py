"""The cache changes how long a run takes and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from smail_testkit.commands import SAMPLES, Ran, plain_environment, run
from smail_testkit.site import write_site

SITE = {
    "config": "max_hop_count = 5\nmax_hopcount = 3 # smail-check: ignore[SM201] until=2999-01-01\n",
    "directors": "aliases: driver=aliasfile; file=aliases\nlists: driver=aliasfile; file=missing\n",
    "aliases": "joe: ann\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", SITE)


def check(site: Path, *options: str) -> Ran:
    """A run with a cache beside the site."""
    return run("smail-check", "--cache-dir", site.parent / "cache", *options, site)


def answers(site: Path) -> list[Path]:
    """The answers of whole runs."""
    found = (path for path in (site.parent / "cache").rglob("*") if path.is_file())
    return sorted(path for path in found if path.parent.name != "questions")


def questions(site: Path) -> list[Path]:
    """The answers to single questions."""
    return sorted((site.parent / "cache" / "questions").iterdir())


def forge(site: Path, change: Callable[[bytes], bytes]) -> None:
    (path,) = answers(site)
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize("form", ["full", "concise", "json", "sarif", "github", "junit"])
def test_the_same_is_told_without_with_and_from_the_cache(site: Path, form: str) -> None:
    options = ("--format", form)
    plain = run("smail-check", "--no-cache", *options, site)
    assert check(site, *options) == plain
    assert check(site, *options) == plain
    assert len(answers(site)) == 1


@pytest.mark.parametrize("name", ["smallsite", "broken", "bigsite"])
def test_samples(name: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(SAMPLES / name, site)
    assert check(site, "--format", "json") == check(site, "--format", "json")
    assert check(site, "--format", "json") == run("smail-check", "--no-cache", "--format", "json", site)


def test_a_known_answer_needs_no_rule_and_no_parser(site: Path) -> None:
    check(site)
    script = (
        "import sys; from smail_lint.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(sorted(m for m in sys.modules if m in sys.argv[0].split()), file=sys.stderr)"
    )
    heavy = "lark smail_lint.registry smail_compiler.pipeline smail_compiler.semantics smail_lint.engine"
    words = [sys.executable, "-c", f"import sys; sys.argv[0] = {heavy!r}\n{script}"]
    ran = subprocess.run(
        [*words, "--cache-dir", str(site.parent / "cache"), str(site)],
        env=plain_environment(), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert ran.stderr.strip() == "[]" and "SM713" in ran.stdout


@pytest.mark.parametrize(
    "change",
    [
        lambda site: (site / "aliases").write_text("joe: joe\n"),
        lambda site: (site / "missing").write_text("x: y\n"),
        lambda site: (site / "aliases").unlink(),
        lambda site: (site / "aliases").chmod(0o600),
        lambda site: (site / "smail-check.toml").write_text('ignore = ["SM713"]\n'),
        lambda site: (site.parent / "smail-check.toml").write_text('ignore = ["SM713"]\n'),
        lambda site: (site / "aliases").rename(site / "alias"),
    ],
)
def test_changes_are_noticed(site: Path, change: Callable[[Path], object]) -> None:
    check(site)
    change(site)
    assert check(site) == run("smail-check", "--no-cache", site)
    assert len(answers(site)) == 2


def test_settings_that_are_extended_and_baselines_count(site: Path) -> None:
    write_site(site, {"smail-check.toml": 'extends = "../base.toml"\n', "../base.toml": ""})
    assert "SM713" in check(site).out
    (site.parent / "base.toml").write_text('ignore = ["SM713"]\nbaseline = "accepted.jsonl"')
    assert check(site).code == 3
    (site.parent / "accepted.jsonl").write_text('{"smail-check-baseline":1}\n')
    before = check(site)
    assert "SM713" not in before.out and before.code == 1
    assert check(site, "--init-baseline").code == 0
    assert (check(site).code, check(site).out) == (0, "No findings in 2 files.\n")


@pytest.mark.parametrize("options", [("--ignore", "SM713"), ("--preview",), ("--today", "2999-12-31")])
def test_other_questions_have_other_answers(site: Path, options: tuple[str, ...]) -> None:
    check(site)
    assert check(site, *options) == run("smail-check", "--no-cache", *options, site)
    assert len(answers(site)) == 2


DAMAGES: tuple[Callable[[bytes], bytes], ...] = (
    lambda data: b"",
    lambda data: data[:-1],
    lambda data: data[:40],
    lambda data: data[:50] + bytes([data[50] ^ 1]) + data[51:],
    lambda data: b"\0" * len(data),
)


@pytest.mark.parametrize("change", DAMAGES)
def test_damage_is_as_if_nothing_were_known(site: Path, change: Callable[[bytes], bytes]) -> None:
    plain = check(site)
    forge(site, change)
    assert check(site) == plain
    assert check(site) == plain


@pytest.mark.parametrize("change", DAMAGES)
def test_damaged_answers_to_questions_are_found_anew(site: Path, change: Callable[[bytes], bytes]) -> None:
    check(site)
    (path,) = questions(site)
    path.write_bytes(change(path.read_bytes()))
    (site / "config").write_text("# Another.\nmax_hop_count = 5\n")
    assert check(site) == run("smail-check", "--no-cache", site)
    assert len(questions(site)) == 1


def test_answers_that_others_could_have_written_count_for_nothing(site: Path) -> None:
    """Those of another site in the place of this one's, as whoever may write there could put them."""
    check(site)
    (path,) = questions(site)
    whole = path.read_bytes()
    (site / "config").write_text("max_hop_count = 4\n")
    plain = check(site)
    path.write_bytes(whole)
    path.chmod(0o666)
    (site / "config").write_text("# Another.\nmax_hop_count = 4\n")
    assert check(site).code == plain.code
    assert path.stat().st_mode & 0o777 == 0o600


def test_standard_input_has_answers_of_its_own(site: Path) -> None:
    plain = check(site)
    text = "# Another.\nmax_hop_count = 300\n"
    words = ("smail-check", "--stdin-filename", site / "config")
    first = run(*words, "--cache-dir", site.parent / "cache", stdin=text)
    assert len(questions(site)) == 2
    assert (
        first
        == run(*words, "--cache-dir", site.parent / "cache", stdin=text)
        == run(*words, "--no-cache", stdin=text)
    )
    assert check(site) == plain


def test_a_place_where_nothing_can_be_kept(site: Path) -> None:
    (site.parent / "cache").write_text("no directory")
    assert check(site) == run("smail-check", "--no-cache", site)


def test_side_by_side(site: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: check(site), range(6)))
    assert len({(one.code, one.out, one.err) for one in told}) == 1
    assert len(answers(site)) == 1


def test_what_depends_on_the_machine_is_not_kept(site: Path) -> None:
    check(site, "--system")
    assert answers(site) == []


def test_circles_of_links_end(site: Path) -> None:
    (site / "round").symlink_to(site, target_is_directory=True)
    os.mkfifo(site / "pipe")
    assert check(site) == check(site)
    assert len(answers(site)) == 1
