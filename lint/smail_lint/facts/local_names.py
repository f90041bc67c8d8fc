"""Names by which this host is known, as far as the configuration tells (reference semantics, section 10.4)."""

from __future__ import annotations

from smail_compiler.ir.program import Site
from smail_lint.facts.characters import fold

_VARIABLES = ("hostnames", "more_hostnames", "uucp_name")


def local_hosts(site: Site) -> frozenset[str]:
    """The local host names that stand in the configuration, folded."""
    values = [site.variables[name].value for name in _VARIABLES if name in site.variables]
    return frozenset(fold(item) for value in values if isinstance(value, str) for item in value.split(":") if item)


def may_be_local(site: Site, host: str) -> bool:
    """Whether mail to this host may come back to this site.

    Without `hostnames` the host's own name joined with each of visible_domains counts too, so one more label in
    front of such a domain is possibly this host.
    """
    name = fold(host)
    if name in local_hosts(site):
        return True
    if "hostnames" in site.variables and isinstance(site.variable("hostnames"), str):
        return False
    domains = site.variable("visible_domains") if "visible_domains" in site.variables else None
    _, _, rest = name.partition(".")
    return isinstance(domains, str) and rest in map(fold, domains.split(":"))


def may_be_here(site: Site, domain: str) -> bool:
    """Whether the directors may be asked about names of a domain: a local host, or the visible name.

    Without `hostnames` any name may be one that is computed.
    """
    if not isinstance(_text(site, "hostnames"), str):
        return True
    return fold(domain) in local_hosts(site) | {plain_name(site), fold(_text(site, "visible_name") or "")}


def plain_name(site: Site) -> str:
    """The name for UUCP: as configured, else the first part of the first of hostnames; empty when that is unknown."""
    primary = (_text(site, "hostnames") or "").partition(":")[0]
    return fold(_text(site, "uucp_name") or primary.partition(".")[0])


def _text(site: Site, name: str) -> str | None:
    value = site.variable(name) if name in site.variables else None
    return value if isinstance(value, str) and value else None
