"""A million aliases: compiled, opened and looked up, beside Postfix's own tools where they are installed."""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.commands import BIN, after_edit, process
from benchmarks.record import Figure, figure, in_turn

MANY = 1_000_000
MEMBERS = 100_000
CIRCLES = 20_000
ROUND = 50
DIRECTORS = "lists: driver=aliasinclude, nobody\naliases: driver=aliasfile; file=aliases, proto=lsearch\n"
KINDS = ("hash", "lmdb", "cdb")
_NAMES = ("anna", "berta.b", "carl_c", "d-d+x", "e7")


@contextmanager
def large_site() -> Iterator[Path]:
    """A directory with a site whose alias file has MANY entries and a list of MEMBERS."""
    with tempfile.TemporaryDirectory() as top:
        site = Path(top) / "site"
        site.mkdir()
        dice = random.Random(5)
        (site / "config").write_text("hostnames = mail.example.org\n")
        (site / "directors").write_text(DIRECTORS)
        members = (f"member{number}@host{dice.randrange(500)}.example.org\n" for number in range(MEMBERS))
        (site / "members").write_text("".join(members))
        with (site / "aliases").open("w") as aliases:
            aliases.writelines(_entry(dice, number) for number in range(MANY))
            aliases.write(f"everyone: :include:{site}/members\n")
        yield site


@contextmanager
def circles() -> Iterator[Path]:
    """A directory with a site whose aliases do nothing but lead round in CIRCLES circles of ROUND names."""
    with tempfile.TemporaryDirectory() as top:
        site = Path(top) / "site"
        site.mkdir()
        (site / "config").write_text("hostnames = mail.example.org\n")
        (site / "directors").write_text(DIRECTORS)
        names = ((number, at, (at + 1) % ROUND) for number in range(CIRCLES) for at in range(ROUND))
        with (site / "aliases").open("w") as aliases:
            aliases.writelines(f"user{number}x{at}: user{number}x{to}\n" for number, at, to in names)
        yield site


def _entry(dice: random.Random, number: int) -> str:
    """One entry in seven of ten cases plain; else several targets, a command, a remark, or lines of its own."""
    form = dice.random()
    one, two, three = (f"{dice.choice(_NAMES)}@mail{dice.randrange(20)}.example.org" for _ in range(3))
    if form < 0.7:
        return f"user{number}: {one}\n"
    if form < 0.82:
        return f"user{number}: {one}, {two}, {three}\n"
    if form < 0.9:
        return f"user{number}: {one},\n\t{two}\n"
    if form < 0.95:
        return f'user{number}: "|/usr/local/bin/prog -x{number}", {one}\n'
    return f"# since May\nuser{number}: {one}\n"


def large_table(runs: int) -> Iterator[Figure]:
    """Compiling with all checks, opening with a first look-up, and look-ups in fresh order."""
    with large_site() as site:
        table = site.parent / "smail.table"
        (builds,) = in_turn(min(runs, 3), process(BIN / "smail-compile", "--no-cache", site, "-o", table))
        yield figure("smail-compile, a million aliases", "s", builds)
        share = table.stat().st_size / (site / "aliases").stat().st_size
        yield figure("its table, in sizes of the alias file", "", [share])
        yield from _reading(table, runs)


def checked_aliases(runs: int) -> Iterator[Figure]:
    """A check of the same site with all rules, and of one whose names go round in 20,000 circles."""
    for name, site in (("a million aliases", large_site()), (f"{CIRCLES:,} circles of {ROUND} aliases", circles())):
        with site as top:
            check = process(BIN / "smail-check", "--no-cache", top, code=1)
            again = process(BIN / "smail-check", "--cache-dir", top.parent / "cache", top, code=1)
            checks, edits = in_turn(min(runs, 3), check, after_edit(top / "config", again))
        yield figure(f"smail-check, {name}", "s", checks)
        yield figure("the same after a comment in config", "s", edits, "without a cache", checks)


def _reading(path: Path, runs: int) -> Iterator[Figure]:
    from smail_runtime.table import open_table

    def first() -> None:
        with open_table(path) as table:
            assert table.lookup("aliases", b"user77777")

    (opened,) = in_turn(runs, first)
    yield figure("opening it and a first look-up", "ms", [1000 * one for one in opened])
    with open_table(path) as table:
        keys = [b"user%d" % number for number in range(MANY)]
        rates = []
        for _ in range(runs):
            began = time.perf_counter()
            for key in keys:
                table.lookup("aliases", key)
            rates.append(len(keys) / (time.perf_counter() - began))
        yield figure("look-ups of its million keys", "1/s", rates)


def beside_postalias(runs: int) -> Iterator[Figure]:
    """The same alias file through smail-compile and through each kind that this postalias knows, in turn."""
    with large_site() as site:
        copy = Path(shutil.copy(site / "aliases", site.parent))
        kinds = [kind for kind in KINDS if kind in known_kinds()]
        ours = process(BIN / "smail-compile", "--no-cache", site, "-o", site.parent / "smail.table")
        peers = [_fresh(copy, kind) for kind in kinds]
        mine, *theirs = in_turn(runs, ours, *peers)
        for kind, times in zip(kinds, theirs, strict=True):
            yield figure("smail-compile, a million aliases", "s", mine, f"postalias {kind}", times)


def known_kinds() -> frozenset[str]:
    """The kinds of database that the installed Postfix makes."""
    told = subprocess.run(["postconf", "-m"], check=True, capture_output=True, text=True).stdout
    return frozenset(told.split())


def _fresh(copy: Path, kind: str) -> Callable[[], object]:
    """A run of postalias that makes its database anew."""
    build = process("postalias", f"{kind}:{copy}")

    def run() -> None:
        for old in copy.parent.glob(f"{copy.name}.*"):
            old.unlink()
        build()

    return run
