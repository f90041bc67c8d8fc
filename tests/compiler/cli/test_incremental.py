"""Compiling again: what has not changed is not read, what has is, and nothing else tells the two apart."""

from __future__ import annotations

import dbm.dumb
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smail_compiler.cli import earlier, run
from smail_compiler.cli.earlier import Screen
from smail_testkit.compile_runs import Runs, long_at_rest
from smail_testkit.compiling import SAMPLES, smail_compile

SEEDS = range(4)
EDITS = 12
DIRECTORS = """
teams: driver=forwardfile, nobody; file=teams/${lc:user}, modemask=002
more: driver=aliasfile; file=more, proto=lsearch, optional
stored: driver=aliasfile; file=stored, proto=dbm
"""


@pytest.fixture
def runs(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Runs]:
    """A site with lists and a finding or two, and a cache of its own."""
    site = shutil.copytree(SAMPLES / "smallsite", tmp_path / "site")
    with (site / "directors").open("a") as directors:
        directors.write(DIRECTORS)
    (site / "teams").mkdir(exist_ok=True)
    (site / "teams" / "team").write_text("anna, bert, anna\n")
    with dbm.dumb.open(str(site / "stored"), "n") as database:
        database[b"stored\0"] = b"anna\0"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        yield Runs(site, capfd)


