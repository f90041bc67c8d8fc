"""The local names in the values of alias entries, found in the text of the file: a million entries in seconds.

Only names and `name@host` of the common forms are read here, `host` being a known local one. Whoever needs more looks
at the record of an entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from smail_compiler.syntax.nodes import TargetNode
from smail_lint.facts.alias_keys import FirstEntries
from smail_lint.facts.characters import fold

Name = tuple[str, str]
"""A folded local part, and the host behind it, empty for none."""

_ATOM = r"[a-z0-9_][a-z0-9_+=-]*+(?>(?:\.[a-z0-9_+=-]++)*)"
_COMMA = r"[ \t]*+,(?>(?:[ \t]++|(?:#[^\n]*+)?\n)*)"
_REMARK = re.compile(r"#[^\n]*")


class LocalTargets:
    """Reads values, given the local hosts."""

    def __init__(self, hosts: Iterable[str]) -> None:
        known = sorted(hosts, key=len, reverse=True)
        host = "|".join(map(re.escape, known)) or "(?!)"
        item = rf"\\?({_ATOM})(?>(?:@({host}))?)(?![@.])"
        unnamed = rf"\\?{_ATOM}(?>(?:@(?:{host}))?)(?![@.])"
        self._here = tuple(f"@{one}" for one in known)
        self._item = re.compile(rf"{item}(?=[ \t\n]*+(?:,|\Z))")
        self._all = re.compile(rf"{unnamed}(?>(?:{_COMMA}{unnamed})*)[ \t]*+\Z")

    def alone(
        self,
        book: FirstEntries,
        inward: Sequence[tuple[int, str]],
        way: Callable[[str], int | None],
        words: Collection[str],
    ) -> tuple[dict[int, int], Iterator[tuple[int, list[Name]]]]:
        """The entries that seem to give local names only, by their numbers; they are among those that lead `inward`.

        The first are those whose value is a name by itself that `way` knows, with what it makes of it: one of the
        `words`. Then come others, with all of their names.
        """
        named = (one for one in inward if one[1] in words)
        single = {number: target for number, value in named if (target := way(value)) is not None}
        return single, self._lists(book, inward, single)

    def _lists(
        self, book: FirstEntries, inward: Sequence[tuple[int, str]], single: Mapping[int, int]
    ) -> Iterator[tuple[int, list[Name]]]:
        for number, value in inward if len(single) < len(inward) else ():
            if ("," in value or value[:1] == "\\" or value.endswith(self._here)) and number not in single:
                names = self._list(book, number, value)
                if names:
                    yield number, names
        for number, entry in book.entries.odd.items():
            names = _all_names(entry.targets)
            if names:
                yield number, names

    def _list(self, book: FirstEntries, number: int, value: str) -> list[Name]:
        """The names of a value; none when one of its items is something else."""
        if self._all.match(value) is not None:
            return self._item.findall(_REMARK.sub("", value) if "#" in value else value)
        return _all_names(book.entries[number].targets) if "<" in value else []


def _all_names(targets: Iterable[TargetNode]) -> list[Name]:
    """The names that are all of the targets, or none."""
    names = [name_of(one) for one in targets]
    return [one for one in names if one is not None] if None not in names else []


def name_of(target: TargetNode) -> Name | None:
    """A target as a name and host; None for what is none, or is of another form than `name` and `name@host`."""
    if target.kind != "address" or any(one in target.target for one in '!%"'):
        return None
    name, _, host = fold(target.target).removeprefix("\\").partition("@")
    return (name, host) if name and "@" not in host else None
