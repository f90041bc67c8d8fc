"""The layout of each kind of file, by example: what is moved, and what is left alone for good reason."""

from __future__ import annotations

import pytest

from smail_compiler.text.source import SourceFile
from smail_lint.fix.layout import proof
from smail_lint.fix.layout.page import WIDTH
from smail_lint.fix.layout.proof import formatted
from smail_testkit.sprawling import WHITE_PARTS

CASES = {
    "an entry on a line": (
        "directors",
        "user: driver=user , nobody ;transport = local,\n",
        "user:\n        driver=user, nobody;\n        transport=local\n",
    ),
    "attributes fill the lines": (
        "transports",
        "local:driver=appendfile,\n\tlocal,\n from,\n\treturn_path,\n\tunix_from_hack,\n\tinet,\n received;mode=0600",
        (
            "local:\n        driver=appendfile, local, from, return_path, unix_from_hack, inet,\n        received;\n"
            "        mode=0600\n"
        ),
    ),
    "the same attribute twice stays in order": (
        "routers",
        "a:\tdriver=x,driver=y\n",
        "a:\n        driver=x, driver=y\n",
    ),
    "semicolons that change nothing": ("directors", "a: x,;y;z;\n", "a:\n        x;\n        y, z\n"),
    "a driver's part alone": ("directors", "a:;y=1\n", "a:\n        ;\n        y=1\n"),
    "comments keep their places": (
        "directors",
        "a:  # the first\n  x, # why\n    # and this?\n#  old=1,\n  y  # last\n\n# next\nb: z\n",
        (
            "a:  # the first\n        x,  # why\n        # and this?\n#  old=1,\n        y  # last\n\n# next\n"
            "b:\n        z\n"
        ),
    ),
    "comments below each other stay so": (
        "config",
        "max_hop_count=30      # hops\nspool_mode = 0440     # mode\n-smtp_debug#no\n",
        "max_hop_count = 30    # hops\nspool_mode = 0440     # mode\n-smtp_debug  #no\n",
    ),
    "a comment that joins the next line": (
        "directors",
        "a: x,\n  # not \\\n  y,\n  z\n",
        "a:\n        x,\n        # not \\\n  y,\n        z\n",
    ),
    "a comment that does not": (
        "directors",
        "# top \\\na: x,\n  # not \\ \t\n  y\n",
        "# top \\\na:\n        x,\n        # not \\ \n        y\n",
    ),
    "a comment that must not begin to": ("config", "a=1\n\r# so \\\nb=2\n", "a = 1\n# so \\ \nb = 2\n"),
    "a comment inside a setting": ("config", "a = # why\n  1\n", "a = # why\n  1\n"),
    "a string over lines": (
        "directors",
        'a: x="1\n\n  2  \n# 3\n ",y\n',
        'a:\n        x="1\n\n  2  \n# 3\n ",\n        y\n',
    ),
    "joined lines of a value": ("config", 'a="1 \\\n\t2"\n', 'a = "1 \\\n\t2"\n'),
    "a joint that protects nothing": ("directors", "a:  x=\\\n\\\n  , y\n", "a:  x=\\\n\\\n  , y\n"),
    "a protected blank at the end": ("config", "a=b\\ \n", "a = b\\ \n"),
    "line ends of another system": ("config", "a=1\r\n\r\n\r\nb=2\r\n", "a = 1\n\nb = 2\n"),
    "blank lines around": ("config", "\n\n  a=1\n\n\n\n", "a = 1\n"),
    "nothing": ("config", " \n\n", ""),
    "rows": (
        "retry",
        "*\t5m/3d   # all\na.example\n  10m/5d",
        "*                               5m/3d  # all\na.example                       10m/5d\n",
    ),
    "aliases": (
        "aliases",
        "root  : bob,carol # both\nlonger-than-the-others:\tx,\n y,\n\n z\nno-colon bob\nnone:\n",
        (
            "root:                   bob, carol  # both\nlonger-than-the-others: x,\n"
            "                        y,\n\n                        z\n"
            "no-colon                bob\nnone:\n"
        ),
    ),
    "aliases with more than names": (
        "aliases",
        'a: Bob B <b@c>,\n   team: x, y;\nb:"|/bin/x, # y",   z\n',
        'a:              Bob B <b@c>,\n   team: x, y;\nb:              "|/bin/x, # y", z\n',
    ),
    "targets without commas": ("aliases", "a: b c\n  d\n", "a:              b c\n                d\n"),
    "a word that ends in a backslash": ("aliases", "\\\\ \nb:\n", "\\\\ \nb:\n"),
    "lists that grow": (
        "config",
        '# smail-dialect: extended\nx+=a # one\nx   =+ "b c"\nx=+d\nx = +e\nx += # none\n',
        '# smail-dialect: extended\nx += a  # one\nx =+ "b c"\nx =+ d\nx = +e\nx +=  # none\n',
    ),
    "a plus sign in the base dialect": ("config", "trusted=+d\n", "trusted = +d\n"),
    "a list": ("list", "\n  bob\ncarol,dave  # two\n\n\n# more\n eve", "bob\ncarol, dave  # two\n\n# more\neve\n"),
    "a list with more than names": ("list", "(all)  bob\n carol", "(all)  bob\n carol\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_layout(name: str) -> None:
    kind, before, after = CASES[name]
    done = formatted(SourceFile("file", before.encode()), kind)
    assert (done.data.decode(), done.error, done.changed) == (after, None, False)


LONG = {
    "settings": (
        "config",
        'received_field = "' + "from ${if def:sender_host {$sender_host} else {us}} by us " * 4 + '"\n',
    ),
    "patterns": ("config", "trusted = " + ":".join(f"user{at}" for at in range(60)) + "\n"),
    "attributes": ("directors", "a: driver=x;domains=" + ":".join(f"host{at}.example" for at in range(30)) + ", y\n"),
    "targets": ("aliases", "all: " + ",".join(f"user{at}@host.example" for at in range(30)) + "\n"),
}


@pytest.mark.parametrize("name", LONG)
def test_long_values_are_broken(name: str) -> None:
    kind, text = LONG[name]
    lines = formatted(SourceFile("file", text.encode()), kind).data.decode().splitlines()
    assert len(lines) > 3
    assert max(map(len, lines)) <= WIDTH


def test_lines_are_indented_by_the_depth_of_braces() -> None:
    inside = "${if def:sender_host {from $sender_host and some more words} else {from nobody that we know}}"
    lines = formatted(SourceFile("config", f'received_field = "Received: {inside} by us"\n'.encode()), "config").data
    assert lines.decode().splitlines() == [
        'received_field = "Received: \\',
        "        ${if def:sender_host {from $sender_host and some more words} else \\",
        '            {from nobody that we know}} by us"',
    ]


@pytest.mark.parametrize("text", ["a: x\nb\n", 'a: x="1\n', "a: x y\n", ": x\n"])
def test_file_with_errors_is_left_alone(text: str) -> None:
    done = formatted(SourceFile("directors", text.encode()), "directors")
    assert done.error is not None
    assert not done.differs


def test_bytes_that_are_no_text_stay() -> None:
    done = formatted(SourceFile("config", b'a="\xff\xfe"#\xfc\n'), "config")
    assert done.data == b'a = "\xff\xfe"  #\xfc\n'


@pytest.mark.parametrize(
    "wrong",
    [b"a = 2\n", b"a = 1\nb\n", b"", b'a = 1  # not "this"\n', b"a = \n"],
    ids=lambda one: one.decode() or "none",
)
def test_layout_that_changes_something_is_refused(wrong: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "laid_out", lambda *_, **__: wrong)
    done = formatted(SourceFile("config", b"a=1  # this\n"), "config")
    assert (done.changed, done.data) == (True, b"a=1  # this\n")


@pytest.mark.parametrize("part", WHITE_PARTS)
def test_all_that_is_white_or_a_comment_may_stand_anywhere(part: str) -> None:
    words = ["a", ":", "x", "=", "1", ",", "y", ";", "z", "=", '"q"']
    expected = parsed_shape("".join(words))
    for at in range(1, len(words)):
        text = "".join(words[:at]) + part + "".join(words[at:])
        if parsed_shape(text) == expected:
            done = formatted(SourceFile("file", text.encode()), "directors")
            assert parsed_shape(done.data.decode()) == expected


def parsed_shape(text: str) -> list[tuple[object, ...]]:
    """What the entries of a text say."""
    return [proof.meaning(one) for one in proof.parsed(SourceFile("file", text.encode()), "directors").nodes]
