"""docs/expansions.md: its tables name everything there is."""

from __future__ import annotations

import re

from smail_compiler.semantics.expansion import VARIABLES
from smail_compiler.syntax.expansion_tokens import CONDITIONS, OPERATORS
from smail_testkit.commands import TOP

PAGE = TOP / "docs" / "expansions.md"


def cells(heading: str, columns: slice) -> set[str]:
    """The names in the first columns of the table below a heading."""
    section = PAGE.read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1:][columns] for line in section.splitlines() if line.startswith("| `")]
    return set(re.findall(r"`(\w+|\$)", " ".join(cell for row in rows for cell in row)))


def test_every_name_is_in_a_table() -> None:
    assert cells("Variables", slice(0, 2)) == VARIABLES
    assert cells("Operators", slice(0, 1)) == set(OPERATORS)
    assert cells("Conditions", slice(0, 1)) == set(CONDITIONS)