@pytest.fixture
def at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stamps prove something at once."""
    long_at_rest(monkeypatch)


def records(runs: Runs) -> list[Path]:
    """What is in the cache."""
    return sorted(one for one in (runs.site.parent / "cache").rglob("*") if one.is_file())


@pytest.mark.usefixtures("at_rest")
def test_nothing_is_read_and_nothing_written(runs: Runs, tmp_path: Path) -> None:
    first = runs.again()
    before = [(one, one.stat()) for one in (runs.table, *records(runs))]
    log = tmp_path / "log"
    watch = (
        f"import sys; log = open({str(log)!r}, 'w')\n"
        "sys.addaudithook(lambda event, of: event == 'open' and print(of[0], of[2], file=log, flush=True))"
    )
    done = smail_compile(runs.site, "-o", runs.table, before=watch)
    assert (done.returncode, done.stderr) == (first.code, first.err)
    assert done.stdout == first.out.replace("\n", ", unchanged\n")
    opened = [line.split(" ")[0] for line in log.read_text().splitlines()]
    assert str(runs.table) in opened
    assert not [one for one in opened if one.startswith(str(runs.site))]
    for path, told in before:
        now = path.stat()
        assert (now.st_ino, now.st_mtime_ns, now.st_ctime_ns) == (told.st_ino, told.st_mtime_ns, told.st_ctime_ns)


def test_a_file_that_was_just_written_is_read_once_more(runs: Runs) -> None:
    """Its stamp proves nothing yet; its digest does."""
    first = runs.again()
    assert "SM622" in first.err
    second = runs.again()
    assert second.unchanged
    assert second.result == first.result


@pytest.mark.usefixtures("at_rest")
@pytest.mark.parametrize("name", ["aliases", "config", "directors", "teams/team", "stored.dat"])
def test_same_size_and_an_old_time_deceive_nobody(runs: Runs, name: str) -> None:
    """As when a file is put back from a backup: the time of its last change of any kind tells."""
    path, told = runs.site / name, (runs.site / name).stat()
    first = runs.again()
    assert runs.again().unchanged
    path.write_bytes(path.read_bytes().replace(b"a", b"b"))
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    second = runs.again()
    assert not second.unchanged
    assert second.result != first.result
    assert second.result == runs.afresh().result


@pytest.mark.usefixtures("at_rest")
def test_errors_are_told_again(runs: Runs) -> None:
    with (runs.site / "routers").open("a") as routers:
        routers.write("paths: driver=pathalias, transport=nowhere; file=paths\n")
    first = runs.again()
    assert (first.code, first.out, first.table) == (1, "", None)
    assert runs.again() == first
    assert "SM301" in first.err


@pytest.mark.usefixtures("at_rest")
def test_options_have_outcomes_of_their_own(runs: Runs) -> None:
    runs.again()
    quiet = runs.again(quiet=True)
    assert (quiet.out, quiet.err) == ("", "")
    extended = runs.again(dialect="extended")
    assert not extended.unchanged
    assert extended.result == runs.afresh(dialect="extended").result


@pytest.mark.usefixtures("at_rest")
def test_each_screen_is_remembered(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = runs.again()
    with monkeypatch.context() as patch:
        patch.setattr(run, "screen", lambda quiet: Screen(quiet, 60, colour=True))
        coloured = runs.again()
        assert not coloured.unchanged
        assert coloured.err != plain.err
        assert runs.again().unchanged
    assert runs.again().unchanged


@pytest.mark.usefixtures("at_rest")
def test_remarks_that_end_are_judged_day_by_day(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    runs.again()
    monkeypatch.setattr(earlier, "today", lambda: "2999-01-01")
    assert runs.again().unchanged
    with (runs.site / "config").open("a") as config:
        config.write("# smail-check: ignore-file[SM622] until=2998-01-01 reason=for a test\n")
    runs.again()
    assert runs.again().unchanged
    monkeypatch.setattr(earlier, "today", lambda: "2999-01-02")
    assert not runs.again().unchanged


@pytest.mark.usefixtures("at_rest")
@pytest.mark.parametrize("damage", [b"", b"garbage", None])
def test_a_table_that_is_another_is_written_anew(runs: Runs, damage: bytes | None) -> None:
    first = runs.again()
    if damage is None:
        data = bytearray(runs.table.read_bytes())
        data[len(data) // 2] ^= 1
        runs.table.write_bytes(bytes(data))
    elif damage:
        runs.table.write_bytes(damage)
    else:
        runs.table.unlink()
    second = runs.again()
    assert not second.unchanged
    assert second.result == first.result


@pytest.mark.usefixtures("at_rest")
def test_records_that_are_not_whole_or_not_ours_count_for_nothing(runs: Runs) -> None:
    dice = random.Random(3)
    first = runs.again()
    for _ in range(12):
        for one in records(runs):
            data = bytearray(one.read_bytes())
            if dice.random() < 0.5:
                data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
            else:
                del data[dice.randrange(len(data)) :]
            one.write_bytes(bytes(data))
        second = runs.again()
        assert not second.unchanged
        assert second.result == first.result
    assert runs.again().unchanged
    for one in records(runs):
        one.chmod(0o666)
    assert not runs.again().unchanged


@pytest.mark.parametrize("place", ["/dev/null", "/proc/none", "relative"])
def test_no_place_for_records_is_no_trouble(runs: Runs, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", place)
    first = runs.again()
    assert first.result == runs.afresh().result
    second = runs.again()
    assert not second.unchanged
    assert second == first


def test_without_the_cache_nothing_is_kept(runs: Runs) -> None:
    runs.afresh()
    assert records(runs) == []


def appended(path: Path, dice: random.Random) -> None:
    """One more line that may be wrong."""
    with path.open("a") as file:
        file.write(dice.choice(["# a remark\n", f"x{dice.randrange(99)}: anna, anna\n", "  bert\n", "\n", "bad;;\n"]))


def changed(path: Path, dice: random.Random) -> None:
    """One byte is another, and the file has its old time."""
    data, told = bytearray(path.read_bytes()), path.stat()
    if data:
        data[dice.randrange(len(data))] = dice.choice(b"aB:;,=# \n\x00\xc3")
        path.write_bytes(bytes(data))
        os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))


def replaced(path: Path, dice: random.Random) -> None:
    """Another file of the same content takes its name."""
    fresh = path.with_name("fresh")
    shutil.copy2(path, fresh)
    fresh.rename(path)


def removed(path: Path, dice: random.Random) -> None:
    """It is gone."""
    path.unlink()


def opened(path: Path, dice: random.Random) -> None:
    """It has other rights."""
    path.chmod(dice.choice([0o600, 0o644, 0o666]))


def created(path: Path, dice: random.Random) -> None:
    """A file that was missing, or was not listed, is there."""
    fresh = path.parent / dice.choice([f"new{dice.randrange(3)}", "more", "accounts", "retry"])
    fresh.write_text(dice.choice(["anna: bert\n", "* 10m/4d\n", "anna\n"]))


HOW: tuple[Callable[[Path, random.Random], None], ...] = (appended, changed, replaced, removed, opened, created)


@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_edits_the_result_is_that_of_a_fresh_run(
    runs: Runs, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if seed % 2:
        long_at_rest(monkeypatch)
    dice = random.Random(seed)
    original = shutil.copytree(runs.site, runs.site.parent / "original")
    runs.again()
    for step in range(EDITS):
        if step % 4 == 3:
            shutil.rmtree(runs.site)
            shutil.copytree(original, runs.site)
        for _ in range(dice.randrange(3)):
            files = sorted(one for one in runs.site.rglob("*") if one.is_file())
            dice.choice(HOW)(dice.choice(files), dice)
        assert runs.again().result == runs.afresh().result


def test_errors_that_comments_speak_of_stay_errors_when_they_are_known(runs: Runs) -> None:
    """The findings of rules are taken over; that a comment cannot make a program of an error holds for them, too."""
    site = runs.site
    (site / "config").write_text("max_hop_cuont = 3  # smail-check: ignore[SM201]\n")
    assert runs.again().code == 1
    (site / "directors").write_text((site / "directors").read_text() + "# One more.\n")
    assert runs.again().result == runs.afresh().result
    assert runs.again().code == 1
