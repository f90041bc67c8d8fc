"""Parse tables kept as JSON beside their grammars; `make tables` writes those that are stale.

lark itself would keep them as a pickle, which runs whatever a file says. Here they are its own plain records, of
which JSON can keep all but numbers as keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import lark
import msgspec
from lark.grammar import Rule
from lark.lexer import TerminalDef

from smail_compiler.syntax.grammar import STARTS, built, grammar_text

T = TypeVar("T")
Plain = dict[str, object]


class _Automaton(msgspec.Struct, frozen=True):
    """The LALR automaton: the numbers of tokens, and for each state what each token does."""

    tokens: dict[int, str]
    states: dict[int, dict[int, list[object]]]
    start_states: dict[str, int]
    end_states: dict[str, int]


class _Frontend(msgspec.Struct, frozen=True):
    """What reads text: a lexer, and the automaton."""

    lexer_conf: Plain
    parser_conf: Plain
    parser: _Automaton


class _Parser(msgspec.Struct, frozen=True):
    """A parser as lark describes it."""

    parser: _Frontend
    rules: list[object]
    options: Plain


class Tables(msgspec.Struct, frozen=True):
    """A parser with what its parts refer to by number, and what it was made from and by."""

    lark: str
    grammar: str
    data: _Parser
    memo: dict[int, Plain]


def parser_of(kept: bytes, text: str) -> lark.Lark | None:
    """The parser whose tables were kept; None if they are of another grammar or another release of lark."""
    tables = msgspec.json.decode(kept, type=Tables)
    if (tables.lark, tables.grammar) != (lark.__version__, text):
        return None
    parser: lark.Lark = lark.Lark._load_from_dict(msgspec.to_builtins(tables.data), tables.memo)  # type: ignore[no-untyped-call]
    return parser


def tables_of(parser: lark.Lark, text: str) -> bytes:
    """What `parser_of` reads."""
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    described = {"lark": lark.__version__, "grammar": text, "data": data, "memo": memo}
    return msgspec.json.encode(described) + b"\n"


def stale() -> Mapping[Path, bytes]:
    """The files of tables that are missing or of another making, with what they should hold."""
    found = {}
    for name in STARTS:
        file, text = Path(__file__).with_name(f"{name}.tables.json"), grammar_text(name)
        if not file.exists() or parser_of(file.read_bytes(), text) is None:
            found[file] = tables_of(built(name, text), text)
    return found


if __name__ == "__main__":
    for file, held in stale().items():
        file.write_bytes(held)
