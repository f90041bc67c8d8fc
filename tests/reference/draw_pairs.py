"""Random pairs of sites: a drawn one, and the same with one to three changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

import msgspec

from tests.reference.draw import Drawn, draw
from tests.reference.draw_directors import directors
from tests.reference.draw_lists import alias_file, targets
from tests.reference.draw_routers import methods, paths, rewrites, routers
from tests.reference.names import NAMES

Files = dict[str, str]
SETTINGS = ("visible_name = example.net", "more_hostnames = near:hub", "+switch_percent_and_bang", "smart_path = ash")


def pair(seed: int, count: int = 20) -> tuple[Drawn, Mapping[str, str]]:
    """The configuration of that number with its machine and addresses, and the files of its twin."""
    drawn = draw(seed, count)
    dice = Random(f"twin {seed}")
    files = dict(drawn.files)
    for _ in range(dice.randint(1, 3)):
        dice.choice(CHANGES)(dice, files)
    return drawn, files


def with_files(drawn: Drawn, files: Mapping[str, str]) -> Drawn:
    """The same machine and addresses with other files of the configuration."""
    return msgspec.structs.replace(drawn, files=files)


def _entries(text: str) -> list[str]:
    return [f"{one}\n" for one in text.split("\n") if one] if "\n    " not in text else _blocks(text)


def _blocks(text: str) -> list[str]:
    found: list[str] = []
    for line in text.splitlines(keepends=True):
        if line[:1].isspace() and found:
            found[-1] += line
        else:
            found.append(line)
    return found


def _drop(name: str) -> Callable[[Random, Files], None]:
    def change(dice: Random, files: Files) -> None:
        entries = _entries(files[name])
        if len(entries) > 1:
            entries.pop(dice.randrange(len(entries)))
            files[name] = "".join(entries)

    return change


def _swap(name: str) -> Callable[[Random, Files], None]:
    def change(dice: Random, files: Files) -> None:
        entries = _entries(files[name])
        dice.shuffle(entries)
        files[name] = "".join(entries)

    return change


def _anew(name: str, make: Callable[[Random], str]) -> Callable[[Random, Files], None]:
    def change(dice: Random, files: Files) -> None:
        files[name] = make(dice)

    return change


def _alias(dice: Random, files: Files) -> None:
    files["aliases1"] += f"{dice.choice(NAMES)}: {targets(dice)}\n"


def _setting(dice: Random, files: Files) -> None:
    files["config"] += f"{dice.choice(SETTINGS)}\n"


CHANGES: tuple[Callable[[Random, Files], None], ...] = (
    _alias,
    _setting,
    _drop("directors"),
    _drop("routers"),
    _swap("directors"),
    _swap("routers"),
    _anew("directors", directors),
    _anew("routers", routers),
    _anew("aliases1", alias_file),
    _anew("aliases2", alias_file),
    _anew("paths", paths),
    _anew("rewrites", rewrites),
    _anew("methods/ways", methods),
)
