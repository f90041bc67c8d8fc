r"""The text of a pattern: extended regular expressions of POSIX, matched against the whole of a text, case ignored.

    choice   = sequence *("|" sequence)
    sequence = *(atom ["*" / "+" / "?" / "{" least ["," [most]] "}"])
    atom     = "(" choice ")" / "(?:" choice ")" / "[" class "]" / "." / "^" / "$" / "\" one / one

A pattern is bytes: `.` is any byte, and a character beyond ASCII is the sequence of its bytes in UTF-8.
"""

from __future__ import annotations

import re

from smail_runtime.mail.pattern.brackets import bracket, escape
from smail_runtime.mail.pattern.refusal import Refused
from smail_runtime.mail.pattern.tree import (
    ANY,
    Anchor,
    Choice,
    Class,
    Node,
    PatternError,
    Repeat,
    Sequence,
    closed,
    size,
)

MOST_CLASSES = 1000
"""How many classes a pattern may have with all counts written out."""
DEEPEST = 40

_COUNT = re.compile(rb"\{([0-9]{1,9})(?:(,)([0-9]{0,9}))?\}")
_CHARACTER = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}|.", re.DOTALL)
_SIMPLE = {0x2A: (0, None), 0x2B: (1, None), 0x3F: (0, 1)}
_QUANTIFIERS = frozenset(b"*+?{")


def parse(text: bytes) -> Node | PatternError:
    """The tree of a pattern; its anchors are where they can hold, and it is not too large."""
    try:
        node, end = _choice(text, 0, 0)
        if end < len(text):
            raise Refused("this `)` closes nothing", end, end + 1, r"remove it, or write `\)` for the character")
        _check_anchors(node, first=True, last=True)
        if (count := size(node)) > MOST_CLASSES:
            raise Refused(
                f"the pattern stands for {count} characters one after another, more than {MOST_CLASSES}",
                0,
                len(text),
                "lower its counts",
                too_large=True,
            )
    except Refused as refused:
        return refused.why
    return node


def _choice(text: bytes, at: int, depth: int) -> tuple[Node, int]:
    """The alternatives up to a `)` or the end."""
    options: list[Node] = []
    while True:
        option, at = _sequence(text, at, depth)
        options.append(option)
        if text[at : at + 1] != b"|":
            return (options[0] if len(options) == 1 else Choice(tuple(options))), at
        at += 1


def _sequence(text: bytes, at: int, depth: int) -> tuple[Node, int]:
    """Pieces up to a `|`, a `)` or the end."""
    items: list[Node] = []
    while at < len(text) and text[at] not in b"|)":
        start = at
        item, at = _atom(text, at, depth)
        if at < len(text) and text[at] in _QUANTIFIERS:
            item, at = _repeated(text, item, start, at)
        items.append(item)
    return (items[0] if len(items) == 1 else Sequence(tuple(items))), at


def _repeated(text: bytes, item: Node, start: int, at: int) -> tuple[Node, int]:
    """The item with the quantifier at `at`."""
    if isinstance(item, Anchor):
        raise Refused("there is nothing here to repeat", at, at + 1, "put the character to repeat before it")
    if text[at] in _SIMPLE:
        least, most = _SIMPLE[text[at]]
        end = at + 1
    else:
        least, most, end = _count(text, at)
    if end < len(text) and text[end] in _QUANTIFIERS:
        raise Refused(
            "a quantifier follows a quantifier", end, end + 1, "use one of them; greed means nothing in a whole match"
        )
    if size(item) == 0:
        return item, end
    return Repeat(item, least, most), end


def _count(text: bytes, at: int) -> tuple[int, int | None, int]:
    """`{n}`, `{n,}` or `{n,m}`: its bounds and the offset behind it."""
    found = _COUNT.match(text, at)
    if found is None:
        raise Refused("this `{` begins no count", at, at + 1, r"write `{2}`, `{2,}` or `{2,5}`, or escape it: `\{`")
    least = int(found[1])
    most = None if found[2] and not found[3] else int(found[3] or found[1])
    if most is not None and least > most:
        raise Refused("this count ends before it begins", at, found.end(), "exchange its bounds")
    return least, most, found.end()


def _atom(text: bytes, at: int, depth: int) -> tuple[Node, int]:
    """What a quantifier would repeat, and the offset behind it."""
    match text[at : at + 1]:
        case b"(":
            return _group(text, at, depth)
        case b"[":
            bits, end = bracket(text, at)
            return Class(bits), end
        case b"\\":
            return Class(closed(escape(text, at))), at + 2
        case b".":
            return Class(ANY), at + 1
        case b"^" | b"$" as anchor:
            return Anchor(at, anchor == b"$"), at + 1
        case b"*" | b"+" | b"?" | b"{":
            repair = "write `.*` for any text" if text[at] == 0x2A else r"escape it with `\` for the character"
            raise Refused("there is nothing here to repeat", at, at + 1, repair)
    found = _CHARACTER.match(text, at)
    assert found is not None
    letters = tuple(Class(closed(1 << one)) for one in found[0])
    return (letters[0] if len(letters) == 1 else Sequence(letters)), found.end()


def _group(text: bytes, at: int, depth: int) -> tuple[Node, int]:
    """What stands in parentheses."""
    start = at + 1
    if depth == DEEPEST:
        raise Refused(f"groups stand more than {DEEPEST} deep", at, at + 1, "write it with fewer groups")
    if text[start : start + 2] == b"?:":
        start += 2
    elif text[start : start + 1] == b"?":
        raise Refused(
            "only `(?:` may follow a `(`", at, min(at + 3, len(text)), _instead(text[start + 1 : start + 3])
        )
    node, end = _choice(text, start, depth + 1)
    if end == len(text):
        raise Refused("this `(` has no closing `)`", at, at + 1, r"close the group with `)`, or write `\(`")
    return node, end + 1


def _instead(mark: bytes) -> str:
    """What to do without an extension of Perl."""
    if mark[:1] in (b"=", b"!") or mark in (b"<=", b"<!"):
        return "nothing can be looked at ahead or behind; put an entry for the exception before this one"
    return "drop `(?i)`: case is ignored anyway" if mark[:1] == b"i" else "write a plain group"


def _check_anchors(node: Node, *, first: bool, last: bool) -> None:
    """Refuse an anchor before or behind which something must stand."""
    match node:
        case Anchor(at, end):
            if not (last if end else first):
                where = "the end" if end else "the start"
                raise Refused(f"{where} of the text cannot be here", at, at + 1, r"escape it with `\`, or remove it")
        case Choice(options):
            for one in options:
                _check_anchors(one, first=first, last=last)
        case Repeat(item):
            _check_anchors(item, first=False, last=False)
        case Sequence(items):
            solid = [at for at, one in enumerate(items) if not isinstance(one, Anchor)]
            for at, one in enumerate(items):
                before, behind = not solid or at <= solid[0], not solid or at >= solid[-1]
                _check_anchors(one, first=first and before, last=last and behind)
