"""Random alias files, forward files and lists."""

from __future__ import annotations

from random import Random

from tests.reference.draw_addresses import mailbox
from tests.reference.names import LISTS, LOGINS, NAMES, OURS

SPECIAL = (
    "|/bin/cat",
    '"|/bin/cat -x y"',
    "/var/log/mail",
    '"/var/spool/a b"',
    "~/copy",
    "~joe/copy",
    "~ghost/copy",
    "|/bin/a.b",
)
ERRORS = (
    ":error:5.2.2 $user is full", ":Error:", ":defer:4.2.1 ${sender} later", ":redirect:$user@new.example",
    ":redirect: 5.1.6 x@$primary_name", ":redirect:nowhere", ":redirect:a b@far.example", ":errors:joe",
    ":redirect:${lc:user}@far.example", ":redirect:$input_addr",
)  # fmt: skip
"""What a director for errors takes, and what it does not."""
BROKEN = (":error:joe", "joe@", '"open', "a,,b", ":fail: no", "(open", "a!@b", "joe; ann", ":include:", "<joe")
COMMAS = (", ", ",", ",\n  ", ", # note\n  ")
"""Without a comma everything before a `<` would be a phrase; what lines above it are is a matter of its own."""
SEPARATORS = (", ", ",", " ", ",\n  ", "\n  ", " (a note) ", ", # note\n  ")


def target(dice: Random) -> str:
    """One item of a list."""
    kind = dice.random()
    name = dice.choice(NAMES)
    if kind < 0.4:
        return name
    if kind < 0.5:
        return dice.choice((f"\\{name}", f"{name}@{dice.choice(OURS)}", f'"{name}"', f"Some One <{name}>"))
    if kind < 0.65:
        return mailbox(dice)
    if kind < 0.8:
        return dice.choice(SPECIAL)
    if kind < 0.84:
        return f'"{dice.choice(ERRORS)}"'
    if kind < 0.93:
        return f":include:{dice.choice(PATHS)}"
    return dice.choice(("g: joe, ann;", "<ann@far.example>", "@far.example", "news.", "a..b"))


PATHS = (*(f"/etc/smail/{one}" for one in LISTS), "~/list", "~joe/list", "/etc/smail/lists/none", "lists/list")


def targets(dice: Random, most: int = 4) -> str:
    """A list."""
    if dice.random() < 0.04:
        return dice.choice(BROKEN)
    found = [target(dice) for _ in range(dice.randint(1, most))]
    separators = COMMAS if any("<" in one for one in found) else SEPARATORS
    return "".join(one + dice.choice(separators) for one in found[:-1]) + found[-1]


def alias_file(dice: Random) -> str:
    """An alias file: loops and empty values happen."""
    names = dice.sample(NAMES, dice.randint(1, 8))
    return "".join(f"{name}:{dice.choice((' ', '  ', ''))}{_value(dice)}\n" for name in names)


def _value(dice: Random) -> str:
    return "" if dice.random() < 0.03 else targets(dice)


def boxes(dice: Random) -> str:
    """A sorted file for look-ups."""
    rows = {
        name.lower(): dice.choice(("list", "ops # note", "a", "none", "")) for name in NAMES if dice.random() < 0.5
    }
    return "".join(f"{name}:{rows[name]}\n" for name in sorted(rows))


def accounts(dice: Random) -> str:
    """A sorted file of accounts, with lines that are none."""
    names = sorted({name.lower() for name in (*NAMES, "mary", "shop") if dice.random() < 0.4})
    lines = (f"{name}:x:{2000 + at}:100:{name}:/shop/{name}:/bin/sh" for at, name in enumerate(names))
    return "".join(f"{line if dice.random() < 0.9 else line.split(':')[0] + ':x'}\n" for line in lines)


def forward_file(dice: Random) -> str:
    """A forward file."""
    kind = dice.random()
    if kind < 0.08:
        return dice.choice(("", "# nothing\n", "\n"))
    if kind < 0.16:
        return f"{dice.choice(('Forward to ', 'forward to '))}{targets(dice, 2)}\njunk\n"
    return targets(dice, 3) + "\n"


__all__ = ["LOGINS", "alias_file", "forward_file", "target", "targets"]
