"""The tests of `${if ...}` (section 8.6). No transport is known while an address is directed."""

from __future__ import annotations

from tests.reference.expansion import expand, read
from tests.reference.reading import Reader
from tests.reference.scope import ExpansionError, Scope


def condition(reader: Reader, scope: Scope) -> bool:
    """Read one condition and tell whether it holds; `!` may stand once before the word (8.6)."""
    reader.blanks()
    negated = reader.rest.startswith("!")
    reader.skip(int(negated))
    word = reader.token().lower()
    if word == "xform":
        _word(reader, ("local", "uucp", "inet", "none"), known=False)
        return False
    return _holds(word, reader, scope) != negated


def _holds(word: str, reader: Reader, scope: Scope) -> bool:
    if word == "def":
        return _defined(reader, scope)
    if word == "header":
        return reader.token().lower() in scope.headers
    if word == "origin":
        return _word(reader, ("local", "remote")) == scope.origin
    if word == "dest":
        _word(reader, ("local", "remote"), known=False)
        return False
    if word in ("eq", "gt", "lt"):
        return _compared(word, reader, scope)
    if word in ("and", "or"):
        return _joined(word, Reader(reader.group()), scope)
    raise ExpansionError(f"no test {word!r}")


def _defined(reader: Reader, scope: Scope) -> bool:
    """Whether a value exists and is not empty; a brace right after the colon is a failure."""
    if reader.rest.startswith(":{"):
        raise ExpansionError("def:{")
    name = reader.token()
    try:
        return bool(read(name, scope))
    except ExpansionError:
        return False


def _word(reader: Reader, words: tuple[str, ...], *, known: bool = True) -> str:
    """The argument of a test; without a transport any word will do."""
    word = reader.token().lower()
    if known and word not in words:
        raise ExpansionError(f"no {word!r} here")
    return word


def _compared(word: str, reader: Reader, scope: Scope) -> bool:
    """By character code; an unset name and a failing text fail."""
    value, text = read(reader.group(), scope), expand(reader.group(), scope)
    return {"eq": value == text, "gt": value > text, "lt": value < text}[word]


def _joined(word: str, reader: Reader, scope: Scope) -> bool:
    """Conditions in braces of their own; the first deciding one ends it."""
    reader.blanks()
    while reader.rest:
        if condition(Reader(reader.group()), scope) == (word == "or"):
            return word == "or"
        reader.blanks()
    return word == "and"
