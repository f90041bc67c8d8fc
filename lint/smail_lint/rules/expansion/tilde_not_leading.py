"""A `~` that stands for no home directory.

*Why it matters*

`~/` and `~name/` are homes only at the very start of a path, and never in a command line, which no shell reads. In
any other place the tilde is part of a name, and the file or directory does not exist. `~.forward`, without the slash,
is the home of a login `.forward`.

*Flagged*

```directors
dotforward: driver=forwardfile, nobody, sender_okay; file=/home/~/.forward, checkowner, modemask=022, caution=0-10
```

*Better*

```directors
dotforward: driver=forwardfile, nobody, sender_okay; file=~/.forward, checkowner, modemask=022, caution=0-10
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.schema.attribute import Sink
from smail_compiler.syntax.expression import Command, Home, Literal, Text
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.templates import literals, templates
from smail_lint.rule import Rule

KIND = Kind("SM127", "tilde-not-leading", Severity.WARNING)
_INSIDE = re.compile(r"[/:]~")
_LOGIN = re.compile(r"[A-Za-z_]")
_SHELLS = re.compile(r"(?:/\w+)*/[a-z]*sh")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each `~` behind a slash in a path, and each word of a command that begins with one."""
    for setting, tree in templates(facts.site):
        if isinstance(tree, Command):
            yield from _in_command(tree)
        elif setting.fact.sink is Sink.PATH:
            yield from _no_login(tree)
            for one in literals(tree):
                if _INSIDE.search(one.text):
                    yield _finding(one, "inside of a path", "begin the path with `~`, or write the directory out")


def _no_login(text: Text) -> Iterator[Diagnostic]:
    """A path that begins with `~` and something that is no login, since a slash is missing."""
    home = text.parts[0] if text.parts else None
    if isinstance(home, Home) and home.login and not _LOGIN.match(home.login):
        yield Diagnostic(
            KIND,
            f"`~{home.login}` asks for the home of a login `{home.login}`, which nobody has",
            home.at,
            help=f"write `~/{home.login}`, if a file in the home of the recipient is meant",
        )


def _in_command(command: Command) -> Iterator[Diagnostic]:
    if command.words and _SHELLS.fullmatch(_start(command.words[0])):
        return
    for word in command.words:
        first = word.parts[0] if word.parts else None
        if isinstance(first, Literal) and re.match(r"~(?:/|[a-z]|\Z)", first.text):
            yield _finding(first, "in a command line", "write the directory out, or use `$home`")


def _start(word: Text) -> str:
    """What a word begins with."""
    first = word.parts[0] if word.parts else None
    return first.text if isinstance(first, Literal) else ""


def _finding(at: Literal, where: str, step: str) -> Diagnostic:
    return Diagnostic(KIND, f"`~` is no home directory {where}", at.at, help=step)


RULE = Rule(KIND, "0.1", check, __name__)
