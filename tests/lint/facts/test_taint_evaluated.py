"""What the analysis calls safe is safe: random expansions with hostile values, evaluated by the mailer itself.

Whatever a stranger may write is tried out: no slash gets into a path, no option into an argument, nothing a shell
acts on into a command, no line end into a header field, no comma into a list of addresses, unless it is reported.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import msgspec
import pytest

from smail_compiler.emit.expressions import command as lowered_command
from smail_compiler.emit.expressions import text as lowered
from smail_compiler.syntax import expression as tree
from smail_compiler.syntax.templates import parse_command, parse_text
from smail_lint.facts import sinks
from smail_lint.facts.alternatives import Row, Scope, rows
from smail_lint.facts.reachability import Names
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.expand import AddressView, Value, expand, expand_command, message_scope
from smail_runtime.routing.expand import Scope as RunScope
from smail_runtime.routing.operators import quote
from smail_runtime.routing.world import World
from smail_testkit.routing import table, world

SLOW = bool(os.environ.get("SMAIL_SLOW"))
MANY = 100_000 if SLOW else 1_500
VARIABLES = (
    "user",
    "user",
    "user",
    "host",
    "sender",
    "sender_name",
    "input_addr",
    "prefix",
    "primary_name",
    "value",
    "file",
)
TRUSTED = ("primary_name", "value", "file")
OPERATORS = ("lc", "uc", "quote", "shquote", "strip", "make_filename", "rxquote", "parent", "top")
PLAIN = ("a", "x.", "b-", ",", ":")
BITS = (
    *("/", "..", "-", ",", ";", "|", "&", "$(id)", "`id`", "'", '"', "\\", " ", "\t", "<", ">", "(", "*", "x", "joe"),
    *("J", ".", ":", "é", "\x01", "#", "%", "@", "\\'", "--", "~"),
)
FILES = {"/etc/smail/depts": {"text": "joe: sales\nx: lab\n"}}


class Made(msgspec.Struct, frozen=True):
    """A random expansion with quotes of a shell text or without, and the values that it is tried with."""

    source: str
    names: Names
    scopes: tuple[RunScope, ...]


class Maker:
    """Random expansions. `quotes` lets constant text open and close quotes of a shell."""

    def __init__(self, seed: int, quotes: bool) -> None:
        self.draw = random.Random(seed)
        self.quotes = quotes

    def expansion(self, depth: int = 2) -> str:
        parts = [self.part(depth) for _ in range(self.draw.randint(1, 3))]
        return "".join(parts)

    def part(self, depth: int) -> str:
        form = self.draw.randrange(9 if depth else 6)
        if form == 0:
            return self.constant()
        if form < 6:
            return self.framed(self.reference())
        if form == 6:
            listed = self.draw.choice(("hostnames", "sender", "lc:user", "user"))
            return f"${{foreach:{listed}:{self.expansion(depth - 1)}}}"
        if form == 7:
            if self.draw.random() < 0.3:
                return f"${{lookup:host:dns{{TXT}}{{{self.framed('${value}')}{self.expansion(depth - 1)}}}}}"
            key = self.draw.choice(("user", "lc:user", "host"))
            return f"${{lookup:{key}:lsearch{{depts}}{{{self.expansion(depth - 1)}}}{{{self.expansion(depth - 1)}}}}}"
        return f"${{if {self.condition()} {{{self.expansion(depth - 1)}}}{{{self.expansion(depth - 1)}}}}}"

    def constant(self) -> str:
        return self.draw.choice((*PLAIN, "'", '\\"') if self.quotes else PLAIN)

    def framed(self, text: str) -> str:
        frame = self.draw.choice(("'", '\\"', "", "", "", "")) if self.quotes else ""
        return frame + text + frame

    def reference(self) -> str:
        name = self.draw.choice(VARIABLES)
        most = 1 if self.quotes and name in TRUSTED else 3  # what a site does to its own names is its own mistake
        operators = [self.draw.choice(OPERATORS) for _ in range(min(most, self.draw.choice((0, 0, 1, 1, 2, 3))))]
        return "${" + ":".join([*operators, name]) + "}"

    def condition(self) -> str:
        no = self.draw.choice(("", "!"))
        form = self.draw.randrange(4)
        if form == 0:
            return f"{no}def:{self.draw.choice(VARIABLES)}"
        if form == 1:
            return f"{no}eq{{{self.draw.choice(VARIABLES)}}}{{{self.draw.choice(('joe', 'x', ''))}}}"
        if form == 2:
            return f"{no}origin:remote"
        joined = self.draw.choice(("and", "or"))
        return f"{joined}{{{{eq{{user}}{{joe}}}}{{def:{self.draw.choice(VARIABLES)}}}}}"

    def scope(self, names: Names) -> RunScope:
        view = AddressView(
            user=self.user(names), host=self.host(names), input_addr=self.hostile(), prefix=self.hostile(), suffix=""
        )
        above = AddressView(user=self.hostile(), input_addr=self.hostile(), host=self.host(Names.TARGET))
        lines = self.hostile() + self.draw.choice(("", "\n", "\r\n", "\nX: y"))
        facts = MessageFacts(sender=self.hostile(), sender_name=lines, origin="remote", sender_host=self.hostile())
        base = message_scope(table(), facts, _machine())
        return msgspec.structs.replace(base, address=view, ancestors=(above,) if self.draw.random() < 0.7 else ())

    def hostile(self) -> str:
        return "".join(self.draw.choices(BITS, k=self.draw.randint(0, 4)))

    def user(self, names: Names) -> str:
        text = self.hostile() or "joe"
        if names in (Names.LOGIN, Names.WELL_FORMED):
            kept = "".join(one for one in text if one.isascii() and (one.isalnum() or one in "_.+-"))
            return kept.lstrip("-.+") or "joe"
        if names is Names.ANY_LOCAL:
            return text.replace('"', "").replace("\\", "") or "joe"
        return quote(text) if names is Names.QUOTED_LOCAL else text

    def host(self, names: Names) -> str:
        if names is Names.TARGET:
            return self.draw.choice(("far.example", f"[{self.hostile()}]"))
        return self.draw.choice(("far.example", "a_b+c=d-e", "[192.0.2.1]", "[IPv6:2001:db8::1]"))


@cache
def _machine() -> World:
    return world(files=FILES, dns={"far.example": {"TXT": ["x;$(id)/,\"'\n-"]}})


def _made(seed: int, quotes: bool) -> Made | None:
    maker = Maker(seed, quotes)
    source = maker.expansion()
    names = maker.draw.choice([one for one in Names if one is not Names.PRODUCED])
    return Made(source, names, tuple(maker.scope(names) for _ in range(4)))


def _ways(made: Made) -> tuple[tree.Text, list[Row]] | None:
    text, _ = parse_text(made.source, (), None)
    return None if text is None else (text, rows(text.parts, Scope(made.names)))


def _results(made: Made, text: tree.Text) -> list[str]:
    found = [expand(lowered(text), scope) for scope in made.scopes]
    return [one.text for one in found if isinstance(one, Value)]


def _acts(text: str) -> bool:
    """A model of the shell, made without the analysis: whether text is more than one word of plain characters."""
    quotes, at = "", 0
    while at < len(text):
        one, at = text[at], at + 1
        if quotes == "'":
            quotes = "" if one == "'" else quotes
        elif one == "\\":
            if at == len(text) or text[at] == "\n":
                return True
            at += 1
        elif one in "$`" or (not quotes and one in " \t\n;&|<>()*?"):
            return True
        elif one == quotes:
            quotes = ""
        elif one in "'\"" and not quotes:
            quotes = one
    return bool(quotes)


def _balanced(source: str) -> bool:
    """Whether constant text leaves no quotes open on any way: with nothing for the values nothing acts."""
    text, _ = parse_text(source, (), None)
    if text is None:
        return False
    ways = rows(text.parts, Scope(Names.LOGIN))
    return all(not _acts("".join(piece for piece in row if isinstance(piece, str))) for row in ways)


Safe = Callable[[list[Row]], bool]
Harmless = Callable[[str], bool]
SINKS: Mapping[str, tuple[Safe, Harmless]] = {
    "path": (lambda ways: not [*sinks.leaving(ways, checked=False)], lambda text: "/" not in text),
    "header": (lambda ways: not [*sinks.breaking(ways)], lambda text: not set("\r\n") & set(text)),
    "shell": (lambda ways: not [one for row in ways for one in sinks.acting(row)], lambda text: not _acts(text)),
}


@pytest.mark.parametrize("sink", SINKS)
def test_nothing_dangerous_reaches_what_is_called_safe(sink: str) -> None:
    safe, harmless = SINKS[sink]
    called_safe, tried, reported = 0, 0, 0
    for seed in range(MANY // 5):
        made = _made(seed, quotes=sink == "shell")
        ways = _ways(made) if made is not None else None
        if made is None or ways is None or (sink == "shell" and not _balanced(made.source)):
            continue
        if not safe(ways[1]):
            reported += 1
            continue
        called_safe += 1
        for result in _results(made, ways[0]):
            tried += 1
            assert harmless(result), (seed, made.source, made.names, result)
    assert min(called_safe, tried, reported) > MANY // 100, (called_safe, tried, reported)


def _without_quoted(text: str) -> str:
    """The text without what stands in mail quotes, where a comma separates nothing."""
    kept, quoted, at = "", False, 0
    while at < len(text):
        one = text[at]
        if one == "\\":
            at += 2
            continue
        quoted = quoted != (one == '"')
        kept += "" if quoted else one
        at += 1
    return kept


def test_no_comma_gets_between_addresses() -> None:
    tried = 0
    for seed in range(MANY // 5):
        maker = Maker(seed, quotes=False)
        source = maker.reference() + "@a.example"
        names = maker.draw.choice((Names.QUOTED_LOCAL, Names.WELL_FORMED))
        made = Made(source, names, tuple(maker.scope(names) for _ in range(4)))
        ways = _ways(made)
        if ways is None or [*sinks.separating(ways[1])]:
            continue
        for result in _results(made, ways[0]):
            tried += 1
            assert "," not in _without_quoted(result), (seed, source, result)
    assert tried > MANY // 100


def _words(command: tree.Command, names: Names) -> list[Row]:
    return [rows(word.parts, Scope(names))[0] for word in command.words]


def test_no_option_gets_into_arguments() -> None:
    tried = 0
    for seed in range(MANY // 5):
        maker = Maker(seed, quotes=False)
        written = [maker.draw.choice(("", "", "a", "=")) + maker.reference() for _ in range(3)]
        command, _ = parse_command("/bin/x " + " ".join(written), (), None)
        names = maker.draw.choice([one for one in Names if one is not Names.PRODUCED])
        if command is None:
            continue
        words = _words(command, names)
        blamed = {one.variable.at for one in sinks.options(words[1:])}
        for scope in (maker.scope(names) for _ in range(4)):
            argv = expand_command(lowered_command(command), [scope])
            if not isinstance(argv, tuple):
                continue
            assert len(argv) == 4, (seed, argv)
            tried += not blamed
            assert blamed or not _options(argv[1:]), (seed, written, names, argv)
    assert tried > MANY // 100


def _options(arguments: Sequence[str]) -> list[str]:
    return [one for one in arguments if one.startswith("-")]
