"""Entries of a text file and look-ups in it (sections 1 and 15)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from smail_runtime.routing.world import FileText, Found, Unknown, World
from tests.reference.outcome import DeferredError

LIMIT = 1 << 24
BLANK = " \t\n\v\f\r"


def below(path: str, directory: str) -> str:
    """A relative name is placed below a directory (6)."""
    return path if path.startswith("/") else posixpath.join(directory, path)


def opened(path: str, world: World) -> FileText | None:
    """A file, None when it is not there; DeferredError when nobody can tell."""
    found = world.read(path, LIMIT)
    if isinstance(found, Unknown):
        raise DeferredError(found.reason)
    return found.value if isinstance(found, Found) else None


def entries(text: str) -> list[str]:
    """The entries of a file (1)."""
    found: list[str] = []
    at = _start(text, 0)
    while at < len(text):
        entry, at = _entry(text, at)
        found.append(entry)
        at = _start(text, at)
    return found


def _start(text: str, at: int) -> int:
    """Past white space and comments before an entry (1.1)."""
    while at < len(text) and text[at] in BLANK + "#":
        at = (text.find("\n", at) + 1 or len(text)) if text[at] == "#" else at + 1
    return at


def _entry(text: str, at: int) -> tuple[str, int]:
    """One entry and the index after it (1.2 to 1.7)."""
    kept = text[at]
    at += 1
    while at < len(text):
        if text[at] == "\\":
            taken, at = _escape(text, at)
            kept += taken
            continue
        kept += text[at]
        at += 1
        if kept[-1] == "\n" and text[at : at + 1] not in (" ", "\t", "\n", "#"):
            break
    return kept, at


def _escape(text: str, at: int) -> tuple[str, int]:
    """A backslash: with a newline it vanishes, and the character after the indentation is copied unseen (1.5-1.7)."""
    if at + 1 == len(text):
        return "", at + 1
    if text[at + 1] != "\n":
        return text[at : at + 2], at + 2
    at += 2
    while text[at : at + 1] in (" ", "\t") and at < len(text):
        at += 1
    return text[at : at + 1], at + 1


def lsearch(text: str, key: str) -> str | None:
    """The value of the first entry that begins with the key (15); keys end at a colon or blank (e.2)."""
    if re.search(rf"[:{BLANK}]", key):
        return None
    for entry in entries(text):
        head, rest = entry[: len(key)], entry[len(key) :]
        if head.lower() == key.lower() and rest[:1] in tuple(":" + BLANK):
            return _trimmed(re.sub(rf"\A[{BLANK}]*:?[{BLANK}]*", "", rest))
    return None


def _trimmed(value: str) -> str:
    """A comment right after the key is skipped, a trailing one is cut, inner ones stay (15)."""
    while value.startswith("#"):
        value = value.partition("\n")[2].lstrip(BLANK)
    return value.strip(BLANK)


def bsearch(text: str, key: str) -> str | None:
    """One line a record, exactly one separator, cut at the first `#`, trailing blanks off (15)."""
    for line in text.splitlines():
        found = re.match(rf"([^:{BLANK}]*)", line)
        if found is not None and found.group().lower() == key.lower():
            return line[found.end() + 1 :].split("#", 1)[0].rstrip(BLANK)
    return None


PROTOCOLS: dict[str, Callable[[str, str], str | None]] = {"lsearch": lsearch, "bsearch": bsearch}
