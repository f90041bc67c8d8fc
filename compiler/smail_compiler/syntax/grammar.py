"""The lark grammars, each built once and only when the first file needs it."""

from __future__ import annotations

import functools
import re
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lark import Lark

_STARTS = {
    "entry": ("table", "config"),
    "rows": ("row",),
    "expansion": ("text", "inside", "variable", "condition", "conditions"),
    "command": ("command",),
}


@functools.cache
def grammar(name: str) -> Lark:
    """The LALR parser of `<name>.lark`, beside this module."""
    from lark import Lark

    text = files(__package__).joinpath(f"{name}.lark").read_text("ascii")
    return Lark(text, parser="lalr", lexer="contextual", start=list(_STARTS[name]), maybe_placeholders=True)


@functools.cache
def terminal(name: str, of: str) -> re.Pattern[str]:
    """The pattern of one terminal of a grammar, for those who repair what the grammar refuses."""
    return re.compile(grammar(of).get_terminal(name).pattern.to_regexp())
