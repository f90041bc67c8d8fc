"""The program a routing table holds: variables, directors, routers, transports and retry rules."""

from __future__ import annotations

from smail_runtime.table.base import Place, Record
from smail_runtime.table.director import Director
from smail_runtime.table.expression import Text
from smail_runtime.table.pattern import Pattern
from smail_runtime.table.router import Router
from smail_runtime.table.transport import Transport


class Retry(Record, frozen=True):
    """A row of the retry file: domains, and patterns of host names; the domain `*` alone stands for any.

    `first` are the delays after the first attempts, before `interval` holds. `limit` is how many deliveries to one of
    these hosts may run at a time, 0 for the usual number.
    """

    domains: tuple[str, ...]
    interval: int
    duration: int
    at: Place | None = None
    first: tuple[int, ...] = ()
    limit: int = 0
    patterns: tuple[Pattern, ...] = ()


class Qualify(Record, frozen=True, array_like=True):
    """A row of the qualify file: a host name without dots, `*` for any, and the domain that completes it."""

    host: str
    domain: str


class Variables(Record, frozen=True):
    """The config variables that the daemon needs. `hostnames` empty: computed from the host's own name.

    `grades` are words of the field Precedence, each followed by its grade. `delivery_grades` and `runq_grades` are
    ranges as they were written, empty for all grades.
    """

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
    grades: tuple[str, ...] = ()
    delivery_grades: str = ""
    runq_grades: str = ""


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
    qualify: tuple[Qualify, ...] = ()
