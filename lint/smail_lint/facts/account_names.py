"""Names of accounts and groups in settings, and the one that a misspelt one was meant to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from smail_compiler.semantics.near import nearest
from smail_compiler.text.source import Span
from smail_lint.facts.as_written import Written
from smail_lint.facts.machine import Account, Group, Machine

CUSTOMARY = frozenset({"bin", "daemon", "ftp", "mail", "nobody", "nuucp", "root", "sys", "uucp"})
"""Names that lists are often copied with, whether or not the host has them."""
_GROUPS = frozenset({"adm", "mail", "staff", "users", "wheel"})
_WORD_SIGNS = frozenset("$/~:\"'\\ \t")

Ask = Callable[[str], Account | Group | None]


class Named(msgspec.Struct, frozen=True):
    """An account or group as a setting names it: the name, where it stands, and what asks the machine about it."""

    name: str
    at: Span
    ask: Ask

    @property
    def is_unknown(self) -> bool:
        """Whether the machine is known not to have it."""
        found = self.ask(self.name)
        return found is not None and not found.exists


def named_in(one: Written, machine: Machine) -> Iterator[Named]:
    """The accounts or groups that a setting names; in a list the customary ones are left out."""
    ask: Ask = machine.group if one.fact.value_kind == "group" else machine.account
    if one.fact.separator is None:
        items = iter([(one.value, one.value_at)])
    else:
        items = ((item, at) for item, at in one.items() if item.strip() not in CUSTOMARY)
    return (Named(item.strip(), at, ask) for item, at in items if is_name(item.strip()))


def is_name(item: str) -> bool:
    """Whether an item is a plain name: no number, no range of numbers, no path, nothing to be expanded."""
    return bool(item) and not item.replace("-", "").isdigit() and not _WORD_SIGNS & set(item)


def meant(name: str, ask: Ask) -> str | None:
    """The customary name nearest to one, if the machine has it."""
    near = nearest(name, CUSTOMARY | _GROUPS)
    found = ask(near) if near is not None and near != name else None
    return near if found is not None and found.exists else None
