"""Members of lists, and those that stand there more than once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smail_compiler.syntax.nodes import TargetNode
from smail_compiler.text.diagnostic import Edit
from smail_lint.facts.characters import fold
from smail_lint.facts.local_targets import name_of

if TYPE_CHECKING:
    from smail_lint.facts.site_facts import SiteFacts


def member(facts: SiteFacts, target: TargetNode) -> object:
    """What two spellings of an address have in common: local hosts that share their names are one."""
    name = name_of(target)
    population = facts.populations.of(name[1]) if name is not None else None
    return (name[0], id(population)) if name is not None and population is not None else fold(target.target)


def repeating(facts: SiteFacts) -> Iterator[Sequence[TargetNode]]:
    """The targets of alias entries and lists in which an address may well stand twice, seen from the text alone."""
    here = tuple(f"@{one}" for one in facts.populations.known)
    for book in facts.books_by_file:
        for number, value in enumerate(book.entries.folded_values()):
            if "," in value and _may_repeat("".join(value.split()), ",", here):
                yield book.entries[number].targets
        yield from (entry.targets for entry in book.entries.odd.values() if len(entry.targets) > 1)
    for one in facts.site.lists:
        if _may_repeat(fold("\n".join([target.target for target in one.targets])), "\n", here):
            yield one.targets


def _may_repeat(text: str, between: str, here: tuple[str, ...]) -> bool:
    """Whether two of the items of a text are the same when local hosts are."""
    items = (text.replace("\\", "") if "\\" in text else text).split(between)
    if len(set(items)) < len(items):
        return True
    for host in here:
        if host in text:
            names = {one.partition("@")[0] if one.endswith(here) else one for one in items}
            return len(names) < len(items)
    return False


def without(before: TargetNode, target: TargetNode) -> tuple[Edit, ...]:
    """The edit that takes a target out of its list together with the comma or line end in front; none if comments
    or brackets are in the way."""
    source = target.source
    gap = source.data[before.end : target.start]
    if gap.strip(b" \t\n,") or gap.count(b",") > 1 or not gap:
        return ()
    if b"," not in gap and b"\n" not in gap:
        return ()
    return (Edit(source.span(before.end, target.end), ""),)
