"""The dialect of a site: declared, or told by its settings; and what does not belong to it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.ir.dialect import Dialect
from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.schema import facts
from smail_compiler.schema.dialects import BASE, DIALECTS, EXTENDED, OLD
from smail_compiler.semantics import kinds
from smail_compiler.semantics.editions import traces
from smail_compiler.semantics.near import nearest
from smail_compiler.syntax.dialect import Declaration, declarations
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Label
from smail_compiler.text.source import SourceFile, Span

_NAMES = ", ".join(f"`{name}`" for name in DIALECTS)


class Trace(msgspec.Struct, frozen=True):
    """Something written that only one edition has: what, where, and the edition.

    `known` tells that something else is said of it where it does not belong.
    """

    what: str
    at: Span
    edition: str
    instead: str | None = None
    known: bool = False


def declared_in(source: SourceFile) -> Dialect | None:
    """What the config file itself declares."""
    found = next((one for one in declarations(source) if one.counts), None)
    if found is None:
        return None
    line = found.at.line
    return Dialect(found.word, f"`{source.path}` declares it on line {line}", found.at, settled=True)


def chosen(name: str) -> Dialect:
    """What an option of a command asks for."""
    return Dialect(name, "it was asked for by `--dialect`", settled=True)


def misdeclared(source: SourceFile, *, secondary: bool) -> Iterator[Diagnostic]:
    """What is said of declarations that do not count."""
    taken = None if secondary else next((one for one in declarations(source) if one.counts), None)
    for one in declarations(source):
        if one is not taken and one != taken:
            yield _misdeclared(one, taken, secondary=secondary)


def settled(site: Site, told: Dialect) -> tuple[Dialect, tuple[Diagnostic, ...]]:
    """The dialect in force, from what was declared and from what the site's files use, and what does not belong.

    Without a declaration a site that uses a name of the older edition, and none of the newer, is of the older one.
    """
    found = tuple(_traces(site))
    dialect = told if told.settled else _detected(told, found)
    return dialect, tuple(_foreign(one, dialect) for one in found if one.edition != dialect.edition and not one.known)


def telling(site: Site) -> tuple[Span, ...]:
    """The places that the dialect of a site is known by: without them it is another. None if it is declared."""
    found = tuple(_traces(site))
    shown = site.dialect.at
    detected = shown is not None and any(
        (one.at.source.path, one.at.start) == (shown.source.path, shown.start) for one in found
    )
    if not detected or not any(one.edition == OLD for one in found):
        return ()
    return tuple(one.at for one in found if one.edition == site.dialect.edition)


def _detected(told: Dialect, found: tuple[Trace, ...]) -> Dialect:
    """What the names that are in use tell."""
    old = next((one for one in found if one.edition == OLD), None)
    new = next((one for one in found if one.edition == BASE), None)
    if new is not None:
        return Dialect(BASE, f"{new.what} is not in {OLD}", new.at)
    return told if old is None else Dialect(OLD, f"{old.what} is only in {OLD}", old.at)


def _foreign(trace: Trace, dialect: Dialect) -> Diagnostic:
    """Something that the dialect in force does not have."""
    new = trace.edition == BASE
    message = f"{trace.what} came with {BASE}" if new else f"{trace.what} is gone since {BASE}"
    labels = (Label(dialect.at, f"this makes it {dialect.name}"),) if dialect.at else ()
    instead = f"use `{trace.instead}`, or d" if trace.instead else "remove it, or d"
    return Diagnostic(
        kinds.TOO_NEW if new else kinds.REMOVED,
        f"{message}, and the dialect is {dialect.name}",
        trace.at,
        labels=labels,
        notes=(f"the dialect is {dialect.name}: {dialect.reason}",),
        help=f"{instead}eclare the other dialect at the top of config: `# smail-dialect: {trace.edition}`",
    )


def _traces(site: Site) -> Iterator[Trace]:
    """Everything written that only one edition has, in the order of config, directors, routers and transports."""
    for setting in site.variables.values():
        yield from _of_setting(setting)
    for entry in site.entries:
        yield from _of_entry(entry)


def _of_entry(entry: Entry) -> Iterator[Trace]:
    """An entry: a driver that is new speaks for all of its attributes."""
    since = facts.driver_since(entry.kind, entry.driver)
    driver = entry.setting("driver", private=False)
    for setting in entry.generic:
        yield from _of_setting(setting)
    if since is None:
        for setting in entry.private:
            yield from _of_setting(setting)
    elif since != EXTENDED and driver is not None and driver.place is not None:
        yield Trace(f"the driver `{driver.value}`", driver.place, since)


def _of_setting(setting: Setting) -> Iterator[Trace]:
    """A setting that somebody wrote; one of the extended dialect is not read in any other."""
    edition = BASE if setting.spelled in setting.fact.new_spellings else setting.fact.since or setting.fact.until
    if setting.name_at is not None and edition is not None and edition != EXTENDED:
        instead = setting.fact.name if setting.spelled in setting.fact.new_spellings else setting.fact.replacement
        yield Trace(f"`{setting.spelled}`", setting.name_at, edition, instead)
    if setting.at is not None:
        yield from (Trace(what, at, of, known=of == OLD) for what, at, of in traces(*setting.trees))


def _misdeclared(one: Declaration, taken: Declaration | None, *, secondary: bool) -> Diagnostic:
    """A declaration that names no dialect, or stands where it does not count."""
    labels: tuple[Label, ...] = ()
    fix = None
    if one.word not in DIALECTS:
        message = f"`{one.word}` is no dialect" if one.word else "this declaration names no dialect"
        near = nearest(one.word, DIALECTS)
        help_ = f"did you mean `{near}`?" if near else f"the dialects are {_NAMES}"
    elif secondary:
        message = "a dialect is declared in the first config file only, so this does not count"
        help_ = "move the line to the top of the first config file"
    elif taken is not None:
        message = "the dialect is declared already, so this does not count"
        labels = (Label(taken.at, "this counts"),)
        help_ = "remove the line"
        fix = Fix("remove the line", "unsafe", (Edit(one.at, ""),))
    else:
        message = "a dialect is declared above the first entry, so this does not count"
        help_ = "move the line to the top of the file"
    return Diagnostic(kinds.BAD_DECLARATION, message, one.at, labels=labels, help=help_, fix=fix)
