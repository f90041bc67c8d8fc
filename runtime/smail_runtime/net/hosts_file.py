"""The hosts file: names that the machine knows by itself."""

from __future__ import annotations

from smail_runtime.routing.real_files import read_regular
from smail_runtime.routing.world import Found

LIMIT = 1 << 20


def entries(path: str) -> list[tuple[str, tuple[str, ...]]]:
    """Address and names of each line; a file that cannot be read has none."""
    found = read_regular(path, LIMIT)
    text = found.value.data.decode("utf-8", "replace") if isinstance(found, Found) else ""
    words = [line.partition("#")[0].split() for line in text.splitlines()]
    return [(line[0], tuple(line[1:])) for line in words if len(line) > 1]


def addresses(path: str, name: str) -> tuple[str, ...]:
    """The addresses of a name, case and final dot ignored."""
    wanted = name.rstrip(".").lower()
    return tuple(address for address, names in entries(path) if wanted in (one.lower() for one in names))


def official_name(path: str, name: str) -> str | None:
    """The first name on the line that has a name, case and final dot ignored; None when no line has it."""
    wanted = name.rstrip(".").lower()
    return next((names[0] for _, names in entries(path) if wanted in (one.lower() for one in names)), None)


def full_name(path: str, plain: str) -> str:
    """The name with a domain that stands for a plain host name; the plain one when there is none."""
    names = (one for _, names in entries(path) for one in names)
    return next((one for one in names if one.lower().startswith(plain.lower() + ".")), plain)
