"""Random machines: accounts, files with owners and modes, DNS with the troubles it has."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from tests.reference.draw_lists import alias_file, forward_file, targets
from tests.reference.names import GROUPS, LISTS, LOGINS, NAMES

MODES = ("0600", "0644", "0664", "0666", "0644")


def world(dice: Random, files: Mapping[str, str]) -> Mapping[str, object]:
    """The tables of a made-up machine that has these files of a configuration."""
    logins = [one for one in LOGINS if dice.random() < 0.8]
    users = {name: {"home": f"/home/{name}", "uid": 1000 + LOGINS.index(name), "gid": 100} for name in logins}
    if "daemon" in users:
        users["daemon"] = {"home": "/tmp", "uid": 1, "gid": 1}
    if "root" in users:
        users["root"] = {"home": "/root", "uid": 0, "gid": 0}
    return {
        "host_name": "mail.example",
        "users": users,
        "groups": {"staff": 100, "mail": 8} if dice.random() < 0.8 else {},
        "files": dict(_files(dice, files)),
        "dns": _dns(),
        "programs": _programs(dice),
    }


def _files(dice: Random, files: Mapping[str, str]) -> list[tuple[str, Mapping[str, object]]]:
    found = [(f"/etc/smail/aliases{one}", files[f"aliases{one}"]) for one in (1, 2)]
    found += [
        ("/var/aliases", alias_file(dice)),
        *((f"/etc/smail/{one}", files[one]) for one in ("boxes", "paths", "hosts", "rewrites", "accounts")),
    ]
    found += [(f"/home/{name}/.forward", forward_file(dice)) for name in LOGINS if dice.random() < 0.6]
    found += [(f"/etc/smail/lists/{name}", forward_file(dice)) for name in NAMES if dice.random() < 0.3]
    found += [(f"/etc/smail/{name}", targets(dice)) for name in LISTS if dice.random() < 0.7]
    found += [(f"/home/{name}/list", targets(dice)) for name in LOGINS if dice.random() < 0.3]
    written = [(path, _file(dice, path, text)) for path, text in found]
    return [*written, ("/var/unreadable", {"text": "", "unreadable": "permission denied"})]


def _file(dice: Random, path: str, text: str) -> Mapping[str, object]:
    """Most forward files belong to whom they should."""
    owner = (
        path.split("/")[2] if path.startswith("/home/") and dice.random() < 0.7 else dice.choice(("root", "joe", 55))
    )
    mode = dice.choice(MODES)
    file = {"text": text, "owner": owner, "group": dice.choice((*GROUPS, 0)), "mode": mode}
    compiled = path.endswith("/boxes")  # it is in the table, as it was when that was made
    return file | ({"unreadable": "it is locked"} if not compiled and dice.random() < 0.03 else {})


def _programs(dice: Random) -> Mapping[str, object]:
    """Programs that routers ask."""
    hosts = "".join(f"{name}\n" for name in ("ash", "near", "HUB", "far.example") if dice.random() < 0.6)
    lines = ("", "hub!relay smtp\n", "hub uux\nmore\n", "near\n", "smtp\n", "nosuch uux\n")
    return {
        "/usr/bin/uuname": {"output": hosts, "status": dice.choice((0, 0, 0, 1))},
        "/bin/list all": {"output": "near and more\n\nash.uucp\n"},
        "/bin/slow": {"unknown": "it takes too long"},
        "/bin/ask near": {"output": dice.choice(lines)},
        "/bin/ask -x near NEAR": {"output": dice.choice(lines)},
        "/bin/ask": {"output": dice.choice(lines), "status": dice.choice((0, 1, 2))},
    }


def _dns() -> Mapping[str, object]:
    return {
        "far.example": {"MX": ["10 mx.far.example", "20 mail.example"], "A": ["192.0.2.1"]},
        "sub.far.example": {"A": ["192.0.2.2"]},
        "plain.example": {"A": "192.0.2.3"},
        "near": {"A": "192.0.2.4"},
        "near.far.example": {"A": "192.0.2.4"},
        "gw.example": {"MX": ["5 gw.example"], "A": "192.0.2.5"},
        "dead.example": {"rcode": "SERVFAIL"},
        "null.example": {"MX": ["0 ."]},
        "lost.example": {"MX": ["10 gone.example", "20 mail.example"], "A": "192.0.2.9"},
        "odd.example": {"MX": ["0 .", "10 gone.example", "20 dead.example"]},
        "self.example": {"MX": ["10 mail.example", "20 mx.far.example"]},
        "backup.example": {"MX": ["10 mx.far.example", "20 mail.example", "30 worse.example"]},
        "mx.far.example": {"A": "192.0.2.1"},
        "worse.example": {"A": "192.0.2.6"},
        "mail.example": {"A": "192.0.2.7"},
        "far": {"A": "192.0.2.8"},
        "joe": {"TXT": ["list", "x # y"]},
        "ann": {"MX": ["20 b", "10 a"], "TXT": "ops"},
        "bob": {"MX": ["0 ."], "A": ["192.0.2.3", "192.0.2.4"]},
        "eve": {"rcode": "SERVFAIL"},
        "list": {"CNAME": "joe"},
        "ops": {"AAAA": "2001:db8::1", "TXT": "# nothing"},
        "news": {"TXT": ""},
        "192.0.2.1": {"PTR": "mx.far.example"},
        "192.0.2.9": {"PTR": "mail.example"},
        "192.0.2.8": {"PTR": "localhost"},
        "near.example": {"A": "192.0.2.8"},
        "192.0.2.77": {"rcode": "SERVFAIL"},
    }
