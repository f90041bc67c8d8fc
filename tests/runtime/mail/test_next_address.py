"""What the next host is given: the table of section 10.5."""

from __future__ import annotations

import pytest

from smail_runtime.mail.address import Address, parse
from smail_runtime.mail.next_address import Style, next_address

NONE: tuple[str, ...] = ()
ONE = ("gw",)
TWO = ("r1", "last")


@pytest.mark.parametrize(
    ("text", "behind", "inet", "default", "uucp"),
    [
        ("al@h", NONE, "al@next", "al@next", "al"),
        ("al@h", ONE, "al@gw", "al@gw", "gw!al"),
        ("al@h", TWO, "@r1:al@last", "r1!last!al", "r1!last!al"),
        ("a@b@h", NONE, "a@b", "a@b", "b!a"),
        ("a@b@h", ONE, "@gw:a@b", "gw!b!a", "gw!b!a"),
        ("a@b@h", TWO, "@r1,@last:a@b", "r1!last!b!a", "r1!last!b!a"),
        ("h!al", NONE, "al@next", "al", "al"),
        ("h!al", ONE, "al@gw", "gw!al", "gw!al"),
        ("h!b!al", TWO, "@r1:b!al@last", "r1!last!b!al", "r1!last!b!al"),
        ("al%h", NONE, "al@next", "al@next", "al"),
        ("al%h", TWO, "@r1:al@last", "r1!last!al", "r1!last!al"),
        ("al%x:y%h", TWO, "@r1:al%x:y@last", "@r1:al%x:y@last", "r1!last!al%x:y"),
        ("@h,@b:al@c", NONE, "@b:al@c", "@b:al@c", "b!c!al"),
        ("@h,@b:al@c", ONE, "@gw,@b:al@c", "@gw,@b:al@c", "gw!b!c!al"),
        ("@h:al@c", ONE, "@gw:al@c", "@gw:al@c", "gw!c!al"),
        ("al%x@gw", ("h2", "h3"), "@h2:al%x@h3", "h2!h3!al%x", "h2!h3!al%x"),
    ],
)
def test_table(text: str, behind: tuple[str, ...], inet: str, default: str, uucp: str) -> None:
    address = parse(text)
    assert isinstance(address, Address)
    forms = {style: next_address(address, "next", behind, style) for style in Style}
    assert forms == {Style.INET: inet, Style.DEFAULT: default, Style.UUCP: uucp}
