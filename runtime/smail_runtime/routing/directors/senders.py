"""Who may write to what an entry takes: the lists `senders` and `senders_except` (extensions, wish S173).

An item is `name@host`, a local name, `@host` for every address of a host, `@.domain` for those of a domain and below,
or `<>` for mail without sender, as bounces are. Case is ignored.
"""

from __future__ import annotations

from smail_runtime.mail.address import Address, parse
from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Direction, Passed, Stopped
from smail_runtime.routing.outcomes import fails
from smail_runtime.routing.produce import local_name
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.table.director import Director
from smail_runtime.table.router import Router


def permitted(answer: Direction, director: Director, work: Work, around: Surroundings) -> Direction:
    """The answer of a director, or a refusal if it took a name that this sender may not write to."""
    if isinstance(answer, Passed | Stopped):
        return answer
    return refusal(director, work.name, around) or answer


def refusal(entry: Director | Router, name: str, around: Surroundings) -> Stopped | None:
    """The refusal of mail for a name that this sender may not write to; None if he may."""
    if around.verifying or not (entry.senders or entry.senders_except):
        return None
    sender = around.facts.sender
    among = any(_is(item, sender, around) for item in entry.senders)
    if (among or not entry.senders) and not any(_is(item, sender, around) for item in entry.senders_except):
        return None
    who = f"`{printable(sender)}`" if sender else "mail without sender"
    reason = f"{who} may not write to `{printable(name)}`"
    return Stopped(reason, fails("5.7.1", reason))


def _is(item: str, sender: str, around: Surroundings) -> bool:
    if item == "<>" or not sender:
        return item == "<>" and not sender
    if item.startswith("@"):
        return any(_below(lower(item[1:]), host) for host in _hosts(sender, around))
    local = local_name(item, around)
    if local is not None:
        return lower(local) == lower(local_name(sender, around) or "")
    return lower(item) == lower(sender)


def _below(wanted: str, host: str) -> bool:
    """Whether a host is the one wanted, or with a leading dot that one or below it."""
    return host == wanted.removeprefix(".") or (wanted.startswith(".") and host.endswith(wanted))


def _hosts(sender: str, around: Surroundings) -> frozenset[str]:
    """The names of the host that an address is of."""
    parsed = parse(sender)
    if isinstance(parsed, Address) and parsed.target is not None:
        return frozenset([lower(parsed.target)])
    return around.names.local if isinstance(parsed, Address) else frozenset()
