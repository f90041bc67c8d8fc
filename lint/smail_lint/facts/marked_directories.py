"""Directories in `caution` and `unsecure`: they count for files in them, not below (reference semantics, 13.3)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import Entry, Site
from smail_compiler.syntax.expression import Literal, Text
from smail_compiler.text.source import Span
from smail_lint.facts.forward_files import home_files
from smail_lint.facts.host_paths import on_host
from smail_lint.facts.list_items import items

HOMES = frozenset(
    {"/home", "/users", "/Users", "/u", "/usr/home", "/usr/users", "/export/home", "/var/home", "/homes"}
)
"""Directories in which homes lie, and which are nobody's home."""


class Marked(msgspec.Struct, frozen=True):
    """A directory in a list of a director, and what lies below it and is not meant."""

    setting: str
    directory: str
    at: Span
    below: str


def vain_directories(site: Site) -> Iterator[Marked]:
    """Directories in such lists that are above those with the files of the director."""
    at_home = {id(one.entry) for one in home_files(site)}
    for entry in site.directors:
        if entry.driver != "forwardfile" or not entry.known:
            continue
        folder = None if id(entry) in at_home else _folder(site, entry)
        for name, directory, at in _marked(entry):
            if id(entry) in at_home and directory in HOMES:
                yield Marked(name, directory, at, "homes")
            elif folder is not None and folder.startswith(directory + "/"):
                yield Marked(name, directory, at, f"`{folder}`")


def _marked(entry: Entry) -> Iterator[tuple[str, str, Span]]:
    """The absolute directories of these lists, each with the list and its place."""
    for name in ("caution", "unsecure"):
        setting = entry.setting(name, private=True)
        for text, at in items(setting) if setting is not None else ():
            directory = text.rstrip("/")
            if directory.startswith("/"):
                yield name, directory, at


def _folder(site: Site, entry: Entry) -> str | None:
    """The directory of all files of a director, where it is known."""
    file = entry.setting("file", private=True)
    parts = file.template.parts if file is not None and isinstance(file.template, Text) else ()
    if not parts or not isinstance(parts[0], Literal) or any("/" in _text(one) for one in parts[1:]):
        return None
    whole = on_host(site, parts[0].text + "x")
    return posixpath.dirname(whole) or None


def _text(part: object) -> str:
    return part.text if isinstance(part, Literal) else ""
