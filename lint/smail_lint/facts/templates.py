"""The texts of a site that are expanded, and their parts."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Setting, Site
from smail_compiler.syntax.expression import Command, Conditional, ForEach, Literal, Lookup, Part, Repeat, Text
from smail_compiler.syntax.walking import words
from smail_lint.facts.written import written_settings


def templates(site: Site) -> Iterator[tuple[Setting, Text | Command]]:
    """Each text that somebody wrote, the items of lists one by one."""
    return ((setting, tree) for setting, _ in written_settings(site) for tree in setting.trees)


def parts(tree: Text | Command, depth: int = 0) -> Iterator[tuple[Part, int]]:
    """The parts of a text or command line with those in branches, and how many references each stands in."""
    for word in words(tree):
        for part in word.parts:
            yield part, depth
            for inner in _inside(part):
                yield from parts(inner, depth + (not isinstance(part, Repeat)))


def _inside(part: Part) -> Iterator[Text]:
    """The texts that a part may become."""
    texts: tuple[Text | None, ...] = ()
    if isinstance(part, Conditional):
        texts = (part.then, part.otherwise)
    elif isinstance(part, Lookup):
        texts = (part.file, part.found, part.missed)
    elif isinstance(part, ForEach):
        texts = (part.text,)
    elif isinstance(part, Repeat):
        texts = part.words
    return (one for one in texts if one is not None)


def literals(tree: Text | Command) -> Iterator[Literal]:
    """The plain text of a text or command line, in the branches of conditions and look-ups too."""
    return (part for part, _ in parts(tree) if isinstance(part, Literal))
