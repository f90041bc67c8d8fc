"""Forward files in homes, where the users themselves write them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.syntax.expression import Home, Text, Variable


class HomeFile(msgspec.Struct, frozen=True):
    """A director that reads a file in the home of each user, and the setting that names it."""

    entry: Entry
    file: Setting


def home_files(site: Site) -> Iterator[HomeFile]:
    """The forwardfile directors that somebody wrote whose file is in a home."""
    for entry in site.directors:
        file = entry.setting("file", private=True)
        if entry.driver != "forwardfile" or entry.at is None or not entry.known or file is None:
            continue
        if isinstance(file.template, Text) and _at_home(file.template):
            yield HomeFile(entry, file)


def _at_home(path: Text) -> bool:
    first = path.parts[0] if path.parts else None
    return first is not None and (
        (isinstance(first, Home) and not first.login)
        or (isinstance(first, Variable) and first.name.lower() == "home" and not first.operators)
    )


def names_account(written: object, login: str, uid: int) -> bool:
    """Whether a list such as `caution` holds an account: its login, its home by `~`, its number or a range."""
    return isinstance(written, str) and any(_names(item.strip(), login, uid) for item in written.split(":"))


def _names(item: str, login: str, uid: int) -> bool:
    low, dash, high = item.partition("-")
    if low.isdigit() and (high.isdigit() or not dash):
        first, last = sorted((int(low), int(high or low)))  # a range the wrong way round is a finding of its own
        return first <= uid <= last
    return item in (login, f"~{login}")
