"""Expansions and command lines inside values: text in, tree and findings out.

The tree is None as soon as something in it cannot be expanded. `offsets` are those of the value's node, so findings
point into the file through quotes, escapes and joined lines; built-in values have no source and no offsets.
"""

from __future__ import annotations

from smail_compiler.syntax.expression import Command, Text
from smail_compiler.text.diagnostic import Diagnostic, has_errors, in_order
from smail_compiler.text.source import SourceFile


def parse_text(
    value: str, offsets: tuple[int, ...], source: SourceFile | None
) -> tuple[Text | None, tuple[Diagnostic, ...]]:
    """A value that is expanded (reference semantics, section 8)."""
    text, found = parse_loosely(value, offsets, source)
    return None if has_errors(found) else text, found


def parse_loosely(
    value: str, offsets: tuple[int, ...], source: SourceFile | None
) -> tuple[Text, tuple[Diagnostic, ...]]:
    """A value that is expanded, whatever is wrong with it.

    What cannot be read is a variable without a name in the tree: it fails as soon as it is reached, while a branch
    that is not taken does no harm.
    """
    from smail_compiler.syntax.expansion_reader import ExpansionReader
    from smail_compiler.syntax.framing import Frame

    reader = ExpansionReader(Frame(value, offsets, source))
    text = reader.whole()
    return text, tuple(in_order(reader.found))


def parse_command(
    value: str, offsets: tuple[int, ...], source: SourceFile | None
) -> tuple[Command | None, tuple[Diagnostic, ...]]:
    """A command line (reference semantics, section 9)."""
    from smail_compiler.syntax.command_reader import read_command
    from smail_compiler.syntax.framing import Frame

    command, found = read_command(Frame(value, offsets, source))
    return None if has_errors(found) else command, tuple(in_order(found))
