"""Prefix and suffix of names, each a text or a pattern, case ignored."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.patterns import split_prefix, split_suffix
from smail_runtime.routing.scope import AddressView
from smail_runtime.table.director import Affix
from smail_runtime.table.pattern import Pattern


class Bare(msgspec.Struct, frozen=True):
    """A name without its affixes, and these as they were written; None where none is asked for."""

    name: str
    prefix: str | None = None
    suffix: str | None = None

    def view(self, home: str | None) -> AddressView:
        """What variables see while the name is directed."""
        return AddressView(user=self.name, home=home, prefix=self.prefix, suffix=self.suffix)


def bare(name: str, prefix: Affix, suffix: Affix, *, empty: bool = False) -> Bare | None:
    """The name without them; None when one is absent or nothing would be left.

    With `empty` a plain prefix may be the whole name, as it may in Smail; a suffix never.
    """
    if not prefix and not suffix:
        return Bare(name)
    front = _front(name, prefix)
    if front is None:
        return None
    back = _back(front[1], suffix)
    if back is None or not (back[0] or (empty and not suffix)):
        return None
    return Bare(back[0], front[0] or None, back[1] or None)


def _front(name: str, prefix: Affix) -> tuple[str, str] | None:
    if isinstance(prefix, Pattern):
        return split_prefix(prefix, name)
    size = len(prefix or "")
    return (name[:size], name[size:]) if lower(name[:size]) == lower(prefix or "") else None


def _back(name: str, suffix: Affix) -> tuple[str, str] | None:
    if isinstance(suffix, Pattern):
        return split_suffix(suffix, name)
    cut = len(name) - len(suffix or "")
    return (name[:cut], name[cut:]) if cut >= 0 and lower(name[cut:]) == lower(suffix or "") else None


def absent(prefix: Affix, suffix: Affix) -> str:
    """Why a name without them is passed."""
    wanted = [f"{what} {_shown(one)}" for what, one in (("prefix", prefix), ("suffix", suffix)) if one]
    return f"{' or '.join(wanted)} is absent"


def _shown(affix: str | Pattern) -> str:
    return printable(affix.text if isinstance(affix, Pattern) else affix)
