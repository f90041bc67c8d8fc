"""Several hosts in one run, and machines that are known."""

from __future__ import annotations

from pathlib import Path

from smail_lint.engine import Question, examined
from smail_lint.facts.machine import this_machine
from smail_lint.registry import RULES
from smail_testkit.site import write_site
from tests.lint.recall.test_edits import Remembering, told

HOSTS = {
    "one/config": "max_hop_count = 5\n",
    "one/directors": "aliases: driver=aliasfile; file=aliases, proto=lsearch\n",
    "one/aliases": "joe: joe\nann: nobody-here\n",
    "two/config": "max_hop_count = 6\nvisible_name = two.example\n",
}


def test_each_host_has_answers_of_its_own(tmp_path: Path) -> None:
    site, keeper = write_site(tmp_path, HOSTS), Remembering()
    (site / "two" / "directors").symlink_to("../one/directors")
    (site / "two" / "aliases").symlink_to("../one/aliases")
    for name in ("one/config", "one/directors", "two/config", "one/aliases"):
        assert told(site, keeper) == told(site, None)
        (site / name).write_text(f"# One more.\n{(site / name).read_text()}")
        assert told(site, keeper) == told(site, None)
    assert set(keeper.kept) == {"one", "two"}


def test_what_a_machine_says_is_not_kept(tmp_path: Path) -> None:
    site, keeper = write_site(tmp_path, HOSTS) / "one", Remembering()
    examined(site, Question(RULES, machine=this_machine(), keeper=keeper))
    assert keeper.kept == {}
