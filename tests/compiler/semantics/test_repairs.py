"""Repairs: applied, the file has that fault no more and means what was wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.text.diagnostic import has_errors
from smail_testkit.written_sites import load_site, repaired

SAFE = [
    "x: driver=aliasfile, file=a, optional\n",
    "x: driver=aliasfile, owner=o, file=a, optional # say\n",
    "x: driver=aliasfile,\n   file=a,   # the file\n   optional,\n   owner=o\n",
    "x: driver=forwardfile, file=a, owner=o; modemask=022\n",
    "x: driver=forwardfile, file=a; modemask=022\n",
    "x: driver=forwardfile, file=a;\n",
    "x: driver=forwardfile,; file=a, owner=o, modemask=022\n",
    "x: driver=forwardfile; file=a,\n  owner=o\n",
    "x: driver=forwardfile; owner=o, file=a\n",
    "x: driver=forwardfile; file=a, -nobody, owner=o, sender_okay,\n",
    'x: driver=forwardfile; owner="o, p", file=a\n',
    "x: driver=user, transport=local, owner=o, prefix=real-, caution\n",
]


@pytest.mark.parametrize("text", SAFE)
def test_safe_repairs_leave_a_sound_file(tmp_path: Path, text: str) -> None:
    wanted = None
    for _ in range(6):
        found = load_site(tmp_path, {"directors": text})
        if not has_errors(found.diagnostics):
            break
        fix = found.diagnostics[0].fix
        assert fix is not None and fix.safety == "safe"
        text = repaired(text, fix)
        wanted = text
    assert wanted is not None
    (entry,) = found.site.directors
    assert {one.name for one in entry.generic} <= {"driver", "owner", "nobody", "sender_okay", "caution"}
    assert {one.name for one in entry.private} <= {"file", "optional", "modemask", "transport", "prefix"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("max_hopcount = 5\n", "max_hop_count = 5\n"),
        ("-max_hopcount\n", "-max_hop_count\n"),
        ("queue_only = yes\n", "+queue_only\n"),
        ("queue_only = off\n", "-queue_only\n"),
        ('delivery_mode = "forground"\n', "delivery_mode = foreground\n"),
        ("smart_transport = smpt\n", "smart_transport = smtp\n"),
        ("smtp_banner = ${lc:primry_name}\n", "smtp_banner = ${lc:primary_name}\n"),
    ],
)
def test_near_names_and_words(tmp_path: Path, before: str, after: str) -> None:
    (found,) = load_site(tmp_path, {"config": before}).diagnostics
    assert found.fix is not None and found.fix.safety == "unsafe"
    assert repaired(before, found.fix) == after
    assert load_site(tmp_path, {"config": after}).diagnostics == ()


def test_no_repair_where_a_value_was_no_word_for_on_or_off(tmp_path: Path) -> None:
    (found,) = load_site(tmp_path, {"config": "queue_only = perhaps\n"}).diagnostics
    assert found.fix is None
