"""Match sets of routers: which targets one knows, for certain or possibly, in whole or by their domain.

The longest match wins, the earlier of two alike; a full match, and any match of a router with `always` that is longer
than those before it, ends the round (reference semantics, section 14).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import msgspec

from smail_compiler.ir.data_files import RouteData
from smail_compiler.ir.program import Entry, Site
from smail_lint.facts.entries import items, text
from smail_lint.facts.host_languages import Below, below_any, covered, dotted, hosts, literals, targets
from smail_lint.facts.language import EMPTY, Language, finite
from smail_lint.facts.local_names import local_hosts, plain_name
from smail_lint.facts.path_files import PathFile, path_file
from smail_runtime.routing.routers.route_text import bang_path, behind_us

MOST_DOMAINS = 100


class RouterSet(msgspec.Struct, frozen=True, dict=True):
    """What is known of one router.

    `full` are targets it may match whole, `sure` those it matches whole for certain; `by_domain` and
    `surely_by_domain` are the like for matches by domain. `weakest` tells that its matches have no length. `file` is
    its database of paths when that is at hand, `path` the way of a smart host. Nothing is concluded when it is not
    `understood`.
    """

    entry: Entry
    full: Language = EMPTY
    sure: Language = EMPTY
    by_domain: Language | Below = EMPTY
    surely_by_domain: Language | Below = EMPTY
    weakest: bool = False
    file: PathFile | None = None
    path: str = ""
    understood: bool = True

    @property
    def always(self) -> bool:
        """Whether a match by domain ends the round, too."""
        return self.entry.value("always", private=False) is True

    def knows(self, host: str) -> bool:
        """Whether it could know one target, which is told without making `may`."""
        return host in self.full or host in self.by_domain

    @property
    def partly(self) -> Language:
        """`by_domain` as a language."""
        return self.by_domain.language if isinstance(self.by_domain, Below) else self.by_domain

    @property
    def surely_partly(self) -> Language:
        """`surely_by_domain` as a language."""
        return self.surely_by_domain.language if isinstance(self.surely_by_domain, Below) else self.surely_by_domain

    @cached_property
    def may(self) -> Language:
        """All targets that it could know."""
        return self.full | self.partly


def router_sets(site: Site) -> tuple[RouterSet, ...]:
    """The match sets of all routers, in their order."""
    return tuple(_router_set(site, entry) for entry in site.routers)


def _router_set(site: Site, entry: Entry) -> RouterSet:
    reader = _READERS.get(entry.driver) if entry.known else None
    return RouterSet(entry, targets(), understood=False) if reader is None else reader(site, entry)


def within(entry: Entry) -> Language:
    """The host names that `required` lets through."""
    required = items(entry, "required")
    return below_any(required, or_equal=False) if required else hosts()


def _smarthost(site: Site, entry: Entry) -> RouterSet:
    """Everything but what is below `auth_domains`, if there is a path that leaves this host."""
    path = "!".join(way_out(site, entry))
    if not path:
        return RouterSet(entry, weakest=True)
    auth = site.variable("auth_domains") if "auth_domains" in site.variables else None
    left = below_any(auth.split(":"), or_equal=True) if isinstance(auth, str) else EMPTY
    names = targets() - left
    return RouterSet(entry, by_domain=names, surely_by_domain=names, weakest=True, path=path)


def way_out(site: Site, entry: Entry) -> tuple[str, ...]:
    """The hosts of a smarthost's path behind this host, empty when none is left."""
    path = bang_path(smart_path(site, entry).removesuffix("!%s"))
    return behind_us(path or (), local_hosts(site) | {plain_name(site)})


def smart_path(site: Site, entry: Entry) -> str:
    """The path of a smarthost: its own, else that of the variable; empty when there is none."""
    own = text(entry, "path") or "!".join(one for one in (text(entry, "host"), text(entry, "route")) if one)
    variable = site.variable("smart_path") if "smart_path" in site.variables else None
    return own or (variable if isinstance(variable, str) else "")


def _pathalias(site: Site, entry: Entry) -> RouterSet:
    data = site.routes.get(entry.name)
    if data is None:
        return RouterSet(entry, within(entry), by_domain=within(entry))
    return _of_paths(site, entry, data)


def _of_paths(site: Site, entry: Entry, data: RouteData) -> RouterSet:
    """The keys are known, each for the name and for all below it; what is stripped makes several names of one."""
    file = path_file(data)
    stripped = [domain.removeprefix(".") for domain in items(entry, "domain")]
    names = frozenset(name if not domain else f"{name}.{domain}" for name in file.names for domain in ("", *stripped))
    full = finite(names) & within(entry)
    few = len(names) <= MOST_DOMAINS
    partly = Below(names, within(entry), full) if few else within(entry) - full
    certain = few and not stripped and len(file.good) == len(file.names)
    return RouterSet(
        entry,
        full,
        EMPTY if stripped else finite(file.good) & within(entry),
        partly,
        partly if certain else EMPTY,
        file=file,
    )


def _bind(site: Site, entry: Entry) -> RouterSet:
    return RouterSet(entry, bind_names(entry))


def bind_names(entry: Entry) -> Language:
    """The targets that bind asks the name servers about; names without a dot may become any."""
    names = dotted()
    if match := items(entry, "match_domains"):
        names = names & below_any(match, or_equal=False)
    required = items(entry, "required")
    if required and not items(entry, "gateways") and not entry.value("dns_search", private=True):
        names = names & covered(required) if not items(entry, "widen_domains") else names
    plain = EMPTY if entry.value("domain_required", private=True) is True else hosts() - dotted()
    return (names | plain) - covered(items(entry, "ignore_domains"))


def _by_name(site: Site, entry: Entry) -> RouterSet:
    return RouterSet(entry, within(entry))


def _by_address(site: Site, entry: Entry) -> RouterSet:
    return RouterSet(entry, literals())


def _again(site: Site, entry: Entry) -> RouterSet:
    """Addresses are made anew, so that its matches end the round."""
    return RouterSet(entry, hosts())


_READERS: Mapping[str, Callable[[Site, Entry], RouterSet]] = {
    "smarthost": _smarthost,
    "pathalias": _pathalias,
    "bind": _bind,
    "gethostbyname": _by_name,
    "gethostbyaddr": _by_address,
    "uuname": _by_name,
    "queryprogram": _by_name,
    "rewrite": _again,
    "reroute": _again,
}
