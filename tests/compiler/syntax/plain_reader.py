"""A second opinion: config, table and row entries read character by character, from the rules alone.

It stops at the first mistake of an entry, as Smail does, and gives the name of its category.
"""

from __future__ import annotations

import string

WHITE = " \t\n\v\f\r"
NAMES = string.ascii_letters + string.digits + "_-"
BARE = NAMES + "!@$%^&*_+~/?|<>:[]{}.`'"
LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "e": "\x1b", "g": "\a"}

Attribute = tuple[str, str | bool]
Table = tuple[str, list[Attribute], list[Attribute]]


class Refused(Exception):  # noqa: N818 - it is an answer
    """The category of the first mistake."""


class Reader:
    """A position in the text of one entry."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    @property
    def next(self) -> str:
        """The next character, empty at the end."""
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        """The next character, behind which reading goes on."""
        self.at += 1
        return self.text[self.at - 1 : self.at]

    def run(self, characters: str) -> str:
        """As many of these characters as follow."""
        start = self.at
        while self.next and self.next in characters:
            self.at += 1
        return self.text[start : self.at]

    def until(self, characters: str) -> str:
        """Everything up to one of these characters."""
        start = self.at
        while self.next and self.next not in characters:
            self.at += 1
        return self.text[start : self.at]

    def blanks(self) -> None:
        """Past white space and comments."""
        while self.run(WHITE) or self.next == "#":
            if self.next == "#":
                self.until("\n")


def table(text: str) -> Table:
    """`name: generic; private`."""
    reader = Reader(text)
    name = reader.until(WHITE + ":#")
    reader.blanks()
    if reader.take() != ":":
        raise Refused("missing-colon")
    if not name:
        raise Refused("null-entry-name")
    parts: tuple[list[Attribute], list[Attribute]] = ([], [])
    private, last = False, ""
    while True:
        reader.blanks()
        if not reader.next:
            return name, *parts
        if reader.next in ",;":
            last, private = _separator(reader, last), private or reader.text[reader.at - 1] == ";"
        else:
            parts[private].append(_attribute(reader))
            last = "attribute"


def _separator(reader: Reader, last: str) -> str:
    """Behind an attribute either is right; a `;` is right behind the colon and behind a comma, too."""
    separator = reader.take()
    if last != "attribute" and not (separator == ";" and last in ("", ",")):
        raise Refused("null-attribute-name")
    return separator


def _attribute(reader: Reader) -> Attribute:
    """One attribute, up to its separator."""
    sign = reader.take() if reader.next in ("+", "-") else ""
    name = reader.run(NAMES)
    if not name:
        raise Refused("null-attribute-name")
    reader.blanks()
    value: str | bool = sign != "-"
    if reader.next == "=":
        value = _value(reader, sign)
    if reader.next not in ("", ",", ";"):
        raise Refused("no-value" if isinstance(value, bool) else "bad-separator")
    return name, value


def _value(reader: Reader, sign: str) -> str:
    """What follows an equals sign, and the blanks behind it."""
    if sign:
        raise Refused("sign-with-value")
    reader.take()
    reader.blanks()
    value = _quoted(reader) if reader.next == '"' else _bare(reader)
    reader.blanks()
    return value


def _bare(reader: Reader) -> str:
    """A value without quotes, in which a backslash protects any character."""
    value = reader.run(BARE)
    while reader.next == "\\":
        reader.take()
        if not reader.next:
            raise Refused("unexpected-end")
        value += reader.take() + reader.run(BARE)
    return value


def _quoted(reader: Reader) -> str:
    """A value between quotes, with its escapes."""
    value = ""
    reader.take()
    while reader.next != '"':
        if not reader.next or reader.text[reader.at :] == "\\":
            raise Refused("unexpected-end")
        value += _escape(reader) if reader.next == "\\" else reader.take()
    reader.take()
    return value


def _escape(reader: Reader) -> str:
    """Any number of digits, of which hexadecimal letters count 0 to 5; the low eight bits count."""
    reader.take()
    if reader.next in "01234567":
        return chr(int(reader.run("01234567"), 8) & 0xFF)
    letter = reader.take()
    if letter not in "xX":
        return LETTERS.get(letter, letter)
    number = 0
    for digit in reader.run(string.hexdigits).lower():
        number = number * 16 + ("abcdef".index(digit) if digit.isalpha() else int(digit))
    return chr(number & 0xFF)


def config(text: str) -> Attribute:
    """`name = value`, `name`, `+name` or `-name`; the name may be missing."""
    reader = Reader(text)
    sign = reader.take() if reader.next in ("+", "-") else ""
    name = reader.run(NAMES)
    reader.blanks()
    if not reader.next:
        return name, sign != "-"
    if reader.next != "=":
        raise Refused("expected-equals")
    value = _value(reader, sign)
    if reader.next:
        raise Refused("trailing-text")
    return name, value


def row(text: str) -> tuple[str, str]:
    """Two words."""
    reader = Reader(text)
    words: list[str] = []
    while reader.next:
        words.append(reader.until(WHITE + "#"))
        reader.blanks()
    if len(words) == 1:
        raise Refused("short-entry")
    if len(words) > 2:
        raise Refused("trailing-text")
    return words[0], words[1]
