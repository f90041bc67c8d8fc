"""Transports lowered to the records of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from smail_compiler.emit.expressions import FAILS
from smail_compiler.emit.fields import Fields
from smail_compiler.emit.files import FileNumbers
from smail_compiler.emit.running import runs
from smail_compiler.ir.program import Entry
from smail_runtime.table.base import UnavailableDriver
from smail_runtime.table.expression import Text
from smail_runtime.table.transport import AppendFileDriver, PipeDriver, TcpSmtpDriver, Transport, TransportDriver


def lower_transport(entry: Entry, files: FileNumbers) -> Transport:
    """One transport, with the flags that others switch on (reference semantics, section 16)."""
    generic = Fields(entry, private=False)
    driver = _driver(entry)
    smtp = isinstance(driver, TcpSmtpDriver)
    batched = generic.flag("bsmtp") or generic.flag("hbsmtp")
    return Transport(
        name=entry.name,
        at=files.place(entry.at),
        driver=driver,
        max_addrs=generic.number("max_addrs"),
        max_hosts=generic.number("max_hosts"),
        max_chars=generic.number("max_chars"),
        local=generic.flag("local"),
        local_xform=generic.flag("local") or generic.flag("local_xform"),
        inet=generic.flag("inet"),
        uucp=generic.flag("uucp"),
        bsmtp=generic.flag("bsmtp"),
        hbsmtp=generic.flag("hbsmtp"),
        from_=generic.flag("from"),
        received=generic.flag("received"),
        return_path=generic.flag("return_path"),
        unix_from_hack=generic.flag("unix_from_hack"),
        crlf=generic.flag("crlf") or smtp,
        dots=generic.flag("dots") or batched or smtp,
        strict=generic.flag("strict"),
        debug=generic.flag("debug"),
        remove_header=generic.headers("remove_header"),
        insert_header=generic.headers("insert_header"),
        append_header=generic.headers("append_header"),
        shadow=generic.word("shadow"),
        error_transport=generic.word("error_transport"),
        retry_dir=generic.word("retry_dir"),
    )


def _driver(entry: Entry) -> TransportDriver:
    if not runs(entry):
        return UnavailableDriver(entry.driver)
    return _DRIVERS[entry.driver](Fields(entry, private=True))


def _appendfile(private: Fields) -> TransportDriver:
    directory = private.text("dir")
    return AppendFileDriver(
        file=private.text("file"),
        dir=directory,
        prefix=private.text("prefix"),
        suffix=private.word("suffix"),
        mode=private.number("mode"),
        user=private.word("user"),
        group=private.word("group"),
        append_as_user=private.flag("append_as_user"),
        check_user=private.flag("check_user"),
        expand_user=private.flag("expand_user"),
        maildir=directory is not None and is_maildir(directory),
    )


def is_maildir(directory: Text) -> bool:
    """Whether a `dir` is meant as a Maildir: its text ends in a slash (docs/decisions/0003-maildir.md)."""
    last = directory.parts[-1] if directory.parts else ""
    return isinstance(last, str) and last.endswith("/")


def _pipe(private: Fields) -> TransportDriver:
    return PipeDriver(
        cmd=private.command("cmd"),
        umask=private.number("umask"),
        user=private.word("user"),
        group=private.word("group"),
        pipe_as_user=private.flag("pipe_as_user"),
        pipe_as_sender=private.flag("pipe_as_sender"),
        parent_env=private.flag("parent_env"),
        ignore_status=private.flag("ignore_status"),
        ignore_write_errors=private.flag("ignore_write_errors"),
        defer_child_errors=private.flag("defer_child_errors"),
        status_to_sender=private.flag("status_to_sender"),
        log_output=private.flag("log_output"),
    )


def _tcpsmtp(private: Fields) -> TransportDriver:
    return TcpSmtpDriver(
        short_timeout=private.number("short_timeout"),
        long_timeout=private.number("long_timeout"),
        service=private.text("service") or FAILS,
        use_bind=private.flag("use_bind"),
    )


_DRIVERS: Mapping[str, Callable[[Fields], TransportDriver]] = MappingProxyType(
    {"appendfile": _appendfile, "pipe": _pipe, "tcpsmtp": _tcpsmtp}
)
