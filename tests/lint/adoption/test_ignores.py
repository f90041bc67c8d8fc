"""`--add-ignores`, `--stdin-filename`, `--watch` and hosts that share files."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from smail_lint.adoption.watching import Stamps, stamps_of, watch
from smail_lint.suppression.comments import MARK
from smail_testkit.commands import BIN, SAMPLES, Ran, plain_environment, run
from smail_testkit.site import write_site

SITE = {
    "config": "max_hop_count = 5\nhost_lock_timeout = 1h  # long\n",
    "transports": (
        "relay: driver=tcpsmtp;\n    max_addrs=20\nprog: driver=pipe,\n    local;\n"
        '    cmd="/bin/sh -c\n       echo $user", umask=022\n'
    ),
}


def concise(site: Path, *options: str, text: str | None = None) -> list[str]:
    words = [str(BIN / "smail-check"), "--format", "concise", *options, *([str(site)] if text is None else [])]
    ran = subprocess.run(
        words, input=text, env=plain_environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert ran.stderr == ""
    lines = (line.split(":") for line in ran.stdout.splitlines())
    return [f"{file}:{line} {rest[1].partition('[')[2][:5]}" for file, line, *rest in lines]


def add(site: Path, *options: str) -> Ran:
    return run("smail-check", "--add-ignores", *options, site)


def test_every_finding_gets_its_comment(tmp_path: Path) -> None:
    site = write_site(tmp_path, SITE)
    before = concise(site)
    assert len(before) == 3
    ran = add(site, "--reason", "as found in 2026", "--until", "2999-12-31")
    assert ran.code == 0 and "written in 2 files\n" in ran.err and "left" not in ran.err
    assert concise(site) == []
    said = "# smail-check: ignore[SM713] as found in 2026 until=2999-12-31"
    assert (site / "config").read_text().startswith(f"max_hop_count = 5  {said}\n")
    assert "  # long  # smail-check: ignore[SM715] as found" in (site / "config").read_text()
    assert "SM713" in run("smail-check", "--today", "3000-01-01", site).out
    after = run("smail-check", "--add-ignores", site)
    assert "0 comments written in 0 files" in after.err


def test_a_broken_site_is_silent_afterwards_but_for_what_takes_no_comment(tmp_path: Path) -> None:
    files = {path.name: path.read_text() for path in (SAMPLES / "broken").iterdir() if path.is_file()}
    site = write_site(tmp_path, files)
    before = concise(site)
    ran = add(site)
    assert ran.code == 0
    after = concise(site)
    assert len(after) < len(before) // 2
    assert {one.split()[1] for one in after} <= {one.split()[1] for one in before}


def test_a_reason_stays_on_its_line(tmp_path: Path) -> None:
    site = write_site(tmp_path, SITE)
    assert add(site, "--reason", "a\nb").code == 2
    assert MARK not in (site / "config").read_bytes()


def test_standard_input_in_the_place_of_a_file(tmp_path: Path) -> None:
    site = write_site(tmp_path, SITE)
    assert concise(site, "--stdin-filename", str(site / "config"), text="max_hop_count = 30\n") == []
    given = "\n\nmax_hop_count = 4\n"
    assert concise(site, "--stdin-filename", str(site / "config"), text=given) == ["config:3 SM713"]
    routers = "smart: driver=smarthost, transport=relays; path=hub\n"
    told = concise(site, "--stdin-filename", str(site / "routers"), text=routers)
    assert told == ["routers:1 SM301"]
    assert concise(site, "--stdin-filename", str(site / "routers"), text=routers.replace("relays", "relay")) == []
    assert not (site / "routers").exists()


def test_shared_files_are_told_once_with_their_hosts(tmp_path: Path) -> None:
    write_site(tmp_path, {"shared/config": "max_hop_count = 5\n", "east/retry": "", "west/retry": ""})
    for host in ("east", "west"):
        (tmp_path / host / "config").symlink_to("../shared/config")
    (tmp_path / "north").mkdir()
    (tmp_path / "north" / "config").write_text("max_hop_count = 5\n")
    (tmp_path / "shared" / "config").rename(tmp_path / "common")
    (tmp_path / "shared").rmdir()
    for host in ("east", "west"):
        (tmp_path / host / "config").unlink()
        (tmp_path / host / "config").symlink_to("../common")
    ran = run("smail-check", tmp_path)
    assert ran.out.count("SM713") == 2
    assert ran.out.count("note: on hosts east, west") == 1


def test_a_shared_comment_must_be_of_use_to_one_host_only(tmp_path: Path) -> None:
    (tmp_path / "common").write_text(
        "r: driver=smarthost, transport=relay; path=hub  # smail-check: ignore[SM301] x\n"
    )
    write_site(tmp_path, {"east/transports": "relay: driver=tcpsmtp, inet\n", "west/config": ""})
    for host in ("east", "west"):
        (tmp_path / host / "routers").symlink_to("../common")
    assert "SM001" not in run("smail-check", tmp_path).out
    (tmp_path / "west" / "transports").write_text("relay: driver=tcpsmtp, inet\n")
    assert run("smail-check", "--format", "concise", tmp_path).out.count("SM001") == 1


def test_watching_checks_after_changes_and_only_then() -> None:
    looks: list[Stamps] = [(), (), (("a", 1, 1),), (("a", 1, 1),), (("a", 1, 2),)]
    checks: list[int] = []
    left = iter(looks)
    watch(lambda: next(left), lambda: checks.append(1), lambda: len(checks) < 3)
    assert len(checks) == 3


def test_stamps_tell_changes(tmp_path: Path) -> None:
    site = write_site(tmp_path, SITE)
    before = stamps_of(str(site))
    assert before == stamps_of(str(site)) and len(before) == 2
    os.utime(site / "config", ns=(1, 1))
    assert stamps_of(str(site)) != before
    assert stamps_of(str(site / "gone")) == ()


def test_the_command_watches(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"config": "visible_name = example.org\n"})
    words = [str(BIN / "smail-check"), "--watch", "--format", "concise", "--fail-on", "error", str(site)]
    watcher = subprocess.Popen(words, stdout=subprocess.PIPE, env=plain_environment(), encoding="utf-8")
    try:
        assert watcher.stdout is not None
        (site / "config").write_text("max_hop_count = 5\n")
        assert "SM713" in watcher.stdout.readline()
        (site / "config").write_text("\n\nmax_hop_count = 5\n")
        assert watcher.stdout.readline().startswith("config:3:")
        assert watcher.poll() is None
    finally:
        watcher.kill()
        watcher.communicate()


def test_standard_input_for_a_file_of_no_configuration(tmp_path: Path) -> None:
    site = write_site(tmp_path, {**SITE, "notes": "of no use\n"})
    words = [str(BIN / "smail-check"), "--stdin-filename", str(site / "notes")]
    ran = subprocess.run(
        words, input="a\n", capture_output=True, encoding="utf-8", env=plain_environment(), check=False
    )
    assert (ran.returncode, ran.stdout) == (0, "No findings in 0 files.\n")
    assert ran.stderr == f"smail-check: {site}/notes is no file of the configuration at {site}: nothing was checked\n"
    words[2] = str(site)
    ran = subprocess.run(
        words, input="a\n", capture_output=True, encoding="utf-8", env=plain_environment(), check=False
    )
    assert ran.returncode == 2 and f"--stdin-filename names a file, and {site} is a directory" in ran.stderr


def test_comments_that_would_not_count_are_not_written(tmp_path: Path) -> None:
    site = write_site(tmp_path, SITE)
    ran = add(site, "--until", "2020-01-01")
    assert ran.code == 2 and "--until 2020-01-01 has passed" in ran.err
    assert MARK not in (site / "config").read_bytes()


def test_nothing_to_watch(tmp_path: Path) -> None:
    ran = run("smail-check", "--watch", tmp_path / "gone")
    assert ran.code == 3 and "No such file or directory" in ran.err


def test_what_is_watched_may_go_away_and_come_back(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"config": "max_hop_count = 5\n"})
    words = [str(BIN / "smail-check"), "--watch", "--format", "concise", str(site)]
    watcher = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=plain_environment(),
                               encoding="utf-8")  # fmt: skip
    try:
        assert watcher.stdout is not None
        waiting = f"smail-check: waiting for changes below {site}; Ctrl-C ends\n"
        assert ["SM713" in watcher.stdout.readline(), watcher.stdout.readline()] == [True, waiting]
        site.rename(tmp_path / "away")
        assert ["No such file" in watcher.stdout.readline(), watcher.stdout.readline()] == [True, waiting]
        (tmp_path / "away").rename(site)
        assert ["SM713" in watcher.stdout.readline(), watcher.stdout.readline()] == [True, waiting]
    finally:
        watcher.kill()
        watcher.communicate()
