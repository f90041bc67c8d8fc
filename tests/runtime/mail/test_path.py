"""Paths of the SMTP envelope."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.mail import path as path_module
from smail_runtime.mail.address import NULL_PATH, Address, AddressError
from smail_runtime.mail.path import literal_address, parse_path


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (b"al@h.example", "al@h.example"),
        (b"al.b+c@h", "al.b+c@h"),
        (b"o'neil!x#$@h", "o'neil!x#$@h"),
        (b"@r1.example,@r2:al@h", "al@h"),
        (b'"a b"@h', '"a b"@h'),
        (b'"a\\"b@c"@h', '"a\\"b@c"@h'),
        (b"al@[192.0.2.1]", "al@[192.0.2.1]"),
        (b"al@[IPv6:2001:db8::1]", "al@[IPv6:2001:db8::1]"),
        (b"Postmaster", "Postmaster"),
        (b"al%x@h", "al%x@h"),
        (b"x!al@h", "x!al@h"),
    ],
)
def test_strict_paths_that_pass(path: bytes, text: str) -> None:
    parsed = parse_path(path)
    assert isinstance(parsed, Address)
    assert parsed.text == text
    assert parsed.domain == text.rpartition("@")[2] or text == "Postmaster"


@pytest.mark.parametrize(
    ("path", "category"),
    [
        (b"", "null-address"),
        (b"al", "bad-mailbox"),
        (b"al@", "bad-mailbox"),
        (b"@h", "bad-mailbox"),
        (b"a..b@h", "bad-mailbox"),
        (b"al@h..x", "bad-mailbox"),
        (b"al@-h", "bad-mailbox"),
        (b"al@h_x", "bad-mailbox"),
        (b"a b@h", "bad-mailbox"),
        (b"a@b@h", "bad-mailbox"),
        ("ä@h".encode(), "bad-mailbox"),
        (b"al@[1.2.3]", "bad-address-literal"),
        (b"al@[x:y]", "bad-address-literal"),
        (b"a\nb@h", "bad-character"),
        (b'"a\rb"@h', "bad-character"),
        (b"al\0@h", "bad-character"),
        (b"a" * 65 + b"@h", "path-too-long"),
        (b"a@" + b"h" * 300, "path-too-long"),
    ],
)
def test_strict_paths_that_fail(path: bytes, category: str) -> None:
    parsed = parse_path(path)
    assert isinstance(parsed, AddressError)
    assert parsed.category == category


def test_null_path_only_where_it_is_allowed() -> None:
    assert parse_path(b"", null=True) is NULL_PATH
    assert NULL_PATH.text == ""


@pytest.mark.parametrize(("path", "target"), [(b"al", None), (b"h!al", "h"), (b"@a,@b:c@d", "a"), (b"a b@h", "h")])
def test_loose_paths_are_read_as_the_mailer_reads_them(path: bytes, target: str | None) -> None:
    parsed = parse_path(path, strict=False)
    assert isinstance(parsed, Address)
    assert parsed.target == target


@pytest.mark.parametrize(
    ("domain", "address"),
    [("[192.0.2.1]", "192.0.2.1"), ("[IPv6:2001:DB8::1]", "2001:db8::1"), ("[ipv6:1.2.3.4]", None), ("h", None)],
)
def test_literal_address(domain: str, address: str | None) -> None:
    assert literal_address(domain) == address


@given(st.text(alphabet='a1.-_+@"\\[]:% \n', max_size=14).map(str.encode) | st.binary(max_size=8))
def test_strict_and_loose_never_raise_and_strict_is_narrower(path: bytes) -> None:
    strict, loose = parse_path(path, null=True), parse_path(path, strict=False, null=True)
    if isinstance(strict, Address) and not path.startswith(b"@"):
        assert loose == strict


@given(st.from_regex(r"[a-z0-9_.+-]{1,6}@[a-z0-9.-]{1,6}", fullmatch=True))
def test_the_short_way_gives_what_the_long_way_gives(text: str) -> None:
    assert (parse_path(text.encode())) == path_module._mailbox(text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("jörg@example.org", "jörg@example.org"),
        ("joe@bücher.example", "joe@xn--bcher-kva.example"),
        ("δοκιμή.x@παράδειγμα.example", "δοκιμή.x@xn--hxajbheg2az3al.example"),
    ],
)
def test_international_mailboxes(path: str, text: str) -> None:
    parsed = parse_path(path.encode(), utf8=True)
    assert isinstance(parsed, Address)
    assert (parsed.text, parsed.domain) == (text, text.rpartition("@")[2])
    assert isinstance(parse_path(path.encode()), AddressError)


@pytest.mark.parametrize(
    "path",
    ["jörg@", "@hölle", "jö rg@h", "jörg@h..x", "jörg@-h", "jö@rg@h", "ö" * 33 + "@h", "jörg@hö_lle", "ö@h\ud800"],
)
def test_what_is_no_international_mailbox(path: str) -> None:
    parsed = parse_path(path.encode("utf-8", "surrogatepass"), utf8=True)
    assert isinstance(parsed, AddressError)
    assert parsed.category == "bad-mailbox"


@given(st.text(max_size=10).map(lambda text: f"{text}@ö.example") | st.text(max_size=12))
def test_international_paths_never_raise(path: str) -> None:
    assert isinstance(parse_path(path.encode("utf-8", "surrogatepass"), utf8=True), (Address, AddressError))
