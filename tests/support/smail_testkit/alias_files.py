"""Alias files of any length as sites have them: plain names, lists, commands, comments, wrapped lines, and faults."""

from __future__ import annotations

import random
from collections.abc import Callable

Make = Callable[[random.Random, str], str]


def alias_file(entries: int, *, seed: int, broken: bool = True) -> str:
    """An alias file of that many entries, the same for the same seed; `broken` mixes faults and rarities in."""
    dice = random.Random(seed)
    makers = [*_COMMON, *_RARE] if broken else _COMMON
    weights = [weight for weight, _ in makers]
    lines = []
    for number in range(entries):
        make = dice.choices(makers, weights)[0][1]
        lines.append(make(dice, f"user{number}"))
        if dice.random() < 0.05:
            lines.append(dice.choice(("# since May", "", "#", "# kept for\n#\n# the office")))
    return "\n".join(lines) + "\n"


def _plain(dice: random.Random, key: str) -> str:
    return f"{key}:{dice.choice((' ', chr(9), '   '))}{_address(dice)}"


def _several(dice: random.Random, key: str) -> str:
    return f"{key}: " + dice.choice((", ", ",", ",  ")).join(_item(dice) for _ in range(dice.randrange(2, 6)))


def _wrapped(dice: random.Random, key: str) -> str:
    parts = [_item(dice) for _ in range(dice.randrange(2, 5))]
    return f"{key}: " + dice.choice((",\n\t", ", # and\n    ", ",\n\t# also\n\t")).join(parts)


def _remark(dice: random.Random, key: str) -> str:
    return f"{key}: {_item(dice)}{dice.choice((' # who', '# who', '   #', '  '))}"


def _command(dice: random.Random, key: str) -> str:
    return f'{key}: "|/usr/local/bin/prog -f {key} -x{dice.randrange(9)}", {_address(dice)}'


def _backslash(dice: random.Random, key: str) -> str:
    return f"{key}: {_address(dice)}, \\\n  {_address(dice)}"


def _blanks(dice: random.Random, key: str) -> str:
    return f"{key} {_address(dice)} {_address(dice)}"


def _phrases(dice: random.Random, key: str) -> str:
    return f"{key}: {_address(dice)}\n\t{_address(dice)}\n\tAnna (x) B <{_address(dice)}>"


def _fault(dice: random.Random, key: str) -> str:
    wrong = (
        ":fail: gone",
        "a,,b",
        "x@",
        "(never",
        '"a b',
        "joe; x",
        "<a b>",
        "a!@b",
        "Al <al@h",
        "joe\0x",
        "jörg@h",
        "",
    )
    return f"{key}: {dice.choice(wrong)}"


def _group(dice: random.Random, key: str) -> str:
    return f"{key}: team: {_address(dice)}, {_address(dice)};"


def _item(dice: random.Random) -> str:
    rare = (
        "/var/mail/x.old",
        "|/bin/true",
        ":include:/etc/lists/a.b",
        "\\joe",
        "Al Bo <al@h.example>",
        '"|/bin/x y"',
    )
    return dice.choice(rare) if dice.random() < 0.2 else _address(dice)


def _address(dice: random.Random) -> str:
    name = dice.choice(("anna", "berta.b", "carl_c", "d-d+x", "e7"))
    return name if dice.random() < 0.3 else f"{name}@mail{dice.randrange(20)}.example.org"


_COMMON: list[tuple[int, Make]] = [(600, _plain), (120, _several), (60, _wrapped), (60, _remark), (60, _command)]
_RARE: list[tuple[int, Make]] = [(15, _backslash), (10, _blanks), (10, _phrases), (10, _fault), (5, _group)]
