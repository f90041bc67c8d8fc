"""Every variable that a text mentions, wherever in it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.syntax.expression import Command, Compare, Defined, Repeat, Text, Variable
from smail_compiler.syntax.walking import nodes, nodes_of


class Mention(msgspec.Struct, frozen=True):
    """A variable, and whether it stands between `$(` and `$)`; `tested` if only a condition asks about it."""

    variable: Variable
    repeated: bool
    tested: bool = False


def mentions(tree: Text | Command) -> Iterator[Mention]:
    """The variables of a text or command line, in the order in which they stand."""
    repeated = [one for part in nodes_of(Repeat, tree) for one in nodes_of(Variable, *part.words)]
    tested = [test.variable for test in nodes(tree) if isinstance(test, Defined | Compare)]
    return (Mention(one, one in repeated, one in tested) for one in nodes_of(Variable, tree))
