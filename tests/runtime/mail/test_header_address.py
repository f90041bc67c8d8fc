"""Addresses of header fields: modes compared with each other, prints that read back, and any text at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.mail.address import Address, AddressError
from smail_runtime.mail.header_address import parse_addresses, parse_mailbox
from smail_runtime.mail.idn import ascii_domain
from smail_runtime.mail.mailbox import Group, Item, Mailbox
from smail_runtime.mail.strictness import Strictness, parse_as

PIECES = (
    *(
        "joe",
        "h",
        "a.b",
        " ",
        " ",
        "\r\n ",
        "\n\t",
        "(c)",
        "(a (b))",
        '"x y"',
        '"a\\"b"',
        "<",
        ">",
        "@",
        "@",
        ":",
        ";",
    ),
    *(",", ".", "[1.2.3.4]", "\\", "(", ")", '"', "[", "]", "\x01", "!", "%", "-", "ö", "\udcff", "<a@b>", "x@y"),
)
SOUP = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)
WORDS = st.text(alphabet="abz09!#$%&'*+/=?^_`{|}~-", min_size=1, max_size=6)
LOCAL_PARTS = st.lists(WORDS, min_size=1, max_size=3).map(".".join) | st.text(
    alphabet='ab @<>,;:\\".()[]', max_size=6
).map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
DOMAINS = st.from_regex(r"[a-z0-9]{1,4}(\.[a-z0-9]{1,4}){0,2}", fullmatch=True) | st.just("[192.0.2.1]")
BLANKS = st.sampled_from(("", " ", "\r\n ", "(c)", " (a (b\\)) ) "))


def printed(item: Item) -> str:
    """The item as a header field would hold it."""
    if isinstance(item, Group):
        return f"{_quoted(item.name)}: {', '.join(map(printed, item.mailboxes))};"
    return f"{_quoted(item.name)} <{item.address.text}>" if item.name else item.address.text


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(SOUP, st.booleans(), st.booleans())
def test_what_is_printed_reads_back(text: str, obsolete: bool, utf8: bool) -> None:
    found = parse_addresses(text, obsolete=obsolete, utf8=utf8)
    if isinstance(found, AddressError):
        assert 0 <= found.at <= len(text) and found.category and not found.message.endswith(".")
        return
    assert parse_addresses(", ".join(map(printed, found)), obsolete=True, utf8=utf8) == found


@given(LOCAL_PARTS, DOMAINS, st.lists(BLANKS, min_size=4, max_size=4))
def test_an_address_is_the_same_with_blanks_and_comments_around_its_parts(
    local: str, domain: str, blanks: list[str]
) -> None:
    a, b, c, d = blanks
    found = parse_mailbox(f"{a}{local}{b}@{c}{domain}{d}")
    assert isinstance(found, Mailbox), found
    assert (found.address.domain, found.address.local_part.replace("\\", "")) == (domain, local.replace("\\", ""))
    assert parse_mailbox(f"Joe {a}<{b}{local}@{domain}{c}>{d}") == Mailbox("Joe", found.address)


@given(SOUP)
def test_the_obsolete_syntax_takes_more_and_means_the_same(text: str) -> None:
    strict, loose = parse_addresses(text), parse_addresses(text, obsolete=True)
    if not isinstance(strict, AddressError):
        assert loose == strict
    elif strict.category != "obsolete-syntax":
        assert isinstance(loose, AddressError)


@given(LOCAL_PARTS, DOMAINS)
def test_what_smtp_takes_headers_take_too(local: str, domain: str) -> None:
    text = f"{local}@{domain}"
    path, mailbox = parse_as(text, Strictness.RFC5321), parse_as(text, Strictness.RFC5322)
    assert isinstance(mailbox, Address)
    assert isinstance(path, AddressError) or (path.domain, path.form) == (mailbox.domain, mailbox.form)


@given(st.text(max_size=14), st.sampled_from(Strictness), st.booleans())
def test_any_text_gives_an_address_or_an_error_within_it(text: str, rules: Strictness, utf8: bool) -> None:
    found = parse_as(text, rules, utf8=utf8)
    assert isinstance(found, Address) or 0 <= found.at <= len(text)


@pytest.mark.parametrize(
    "piece", ["(", "((a)", " ", "\r\n ", '"', '"a" ', "a ", "a.", "<", "[", "@", ",", "x@y,", "\\"]
)
def test_time_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        parse_addresses(text, obsolete=True)
        return time.process_time() - start

    small, large = (min(seconds(size) for _ in range(2)) for size in (4_000, 64_000))
    assert large < 64 * small + 0.1


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("Example.ORG", "Example.ORG"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("BÜCHER.example", "xn--bcher-kva.example"),
        ("bu\u0308cher.example", "xn--bcher-kva.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("παράδειγμα.δοκιμή", "xn--hxajbheg2az3al.xn--jxalpdlp"),
        ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
        ("\u0301a", None),
        ("ö_x", None),
        ("-ö", None),
        ("ö-", None),
        ("ab--ö", None),
        ("ｈ.example", None),
        ("a\u200db", None),
        ("ö" * 60, None),
        ("a。b", None),
        ("ö\udcff", None),
    ],
)
def test_domains_in_other_letters(domain: str, expected: str | None) -> None:
    assert ascii_domain(domain) == expected


@given(st.text(max_size=8))
def test_any_domain_gives_ascii_or_nothing(domain: str) -> None:
    found = ascii_domain(domain)
    assert found is None or found.isascii()
