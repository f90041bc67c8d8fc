"""Who may send through this host to others: clients in listed networks, nobody else."""

from __future__ import annotations

from collections.abc import Sequence, Set
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from smail_runtime.mail.address import AddressError
from smail_runtime.mail.peel import passes

Network = IPv4Network | IPv6Network

LOOPBACK: tuple[Network, ...] = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))
"""The safe default: the machine itself."""


def parse_network(text: str) -> Network | None:
    """A network in CIDR notation or a single address; None when it is neither."""
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None


def client_address(text: str) -> IPv4Address | IPv6Address | None:
    """A client's address; an IPv4 one that came over an IPv6 socket counts as IPv4. None when it is no IP address."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def may_relay(client: str, networks: Sequence[Network]) -> bool:
    """Whether a client (its address as text) may send to recipients elsewhere."""
    address = client_address(client)
    return address is not None and any(address in network for network in networks)


def is_ours(recipient: str, local_hosts: Set[str], *, switch_percent_and_bang: bool = False) -> bool:
    """Whether a forward path stays here once every local host is peeled off: `u%elsewhere@here` does not.

    What cannot be parsed counts as ours, so that it is refused by the directors and never relayed.
    """
    *_, last = passes(recipient, local_hosts, switch_percent_and_bang=switch_percent_and_bang)
    return isinstance(last, AddressError) or last.target is None
