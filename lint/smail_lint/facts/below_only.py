"""Lists of domains that mean what is below a domain, not the domain itself (reference semantics, section 7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from smail_compiler.ir.program import Entry
from smail_compiler.text.source import Span
from smail_lint.facts.characters import fold
from smail_lint.facts.list_items import items

_LISTS = {
    "pathalias": "required",
    "rewrite": "required",
    "uuname": "required",
    "queryprogram": "required",
    "gethostbyname": "required",
    "bind": "match_domains",
}


class Below(msgspec.Struct, frozen=True):
    """A domain with a dot in such a list of a router."""

    entry: Entry
    setting: str
    domain: str
    at: Span


def below_only(routers: Iterable[Entry]) -> Iterator[Below]:
    """Each domain in such a list that has no dot in front, as it would be written by who means its hosts alone.

    A domain that is below another item is taken by that one.
    """
    for entry in routers:
        name = _LISTS.get(entry.driver, "")
        setting = entry.setting(name, private=True) if name and entry.known else None
        written = tuple(items(setting)) if setting is not None else ()
        for domain, at in written:
            plain = "." in domain.rstrip(".") and not domain.startswith((".", "!", '"'))
            if plain and not any(_is_below(domain, other) for other, _ in written):
                yield Below(entry, name, domain, at)


def _is_below(domain: str, other: str) -> bool:
    """Whether an item takes a domain that is below its own."""
    return bool(other) and fold(domain).endswith("." + fold(other).removeprefix("."))
