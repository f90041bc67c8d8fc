"""The dispatcher with the real local carriers: from the queue into a mailbox and a program."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import msgspec

from smail_runtime.daemon.dispatcher import Dispatcher
from smail_runtime.delivery.appendfile import AppendFileCarrier
from smail_runtime.delivery.interface import Carrier
from smail_runtime.delivery.pipe import PipeCarrier
from smail_runtime.queue.store import SqliteStore
from smail_runtime.table.transport import Transport
from smail_testkit.delivery import USER, appendfile, pipe
from smail_testkit.dispatch import Clock, Log
from smail_testkit.routing import aliases, table, users, world
from smail_testkit.spool import MESSAGE, put

BODY = MESSAGE.replace(b"\r\n", b"\n")
TRANSPORTS = (
    Transport("local", None, appendfile("/mail/", USER), local=True),
    Transport("pipe", None, pipe("/bin/sh", "-c", USER), local=True),
    Transport("file", None, appendfile(USER, expand_user=True), local=True),
)


def test_mailbox_program_and_file(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    targets = 'joe, "|cat > piped", "/saved"'
    data = table(aliases(), users(), sections={"aliases": {"all": targets}}, transports=TRANSPORTS)
    machine = world(host_name="mail.example", users={"joe": {"home": "/home/joe", "uid": os.getuid()}})
    log, clock = Log(), Clock()
    local = AppendFileCarrier(machine, str(tmp_path), clock)
    carriers: dict[str, Carrier] = {"appendfile": local, "pipe": PipeCarrier(machine, str(tmp_path), clock)}

    async def story() -> None:
        store = SqliteStore(tmp_path / "spool")
        dispatcher = Dispatcher(store, lambda: data, carriers, machine, log, clock)
        work = asyncio.create_task(dispatcher.run())
        await put(store, MESSAGE, "a@x.example", "all")
        await log.heard("completed")
        await dispatcher.drain()
        await work
        store.close()

    asyncio.run(story())
    for name in ("mail/joe", "piped", "saved"):
        assert (tmp_path / name).read_bytes() == BODY
    assert {fields["transport"] for fields in log.named("delivered")} == {"local", "pipe", "file"}
    assert msgspec.json.encode(log.events)
