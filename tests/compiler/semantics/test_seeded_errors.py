"""Many independent mistakes are all found in one run, each once, and none of them draws another along."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from smail_compiler.pipeline import load
from smail_testkit.site import write_site
from smail_testkit.written_sites import Files

Seeded = tuple[str, int, str]  # the text of an entry, the line of it that is wrong from 1, the code of the finding

SOUND = "sound{n}:\n        driver=user;\n        transport=local\n"

DIRECTORS: tuple[Seeded, ...] = (
    ('e{n}:\n        driver=user,\n        owner="x;\n        transport=local\n', 3, "SM101"),
    ("e{n}:\n        driver=user\n        sender_okay;\n        transport=local\n", 2, "SM103"),
    ("e{n}\n        driver=user;\n        transport=local\n", 1, "SM104"),
    ("e{n}: driver=user; transport=local\n  f{n}:\n        driver=user; transport=local\n", 2, "SM105"),
    ("e{n}:\n        driver=user,\nnobody;\n", 3, "SM106"),
    ("e{n}:\n        driver=user;\n        prefix=a(b)\n", 3, "SM107"),
    ("e{n}:\n", 1, "SM111"),
    (": driver=user; transport=local\n", 1, "SM130"),
    ("e{n}:\n        driver=user,,\n        nobody;\n        transport=local\n", 2, "SM131"),
    ("e{n}:\n        driver=user,\n        +owner=x;\n        transport=local\n", 3, "SM132"),
    ('e{n}:\n        driver=user;\n        prefix="a\\0b", transport=local\n', 3, "SM135"),
    ("e{n}:\n        driver=user,\n        no_such_word;\n        transport=local\n", 3, "SM202"),
    ("e{n}:\n        driver=user;\n        transport=local, no_such_word\n", 3, "SM203"),
    ("e{n}:\n        driver=user, nobody=1;\n        transport=local\n", 2, "SM204"),
    ("e{n}:\n        driver=aliasfile;\n        file=aliases, proto=lsearch, modemask=08\n", 3, "SM207"),
    ("e{n}:\n        driver=aliasfile;\n        file=aliases, proto=lsearch, interval=1m\n", 3, "SM209"),
    ("e{n}:\n        driver=aliasfile;\n        file=aliases, proto=lsaerch\n", 3, "SM213"),
    ("e{n}:\n        driver=user;\n        transport=lcoal\n", 3, "SM301"),
    ("e{n}:\n        nobody;\n", 1, "SM305"),
    ("e{n}:\n        driver=usr;\n        transport=local\n", 2, "SM306"),
    ("e{n}:\n        driver=aliasfile;\n        proto=lsearch\n", 1, "SM309"),
    ("e{n}:\n        driver=smartuser;\n        new_user=${usr}\n", 3, "SM316"),
    ("e{n}:\n        driver=smartuser;\n        new_user=$value\n", 3, "SM318"),
    ('e{n}:\n        driver=smartuser;\n        new_user="${if def:user"\n', 3, "SM115"),
    ("e{n}:\n        driver=smartuser;\n        new_user=${lower:user}\n", 3, "SM116"),
)

SITE: dict[str, tuple[Seeded, ...]] = {
    "config": (
        ('visible_name = "a\n', 1, "SM101"),
        ("spool_mode=0440 x\n", 1, "SM125"),
        ("postmaster ops\n", 1, "SM133"),
        ("max_hop_conut = 20\n", 1, "SM201"),
        ("spool_grade = CC\n", 1, "SM214"),
        ("version = 3\n", 1, "SM231"),
        ("more_hostnames += x\n", 1, "SM123"),
        ("retry_duration = 5D\n", 1, "SM209"),
        ("log_mode = 99999\n", 1, "SM206"),
        ("grades = $DEFAULT\n", 1, "SM124"),
    ),
    "transports": (
        ('bad{n}:\n        driver=pipe;\n        cmd="/bin/x \'y"\n', 3, "SM138"),
        ('bad{n}:\n        driver=pipe;\n        cmd="/bin/x $($user"\n', 3, "SM122"),
        ('bad{n}:\n        driver=appendfile;\n        file="/m/${lookup:user:lsearch"\n', 3, "SM115"),
        ('bad{n}:\n        driver=appendfile, shadow=nowhere;\n        file="/m/x"\n', 2, "SM302"),
        ("bad{n}:\n        driver=appendfile;\n        append_as_user\n", 1, "SM309"),
    ),
    "routers": (
        ("bad{n}: driver=bind, transport=smpt;\n", 1, "SM301"),
        ("bad{n}: driver=smarthost, transport=uux; path=relay, method=x\n", 1, "SM203"),
        ("bad{n}: driver=pathalias, method=nowhere; file=paths\n", 1, "SM331"),
    ),
    "retry": (
        ("one{n}.example\n", 1, "SM134"),
        ("two{n}.example 1h/5d x\n", 1, "SM125"),
        ("z{n} 1x/1d\n", 1, "SM209"),
    ),
    "qualify": (("one{n}\n", 1, "SM142"), ("two{n} a b\n", 1, "SM142")),
    "aliases": (("e{n}: a@b, <c\n", 1, "SM611"), ("f{n}: :include:/usr/lib/smail/lists/nowhere\n", 1, "SM613")),
}
"""What may be wrong in the other files. Each entry stands for itself in the file of its kind."""

ALIASES = "aliases: driver=aliasfile; file=aliases, proto=lsearch\n"


def planted(kind: str, seeds: tuple[Seeded, ...], order: list[int]) -> tuple[str, list[tuple[str, int, str]]]:
    """A file with these mistakes in an order, in tables with sound entries between them, and where each is."""
    text, expected = "", []
    for number, at in enumerate(order):
        wrong, line, code = seeds[at]
        expected.append((kind, text.count("\n") + line, code))
        text += wrong.replace("{n}", str(number)) + (SOUND.replace("{n}", str(number)) if kind == "directors" else "")
    return text, expected


def found(directory: Path, files: Files) -> list[tuple[str, int, str]]:
    """Everything that is said of a site."""
    write_site(directory, files)
    return [(one.at.source.path, one.at.line, one.kind.code) for one in load(directory).diagnostics]


@pytest.mark.parametrize("seed", range(8))
def test_in_one_file(seed: int, tmp_path: Path) -> None:
    order = random.Random(seed).sample(range(len(DIRECTORS)), len(DIRECTORS))
    text, expected = planted("directors", DIRECTORS, order)
    assert len(expected) >= 20
    assert found(tmp_path, {"directors": text, "aliases": "root: ops\n"}) == expected


@pytest.mark.parametrize("seed", range(8))
def test_across_a_site(seed: int, tmp_path: Path) -> None:
    files, expected = {"directors": ALIASES}, []
    for kind, seeds in SITE.items():
        order = random.Random(seed).sample(range(len(seeds)), len(seeds))
        files[kind], places = planted(kind, seeds, order)
        expected += places
    assert len(expected) >= 20
    assert sorted(found(tmp_path, files)) == sorted(expected)


@pytest.mark.parametrize("at", range(len(DIRECTORS)), ids=lambda at: DIRECTORS[at][2])
def test_each_alone(at: int, tmp_path: Path) -> None:
    """What is found among many is what is found of one."""
    text, expected = planted("directors", DIRECTORS, [at])
    assert found(tmp_path, {"directors": text, "aliases": "root: ops\n"}) == expected
