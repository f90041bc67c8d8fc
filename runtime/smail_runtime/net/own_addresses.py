"""Which IP addresses are this machine's: asked of the system, for interfaces come and go."""

from __future__ import annotations

import errno
import ipaddress
import socket


def is_own(address: str) -> bool:
    """Whether mail sent to an IP address would come back here: its own, loopback, or the unspecified address."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    if known.is_loopback or known.is_unspecified:
        return True
    return not known.is_multicast and _binds(str(known), socket.AF_INET6 if known.version == 6 else socket.AF_INET)


def _binds(address: str, family: socket.AddressFamily) -> bool:
    """A system binds sockets to addresses of its own only. No packet is sent."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as one:
            one.bind((address, 0))
    except OSError as error:
        return error.errno == errno.EADDRINUSE
    return True
