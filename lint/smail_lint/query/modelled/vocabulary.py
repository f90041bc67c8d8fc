"""The words that a machine and the files of a configuration know: names and hosts with a way of their own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from smail_lint.query.modelled.way import Side
from smail_runtime.mail.alias_text import scan_targets
from smail_runtime.routing.described.script import Script
from smail_runtime.routing.expand import LOOKUP_LIMIT, below
from smail_runtime.routing.lsearch import rows
from smail_runtime.routing.world import Found

MOST_FILES = 2000
MOST_KEYS = 2000
_NAME = re.compile(r"[^\r\n\0]{1,64}")
_ADDRESS = re.compile(r"[0-9.]+|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*")
_WORD = re.compile(r"[A-Za-z0-9_.+-]+")


def described_names(script: Script) -> Iterator[str]:
    """Accounts, the parts of paths that may come from a name, and the words in files."""
    yield from script.users
    words = (word for file in script.files.values() for word in _WORD.findall(file.text))
    yield from islice(words, MOST_KEYS)
    for path in script.files:
        yield from (one for one in path.split("/") if one)


def described_hosts(script: Script) -> Iterator[str]:
    """The names in the domain name system, addresses as literals, and the words that programs are asked and say."""
    for name in script.dns:
        yield name
        yield from [f"[{name}]"] if _ADDRESS.fullmatch(name) else []
    for line, program in script.programs.items():
        yield from _WORD.findall(line.partition(" ")[2])
        yield from _WORD.findall(program.output)


def file_names(directory: str | None) -> Iterator[str]:
    """The names of files below the directory of a configuration, MOST_FILES at most."""
    left = MOST_FILES
    for _, _, files in os.walk(directory) if directory else ():
        for name in sorted(files)[:left]:
            left -= 1
            yield name


def keys_of(side: Side, file: str, proto: str = "lsearch") -> Iterator[str]:
    """The keys of a text database that is read when mail comes; none if it cannot be read."""
    path = below(side.data.program.variables.smail_lib_dir, file)
    found = side.world.read(path, LOOKUP_LIMIT)
    if isinstance(found, Found):
        for number, (key, _, _) in enumerate(rows(found.value.data, proto)):
            if number == MOST_KEYS:
                return
            yield key.strip(b'"').decode("utf-8", "replace")


def first_keys(side: Side, section: str) -> Iterator[str]:
    """The keys of a section of the table, when they are few enough to try each."""
    table = side.opened.table
    if section in table.sections and table.size(section) <= MOST_KEYS:
        yield from (key.decode("utf-8", "surrogateescape") for key in table.keys(section))


def values_of(side: Side, section: str) -> Iterator[str]:
    """The addresses in the values of a section with few keys."""
    table = side.opened.table
    if section in table.sections and table.size(section) <= MOST_KEYS:
        for _, value, _ in table.items(section):
            found = scan_targets(value)
            if isinstance(found, tuple):
                yield from (one.text for one in found if one.kind == "address")


def usable(names: Iterable[str]) -> Iterator[str]:
    """Those that can stand as a local name, each once."""
    return (name for name in dict.fromkeys(names) if _NAME.fullmatch(name))
