"""The program a routing table holds: names, directors, routers, transports and retry rules as the daemon runs them.

These records are the table's instruction set. Changing one changes the format: raise `FORMAT_VERSION` in
`smail_runtime.table.layout`. All are encoded as msgpack; durations are seconds, sizes bytes, modes ints.
"""

from __future__ import annotations

import msgspec

from smail_runtime.table.expression import Command, Text


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all records of the program."""


class Place(Record, frozen=True, array_like=True):
    """Where something is written: index into the list of source files, line from 1."""

    file: int
    line: int


class Identity(Record, frozen=True):
    """`set_*` and `default_*` of a director: user and group names, home."""

    user: str | None = None
    group: str | None = None
    home: Text | None = None


# directors


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


class UnavailableDriver(Record, frozen=True, tag="unavailable"):
    """A driver that this release does not run."""

    driver: str


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


# routers


class SmartHostDriver(Record, frozen=True, tag="smarthost"):
    """Sends all else to one host; `path` None means the variable smart_path, then `smart_transport` counts too."""

    path: str | None


class HostByNameDriver(Record, frozen=True, tag="gethostbyname"):
    """Full host names that have an address."""

    domain: tuple[str, ...]
    required: tuple[str, ...]
    only_local_domain: bool


class HostByAddrDriver(Record, frozen=True, tag="gethostbyaddr"):
    """Bracketed addresses."""

    fail_if_error: bool
    check_for_local: bool


class BindDriver(Record, frozen=True, tag="bind"):
    """DNS: MX, then A and AAAA."""

    match_domains: tuple[str, ...] = ()
    ignore_domains: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    mx_domains: tuple[str, ...] = ()
    gateways: tuple[str, ...] = ()
    widen_domains: tuple[str, ...] = ()
    defer_no_connect: bool = True
    domain_required: bool = False
    local_mx_okay: bool = False
    mx_only: bool = False
    defnames: bool = True


RouterDriver = SmartHostDriver | HostByNameDriver | HostByAddrDriver | BindDriver | UnavailableDriver


class Method(Record, frozen=True):
    """A row of a method file; grades None for no restriction, empty bounds are open."""

    host: str
    low: str | None
    high: str | None
    transport: str


class Router(Record, frozen=True):
    """One router; `at` is None when built in."""

    name: str
    at: Place | None
    driver: RouterDriver
    transport: str | None = None
    always: bool = False
    methods: tuple[Method, ...] = ()


# transports


class AppendFileDriver(Record, frozen=True, tag="appendfile"):
    """Appends to a mailbox (`file`) or adds a file to a directory (`dir`)."""

    file: Text | None
    dir: Text | None
    prefix: Text | None
    suffix: str | None
    mode: int
    user: str | None
    group: str | None
    append_as_user: bool
    check_user: bool
    expand_user: bool
    maildir: bool = False


class PipeDriver(Record, frozen=True, tag="pipe"):
    """Feeds a program."""

    cmd: Command | None
    umask: int
    user: str | None
    group: str | None
    pipe_as_user: bool
    pipe_as_sender: bool
    parent_env: bool
    ignore_status: bool
    ignore_write_errors: bool
    defer_child_errors: bool
    status_to_sender: bool
    log_output: bool


class TcpSmtpDriver(Record, frozen=True, tag="tcpsmtp"):
    """Speaks SMTP to the next host."""

    short_timeout: int
    long_timeout: int
    service: Text
    use_bind: bool


TransportDriver = AppendFileDriver | PipeDriver | TcpSmtpDriver | UnavailableDriver


class Transport(Record, frozen=True):
    """One transport; `at` is None when built in. The three limits are 0 for none.

    `from_` is the attribute `from`: write a `From ` line.
    """

    name: str
    at: Place | None
    driver: TransportDriver
    max_addrs: int = 1
    max_hosts: int = 1
    max_chars: int = 0
    local: bool = False
    local_xform: bool = False
    inet: bool = False
    uucp: bool = False
    bsmtp: bool = False
    hbsmtp: bool = False
    from_: bool = False
    received: bool = True
    return_path: bool = False
    unix_from_hack: bool = False
    crlf: bool = False
    dots: bool = False
    strict: bool = False
    debug: bool = False
    remove_header: tuple[Text, ...] = ()
    insert_header: tuple[Text, ...] = ()
    append_header: tuple[Text, ...] = ()
    shadow: str | None = None
    error_transport: str | None = None
    retry_dir: str | None = None


# the whole


class Retry(Record, frozen=True):
    """A row of the retry file; the domain `*` alone stands for any.

    `first` are the delays after the first attempts, before `interval` holds. `limit` is how many deliveries to one of
    these hosts may run at a time, 0 for the usual number.
    """

    domains: tuple[str, ...]
    interval: int
    duration: int
    at: Place | None = None
    first: tuple[int, ...] = ()
    limit: int = 0


class Variables(Record, frozen=True):
    """The config variables that the daemon needs. `hostnames` empty: computed from the host's own name."""

    hostnames: tuple[str, ...]
    more_hostnames: tuple[str, ...]
    uucp_name: str | None
    visible_domains: tuple[str, ...]
    visible_name: str | None
    postmaster_address: str
    smail_lib_dir: str
    spool_dirs: tuple[str, ...]
    nobody: str
    auth_domains: tuple[str, ...]
    smart_user: Text | None
    smart_path: str | None
    smart_transport: str | None
    max_hop_count: int
    max_message_size: int
    smtp_banner: Text
    received_field: Text | None
    return_path_field: Text | None
    message_id_field: Text | None
    date_field: Text | None
    from_field: Text | None
    smtp_accept_max: int
    smtp_accept_queue: int
    smtp_command_timeout: int
    smtp_message_timeout: int
    smtp_info: bool
    error_copy_postmaster: bool
    queue_only: bool
    retry_interval: int
    retry_duration: int
    resolve_timeout: int
    host_lock_timeout: int
    spool_grade: str
    switch_percent_and_bang: bool


class Input(Record, frozen=True, array_like=True):
    """A file the table was made from: path relative to the target, size, and SHA-256."""

    path: str
    size: int
    digest: bytes


class SourcePlace(Record, frozen=True, array_like=True):
    """One line of the source map: what stands where. `attribute` is empty for the entry itself."""

    kind: str
    entry: str
    attribute: str
    file: int
    line: int
    column: int


class Program(Record, frozen=True):
    """Everything but the mapped data."""

    variables: Variables
    directors: tuple[Director, ...]
    routers: tuple[Router, ...]
    transports: tuple[Transport, ...]
    retry: tuple[Retry, ...]
