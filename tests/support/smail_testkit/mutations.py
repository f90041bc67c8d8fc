"""Small mistakes as hands make them: a character lost, added or mistaken, a line lost or doubled."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

_CHARACTERS = '",;:=#\\ ()x\n$<>@.!'


@dataclass(frozen=True)
class Mutation:
    """A text with one mistake: the line it was made on, and what it was."""

    line: int
    what: str
    text: str


def mutations(text: str, number: int, seed: str) -> Iterator[Mutation]:
    """`number` single mistakes in `text`, the same for the same seed."""
    choose = random.Random(seed)
    lines = text.splitlines(keepends=True)
    for _ in range(number):
        at = choose.randrange(len(text))
        line = text.count("\n", 0, at) + 1
        character = choose.choice(_CHARACTERS)
        match choose.choice(("lost", "added", "mistaken", "line lost", "line doubled")):
            case "lost":
                yield Mutation(line, f"lost {text[at]!r}", text[:at] + text[at + 1 :])
            case "added":
                yield Mutation(line, f"added {character!r}", text[:at] + character + text[at:])
            case "mistaken":
                yield Mutation(line, f"{character!r} for {text[at]!r}", text[:at] + character + text[at + 1 :])
            case "line lost":
                yield Mutation(line, "line lost", "".join(lines[: line - 1] + lines[line:]))
            case _:
                yield Mutation(line, "line doubled", "".join(lines[:line] + lines[line - 1 :]))
