"""The group behind `smail-query`: every question is there, and none is imported before it is asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from smail_lint.query.cli import QUESTIONS, group
from smail_testkit.commands import run


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_a_command_with_examples(name: str) -> None:
    ran = CliRunner().invoke(group(), [name, "--help"])
    assert ran.exit_code == 0
    assert f"smail-query {name}" in ran.stdout


def test_help_lists_the_questions_without_importing_them() -> None:
    code = "import sys; sys.argv = ['smail-query', '--help']; from smail_lint.query.cli import main\n"
    code += "try: main()\nexcept SystemExit: print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert all(name in ran.stdout for name in QUESTIONS)
    assert not {place.split(":")[0] for place, _ in QUESTIONS.values()} & set(ran.stderr.split())


def test_version_starts_without_click() -> None:
    code = "import sys; sys.argv = ['smail-query', '--version']; from smail_lint.query.cli import main; main()\n"
    code += "print('click' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    version, clicked = ran.stdout.splitlines()
    assert version.startswith("smail-query ") and clicked == "False"


def test_misspelt_question() -> None:
    ran = CliRunner().invoke(group(), ["prase"])
    assert ran.exit_code == 2
    assert "did you mean parse?" in ran.stderr


@pytest.mark.parametrize(
    "question",
    [
        "route {} jane",
        "diff {} {}",
        "search {} transport=local",
        "graph {}",
        "retry {} far.example",
        "address {} jane",
        "expand {} $primary_name",
        "config {}",
    ],
)
def test_a_directory_without_a_configuration_is_told(question: str, tmp_path: Path) -> None:
    ran = run("smail-query", *question.format(tmp_path, tmp_path).split())
    assert f"{tmp_path} holds no file of a configuration: only what is built in counts" in ran.err
    (tmp_path / "config").write_text("visible_name = example.org\n")
    assert "only what is built in" not in run("smail-query", *question.format(tmp_path, tmp_path).split()).err
