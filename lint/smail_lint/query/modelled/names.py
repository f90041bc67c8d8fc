"""Local names worth trying: for each director those it can tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from smail_lint.query.modelled import cells, vocabulary
from smail_lint.query.modelled.constants import compared, looked_up
from smail_lint.query.modelled.machine import ACCOUNTS, STRANGER
from smail_lint.query.modelled.way import Side
from smail_runtime.routing.described.script import Script
from smail_runtime.table.director import AliasFileDriver, AltUserDriver, Director, UserDriver
from smail_runtime.table.pattern import PatternEntry

ALWAYS = (*ACCOUNTS, STRANGER, "postmaster", "mailer-daemon", "root")
FULLY = 100
"""Keys of each director that are tried in every way: with what directors take off, and at every host."""
_FOREIGN = frozenset("@!%")
ODD = ("-dash", ".dot", "a/b", "a..b", "two words", "\u00e9", "Jane")


class Names:
    """The names of several configurations on one machine."""

    def __init__(self, sides: Sequence[Side], script: Script | None) -> None:
        self._sides = sides
        self._script = script

    @cached_property
    def general(self) -> tuple[str, ...]:
        """Names that stand for many: made-up ones, one of each cell, and what is compared."""
        programs = [side.data.program for side in self._sides]
        found = [*ALWAYS, *ODD, *cells.cells(cells.atoms(programs, self._patterns()))]
        found += [one for program in programs for one in compared(program.directors)]
        return tuple(vocabulary.usable([*found, *self._affixed(ALWAYS)]))

    @cached_property
    def known(self) -> tuple[str, ...]:
        """Names that the machine, the directory or a program speaks of; files are told apart by case, too."""
        found = list(vocabulary.described_names(self._script)) if self._script else []
        for side in self._sides:
            found += vocabulary.file_names(side.opened.directory)
            directors = {one.name for one in side.data.program.directors}
            for section in side.opened.table.sections:
                found += vocabulary.first_keys(side, section) if section not in directors else ()
            for file in looked_up(side.data.program.directors):
                found += vocabulary.keys_of(side, file)
        in_capitals = (one.capitalize() for one in dict.fromkeys(found))
        return tuple(vocabulary.usable([*found, *in_capitals, *self._affixed(found)]))

    def of_director(self, side: Side, director: Director) -> tuple[str, ...]:
        """The names that stand in the data of one director, and those to which their values lead."""
        driver, found = director.driver, list[str]()
        if isinstance(driver, AliasFileDriver):
            if driver.compiled:
                found += [
                    *vocabulary.first_keys(side, director.name),
                    *_local(vocabulary.values_of(side, director.name)),
                ]
            else:
                found += vocabulary.keys_of(side, driver.file, driver.proto)
        elif isinstance(driver, UserDriver) and driver.pwfile:
            found += vocabulary.keys_of(side, driver.pwfile)
        elif isinstance(driver, AltUserDriver):
            found += vocabulary.keys_of(side, driver.file, driver.proto)
        return tuple(
            vocabulary.usable([*found, *(one.capitalize() for one in found[:3]), *self._affixed(found[:FULLY])])
        )

    def _patterns(self) -> Iterator[PatternEntry]:
        for side in self._sides:
            for director in side.data.program.directors:
                yield from side.data.patterns(director.name)

    def _affixed(self, found: Iterable[str]) -> Iterator[str]:
        """Each name with what directors take off."""
        programs = [side.data.program for side in self._sides]
        spelled = [
            (front, back)
            for prefix, suffix in cells.affixes(programs)
            for front in cells.spelled(prefix, suffix=False)
            for back in cells.spelled(suffix, suffix=True)
        ]
        return (front + name + back for name in found for front, back in spelled)


def _local(texts: Iterable[str]) -> Iterator[str]:
    """The plain names among addresses."""
    return (text.lstrip("\\") for text in texts if not _FOREIGN & set(text))
