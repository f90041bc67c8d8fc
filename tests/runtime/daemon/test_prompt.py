"""What is resolved in the event loop: exactly what asks the machine nothing and is short."""

from __future__ import annotations

import pytest

from smail_runtime.daemon.prompt import BYTES, PAUSE, RECIPIENTS, PromptResolver
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.resolve import resolve
from smail_runtime.table.base import Place
from smail_runtime.table.router import BindDriver, Router, SmartHostDriver
from smail_testkit.routing import INCLUDES, aliases, table, users, world

SMART = Router("smart", Place(1, 1), SmartHostDriver("hub.example"), "smtp")
DNS = Router("bind", Place(1, 1), BindDriver(), "smtp")
SECTIONS = {
    "aliases": {
        "away": "a@far.example, b@far.example",
        "joes": "joe",
        "round": "around",
        "around": "round",
        "list": ":include:/list",
        "many": ", ".join(f"member-{n}@far.example" for n in range(BYTES // 16)),
    }
}
MACHINE = world(users={"joe": {}})


@pytest.mark.parametrize(
    ("router", "recipients", "prompt"),
    [
        (SMART, ("x@far.example",), True),
        (SMART, ("away",), True),
        (SMART, ("away", "x@far.example", "round"), True),
        (SMART, ("joes",), False),
        (SMART, ("list",), False),
        (SMART, ("many",), False),
        (SMART, ("x@far.example",) * (RECIPIENTS + 1), False),
        (DNS, ("x@far.example",), False),
    ],
)
def test_what_is_prompt_is_resolved_alike(router: Router, recipients: tuple[str, ...], prompt: bool) -> None:
    data = table(*INCLUDES, aliases(), users(), routers=(router,), sections=SECTIONS)
    found = PromptResolver().resolve(data, recipients, MessageFacts(), MACHINE)
    assert found == (resolve(data, recipients, MessageFacts(), MACHINE) if prompt else None)


def test_after_an_attempt_in_vain_it_pauses() -> None:
    data = table(aliases(), users(), routers=(SMART,), sections=SECTIONS)
    resolver = PromptResolver()
    answers = [resolver.resolve(data, (name,), MessageFacts(), MACHINE) for name in ("joe", *["away"] * (PAUSE + 1))]
    assert [answer is None for answer in answers] == [True] * (PAUSE + 1) + [False]
