"""Random sites, machines and addresses that have something to do with each other; the same seed gives the same."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import msgspec

from tests.reference.draw_addresses import addresses
from tests.reference.draw_directors import directors
from tests.reference.draw_lists import accounts, alias_file, boxes
from tests.reference.draw_routers import TRANSPORTS, hosts, methods, paths, qualify, rewrites, routers
from tests.reference.draw_world import world
from tests.reference.names import SENDERS


class Drawn(msgspec.Struct, frozen=True):
    """Files of a configuration, the tables of a made-up machine, a sender and addresses."""

    files: Mapping[str, str]
    world: Mapping[str, object]
    sender: str
    addresses: tuple[str, ...]


def draw(seed: int, count: int = 20) -> Drawn:
    """The configuration of that number, with `count` addresses for it."""
    dice = Random(seed)
    extended = dice.random() < 0.3
    files = {
        "config": "# smail-dialect: extended\n" * extended + _config(dice),
        "directors": directors(dice, extended=extended),
        "routers": routers(dice, extended=extended),
        "transports": TRANSPORTS,
    }
    files |= {
        "methods/ways": methods(dice),
        "boxes": boxes(dice),
        "paths": paths(dice),
        "qualify": qualify(dice),
        "hosts": hosts(dice),
        "rewrites": rewrites(dice),
        "accounts": accounts(dice),
    }
    files |= {f"aliases{number}": alias_file(dice) for number in (1, 2)}
    tables = world(dice, files)
    return Drawn(files, tables, dice.choice(SENDERS), tuple(addresses(dice, count)))


def _config(dice: Random) -> str:
    lines = [
        "smail_lib_dir = /etc/smail",
        "method_dir = methods",
        "hostnames = mail.example:lists.example",
        "uucp_name = mail",
    ]
    extra = [
        "more_hostnames = gate:Big.Example",
        "visible_name = example.org",
        "auth_domains = example:near",
        "smart_path = hub!relay",
        "smart_path = hub",
        "smart_transport = uux",
        "smart_user = joe",
        'smart_user = "${lc:user}@far.example"',
        "postmaster = ann",
        "postmaster = postmaster",
        "postmaster = ghost@far.example",
        "+switch_percent_and_bang",
    ]
    return "\n".join([*lines, *(one for one in extra if dice.random() < 0.3)]) + "\n"
