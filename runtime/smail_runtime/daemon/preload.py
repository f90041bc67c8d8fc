"""What must be loaded while the daemon may still read it.

The account that root turns into need not be able to read the interpreter's own files (they may stand in root's home),
and a module that is imported only when it is needed would then be missing in the middle of a delivery.
"""

from __future__ import annotations

import importlib

LATER = (
    "concurrent.futures.thread",
    "dns.exception",
    "dns.name",
    "dns.rdtypes.ANY.CNAME",
    "dns.rdtypes.ANY.DNAME",
    "dns.rdtypes.ANY.MX",
    "dns.rdtypes.ANY.NS",
    "dns.rdtypes.ANY.OPT",
    "dns.rdtypes.ANY.PTR",
    "dns.rdtypes.ANY.RRSIG",
    "dns.rdtypes.ANY.SOA",
    "dns.rdtypes.ANY.TXT",
    "dns.rdtypes.IN.A",
    "dns.rdtypes.IN.AAAA",
    "dns.resolver",
    "dns.reversename",
    "encodings.ascii",
    "encodings.idna",
    "encodings.latin_1",
    "ipaddress",
    "smail_runtime.net.dns",
    "smail_runtime.net.world",
    "traceback",
    "uvloop",
)


def preload() -> None:
    """Import every module that running would import later."""
    for name in LATER:
        importlib.import_module(name)
