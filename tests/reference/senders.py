"""Who may write to what an entry takes: `senders` and `senders_except` of the extended dialect (wish S173)."""

from __future__ import annotations

from smail_compiler.ir.program import Entry
from tests.reference.around import Around
from tests.reference.domains import ends_in, items
from tests.reference.local_names import local_name
from tests.reference.parsing import parse
from tests.reference.tokens import AddressError


def may_write(entry: Entry, around: Around) -> bool:
    """Whether the sender is among `senders`, if there are any, and not among `senders_except`."""
    only, never = (items(entry.value(name, private=False)) for name in ("senders", "senders_except"))
    if only and not any(_is(around.sender, one, around) for one in only):
        return False
    return not any(_is(around.sender, one, around) for one in never)


def _is(sender: str, item: str, around: Around) -> bool:
    """`<>` is the null sender, `@host` all of a host, `@.domain` all of it and below, anything else one address."""
    if item == "<>" or not sender:
        return item == "<>" and not sender
    if item.startswith("@"):
        return _is_at(sender, item[1:], around)
    mine, theirs = local_name(item, around), local_name(sender, around)
    return (mine or item).lower() == (theirs or sender).lower() and (mine is None) == (theirs is None)


def _is_at(sender: str, wanted: str, around: Around) -> bool:
    """Whether the host of the sender is the one wanted; a local name is of all names of this host."""
    try:
        target = parse(sender).target
    except AddressError:
        return False
    hosts = (target,) if target is not None else around.local_hosts
    if wanted.startswith("."):
        return any(ends_in(host, wanted, equal=True) for host in hosts)
    return wanted.lower() in {host.lower() for host in hosts}
