"""Languages of targets: host names, and addresses in brackets (reference semantics, sections 7 and 14)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property

import msgspec

from smail_lint.facts.characters import DIGITS, SMALL, class_of
from smail_lint.facts.language import EMPTY, Language, ending_in, finite, holding, made_of, starting

LIKELY = ("far.example", "www.example.net", "host.far.example")


@cache
def hosts() -> Language:
    """Names of hosts: letters, digits, dashes, underscores and dots, none of the signs in front."""
    return made_of(SMALL | DIGITS, SMALL | DIGITS | class_of("-_."))


@cache
def dotted() -> Language:
    """Names of hosts with a domain."""
    return hosts() & holding(class_of("."))


@cache
def literals() -> Language:
    """Addresses in brackets."""
    return starting("[", made_of(SMALL | DIGITS, SMALL | DIGITS | class_of(".:]"))) & ending_in("]")


@cache
def targets() -> Language:
    """Everything that routers are asked about."""
    return hosts() | literals()


@cache
def below(domain: str, *, or_equal: bool) -> Language:
    """Names that end in a domain, a leading dot of which does not count; an empty one covers nothing."""
    return below_any([domain], or_equal=or_equal)


def below_any(domains: Iterable[str], *, or_equal: bool) -> Language:
    """Names that end in one of the domains."""
    bare = sorted({domain.removeprefix(".") for domain in domains} - {""})
    names = ending_in(*(f".{domain}" for domain in bare)) & hosts() if bare else EMPTY
    return names | finite(bare) if or_equal else names


class Below(msgspec.Struct, frozen=True, dict=True):
    """Names below some domains, if others let them: asked one by one, or made a language when it must be."""

    domains: frozenset[str]
    within: Language
    without: Language

    def __contains__(self, host: str) -> bool:
        above = host.partition(".")[2]
        while above and above not in self.domains:
            above = above.partition(".")[2]
        return bool(above) and host in self.within and host not in self.without

    @cached_property
    def language(self) -> Language:
        """All of these names."""
        return (below_any(self.domains, or_equal=False) & self.within) - self.without


def covered(items: Iterable[str]) -> Language:
    """The names that a list of bind covers: the first item that fits decides, `!item` says no."""
    found, decided = EMPTY, EMPTY
    for item in items:
        names = below(item.removeprefix("!"), or_equal=True) - decided
        found = found if item.startswith("!") else found | names
        decided = decided | names
    return found


def host_in(names: Language) -> str | None:
    """A name that a reader takes for that of a host, where there is one; else the shortest."""
    likely = next((name for name in LIKELY if name in names), None)
    if likely is not None:
        return likely
    witness = names.witness
    if witness is None:
        return None
    first, dot, rest = witness.partition(".")
    better = f"host.{rest}" if dot and first else witness
    return better if better in names else witness
