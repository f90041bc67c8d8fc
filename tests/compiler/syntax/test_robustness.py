"""Whatever the bytes, there is an answer, its places lie in the file, and it comes in time linear in their number."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.syntax import parse
from smail_compiler.syntax.templates import parse_command, parse_text
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile

PARSERS: dict[str, Callable[[SourceFile], tuple[Diagnostic, ...]]] = {
    "config": lambda source: parse.parse_config(source).diagnostics,
    "directors": lambda source: parse.parse_table(source).diagnostics,
    "retry": lambda source: parse.parse_rows(source, "retry").diagnostics,
    "aliases": lambda source: parse.parse_aliases(source).diagnostics,
    "list": lambda source: parse.parse_list(source).diagnostics,
    "text": lambda source: parse_text(source.latin1, tuple(range(len(source.data) + 1)), source)[1],
    "command": lambda source: parse_command(source.latin1, tuple(range(len(source.data) + 1)), source)[1],
}
PIECES = (
    *"\n\n\n \t\r\f#:;,=+-\"\\'(){}[]<>@!%.|$/~0ax\0\xff",
    *(
        "\\\n",
        "a=b",
        "name: ",
        "driver=x",
        '"\n',
        "${",
        "${if ",
        "def:x",
        "${lc:",
        "$(",
        "$)",
        ":include:",
        "\n  b=",
        "é",
    ),
)
SOUP = st.one_of(
    st.binary(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=40).map(lambda pieces: "".join(pieces).encode("latin-1")),
)


@pytest.mark.parametrize("kind", PARSERS)
@settings(max_examples=150, deadline=None)
@given(data=SOUP)
def test_any_bytes_give_findings_with_places_in_the_file(kind: str, data: bytes) -> None:
    for finding in PARSERS[kind](SourceFile(kind, data)):
        places = [finding.at, *(label.at for label in finding.labels)]
        places += [edit.at for edit in (finding.fix.edits if finding.fix else ())]
        assert all(0 <= place.start <= place.end <= len(data) for place in places)
        assert finding.message and not finding.message.endswith(".")


HARD = {
    "open quotes": b'a: b="x\n',
    "quotes in one entry": b' a="b",\n c=d" e',
    "empty items": b"\n ,,;;",
    "dollars": b"$",
    "open references": b"${if def:a {",
    "closing braces": b"}",
    "comments in comments": b"(",
    "angles": b"<",
    "backslashes": b"\\",
    "joined lines": b"\\\n",
    "blank lines in quotes": b'"\n\n a=',
    "names": b"a\n b\n",
    "commas in quotes": b'", x=',
    "stray colons": b"a: b: c\n  d:\n",
    "mistakes in one line": b"a:b;",
    "stray quotes in one line": b'a=b", ',
    "comments that join": b"a: b=c # x\\\n\n",
    "values that are cut": b'a: b="\\0c=",\n',
    "declarations": b"# smail-dialect: x\n",
    "additions": b"a+=b\n",
    "carriage returns": b"a\r\n b=c,\r\n",
}
SMALL, LARGE = 1_500, 24_000
ATTEMPTS = 8


@pytest.mark.parametrize("kind", PARSERS)
@pytest.mark.parametrize("pattern", HARD)
def test_time_is_linear(kind: str, pattern: str) -> None:
    """Sixteen times the text takes about sixteen times as long; four times that is allowed, the square would be more.

    A busy machine only ever makes it slower, so that the best of several attempts counts, of both sizes.
    """

    def seconds(size: int) -> float:
        source = SourceFile(kind, b"x: y=z\n" + HARD[pattern] * (size // len(HARD[pattern])))
        start = time.thread_time()
        PARSERS[kind](source)
        return time.thread_time() - start

    seconds(100)
    small = large = float("inf")
    for _ in range(ATTEMPTS):
        small, large = min(small, seconds(SMALL)), min(large, seconds(LARGE))
        if large < 64 * small + 0.05:
            return
    raise AssertionError(f"{SMALL} bytes take {small:.4f} s, {LARGE} take {large:.4f} s")


ENTRY = """\
forward{n}:
        driver=forwardfile,
        # who may not be trusted with it
        caution, nobody, owner=real-$user;
        file="/home/${{lc:user}}/.forward",
        caution="0-10:uucp:daemon",
        modemask=022,
        checkowner
"""


def test_a_directors_file_of_twenty_thousand_lines() -> None:
    """In three seconds of processor time at most, and nothing of it is lost."""
    text = "".join(ENTRY.format(n=number) for number in range(2_500))
    assert text.count("\n") == 20_000
    source = SourceFile("directors", text.encode())
    start = time.thread_time()
    parsed = parse.parse_table(source)
    seconds = time.thread_time() - start
    assert (len(parsed.nodes), parsed.diagnostics) == (2_500, ())
    assert seconds < 3
