"""One entry of directors, routers or transports: the grammar's reading, or the salvage of what it refused."""

from __future__ import annotations

from lark import Token, Tree, UnexpectedInput

from smail_compiler.syntax.attributes import place
from smail_compiler.syntax.building import EntryBuilder, Place
from smail_compiler.syntax.entries import Entry
from smail_compiler.syntax.grammar import grammar
from smail_compiler.syntax.nodes import EntryNode
from smail_compiler.syntax.salvage import salvage_entry
from smail_compiler.text.diagnostic import Diagnostic


def read_entry(entry: Entry) -> tuple[list[EntryNode], list[Diagnostic]]:
    """The entry and what is wrong with its form; several when one was swallowed, none when no name is there."""
    try:
        tree = grammar("entry").parse(entry.text, start="table")
    except UnexpectedInput:
        return salvage_entry(entry)
    name, _colon, *rest = tree.children
    assert isinstance(name, Token)
    building = EntryBuilder(entry, place(name))
    for part in rest:
        if isinstance(part, Token):
            building.semicolon(place(part)[0])
        elif part is not None:
            _part(building, part)
    return [building.node()], building.found


def _part(building: EntryBuilder, part: Tree[Token]) -> None:
    """The attributes of one part, in file order."""
    for attribute in part.children:
        if isinstance(attribute, Tree):
            building.attribute(*attribute_places(attribute))


def attribute_places(tree: Tree[Token]) -> tuple[Place, int | None, Place | None]:
    """Where the name, the equals sign and the value of an attribute stand in the entry's text."""
    name, equals, *values = tree.children
    value = next((one for one in values if isinstance(one, Token)), None)
    assert isinstance(name, Token)
    sign_at = place(equals)[0] if isinstance(equals, Token) else None
    return place(name), sign_at, place(value) if value is not None else None
