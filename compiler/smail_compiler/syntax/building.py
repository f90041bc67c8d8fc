"""Putting an entry together, attribute by attribute, whoever read them."""

from __future__ import annotations

from smail_compiler.syntax.attributes import attribute_of, cut_at_nul, signed_value
from smail_compiler.syntax.entries import Entry
from smail_compiler.syntax.kinds import EMPTY_ENTRY
from smail_compiler.syntax.nodes import AttributeNode, EntryNode
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import text_of

Place = tuple[int, int]


class EntryBuilder:
    """Collects the parts of one entry of a method file; places are positions in the entry's text."""

    def __init__(self, entry: Entry, name: Place) -> None:
        self.found: list[Diagnostic] = []
        self.broken = False
        self._entry = entry
        self._name = name
        self._end = name[1]
        self._semicolon: int | None = None
        self._parts: tuple[list[AttributeNode], list[AttributeNode]] = ([], [])

    def semicolon(self, at: int) -> None:
        """The first one switches to the driver's part; others change nothing."""
        self._end = at + 1
        if self._semicolon is None:
            self._semicolon = at

    def attribute(self, name: Place, equals: int | None, value: Place | None) -> None:
        """The next attribute, in file order."""
        self._end = value[1] if value else name[1] if equals is None else equals + 1
        node = attribute_of(self._entry, name, equals, value)
        for one in cut_at_nul(node, spill=True):
            if isinstance(one, Diagnostic):
                self.found.append(one)
            else:
                self._parts[self._semicolon is not None].append(one)
        if equals is not None:
            self._refuse_sign(name, node)

    def forget_last(self) -> None:
        """The attribute just taken was not understood after all."""
        part = self._parts[self._semicolon is not None]
        if part:
            part.pop()

    def node(self) -> EntryNode:
        """The entry as collected; an entry without anything in it is a finding."""
        name_at = self._entry.span(*self._name)
        if not any(self._parts) and not self.broken:
            self.found.append(_empty(self._entry, self._name))
            self.broken = True
        return EntryNode(
            name=text_of(self._entry.text[slice(*self._name)].encode("latin-1")),
            name_at=name_at,
            at=self._entry.span(self._name[0], self._end),
            generic=tuple(self._parts[0]),
            private=tuple(self._parts[1]),
            semicolon_at=self._entry.span(self._semicolon, self._semicolon + 1) if self._semicolon else None,
            broken=self.broken,
        )

    def _refuse_sign(self, name: Place, node: AttributeNode) -> None:
        """`+name = value` is not a form of the language."""
        if self._entry.text[name[0]] in "+-":
            self.found.append(signed_value(node))
            self.broken = True


def _empty(entry: Entry, name: Place) -> Diagnostic:
    """The finding for an entry without attributes."""
    return Diagnostic(
        EMPTY_ENTRY,
        f"the entry `{entry.text[slice(*name)]}` sets nothing",
        entry.span(*name),
        help="give it a driver and its attributes on indented lines, or remove it",
    )
