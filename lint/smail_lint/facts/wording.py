"""How facts on directors are put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from smail_compiler.syntax.nodes import AliasNode
from smail_compiler.text.diagnostic import Label
from smail_lint.facts.characters import readable
from smail_lint.facts.match_sets import MatchSet
from smail_lint.facts.router_sets import RouterSet
from smail_runtime.mail.wording import listed

SHOWN = 3


def address(name: str, *directors: MatchSet) -> str:
    """A name as a witness: with a domain where only some domains are served."""
    served = [one.domains for one in directors if one.domains]
    common = frozenset[str].intersection(*served) if served else frozenset()
    return f"{readable(name)}@{min(common)}" if common else readable(name)


def named(directors: Iterable[MatchSet]) -> str:
    """The names of directors as a list in a sentence."""
    return listed([f"`{one.entry.name}`" for one in directors])


def both_outcomes(name: str, first: MatchSet, other: MatchSet) -> tuple[str, str]:
    """What becomes of a name with a director that is asked first, and what would with another."""
    shown = readable(name)
    return (
        f"`{shown}` goes to `{first.entry.name}`, which {does(first, name)}",
        f"asked first, `{other.entry.name}` {does(other, name)}",
    )


def does(one: MatchSet, name: str) -> str:
    """What a director does with a name, in words."""
    entry = one.entry
    transport = entry.value("transport", private=True)
    if entry.driver == "smartuser" and not isinstance(transport, str):
        return f"sends it to `{one.outcome[-1]}`"
    if isinstance(transport, str):
        return f"gives it to the transport `{transport}`"
    file = entry.value("file", private=True)
    if one.data is not None and name in one.data:
        return f"sends it to {_targets(one.data[name])}"
    return f"looks it up in `{file}`" if entry.driver == "aliasfile" else f"reads the list in `{file}`"


def _targets(entry: AliasNode) -> str:
    shown = [f"`{one.text}`" for one in entry.targets[:SHOWN]]
    more = len(entry.targets) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def labels(entries: Sequence[MatchSet] | Sequence[RouterSet], message: str) -> Iterator[Label]:
    """A label at each director or router that is written in a file."""
    return (Label(one.entry.at, message) for one in entries if one.entry.at is not None)


def named_routers(routers: Sequence[RouterSet]) -> str:
    """The names of routers as a list in a sentence; of many the first ones."""
    names = [f"`{one.entry.name}`" for one in routers[:SHOWN]]
    if len(routers) > SHOWN:
        names.append(f"{len(routers) - SHOWN} more")
    return listed(names)


def both_ways(host: str, first: RouterSet, other: RouterSet) -> tuple[str, str]:
    """The way of mail for a host, and the one that it would take without the router that decides."""
    return (
        f"mail for `{readable(host)}` goes by `{first.entry.name}`, {_way(first, host)}",
        f"alone, `{other.entry.name}` would send it {_way(other, host)}",
    )


def _way(one: RouterSet, host: str) -> str:
    transport = one.entry.value("transport", private=False)
    by = f" by the transport `{transport}`" if isinstance(transport, str) else ""
    route = one.path or (None if one.file is None else one.file.route_to(host))
    return f"along `{route}`{by}" if route else f"its own way{by}"
