"""What an edit makes rules say again, and what it does not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest

from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.engine import BY_DEFAULT, Question, examined
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Check, Rule
from smail_testkit.commands import SAMPLES
from tests.lint.recall.test_edits import Remembering, told

LOOKS_AROUND = {"SM314", "SM529"}
"""Rules that look at the disk, whose answers are never kept."""


class Asking:
    """A site whose rules are asked with a memory; what they are asked is counted."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.keeper = Remembering()
        self._asked: list[str] = []
        self._rules = tuple(map(self._counting, BY_DEFAULT))

    def asked(self) -> set[str]:
        """The codes of the rules that had to be asked this time."""
        self._asked.clear()
        examined(self.site, Question(self._rules, keeper=self.keeper))
        return set(self._asked)

    def _counting(self, rule: Rule) -> Rule:
        parts = tuple(partial(self._counted, rule, part) for _, part in rule.questions())
        return msgspec.structs.replace(rule, parts=parts)

    def _counted(self, rule: Rule, check: Check, facts: SiteFacts) -> Iterator[Diagnostic]:
        self._asked.append(rule.kind.code)
        return check(facts)

    def edit(self, name: str, was: str, now: str) -> None:
        """Change a text that stands in a file."""
        text = (self.site / name).read_text()
        assert was in text
        (self.site / name).write_text(text.replace(was, now, 1))


@pytest.fixture
def asking(tmp_path: Path) -> Asking:
    shutil.copytree(SAMPLES / "bigsite", tmp_path / "site")
    one = Asking(tmp_path / "site")
    assert len(one.asked()) == len(BY_DEFAULT)
    return one


def test_nothing_changed(asking: Asking) -> None:
    assert asking.asked() <= LOOKS_AROUND


@pytest.mark.parametrize("name", ["config", "directors", "routers", "transports"])
def test_a_comment_is_nothing_to_those_who_ask_for_entries(asking: Asking, name: str) -> None:
    text = (asking.site / name).read_text()
    (asking.site / name).write_text(f"# One more.\n{text}")
    again = asking.asked()
    assert {"SM906", "SM108"} <= again and len(again) < 40
    assert not {"SM401", "SM403", "SM421", "SM501", "SM601", "SM604", "SM622"} & again


def test_one_setting_is_nothing_to_those_who_ask_for_others(asking: Asking) -> None:
    asking.edit("config", "max_hop_count", "# one more\nmax_hop_count")
    asking.asked()
    asking.edit("config", "max_hop_count", "-smtp_debug\nmax_hop_count")
    again = asking.asked()
    assert not {"SM401", "SM421", "SM501", "SM601", "SM622", "SM705"} & again


def test_data_is_nothing_to_those_who_ask_for_settings(asking: Asking) -> None:
    asking.edit("aliases", "\n", "\n# one more\n")
    again = asking.asked()
    assert "SM603" in again and not {"SM421", "SM501", "SM713", "SM705", "SM311"} & again


def test_findings_follow_their_entries(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "broken-company", tmp_path / "site")
    one = Asking(tmp_path / "site")
    one.asked()
    for name in ("directors", "routers", "transports", "config"):
        text = (one.site / name).read_text()
        (one.site / name).write_text(f"# One more, and one line.\n\n{text}")
        assert told(one.site, one.keeper) == told(one.site, None)
