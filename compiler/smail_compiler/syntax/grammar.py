"""The lark grammars, each made once and only when the first file needs it.

Making a parser from its grammar takes longer than reading a site with it, so the parse tables are kept in a file
beside the grammar. Tables of another release of lark, or of another text of the grammar, are passed over.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lark import Lark

STARTS = {
    "entry": ("table", "config"),
    "rows": ("row",),
    "expansion": ("text", "inside", "variable", "condition", "conditions"),
    "command": ("command",),
}
"""The grammars by name, with the rules that a text may be parsed by."""


@functools.cache
def grammar(name: str) -> Lark:
    """The LALR parser of `<name>.lark`, beside this module."""
    from smail_compiler.syntax.grammar_tables import parser_of

    text, kept = grammar_text(name), Path(__file__).with_name(f"{name}.tables.json")
    return (parser_of(kept.read_bytes(), text) if kept.exists() else None) or built(name, text)


def grammar_text(name: str) -> str:
    """What `<name>.lark` holds."""
    return Path(__file__).with_name(f"{name}.lark").read_text("ascii")


def built(name: str, text: str) -> Lark:
    """The parser made from the text of its grammar."""
    from lark import Lark

    return Lark(text, parser="lalr", lexer="contextual", start=list(STARTS[name]), maybe_placeholders=True)


@functools.cache
def terminal(name: str, of: str) -> re.Pattern[str]:
    """The pattern of one terminal of a grammar, for those who repair what the grammar refuses."""
    return re.compile(grammar(of).get_terminal(name).pattern.to_regexp())
