"""Alias files that are printed mean what they meant: from targets to text and back, and from text to text."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from smail_compiler.syntax.nodes import AliasNode, TargetNode
from smail_compiler.syntax.parse import parse_aliases
from smail_compiler.text.diagnostic import has_errors
from smail_compiler.text.source import SourceFile

Meaning = tuple[str, str]

ANYTHING = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab \"\\#,;:<>()[]@!%.|/~$'é"), st.characters(codec="utf-8", categories=("L", "P"))
    ),
    min_size=1,
    max_size=8,
)
ATOMS = st.from_regex(r"[A-Za-z0-9_+=-]{1,5}(\.[A-Za-z0-9_]{1,3})?", fullmatch=True)
KINDS = {"pipe": "|", "file": "", "include": ":include:"}


def quoted(text: str) -> str:
    """The text as one quoted item."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def items(draw: st.DrawFn) -> tuple[str, Meaning]:
    """An item as it is written, and its kind and target."""
    kind = draw(st.sampled_from(("address", "address", *KINDS)))
    if kind == "address":
        text = draw(ATOMS) + draw(st.just("") | ATOMS.map("@{}".format))
        return draw(st.sampled_from((text, f"<{text}>", f"Al B. <{text}>"))), (kind, text)
    path = "/" + draw(ANYTHING)
    return quoted(KINDS[kind] + path), (kind, path)


ENTRIES = st.lists(st.tuples(ATOMS, st.lists(items(), min_size=1, max_size=4)), min_size=1, max_size=3)
COMMAS = st.sampled_from((", ", ",", " ,\n\t", ",  # more\n   ", ",\\\n ", ", (a (b) \\)) "))


@settings(max_examples=150, deadline=None)
@given(ENTRIES, COMMAS, st.sampled_from((": ", "\t", " : ", ":\n\t", ": # who\n ")))
def test_what_is_written_is_read(
    entries: list[tuple[str, list[tuple[str, Meaning]]]], comma: str, colon: str
) -> None:
    lines = (key + colon + comma.join(text for text, _ in written) for key, written in entries)
    parsed = parse_aliases(SourceFile("aliases", ("\n".join(lines) + "\n").encode()))
    assert not has_errors(parsed.diagnostics)
    expected = [(key, [meaning for _, meaning in written]) for key, written in entries]
    assert [(node.key, [(one.kind, one.target) for one in node.targets]) for node in parsed.nodes] == expected


def printed(nodes: Iterable[AliasNode]) -> str:
    """The aliases, a line each."""
    return "".join(f"{node.key}: {', '.join(map(item, node.targets))}\n" for node in nodes)


def item(target: TargetNode) -> str:
    """An item of a list; routes stand in brackets only."""
    return f"<{target.text}>" if target.text.startswith("@") or "!@" in target.text else target.text


PIECES = (
    *("joe", "a.b", "x@y.z", "h!u", "u%h@g", '"a b"', '"|/p \\"q"', "|/p", "/f", "~/f", "\\joe", ":include:/l", "é"),
    *(
        ", ",
        ",",
        " ",
        "\n\t",
        "# c\n\t",
        "(c)",
        "Al <",
        "<",
        ">",
        ": ",
        ";",
        "@a,@b:",
        "a!@b:",
        "[1.2]",
        ".",
        '"',
        "(",
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), min_size=1, max_size=3))
@example(["<@a,@b:c@d>, Al <h!@a:b>"])
@example(["team: a, b;@h c"])
def test_what_was_read_is_printed_and_read_again(values: list[str]) -> None:
    text = "".join(f"k{number}: {value}\n" for number, value in enumerate(values))
    parsed = parse_aliases(SourceFile("aliases", text.encode()))
    if has_errors(parsed.diagnostics) or any(not node.targets for node in parsed.nodes):
        return
    again = parse_aliases(SourceFile("aliases", printed(parsed.nodes).encode()))
    assert again.diagnostics == ()
    assert list(map(meaning, again.nodes)) == list(map(meaning, parsed.nodes))


def meaning(node: AliasNode) -> tuple[str, list[tuple[str, str, str]]]:
    """An alias without its places."""
    return node.key, [(one.kind, one.text, one.target) for one in node.targets]
