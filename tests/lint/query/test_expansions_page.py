"""docs/expansions.md: its examples give what it shows, and its tables name everything there is."""

from __future__ import annotations

import re
import shlex

import pytest
from click.testing import CliRunner

from smail_compiler.semantics.expansion import VARIABLES
from smail_compiler.syntax.expansion_tokens import CONDITIONS, OPERATORS
from smail_lint.query.cli import group
from smail_testkit.commands import TOP

PAGE = TOP / "docs" / "expansions.md"


def test_examples(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TOP)
    shown = PAGE.read_text("utf-8")
    made = re.sub(r"(?<=```console\n).*?(?=```)", lambda block: ran_again(block[0]), shown, flags=re.DOTALL)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(made, "utf-8")
        shown = made
    assert made == shown


def ran_again(block: str) -> str:
    """The commands of a block, each with what it prints now."""
    return "".join(f"{line}\n{printed(line)}" for line in block.splitlines() if line.startswith("$ "))


def printed(line: str) -> str:
    prompt, command, *words = shlex.split(line)
    assert (prompt, command) == ("$", "smail-query")
    ran = CliRunner().invoke(group(), words)
    assert ran.exit_code in (0, 1), ran.output
    return ran.stdout


def cells(heading: str, columns: slice) -> set[str]:
    """The names in the first columns of the table below a heading."""
    section = PAGE.read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1:][columns] for line in section.splitlines() if line.startswith("| `")]
    return set(re.findall(r"`(\w+|\$)", " ".join(cell for row in rows for cell in row)))


def test_every_name_is_in_a_table() -> None:
    assert cells("Variables", slice(0, 2)) == VARIABLES
    assert cells("Operators", slice(0, 1)) == set(OPERATORS)
    assert cells("Conditions", slice(0, 1)) == set(CONDITIONS)
