"""Jobs for transports under test, and a world with a few accounts."""

from __future__ import annotations

import os

import msgspec

from smail_runtime.delivery.interface import Job
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.fake_world import FakeWorld
from smail_runtime.routing.resolution import Delivery
from smail_runtime.table.expression import Command, Part, Text, Variable
from smail_runtime.table.transport import AppendFileDriver, PipeDriver, Transport, TransportDriver
from smail_testkit.routing import MemoryTable, table, world

MESSAGE = b"Received: by here\r\nFrom: a@x.example\r\nSubject: hello\r\n\r\nOne.\r\nFrom two.\r\n"
USER = Variable("user")


def appendfile(*file: Part, directory: bool = False, **changes: object) -> AppendFileDriver:
    """An appendfile driver for a file, or with `directory` for a directory."""
    plain = AppendFileDriver(
        file=None if directory else Text(file),
        dir=Text(file) if directory else None,
        prefix=None,
        suffix=None,
        mode=0o600,
        user=None,
        group=None,
        append_as_user=True,
        check_user=False,
        expand_user=False,
    )
    return msgspec.structs.replace(plain, **changes)


def pipe(*words: str | Variable, **changes: object) -> PipeDriver:
    """A pipe driver that runs these words, each one argument."""
    plain = PipeDriver(
        cmd=Command(tuple(Text((word,)) for word in words)),
        umask=0o22,
        user=None,
        group=None,
        pipe_as_user=True,
        pipe_as_sender=False,
        parent_env=False,
        ignore_status=False,
        ignore_write_errors=False,
        defer_child_errors=False,
        status_to_sender=False,
        log_output=False,
    )
    return msgspec.structs.replace(plain, **changes)


def machine() -> FakeWorld:
    """A host called mail.example with the account joe, who is the user of this process."""
    return world(
        host_name="mail.example", users={"joe": {"home": "/home/joe", "uid": os.getuid(), "gid": os.getgid()}}
    )


def job(driver: TransportDriver, *deliveries: Delivery, message: bytes = MESSAGE, **flags: object) -> Job:
    """A job of a transport `t` with these flags, for joe unless told otherwise."""
    transport = msgspec.structs.replace(Transport("t", None, driver, local=True), **flags)
    data: MemoryTable = table(transports=(transport,))
    facts = MessageFacts(message_id="<1@x.example>", sender="a@x.example", received=1000.0)
    wanted = deliveries or (Delivery("t", "joe", "joe", user="joe", home="/home/joe"),)
    return Job("01abc", "a@x.example", facts, transport, wanted, message, data)
