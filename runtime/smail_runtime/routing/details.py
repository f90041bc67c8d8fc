"""What the trace may carry beside the reason of each step: gathered only when somebody asks."""

from __future__ import annotations

import msgspec

from smail_runtime.table.expression import Text


class Expansion(msgspec.Struct, frozen=True, tag="expansion", tag_field="kind"):
    """A text of the configuration and its value; None with `reason` if it has none, `unknown` if none for now."""

    template: Text
    value: str | None
    reason: str | None = None
    unknown: bool = False


class Question(msgspec.Struct, frozen=True, tag="question", tag_field="kind"):
    """What the machine was asked and what it said: `answer` is found, absent or unknown.

    `about` is account, uid, group, file, MX, address, alias, name, own or program; `words` tell what was found,
    or why nothing was.
    """

    about: str
    name: str
    answer: str
    words: str


class Check(msgspec.Struct, frozen=True, tag="check", tag_field="kind"):
    """A demand on the owner or mode of a file: `holds` tells whether it is met, `words` what was compared."""

    demand: str
    holds: bool
    words: str


class Marks(msgspec.Struct, frozen=True, tag="marks", tag_field="kind"):
    """The account, group and home that go with what a director produced, and the marks that limit it.

    `nobody` tells that files and commands run as the account of that name instead.
    """

    user: str | None
    group: str | None
    home: str | None
    caution: bool
    unsecure: bool
    nobody: str | None


class Target(msgspec.Struct, frozen=True, tag="target", tag_field="kind"):
    """One of the addresses that a director produced, and what became of it: kept, left out or refused."""

    text: str
    fate: str
    reason: str | None = None


Detail = Expansion | Question | Check | Marks | Target


class Origin(msgspec.Struct, frozen=True):
    """One link of the chain from an address back to its recipient; `director` produced it, None for the recipient.

    `place` is `file:line` of that director, None when it is built in.
    """

    address: str
    director: str | None = None
    place: str | None = None


class LeftOut(msgspec.Struct, frozen=True):
    """An address that no mail goes to, since it repeats another or is not wanted."""

    address: str
    reason: str
    origins: tuple[Origin, ...] = ()
