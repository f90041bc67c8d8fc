"""Directors lowered to the records of the table."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from types import MappingProxyType

from smail_compiler.emit.affixes import prefix_of, suffix_of
from smail_compiler.emit.expressions import FAILS, literal
from smail_compiler.emit.fields import Fields
from smail_compiler.emit.files import FileNumbers
from smail_compiler.emit.running import runs
from smail_compiler.ir.program import Entry
from smail_runtime.table.base import UnavailableDriver
from smail_runtime.table.director import (
    AliasFileDriver,
    AltUserDriver,
    Director,
    DirectorDriver,
    ErrorDriver,
    FileChecks,
    ForwardFileDriver,
    Identity,
    IncludeDriver,
    SmartUserDriver,
    UserDriver,
)
from smail_runtime.table.expression import Text


class Database(enum.Enum):
    """Where the data of an aliasfile director is: in the table, in a file to be read when mail comes, or nowhere."""

    COMPILED = enum.auto()
    FILE = enum.auto()
    MISSING = enum.auto()


def lower_director(entry: Entry, files: FileNumbers, database: Database) -> Director:
    """One director; `database` matters to aliasfile alone."""
    generic = Fields(entry, private=False)
    return Director(
        name=entry.name,
        at=files.place(entry.at),
        driver=_driver(entry, database),
        caution=generic.flag("caution"),
        nobody=generic.flag("nobody"),
        sender_okay=generic.flag("sender_okay"),
        ignore_alias_match=generic.flag("ignore_alias_match"),
        owner=generic.text("owner"),
        set=_identity(generic, "set_"),
        default=_identity(generic, "default_"),
        domains=generic.words("domains"),
        senders=generic.words("senders"),
        senders_except=generic.words("senders_except"),
        always=generic.flag("always"),
    )


def _identity(generic: Fields, prefix: str) -> Identity:
    home, raw = _home(generic, prefix + "home")
    return Identity(generic.word(prefix + "user"), generic.word(prefix + "group"), home, raw)


def _home(generic: Fields, name: str) -> tuple[Text | None, str | None]:
    """A home, and how it is written, which is what counts when it cannot be expanded (semantics, section 8.8)."""
    found, raw = generic.text(name), generic.word(name)
    if found is None or raw is None or found == literal(raw):
        return found, None
    return (literal(raw), None) if found == FAILS else (found, raw)


def _driver(entry: Entry, database: Database) -> DirectorDriver:
    private = Fields(entry, private=True)
    if not runs(entry):
        return UnavailableDriver(entry.driver)
    return _aliasfile(private, database) if entry.driver == "aliasfile" else _DRIVERS[entry.driver](private)


def _checks(private: Fields) -> FileChecks:
    return FileChecks(
        modemask=private.number("modemask"),
        owners=private.words("owners"),
        owngroups=private.words("owngroups"),
        checkowner=private.flag("checkowner"),
    )


def _aliasfile(private: Fields, database: Database) -> DirectorDriver:
    return AliasFileDriver(
        file=private.word("file") or "",
        proto=private.word("proto") or "",
        compiled=database is Database.COMPILED,
        missing=database is Database.MISSING,
        optional=private.flag("optional"),
        tryagain=private.flag("tryagain"),
        checks=_checks(private),
        prefix=prefix_of(private),
        suffix=suffix_of(private),
    )


def _include(family: str) -> Callable[[Fields], DirectorDriver]:
    def lower(private: Fields) -> DirectorDriver:
        return IncludeDriver(
            family=private.word("matchdriver") or family,
            match_director=private.word("matchdirector"),
            checks=_checks(private),
            copysecure=private.flag("copysecure"),
            copyowners=private.flag("copyowners"),
        )

    return lower


def _forwardfile(private: Fields) -> DirectorDriver:
    return ForwardFileDriver(
        file=private.text("file") or FAILS,
        prefix=prefix_of(private),
        suffix=suffix_of(private),
        forwardto=private.flag("forwardto"),
        checks=_checks(private),
        caution=private.texts("caution"),
        unsecure=private.texts("unsecure"),
    )


def _user(private: Fields) -> DirectorDriver:
    return UserDriver(
        transport=private.word("transport") or "",
        prefix=prefix_of(private),
        ignore_case=private.flag("ignore-case"),
        pwfile=private.word("pwfile"),
        suffix=suffix_of(private),
    )


def _altuser(private: Fields) -> DirectorDriver:
    return AltUserDriver(
        transport=private.word("transport") or "",
        file=private.word("pwfile") or "",
        proto=private.word("proto") or "",
        checks=_checks(private),
        prefix=prefix_of(private),
        suffix=suffix_of(private),
    )


def _smartuser(private: Fields) -> DirectorDriver:
    return SmartUserDriver(
        new_user=private.text("new_user"),
        well_formed_only=private.flag("well_formed_only"),
        transport=private.word("transport"),
        prefix=prefix_of(private),
        suffix=suffix_of(private),
    )


def _error(private: Fields) -> DirectorDriver:
    return ErrorDriver(private.flag("expand"))


_DRIVERS: Mapping[str, Callable[[Fields], DirectorDriver]] = MappingProxyType(
    {
        "aliasinclude": _include("aliasfile"),
        "forwardinclude": _include("forwardfile"),
        "genericinclude": _include("any"),
        "forwardfile": _forwardfile,
        "user": _user,
        "altuser": _altuser,
        "smartuser": _smartuser,
        "error": _error,
    }
)
