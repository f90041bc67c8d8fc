"""A setting by which the dialect is known is not taken out: without it the rest would be read in another way."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_lint.engine import check
from smail_lint.registry import RULES
from smail_testkit.site import write_site

RESTATED = [rule for rule in RULES if rule.kind.name == "default-value-restated"]
OLD_WORD = "box: driver=appendfile, local; file=/var/mail/${lc:user}, mode=0600, check_user, -check_path\n"
OLD_VARIABLE = 'box: driver=appendfile, local; dir=/var/box/${lc:user}, mode=0600, check_user, prefix="$bat"\n'


@pytest.mark.parametrize(
    ("config", "transports", "repaired"),
    [
        ("hostnames = a.example\n", OLD_WORD, False),
        ("# smail-dialect: 3.1\nhostnames = a.example\n", OLD_WORD, True),
        ("+smtp_info\n", OLD_VARIABLE, False),
        ("+smtp_info\n", "", True),
    ],
)
def test_it_is_repaired_only_where_nothing_depends_on_it(
    config: str, transports: str, repaired: bool, tmp_path: Path
) -> None:
    found = check(write_site(tmp_path, {"config": config, "transports": transports}), RESTATED).found
    restated = [one for one in found if one.kind.code == "SM901"]
    assert [one.fix is not None for one in restated] == [repaired]
