"""What the two once disagreed about: each case says what the reference has to say on it."""

from __future__ import annotations

import pytest

from smail_compiler.emit.table import emit
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.resolve import resolve as production
from smail_runtime.table import open_bytes
from smail_testkit.cases import Case, read_cases
from tests.reference import resolve
from tests.reference.compare import loaded, outcome_of, plain
from tests.reference.written import CASES, drawn_of, routes_of, shown


@pytest.mark.parametrize("case", [one for path in sorted(CASES.glob("*.md")) for one in read_cases(path)], ids=str)
def test_both_do_what_the_case_says(case: Case) -> None:
    """Both the resolver and the interpreter give the outcome that is written down."""
    site, world = loaded(drawn_of(case))
    table = open_bytes(emit(site))
    expected = list(routes_of(case))
    assert expected, "the case asks about no address"
    for route in expected:
        found = production(table, (route.address,), MessageFacts(sender=route.sender), world)[0]
        assert shown(outcome_of(found)) == route.outcome, route.address
        assert shown(plain(resolve(site, world, route.sender, route.address))) == route.outcome, route.address
