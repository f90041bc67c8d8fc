"""The README's screens are real: every `$ command` in a console block is run and its output compared."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from smail_testkit.commands import PATIENCE, TOP, plain_environment

README = TOP / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def screens() -> list[str]:
    """The console blocks that show a command."""
    return [block for block in BLOCK.findall(README.read_text()) if block.startswith("$ ")]


def played(block: str) -> str:
    """The block as it would be today."""
    shown: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            shown += [line, *output_of(line[2:]).splitlines()]
    return "\n".join(shown) + "\n"


def output_of(command: str) -> str:
    """Both streams of a command run from the top of the repository."""
    done = subprocess.run(
        shlex.split(command),
        cwd=TOP,
        env=plain_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return done.stdout


def test_the_readme_shows_commands() -> None:
    assert len(screens()) >= 2


@pytest.mark.parametrize("block", screens(), ids=lambda block: block.splitlines()[0][2:])
def test_screen_is_real_output(block: str, pytestconfig: pytest.Config) -> None:
    today = played(block)
    if pytestconfig.getoption("--update-golden"):
        text = README.read_text()
        Path(README).write_text(text.replace(block, today))
    else:
        assert today == block
