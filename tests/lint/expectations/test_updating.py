"""`--update`: afterwards everything holds, and what was right and the comments stay as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from .sites import WORLD, check, site

CASES = [
    ('[[expect]]\naddress = "joe"\n', 'transport = "local"\nuser = "joe"\npath = "/var/mail/joe"\n'),
    ('[[expect]]\naddress = "nosuch"  # nobody\n', 'outcome = "fail"\nerror = "unknown user nosuch"'),
    ('[[expect]]\naddress = "joe"\noutcome = "fail"\n', 'address = "joe"\noutcome = "deliver"\n# last'),
    ('[[expect]]\naddress = "joe"\nuser = "ann"\n', 'user = "joe"\noutcome = "deliver"'),
    ('[[expect]]\naddress = "log"\n', 'transport = "file"\npath = "/var/log/mail"\n'),
    ('[[expect]]\naddress = "prog"\n', 'deliveries = [\n  {transport = "pipe", address = "/bin/x"},\n]\n'),
    ('[[expect]]\naddress = "team"\n', '{transport = "smtp", host = "far.example", address = "al@far.example"},\n'),
    ('[[expect]]\naddress = "team"\ndeliveries = []\n', '{transport = "local", user = "ann"'),
    ('[[expect]]\naddress = "joe"\nvia = ["x"]\noutcome = "fail"\n', 'via = ["users"]\noutcome = "deliver"'),
    ('[[expect]]\naddress = "al@slow.example"\n', 'outcome = "defer"'),
]


@pytest.mark.parametrize(("before", "after"), CASES)
def test_what_is_written_holds(tmp_path: Path, before: str, after: str) -> None:
    file = site(tmp_path, f"# first\n{before}# last\n")
    assert check(file).exit_code == 1
    ran = check(file, "--update")
    text = file.read_text()
    assert (ran.exit_code, check(file).exit_code) == (0, 0), text
    assert after in text
    assert text.startswith(WORLD + "# first\n[[expect]]\n") and text.endswith("# last\n")


def test_inline_tables_are_written_too(tmp_path: Path) -> None:
    text = 'expect = [{address = "joe"}, {address = "nosuch", outcome = "defer"}]\nworld.users.joe = {}\n'
    file = site(tmp_path, "", text)
    assert check(file, "--update").exit_code == 0
    assert '{address = "nosuch", outcome = "fail"}]' in file.read_text()


def test_what_holds_is_left_alone(tmp_path: Path) -> None:
    file = site(tmp_path, '[[expect]]\naddress = "joe"\noutcome = "deliver"\n')
    before = file.read_bytes()
    assert "0 expectations written" in check(file, "--update").stderr
    assert file.read_bytes() == before


def test_addresses_that_end_apart_are_not_written(tmp_path: Path) -> None:
    file = site(tmp_path, '[[expect]]\naddress = ["joe", "nosuch"]\n')
    ran = check(file, "--update")
    assert (ran.exit_code, "do not end alike" in ran.stderr) == (1, True)


def test_a_file_with_mistakes_is_never_written(tmp_path: Path) -> None:
    file = site(tmp_path, '[[expect]]\nadress = "joe"\n')
    before = file.read_bytes()
    assert check(file, "--update").exit_code == 1
    assert file.read_bytes() == before
