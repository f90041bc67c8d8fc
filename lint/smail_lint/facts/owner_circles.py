"""Owners of lists that lead to their lists again (reference semantics, section 13.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from smail_compiler.ir.program import Entry, Site
from smail_compiler.syntax.expression import Literal, Text, Variable
from smail_compiler.syntax.nodes import AliasNode
from smail_lint.facts.alias_keys import FirstEntries, first_entries, reached_from
from smail_lint.facts.characters import fold


class OwnerCircle(msgspec.Struct, frozen=True):
    """A name, the alias of its owner, and the entries of both, keys folded; `director` reports to the owner."""

    name: str
    owner: str
    entry: AliasNode
    owner_entry: AliasNode
    director: Entry


def owner_circles(site: Site) -> Iterator[OwnerCircle]:
    """Those of the directors with an `owner` that is a text around the name."""
    ends = {entry.name: _ends(entry) for entry in site.directors if entry.name in site.aliases}
    if not any(ends.values()):
        return
    files = {name: first_entries(data) for name, data in site.aliases.items()}
    for entry in site.directors:
        around = ends.get(entry.name)
        if around is not None and entry.driver == "aliasfile":
            yield from _of_director(site, entry, around, files[entry.name], tuple(files.values()))


def _ends(entry: Entry) -> tuple[str, str] | None:
    """The text before and behind the name; None for any other form of `owner`."""
    setting = entry.setting("owner", private=False)
    parts = setting.template.parts if setting is not None and isinstance(setting.template, Text) else ()
    names = [at for at, part in enumerate(parts) if isinstance(part, Variable)]
    if len(names) != 1 or any(not isinstance(part, Literal | Variable) for part in parts):
        return None
    variable = parts[names[0]]
    if not isinstance(variable, Variable) or variable.name.lower() != "user" or set(variable.operators) - {"lc"}:
        return None
    texts = ["".join(part.text for part in some if isinstance(part, Literal)) for some in _around(parts, names[0])]
    return (fold(texts[0]), fold(texts[1])) if any(texts) and not any("@" in one for one in texts) else None


def _around(parts: Sequence[object], at: int) -> tuple[Sequence[object], Sequence[object]]:
    return parts[:at], parts[at + 1 :]


def _of_director(
    site: Site, entry: Entry, ends: tuple[str, str], lists: FirstEntries, files: Sequence[FirstEntries]
) -> Iterator[OwnerCircle]:
    before, behind = ends
    for file in files:
        owners = [key for key in file.words if key.startswith(before) and key.endswith(behind)]
        for owner in sorted(owners):
            name = owner[len(before) : len(owner) - len(behind)]
            if name in lists and name in reached_from(site, frozenset([owner]), files):
                yield OwnerCircle(name, owner, lists[name], file[owner], entry)
