"""Repairs of all rules on all their cases: safe ones hold, and none goes in circles."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_lint.cli.fixing import subject, wanted
from smail_lint.cli.repairing import mend
from smail_lint.fix.writing import write_all
from smail_lint.registry import RULES
from smail_testkit.cases import read_cases
from smail_testkit.site import write_site

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.md"))
EXAMPLES = {rule.kind.name.replace("-", "_"): rule.page().example("Flagged") for rule in RULES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_repairs_hold_and_come_to_an_end(file: Path, tmp_path: Path) -> None:
    """Every safe repair of the rule is proved, before any other is made; made twice, repairs change nothing more."""
    cases = [{block.info: block.text for block in case.blocks} for case in read_cases(file)]
    for number, files in enumerate([*cases, EXAMPLES[file.stem]]):
        site = write_site(tmp_path / str(number), files)
        mended = mend(subject(site), wanted(unsafe=True))
        write_all(mended.files, site)
        refused = [one.finding for one in mended.refused if one.finding.kind.name.replace("-", "_") == file.stem]
        assert [one for one in refused if one.fix and one.fix.safety == "safe"] == []
        again = mend(subject(site), wanted(unsafe=True))
        assert (again.repairs, again.files) == (0, ()), (files, again.files)
