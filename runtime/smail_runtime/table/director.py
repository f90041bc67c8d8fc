"""Directors as the daemon runs them."""

from __future__ import annotations

from smail_runtime.table.base import Place, Record, UnavailableDriver
from smail_runtime.table.expression import Text


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


class ForwardFileDriver(Record, frozen=True, tag="forwardfile"):
    """Reads the list in the file that the name leads to."""

    file: Text
    prefix: str | None
    suffix: str | None
    forwardto: bool
    checks: FileChecks
    caution: tuple[Text, ...]
    unsecure: tuple[Text, ...]


class UserDriver(Record, frozen=True, tag="user"):
    """Matches login names, from the system or from a passwd-style file."""

    transport: str
    prefix: str | None
    ignore_case: bool
    pwfile: str | None


class SmartUserDriver(Record, frozen=True, tag="smartuser"):
    """Takes every name that is left; `new_user` None means the variable smart_user."""

    new_user: Text | None
    well_formed_only: bool
    transport: str | None


DirectorDriver = (
    IncludeDriver | AliasFileDriver | ForwardFileDriver | UserDriver | SmartUserDriver | UnavailableDriver
)


class Director(Record, frozen=True):
    """One director; `at` is None when built in."""

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
