"""The variables that go into names of files: settings that are paths, and the files of look-ups."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import Site
from smail_compiler.schema.attribute import Sink
from smail_compiler.semantics.expansion import variables
from smail_compiler.syntax.expression import Lookup, Text, Variable
from smail_compiler.text.source import Span
from smail_lint.facts.written import written_settings


def variables_in_file_names(site: Site) -> Iterator[Variable]:
    """Each variable whose value becomes a part of a path, in what somebody wrote."""
    for setting, _ in written_settings(site):
        for tree in setting.trees:
            if isinstance(tree, Text):
                yield from path_variables(tree) if setting.fact.sink is Sink.PATH else _of_lookups(tree)


def path_variables(path: Text) -> Iterator[Variable]:
    """The variables of a path; of its look-ups only the file and what is found become names of files."""
    for part in path.parts:
        if isinstance(part, Lookup):
            for text in (part.file, part.found, part.missed):
                yield from path_variables(text) if text is not None else ()
        elif isinstance(part, Variable):
            yield part
        else:
            yield from variables(Text((part,), part.at))


def _of_lookups(node: object) -> Iterator[Variable]:
    """The variables in the files of look-ups anywhere in a tree."""
    if isinstance(node, Lookup):
        yield from path_variables(node.file)
        yield from _of_lookups((node.found, node.missed))
    elif isinstance(node, tuple):
        for one in node:
            yield from _of_lookups(one)
    elif isinstance(node, msgspec.Struct) and not isinstance(node, Span):
        yield from _of_lookups(tuple(getattr(node, name) for name in node.__struct_fields__))
