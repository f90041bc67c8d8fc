"""Made-up expansions for property tests: mostly sound ones, with branches in branches."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    "then",
    "else",
    "if",
    "x",
    " ",
    ": ",
    "!",
    "a.b",
    "\n",
    "é",
    '"',
    "\\",
    "/",
    "~",
    "{y}",
    "\\$",
    "\\\\",
    "\\\\$user.",
)
NAMES = ("user", "host", "sender", "message_id", "$", "grade", "no_such_name")
OPERATORS = ("", "", "lc:", "LC:strip:", "parent:", "quote:top:", "make_filename:", "rxquote:lc:")
CONDITIONS = ("def:user", "def:home", "gt:grade:x", "origin:local", "dest{remote}", "xform:none", "header{X-a b}")
BARE = (
    "$user.",
    "$message_id/",
    "$sender_host ",
    "${LookUp:user:dbm{x} then{$value}}",
    "${foreach:hostname:${rxquote:value}|}",
)


@st.composite
def texts(draw: st.DrawFn, depth: int = 2) -> str:
    """A text that is expanded, mostly sound, with branches in branches."""
    start = draw(st.sampled_from(("", "", "~/", "~root/", "~root")))
    parts = draw(st.lists(st.sampled_from(WORDS), max_size=3))
    return start + "".join([*parts, draw(references(depth)), *parts[:1]])


@st.composite
def references(draw: st.DrawFn, depth: int) -> str:
    """One reference."""
    form = draw(st.integers(0, 4 if depth else 1))
    if form == 4:
        return f"${{ForEach{{{draw(names())}}} {{{draw(texts(depth - 1))}$value}}}}"
    if form == 0:
        return draw(st.sampled_from(BARE))
    if form == 1:
        return f"${{{draw(names())}}}"
    branches = draw(branchings(depth - 1))
    if form == 2:
        negation = draw(st.sampled_from(("", "!", " ! ")))
        return f"${{if {negation}{draw(conditions(depth - 1))}{branches}}}"
    return f"${{lookup{{{draw(names())}}}lsearch{{{draw(texts(depth - 1))}}}{branches}}}"


@st.composite
def names(draw: st.DrawFn) -> str:
    """A variable under operators."""
    return draw(st.sampled_from(OPERATORS)) + draw(st.sampled_from(NAMES))


@st.composite
def branchings(draw: st.DrawFn, depth: int) -> str:
    """What follows a condition."""
    one, two = (draw(st.one_of(st.just(""), texts(depth), texts(depth))) for _ in range(2))
    return draw(st.sampled_from((f" {{{one}}}", f"{{{one}}} else {{{two}}} ", f" {{{one}}}{{{two}}}", f": {one}")))


@st.composite
def conditions(draw: st.DrawFn, depth: int) -> str:
    """A condition, perhaps of conditions."""
    form = draw(st.integers(0, 3 if depth else 2))
    if form == 0:
        return draw(st.sampled_from(CONDITIONS))
    if form == 1:
        return f"def{{{draw(names())}}}"
    if form == 2:
        left = draw(st.one_of(names(), st.sampled_from(("$user", "x\\$", "${lc:user}x", "$", "lc:$"))))
        return f"eq{{{left}}}{{{draw(texts(0))}}}"
    return f"and{{{{{draw(conditions(depth - 1))}}}{{!{draw(conditions(depth - 1))}}}}}"
