"""Addresses: the decision table of section 10.3, its notes, brackets, bang routes and the fast way."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.mail.address import (
    Address,
    AddressError,
    Form,
    bang_form,
    parse,
    parse_fully,
    split,
    without_brackets,
)
from smail_runtime.mail.peel import passes

OPERATORS = st.text(alphabet='ab.@!%:,<>"\\[] -/\n', max_size=16)


@pytest.mark.parametrize(
    ("text", "form", "target", "remainder"),
    [
        ("@a,@b:rest", "route", "a", "@b:rest"),
        ("@a:rest", "last-hop", "a", "rest"),
        ("al@h.example", "mailbox", "h.example", "al"),
        ("a!b!al", "bang", "a", "b!al"),
        ("a!b@c", "mailbox", "c", "a!b"),
        ("a!al%b", "bang", "a", "al%b"),
        ("al%b@c", "mailbox", "c", "al%b"),
        ("@c,@b:al@a", "route", "c", "@b:al@a"),
        ("al@[192.0.2.7]", "mailbox", "[192.0.2.7]", "al"),
        ('"x@y"@h', "mailbox", "h", '"x@y"'),
        ('a."x y"@h', "mailbox", "h", 'a."x y"'),
        ("a@b%c", "percent", "c", "a@b"),
        ("a@b!c", "local", None, "a@b!c"),
        ("a%b!c", "local", None, "a%b!c"),
        ("a%b", "percent", "b", "a"),
        ("a@", "local", None, "a@"),
        ("a%", "local", None, "a%"),
        ("!a", "local", None, "!a"),
        ("%a", "local", None, "%a"),
        ("a:b", "local", None, "a:b"),
        ("a,b", "local", None, "a,b"),
        (r"a\@b", "local", None, r"a\@b"),
        ("joe smith", "local", None, "joe smith"),
        ("al@.h.example.", "mailbox", ".h.example.", "al"),
        ("Al <al@h>", "mailbox", "h", "al"),
        ("<a@b> <c@d>", "mailbox", "d", "c"),
        ("<x <c@d> y>", "mailbox", "d", "c"),
        ("host!@a,@b:c", "bang", "host", "a!b!c"),
        ("h1!h2!@a:c@d", "bang", "h1", "h2!a!d!c"),
    ],
)
def test_decision_table(text: str, form: str, target: str | None, remainder: str) -> None:
    parsed = parse(text)
    assert isinstance(parsed, Address)
    assert (parsed.form.value, parsed.target, parsed.remainder) == (form, target, remainder)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("", "null-address"),
        ("<>", "null-address"),
        ("@", "bad-token"),
        ("@a", "route-addr-syntax"),
        ("@a!b", "route-addr-syntax"),
        ("a!", "no-remainder"),
        ("@h:", "no-remainder"),
        ("a@@", "bad-host-character"),
        ("/usr/x!y", "bad-host-character"),
        ("a b!c", "bad-host-character"),
        ("a@-h", "target-dash"),
        ('"open@h', "bad-token"),
        ("a@[1.2", "bad-token"),
        ("a\\", "bad-token"),
        ("<a@b", "unbalanced-angle"),
        ("a@b>", "unbalanced-angle"),
        ("><", "unbalanced-angle"),
    ],
)
def test_errors_carry_their_category(text: str, category: str) -> None:
    parsed = parse(text)
    assert isinstance(parsed, AddressError)
    assert parsed.category == category
    assert parsed.message


def test_switch_puts_percent_before_bang() -> None:
    plain, switched = parse("x!y%z"), parse("x!y%z", percent_first=True)
    assert isinstance(plain, Address) and isinstance(switched, Address)
    assert (plain.form, switched.form) == (Form.BANG, Form.PERCENT)
    assert switched.target == "z"


def test_only_the_parser_makes_addresses() -> None:
    with pytest.raises(TypeError, match="made by"):
        Address("a@b", Form.MAILBOX, "b", "a")


@pytest.mark.parametrize(
    ("text", "partial", "full"),
    [
        ("joe%a@b", "b!joe%a", "b!a!joe"),
        ("a!b!c", "a!b!c", "a!b!c"),
        ("joe", "joe", "joe"),
        ("a!joe@b", "b!a!joe", "b!a!joe"),
        ("@a,@b:joe@c", "a!b!c!joe", "a!b!c!joe"),
    ],
)
def test_bang_form(text: str, partial: str, full: str) -> None:
    assert (bang_form(text), bang_form(text, full=True)) == (partial, full)


ANY_ASCII = st.text(alphabet=[chr(code) for code in range(128)], max_size=6)
MOSTLY_PLAIN = st.builds("{}{}{}".format, ANY_ASCII, st.sampled_from(("", "@", "@", "@@")), ANY_ASCII)


@given(
    OPERATORS
    | MOSTLY_PLAIN
    | st.text(max_size=8)
    | st.from_regex(r"[A-Za-z0-9._+=~&*/?^$#`{|}'-]{1,5}(@[A-Za-z0-9._+=-]{1,5})?", fullmatch=True),
    st.booleans(),
)
def test_the_short_way_gives_what_the_long_way_gives(text: str, percent_first: bool) -> None:
    assert parse(text, percent_first=percent_first) == parse_fully(text, percent_first=percent_first)
    bare = without_brackets(text)
    if isinstance(bare, str):
        assert split(bare, percent_first=percent_first) == parse_fully(text, percent_first=percent_first)


def peeled_one_by_one(text: str, full: bool) -> str:
    """The bang route by splitting again and again, as section 10.5 tells it."""
    hosts, rest, changed = [], text, False
    while not isinstance(parsed := split(rest), AddressError) and parsed.target is not None:
        if parsed.form is Form.PERCENT and not full:
            break
        changed = changed or parsed.form is not Form.BANG
        hosts.append(parsed.target)
        rest = parsed.remainder
    return "!".join([*hosts, rest]) if changed else text


@given(
    OPERATORS
    | st.lists(st.sampled_from(("a", "b", "-h", '"x@y"', "[1]", "\\", ".", *"@@!!%:,<")), max_size=12).map("".join),
    st.booleans(),
)
def test_a_bang_route_is_what_splitting_again_and_again_gives(text: str, full: bool) -> None:
    assert bang_form(text, full=full) == peeled_one_by_one(text, full)


def printed(address: Address) -> str:
    """The address put together again by its form."""
    target, rest = address.target or "", address.remainder
    return {
        Form.LOCAL: rest,
        Form.MAILBOX: f"{rest}@{target}",
        Form.PERCENT: f"{rest}%{target}",
        Form.BANG: f"{target}!{rest}",
        Form.ROUTE: f"@{target},{rest}",
        Form.LAST_HOP: f"@{target}:{rest}",
    }[address.form]


@given(OPERATORS | MOSTLY_PLAIN | st.text(max_size=8))
def test_what_is_put_together_again_reads_back(text: str) -> None:
    parsed = parse(text)
    if isinstance(parsed, Address):
        assert printed(parsed) == parsed.text
        assert split(printed(parsed)) == parsed


@pytest.mark.parametrize("piece", ["a!", "b%a@", "@a,", "@a:", "x@h!", "<", ">", '"a".', "a%h@", "\\a", '"', "[a]."])
def test_time_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece)) + "z"
        start = time.process_time()
        parse(text)
        bang_form(text, full=True)
        sum(1 for _ in passes(text, frozenset({"a", "h"})))
        return time.process_time() - start

    small, large = (min(seconds(size) for _ in range(2)) for size in (2_000, 32_000))
    assert large < 64 * small + 0.1


@given(OPERATORS)
def test_nothing_is_lost_by_splitting(text: str) -> None:
    parsed = parse(text)
    if isinstance(parsed, AddressError):
        return
    if parsed.target is None:
        assert parsed.remainder == parsed.text
    else:
        assert len(parsed.target) + len(parsed.remainder) < len(parsed.text)
        assert parsed.target in parsed.text and parsed.text.count(parsed.remainder)
    assert parsed.text in text or "!" in text
    bang_form(text, full=True)


@given(st.text(max_size=12))
def test_any_text_gives_an_answer(text: str) -> None:
    assert isinstance(parse(text), (Address, AddressError))
    assert isinstance(without_brackets(text), (str, AddressError))
