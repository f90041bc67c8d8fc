"""Random addresses of every form, mostly about names that a site knows."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.reference.names import LITERALS, NAMES, OURS, THEIRS

ODD = (
    "", "@", "joe@", "@mail.example", "!joe", "a!", "-x!joe", "joe@-far", "@far.example joe", "a@@", "a b!c@mail",
    "<joe>", "Joe <ann@mail>", "<<joe>", "joe>", '"a b"@mail', "|/bin/cat", "/etc/passwd", ":include:/x", "a:b",
    "a,b",
    '"joe', "joe\\@far.example", '"joe@far.example"', '"joe"', "\\joe", "@mail:joe", "@mail,@far.example:joe",
    ".joe", "a/b", "joe@mail@lists.example", "%joe", "joe%", "x..y", "x y", "-joe", "é",
)  # fmt: skip


def host(dice: Random) -> str:
    """A host, ours or another."""
    kind = dice.random()
    if kind < 0.4:
        return dice.choice(OURS)
    return dice.choice(LITERALS) if kind > 0.94 else dice.choice(THEIRS)


def mailbox(dice: Random) -> str:
    """A name at a host in some form."""
    name, first, second = dice.choice(NAMES), host(dice), host(dice)
    return dice.choice(
        (
            f"{name}@{first}",
            f"{name}@{first}",
            f"{first}!{name}",
            f"{name}%{first}",
            f"{name}%{first}@{second}",
            f"{first}!{second}!{name}",
            f"{first}!{name}@{second}",
            f"{first}!{name}%{second}",
        )
    )


def address(dice: Random) -> str:
    """One address."""
    kind = dice.random()
    if kind < 0.35:
        return dice.choice(NAMES)
    if kind < 0.75:
        return mailbox(dice)
    if kind < 0.85:
        return dice.choice(ODD)
    return _deep(dice)


def _deep(dice: Random) -> str:
    """Routes, brackets and quotes around a name or a mailbox."""
    name, first, second = dice.choice(NAMES), host(dice), host(dice)
    inner = dice.choice((f"{name}@{first}", name, f"{name}%{first}", f"{first}!{name}"))
    return dice.choice(
        (
            f"@{second}:{inner}",
            f"@{first},@{second}:{inner}",
            f"<{inner}>",
            f'"{name}"@{first}',
            f"{inner}@{second}",
            f"{second}!{inner}",
            f"{inner}%{second}",
            f"\\{inner}",
        )
    )


def addresses(dice: Random, count: int) -> Iterator[str]:
    """That many addresses."""
    for _ in range(count):
        yield address(dice)
