"""Who hears of a failure."""

from __future__ import annotations

import pytest

from smail_runtime.bounce.addressees import Extent, addressee, extent
from smail_runtime.mail.outcome import Notify

OWNERS = ("owner-inner", "owner-outer")


@pytest.mark.parametrize(
    ("notify", "owners", "sender", "told"),
    [
        (Notify.SENDER, OWNERS, "a@x", "a@x"),
        (Notify.POSTMASTER, OWNERS, "a@x", "postmaster"),
        (Notify.OWNER_OR_SENDER, OWNERS, "a@x", "owner-inner"),
        (Notify.OWNER_OR_SENDER, (), "a@x", "a@x"),
        (Notify.OWNER_OR_POSTMASTER, OWNERS, "a@x", "owner-inner"),
        (Notify.OWNER_OR_POSTMASTER, (), "a@x", "postmaster"),
        (Notify.OWNER_OR_SENDER, (), "", ""),
        (Notify.SENDER, (), "+", ""),
        (Notify.OWNER_OR_SENDER, OWNERS, "", "owner-inner"),
    ],
)
def test_addressee(notify: Notify, owners: tuple[str, ...], sender: str, told: str) -> None:
    assert addressee(notify, owners, sender, "postmaster") == told


@pytest.mark.parametrize(
    ("grade", "expected"),
    [
        ("C", Extent.BODY),
        ("0", Extent.BODY),
        ("a", Extent.HEADER),
        ("m", Extent.HEADER),
        ("n", Extent.NOTHING),
        ("z", Extent.NOTHING),
    ],
)
def test_extent(grade: str, expected: Extent) -> None:
    assert extent(grade) is expected
