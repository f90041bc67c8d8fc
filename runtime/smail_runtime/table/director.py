"""Directors as the daemon runs them."""

from __future__ import annotations

from smail_runtime.table.base import Place, Record, UnavailableDriver
from smail_runtime.table.expression import Text
from smail_runtime.table.pattern import Pattern

Affix = str | Pattern | None
"""A text that a name begins or ends with, case ignored, or a pattern for it; one at the end is compiled backwards."""


class Identity(Record, frozen=True):
    """`set_*` and `default_*` of a director: user and group names, home.

    `raw_home` is the home as it is written, where that is not already its value.
    """

    user: str | None = None
    group: str | None = None
    home: Text | None = None
    raw_home: str | None = None


class FileChecks(Record, frozen=True):
    """Ownership and mode demands on an alias, forward or list file; a failed one sets caution."""

    modemask: int = 0
    owners: tuple[str, ...] = ()
    owngroups: tuple[str, ...] = ()
    checkowner: bool = False


class IncludeDriver(Record, frozen=True, tag="include"):
    """aliasinclude, forwardinclude or genericinclude, told apart by `family` (aliasfile, forwardfile or any)."""

    family: str
    match_director: str | None
    checks: FileChecks
    copysecure: bool
    copyowners: bool


class AliasFileDriver(Record, frozen=True, tag="aliasfile"):
    """Looks the name up in a database.

    With `compiled` the data stands in the section named like the director; otherwise `file` is read with `proto` at
    run time. `missing` tells that the file was absent when the table was made.
    """

    file: str
    proto: str
    compiled: bool
    missing: bool
    optional: bool
    tryagain: bool
    checks: FileChecks
    prefix: Affix = None
    suffix: Affix = None


class ForwardFileDriver(Record, frozen=True, tag="forwardfile"):
    """Reads the list in the file that the name leads to."""

    file: Text
    prefix: Affix
    suffix: Affix
    forwardto: bool
    checks: FileChecks
    caution: tuple[Text, ...]
    unsecure: tuple[Text, ...]


class UserDriver(Record, frozen=True, tag="user"):
    """Matches login names, from the system or from a passwd-style file."""

    transport: str
    prefix: Affix
    ignore_case: bool
    pwfile: str | None
    suffix: Affix = None


class AltUserDriver(Record, frozen=True, tag="altuser"):
    """Matches the names of a database of accounts: `file`, searched with `proto`, has lines as of a password file."""

    transport: str
    file: str
    proto: str
    checks: FileChecks
    prefix: Affix = None
    suffix: Affix = None


class SmartUserDriver(Record, frozen=True, tag="smartuser"):
    """Takes every name that is left; `new_user` None means the variable smart_user."""

    new_user: Text | None
    well_formed_only: bool
    transport: str | None
    prefix: Affix = None
    suffix: Affix = None


class ErrorDriver(Record, frozen=True, tag="error"):
    """Refuses, defers or redirects what other directors made of a name; `expand` lets variables count in the text."""

    expand: bool


DirectorDriver = (
    IncludeDriver
    | AliasFileDriver
    | ForwardFileDriver
    | UserDriver
    | AltUserDriver
    | SmartUserDriver
    | ErrorDriver
    | UnavailableDriver
)


class Director(Record, frozen=True):
    """One director; `at` is None when built in.

    `senders` and `senders_except` limit who may write to what it takes; with `always` the directors below are asked
    as well.
    """

    name: str
    at: Place | None
    driver: DirectorDriver
    caution: bool = False
    nobody: bool = True
    sender_okay: bool = False
    ignore_alias_match: bool = False
    owner: Text | None = None
    set: Identity = Identity()
    default: Identity = Identity()
    domains: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    senders_except: tuple[str, ...] = ()
    always: bool = False
