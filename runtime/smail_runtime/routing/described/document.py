"""A TOML file taken apart key by key: what is unknown or of the wrong type is a complaint with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence

import msgspec

from smail_runtime.mail.text import printable
from smail_runtime.routing.described.places import Path, Places, Range

_SYNTAX = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)
_WORDS = {str: "text in quotes", bool: "true or false", int: "a whole number", float: "a number"}


class Complaint(msgspec.Struct, frozen=True):
    """One mistake in a file: half-open range of characters, what is wrong, what to do."""

    start: int
    end: int
    message: str
    help: str


class Document:
    """A file and the complaints about it so far; `path` is how it is named, `text` what it holds."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.complaints: list[Complaint] = []
        self.places = Places("")

    def read(self) -> Node | None:
        """The top of the file; None when it is no TOML at all, and a complaint says so."""
        try:
            value = tomllib.loads(self.text)
            self.places = Places(self.text)
        except tomllib.TOMLDecodeError as error:
            self._no_toml(str(error))
            return None
        except RecursionError:
            self._complain((0, 1), "it is nested too deeply", "write it with fewer brackets")
            return None
        return Node(self, (), value)

    def _no_toml(self, error: str) -> None:
        found = _SYNTAX.fullmatch(error)
        what = found["what"] if found else error
        at = len(self.text)
        if found and found["line"]:
            lines = self.text.split("\n")
            at = sum(len(line) + 1 for line in lines[: int(found["line"]) - 1]) + int(found["column"]) - 1
        message = f"this is no TOML: {what[:1].lower()}{what[1:]}"
        self._complain((at, at + 1), message, "text stands in quotes, lists in [ ], and a key once only")

    def _complain(self, place: Range, message: str, remedy: str) -> None:
        self.complaints.append(Complaint(*place, message, remedy))

    def complain(self, path: Path, message: str, remedy: str, *, key: bool = False) -> None:
        """A complaint about the value at a path, or about its key."""
        self._complain(self.places.of_key(path) if key else self.places.of(path), message, remedy)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of a character."""
        before = self.text[:offset]
        return before.count("\n") + 1, offset - before.rfind("\n")

    def first(self) -> str:
        """The first complaint as one line."""
        one = min(self.complaints, key=lambda each: each.start)
        line, column = self.position(one.start)
        more = len(self.complaints) - 1
        others = f" (and {more} more)" if more else ""
        return f"{self.path}:{line}:{column}: {one.message}; {one.help}{others}"


class Node:
    """A value of a document and the way to it. Readers give None, after a complaint, for the wrong type."""

    def __init__(self, document: Document, path: Path, value: object) -> None:
        self.document = document
        self.path = path
        self.value = value

    def complain(self, message: str, remedy: str, *, key: bool = False) -> None:
        """A complaint about this value."""
        self.document.complain(self.path, message, remedy, key=key)

    def fields(self, known: Sequence[str], what: str) -> dict[str, Node]:
        """The values of a table by key; those that are not known are complained about. `what` names the table."""
        found: dict[str, Node] = {}
        for name, node in self.entries(what):
            if name in known:
                found[name] = node
            else:
                node.complain(f"{what} has no key `{printable(name)}`", _nearest(name, known), key=True)
        return found

    def entries(self, what: str) -> Iterator[tuple[str, Node]]:
        """The values of a table under keys that the writer chose."""
        if not isinstance(self.value, dict):
            self.complain(f"{what} is a table, not {_said(self.value)}", f"write {what} as a table of its own")
            return
        for name, value in self.value.items():
            yield name, Node(self.document, (*self.path, name), value)

    def items(self, what: str) -> Iterator[Node]:
        """The items of a list."""
        if not isinstance(self.value, list):
            self.complain(f"{what} is a list, not {_said(self.value)}", "write it in [ ]")
            return
        for number, value in enumerate(self.value):
            yield Node(self.document, (*self.path, number), value)

    def text(self, what: str) -> str | None:
        """A text."""
        if isinstance(self.value, str):
            return self.value
        self._wrong(what, str)
        return None

    def flag(self, what: str) -> bool | None:
        """True or false."""
        if isinstance(self.value, bool):
            return self.value
        self._wrong(what, bool)
        return None

    def number(self, what: str) -> int | None:
        """A whole number that is not negative."""
        if isinstance(self.value, int) and not isinstance(self.value, bool) and self.value >= 0:
            return self.value
        self._wrong(what, int)
        return None

    def texts(self, what: str) -> tuple[str, ...] | None:
        """A text or a list of them."""
        if isinstance(self.value, str):
            return (self.value,)
        if not isinstance(self.value, list):
            self.complain(f"{what} is text in quotes or a list of it, not {_said(self.value)}", "write it in quotes")
            return None
        found = [one.text(f"an item of {what}") for one in self.items(what)]
        return tuple(one for one in found if one is not None)

    def _wrong(self, what: str, wanted: type) -> None:
        self.complain(f"{what} is {_WORDS[wanted]}, not {_said(self.value)}", f"write {_WORDS[wanted]}")


def _said(value: object) -> str:
    """A wrong value in words."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    shown = printable(repr(value) if isinstance(value, str) else str(value))
    return shown if len(shown) <= 40 else f"{shown[:37]}..."


def _nearest(name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    folded = {one.lower(): one for one in known}
    near = get_close_matches(name.lower(), folded, n=1)
    return f"did you mean `{folded[near[0]]}`?" if near else f"its keys are {', '.join(known)}"
