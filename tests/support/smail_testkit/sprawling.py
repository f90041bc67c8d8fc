"""Files as many hands write them: every kind, with blanks, line ends, joints and comments wherever they may stand.

Most of what is drawn is free of errors; what is not must be left alone by whoever lays files out.
"""

from __future__ import annotations

from hypothesis import strategies as st

WHITE_PARTS = (
    "", " ", "\t", "\n ", "\n\t", "\n\n  ", "\r\n ", " \\\n", "\\\n  ", "\n   # a note\n\t", "  # behind \t\n ",
    "\n# at the edge\n ", "\n#\n\n  # twice\n ", " # joined \\\n  to this\n ", " # none \\ \n ", " # even \\\\\n ",
    "\v", "\f ", " #\\\n\n ", "\n    #grüße\r\n ", "\\\n\n ", " # a \\\n\t# b\n ", "\n \\\n# c\n ",
)  # fmt: skip
_INSIDE = st.sampled_from(["", "", *WHITE_PARTS])
_OUTSIDE = st.sampled_from([
    "", "", "\n", "\n\n\n", "# a head\n", "  # indented\n", "\t\n", "\r\n", "\n# one\n\n# two  \n", "# ends \\\n",
    "\f\n", "\r# loose \\\n", "#a\\\\\n", "\n# joined \\\n# and more\n\n",
])  # fmt: skip
_BARE = st.sampled_from([
    "x", "smtp", "a:b:c", "~/.forward", "lists/${lc:user}", "a\\,b", "b\\ ", "10m", "\\#n", "a\\\n  b", "é", "it's",
    "host.example.org:" * 9 + "z", "{${if:x}" * 12 + "y", "\\\\", "x" * 90,
])  # fmt: skip
_RECEIVED = "Received: from ${if def:sender_host {$sender_host} else {nobody}}"
_QUOTED = st.sampled_from([
    '""', '"x y"', '"a\\"b"', '"two\n lines # no note"', '"\\\n  joined"', '"x # y"', '"a\\\\"', '"tab\there  "',
    f'"{_RECEIVED * 3}"', '"a\n\n# b\n c"', '"\\n\\t"', '"' + "word \\\\ \\t # more   " * 8 + '"', '"a\r\n b"',
    '"x\\\n\\y"', '"a \\\n   b \\\n c"', '"' + "grüße " * 20 + '"',
])  # fmt: skip
_NAMES = st.sampled_from(["driver", "file", "a", "max_addrs", "x-y", "de\\\nfault"])
_TARGETS = st.sampled_from([
    "bob", "a@b.example", "a . b @ c", '"|/bin/x # y"', ":include:lists/a", "Bob B <b@c>", "(note) eve", "g: a, b;",
    "/x", '"a b"@c', '"|run\n  on"', "x\\,y", "\\bob", "joe#x", "long" * 20, "é@x", "bob\\\n  by",
])  # fmt: skip


@st.composite
def _value(draw: st.DrawFn) -> str:
    return draw(st.one_of(_BARE, _QUOTED, st.just("")))


@st.composite
def _attribute(draw: st.DrawFn) -> str:
    name = draw(_NAMES)
    if draw(st.booleans()):
        return draw(st.sampled_from(["", "+", "-"])) + name
    around = st.one_of(st.just(""), st.just(" "), _INSIDE)
    return f"{name}{draw(around)}={draw(around)}{draw(_value())}"


@st.composite
def _entry(draw: st.DrawFn) -> str:
    words = [draw(st.sampled_from(["user", "a-b", "x\\\ny", '"', "é"])), draw(_INSIDE), ":", draw(_INSIDE)]
    separators = [",", ",", ",", ";", ",;", " ;"]
    for at in range(draw(st.integers(1, 6))):
        words += [draw(st.sampled_from(separators)), draw(_INSIDE)] if at else draw(st.sampled_from([[], [], [";"]]))
        words += [draw(_attribute()), draw(_INSIDE)]
    words += [draw(st.sampled_from(["", "", ",", ";", ",;"])), draw(_INSIDE)]
    return "".join(words)


@st.composite
def _setting(draw: st.DrawFn) -> str:
    return draw(_attribute()) + draw(_INSIDE)


@st.composite
def _row(draw: st.DrawFn) -> str:
    word = st.sampled_from(["*", "a.example:b.example", "10m/5d", '"x', "long" * 14, "a\\\nb", "é"])
    return (
        draw(word)
        + draw(st.sampled_from([" ", "\t", "\n ", "  # c\n "]))
        + draw(_INSIDE)
        + draw(word)
        + draw(_INSIDE)
    )


@st.composite
def _alias(draw: st.DrawFn) -> str:
    words = [draw(st.sampled_from(["root", "post.master", '"a"', "k" * 40, "é", "#x"])), draw(_INSIDE)]
    words += [draw(st.sampled_from([":", ":", ":", " "])), draw(_INSIDE)]
    for at in range(draw(st.integers(0, 5))):
        words += [draw(st.sampled_from([",", ", ", " "])), draw(_INSIDE)] if at else []
        words += [draw(_TARGETS), draw(_INSIDE)]
    return "".join([*words, draw(st.sampled_from(["", "", ","])), draw(_INSIDE)])


@st.composite
def _list(draw: st.DrawFn) -> str:
    return draw(_TARGETS) + draw(st.sampled_from([",", "\n", ",\n", " ", "\n\n", " # c\n", "\n# c\n"]))


_OF_KIND = {"config": _setting(), "aliases": _alias(), "list": _list()}


@st.composite
def sprawling(draw: st.DrawFn, kind: str) -> bytes:
    """A file of a kind: config, aliases, list, retry, or one of those with entries of attributes."""
    entry = _row() if kind in ("retry", "qualify", "methods") else _OF_KIND.get(kind, _entry())
    words = [draw(_OUTSIDE)]
    for _ in range(draw(st.integers(0, 4))):
        words += [draw(entry), draw(st.sampled_from(["\n", "\n", "\r\n", "\n\n", ""])), draw(_OUTSIDE)]
    return "".join(words).encode()
