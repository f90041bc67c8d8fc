"""The router drivers that ask a program: `uuname` and `queryprogram` (section 14, c.7)."""

from __future__ import annotations

from smail_compiler.ir.program import Entry
from smail_runtime.routing.world import Found, Unknown
from tests.reference.around import Around, text, value
from tests.reference.command_words import words
from tests.reference.domains import first_suffix, items, without
from tests.reference.matches import Match
from tests.reference.outcome import DeferredError


def uuname(router: Entry, target: str, around: Around) -> Match | None:
    """A neighbour that the program prints, one on a line: the whole name, case ignored (14)."""
    name = _asked(router, target)
    if name is None:
        return None
    printed = _run(tuple((text(router, "cmd") or "").split()), text(router, "statfile"), around)
    if printed is None:
        raise DeferredError("the program does not tell its hosts")
    known = [line.strip() for line in printed.split("\n")]
    found = next((one for one in known if one and one.lower() == name.lower()), None)
    return Match(found, (), len(target)) if found is not None else None


def queryprogram(router: Entry, target: str, around: Around) -> Match | None:
    """Exit status 0 is a match; the first line may tell path and transport (14)."""
    name = _asked(router, target)
    if name is None:
        return None
    printed = _run(words(text(router, "cmd") or "", around.scope(None, host=name)), None, around)
    if printed is None:
        return None
    fields = (printed.splitlines() or [""])[0].split()
    path = fields.pop(0) if value(router, "read_path") and fields else target.removeprefix(".")
    transport = fields[0] if value(router, "read_transport") and fields else None
    host, *rest = path.split("!")
    return Match(host, tuple(rest), len(target), transport)


def _asked(router: Entry, target: str) -> str | None:
    """The name to ask about: domains cut off, None when a required one is missing (c.7)."""
    required = items(value(router, "required"))
    if target.startswith("[") or (required and first_suffix(target, required) is None):
        return None
    return without(target, items(value(router, "domain")))


def _run(arguments: tuple[str, ...], statfile: str | None, around: Around) -> str | None:
    """What the program prints, None unless it ends with status 0. Nobody knows for now: mail waits."""
    found = around.world.run(arguments, statfile)
    if isinstance(found, Unknown):
        raise DeferredError(found.reason)
    if not isinstance(found, Found):
        raise DeferredError("configuration error: no such program")
    return found.value.output.decode("utf-8", "surrogateescape") if found.value.status == 0 else None
