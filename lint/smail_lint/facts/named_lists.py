"""The list files of forwardfile directors by the names that lead to them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.ir.data_files import ListFile
from smail_compiler.ir.program import Entry, Site
from smail_compiler.syntax.expression import Literal, Part, Text, Variable
from smail_lint.facts.characters import fold
from smail_lint.facts.locating import locating


class NamedList(msgspec.Struct, frozen=True):
    """A list, the folded name that leads to it, and the director that does."""

    name: str
    file: ListFile
    director: Entry


def named_lists(site: Site) -> Iterator[NamedList]:
    """Those in files `folder/before${lc:user}behind` of directors without prefix and suffix."""
    locate = locating(site)
    for director in site.directors:
        ends = _ends(director)
        folder, slash, before = ends[0].rpartition("/") if ends is not None else ("", "", "")
        path = locate(folder) if slash else None
        if ends is None or path is None:
            continue
        for one in site.lists:
            head, _, name = one.path.rpartition("/")
            fits = name.startswith(before) and name.endswith(ends[1]) and len(name) > len(before + ends[1])
            if head == path and fits:
                yield NamedList(fold(name[len(before) : len(name) - len(ends[1])]), one, director)


def _ends(director: Entry) -> tuple[str, str] | None:
    """The constant text around the name in the path of a forwardfile director."""
    file = director.setting("file", private=True)
    plain = not any(director.value(one, private=True) for one in ("prefix", "suffix", "forwardto"))
    if director.driver != "forwardfile" or not director.known or not plain or file is None:
        return None
    return around_user(file.template.parts) if isinstance(file.template, Text) else None


def around_user(parts: tuple[Part, ...]) -> tuple[str, str] | None:
    """The constant text before and behind the local part in a template that has nothing else in it."""
    match parts:
        case (Literal(before), Variable(name="user")):
            return before, ""
        case (Variable(name="user"), Literal(behind)):
            return "", behind
        case (Literal(before), Variable(name="user"), Literal(behind)):
            return before, behind
    return None
