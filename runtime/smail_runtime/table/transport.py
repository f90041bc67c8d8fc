"""Transports as the daemon runs them."""

from __future__ import annotations

from smail_runtime.table.base import Place, Record, UnavailableDriver
from smail_runtime.table.expression import Command, Text


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
