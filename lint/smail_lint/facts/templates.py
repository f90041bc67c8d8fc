"""The texts of a site that are expanded, and the plain text in them."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Setting, Site
from smail_compiler.syntax.expression import Command, Conditional, ForEach, Literal, Lookup, Repeat, Text
from smail_lint.facts.written import written_settings


def templates(site: Site) -> Iterator[tuple[Setting, Text | Command]]:
    """Each text that somebody wrote, the items of lists one by one."""
    for setting, _ in written_settings(site):
        if setting.template is not None:
            yield setting, setting.template
        for item in setting.items:
            yield setting, item


def words(tree: Text | Command) -> tuple[Text, ...]:
    """The words of a command line; a text is one word."""
    return tree.words if isinstance(tree, Command) else (tree,)


def literals(tree: Text | Command) -> Iterator[Literal]:
    """The plain text of a text or command line, in the branches of conditions and look-ups too."""
    for word in words(tree):
        for part in word.parts:
            if isinstance(part, Literal):
                yield part
            elif isinstance(part, Conditional):
                yield from _of_texts(part.then, part.otherwise)
            elif isinstance(part, Lookup):
                yield from _of_texts(part.file, part.found, part.missed)
            elif isinstance(part, ForEach):
                yield from literals(part.text)
            elif isinstance(part, Repeat):
                yield from _of_texts(*part.words)


def _of_texts(*texts: Text | None) -> Iterator[Literal]:
    for text in texts:
        if text is not None:
            yield from literals(text)
