"""What is kept of long files changes how long reading takes, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.pipeline import Loaded, load
from smail_compiler.syntax.measuring import LONG
from smail_testkit.site import write_site

DIRECTORS = "lists: driver=aliasinclude, nobody\naliases: driver=aliasfile; file=aliases, proto=lsearch\n"
ODD = 'odd: a@b,\n\t"|/bin/x",\n c (note) <d@e>\n"x.*": joe\nbad: a@b c@d\n'


class Remembering:
    """A keeper that forgets with the test, and knows how often it was told something."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.puts = 0

    def get(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def put(self, name: str, data: bytes) -> None:
        self.kept[name] = data
        self.puts += 1


@pytest.fixture
def site(tmp_path: Path) -> Path:
    rows = "".join(f"user{number}: name{number}@host.example\n" for number in range(LONG // 25))
    members = "".join(f"member{number}@host.example\n" for number in range(LONG // 20))
    files = {"config": "", "directors": DIRECTORS, "members": members}
    write_site(
        tmp_path, {**files, "aliases": f"{rows}{ODD}{rows.replace('user', 'more')}all: :include:{tmp_path}/members\n"}
    )
    return tmp_path


def told(loaded: Loaded) -> object:
    """All entries, members and findings."""
    entries = [
        (one.key, one.value, one.start, one.end, one.is_pattern) for one in loaded.site.aliases["aliases"].entries
    ]
    members = [[(one.kind, one.text, one.start) for one in file.targets] for file in loaded.site.lists]
    return entries, members, [(one.kind, one.at.start, one.message) for one in loaded.diagnostics]


def test_the_same_is_read(site: Path) -> None:
    keeper, plain = Remembering(), told(load(site))
    assert told(load(site, keeper=keeper)) == plain
    assert keeper.puts == 2
    assert told(load(site, keeper=keeper)) == plain
    assert keeper.puts == 2


@pytest.mark.parametrize("name", ["aliases", "members"])
def test_another_text_is_read_anew(site: Path, name: str) -> None:
    keeper = Remembering()
    load(site, keeper=keeper)
    text = (site / name).read_text()
    (site / name).write_text(f"other@host.example\n{text}" if name == "members" else f"joe: ann\n{text}")
    assert told(load(site, keeper=keeper)) == told(load(site))


def test_a_list_that_got_an_include_is_followed(site: Path) -> None:
    keeper = Remembering()
    load(site, keeper=keeper)
    with (site / "members").open("a") as members:
        members.write(f":include:{site}/more\n")
    assert "more" in str([one.message for one in load(site, keeper=keeper).diagnostics])


@pytest.mark.parametrize("data", [b"", b"\x93", b"\x92\xc4\x00\x90", b"x" * 100])
def test_what_is_no_reading_counts_for_nothing(site: Path, data: bytes) -> None:
    keeper = Remembering()
    load(site, keeper=keeper)
    keeper.kept = dict.fromkeys(keeper.kept, data)
    assert told(load(site, keeper=keeper)) == told(load(site))
