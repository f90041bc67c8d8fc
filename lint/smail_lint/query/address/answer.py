"""The answer to "how is this address taken apart": its first parse, every peeling, and where it goes wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from smail_lint.query.qualified import qualified
from smail_lint.report.unicode import scalar, scalar_or_none
from smail_runtime.mail.address import Address, AddressError, Form, without_brackets
from smail_runtime.mail.peel import passes
from smail_runtime.mail.strictness import Strictness, parse_as
from smail_runtime.mail.tokens import unquote
from smail_runtime.routing.names import Names


class PassAnswer(msgspec.Struct, frozen=True):
    """One parse: the text that was parsed, its form, the host it leads to and what remains."""

    text: str
    form: str
    target: str | None
    remainder: str


class AddressFault(msgspec.Struct, frozen=True):
    """A category of section 23. `column`, from 1, counts in `text`: the address as given, or what is left of it."""

    category: str
    message: str
    column: int
    text: str


class AddressAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The first parse, null where there is none; then what is left after each peeling.

    `local` tells whether the last parse leaves a local name. `qualified` is the address with its host or domain
    completed. `steps` are all parses in order.
    """

    address: str
    form: str | None = None
    target: str | None = None
    remainder: str | None = None
    local_part: str | None = None
    domain: str | None = None
    local: bool
    qualified: str | None = None
    passes: tuple[str, ...]
    errors: tuple[AddressFault, ...]
    steps: tuple[PassAnswer, ...]


def address_answer(
    text: str,
    names: Names,
    qualify: Mapping[str, str],
    *,
    switch_percent_and_bang: bool = False,
    rules: Strictness = Strictness.MAILER,
) -> AddressAnswer:
    """Take an address apart as the mailer would.

    `qualify` are the rows of the qualify file, first ones only. By other `rules` than
    the mailer's the text is read first; what they leave of it, without names and comments, is then taken apart.
    """
    if rules is not Strictness.MAILER:
        read = parse_as(text, rules, utf8=True)
        if isinstance(read, AddressError):
            return _refused(text, read)
        answer = address_answer(read.text, names, qualify, switch_percent_and_bang=switch_percent_and_bang)
        return msgspec.structs.replace(answer, address=scalar(text))
    found = list(passes(text, names.local, switch_percent_and_bang=switch_percent_and_bang))
    texts = list(_texts(text, found))
    first, last = found[0], found[-1]
    answer = AddressAnswer(
        address=scalar(text),
        local=isinstance(last, Address) and last.target is None,
        passes=tuple(map(scalar, texts[1:])),
        errors=(_fault(text, found, last, texts[-1]),) if isinstance(last, AddressError) else (),
        steps=tuple(_step(one) for one in found if isinstance(one, Address)),
    )
    if isinstance(first, AddressError):
        return answer
    return _with_first(answer, first, qualified(first, names.visible, qualify))


def _refused(text: str, error: AddressError) -> AddressAnswer:
    """The answer to a text that the rules asked for refuse."""
    fault = AddressFault(error.category, error.message, error.at + 1, scalar(text))
    return AddressAnswer(address=scalar(text), local=False, passes=(), errors=(fault,), steps=())


def _with_first(answer: AddressAnswer, first: Address, completed: str | None) -> AddressAnswer:
    return msgspec.structs.replace(
        answer,
        form=first.form.value,
        target=scalar_or_none(first.target),
        remainder=scalar(first.remainder),
        local_part=scalar(first.local_part),
        domain=scalar(first.domain),
        qualified=scalar_or_none(completed),
    )


def _texts(text: str, found: list[Address | AddressError]) -> Iterator[str]:
    """What each pass was given."""
    for one in found:
        yield one.text if isinstance(one, Address) else text
        if isinstance(one, Address):
            text = one.remainder if one.target is not None else unquote(one.text)


def _fault(given: str, found: list[Address | AddressError], error: AddressError, text: str) -> AddressFault:
    """The error with its place in the address as given, if what is left stands there as it is."""
    start = _start(given, found, text)
    if len(found) == 1:
        start, text = _inside_brackets(given)
    if start is None:
        return AddressFault(error.category, error.message, error.at + 1, scalar(text))
    return AddressFault(error.category, error.message, start + error.at + 1, scalar(given))


def _start(given: str, found: list[Address | AddressError], text: str) -> int | None:
    """The offset of the last pass in the address as given, None when quotes or brackets were taken off before."""
    start = 0
    for one in found[:-1]:
        assert isinstance(one, Address)
        if one.target is None:
            return None
        if one.form not in (Form.MAILBOX, Form.PERCENT):
            start += len(one.text) - len(one.remainder)
    if isinstance(found[0], Address):
        start += max(given.find(found[0].text), 0)
    return start if given.startswith(text, start) else None


def _inside_brackets(given: str) -> tuple[int | None, str]:
    """What is split of an address with brackets, and where that stands; all of it when the brackets are wrong."""
    bare = without_brackets(given)
    if isinstance(bare, AddressError):
        return 0, given
    start = given.find(bare)
    return (None if start < 0 else start), bare


def _step(one: Address) -> PassAnswer:
    return PassAnswer(scalar(one.text), one.form.value, scalar_or_none(one.target), scalar(one.remainder))
