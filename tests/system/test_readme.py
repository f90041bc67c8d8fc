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


def played(block: str, where: Path) -> str:
    """The block as it would be today, played in a directory that holds the samples."""
    shown: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            shown += [line, *output_of(line[2:], where).splitlines()]
    return "\n".join(shown) + "\n"


def output_of(command: str, where: Path) -> str:
    """Both streams of a command."""
    done = subprocess.run(
        shlex.split(command),
        cwd=where,
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
def test_screen_is_real_output(block: str, pytestconfig: pytest.Config, tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(TOP / "samples")
    today = played(block, tmp_path)
    if pytestconfig.getoption("--update-golden"):
        text = README.read_text()
        Path(README).write_text(text.replace(block, today))
    else:
        assert today == block
