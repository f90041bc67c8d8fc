"""Which deliveries share a call: accounts matter to programs and files, not to SMTP."""

from __future__ import annotations

import msgspec
import pytest

from smail_runtime.daemon.grouping import group
from smail_runtime.queue.message import DeliveryEntry, delivery_key
from smail_runtime.routing.resolution import Delivery
from smail_testkit.routing import TRANSPORTS

ROOMY = {one.name: msgspec.structs.replace(one, max_addrs=0, max_chars=0) for one in TRANSPORTS}


def to(transport: str, user: str) -> Delivery:
    return Delivery(transport, "x@far.example", "r", kind="remote", host="hub", user=user)


@pytest.mark.parametrize(
    ("transport", "users", "calls"),
    [
        ("smtp", ("joe", "ann"), 1),
        ("uux", ("joe", "ann"), 2),
        ("uux", ("joe", "joe"), 1),
        ("nosuch", ("joe", "joe"), 2),
    ],
)
def test_accounts_part_calls_of_programs_only(transport: str, users: tuple[str, str], calls: int) -> None:
    entries = {(at, "k"): DeliveryEntry(at, "k", to(transport, user)) for at, user in enumerate(users)}
    found = group(entries, entries, ROOMY)
    assert len(found) == calls
    assert sorted(key for call in found for key in call) == sorted(entries)


def test_the_account_is_no_part_of_what_a_delivery_elsewhere_is() -> None:
    assert delivery_key(to("smtp", "joe")) == delivery_key(to("smtp", "ann"))
    local = [msgspec.structs.replace(to("pipe", user), kind="pipe") for user in ("joe", "ann")]
    assert delivery_key(local[0]) != delivery_key(local[1])
