"""A process killed right after an answer has lost nothing that it had answered for."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

from smail_runtime.queue import ids
from smail_runtime.queue.message import QueuedMessage
from smail_runtime.queue.store import SqliteStore

KILLS = 50
WRITER = """
import asyncio, sys
from pathlib import Path
from smail_testkit.spool import put
from smail_runtime.queue.store import SqliteStore

async def accept(store, number):
    while True:
        data = b"Subject: x\\r\\n\\r\\n" + b"line\\r\\n" * (20_000 if number == 0 else 10)
        print(await put(store, data), flush=True)

async def main():
    store = SqliteStore(Path(sys.argv[1]))
    await asyncio.gather(*(accept(store, number) for number in range(4)))

asyncio.run(main())
"""


def answered_before_kill(spool: Path, lines: int) -> list[str]:
    """Start a writer, kill it after so many answers; all complete lines that it had written."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(spool)], stdout=subprocess.PIPE, env=environment)
    assert writer.stdout is not None
    with writer, writer.stdout:
        answered = [writer.stdout.readline() for _ in range(lines)]
        writer.send_signal(signal.SIGKILL)
        answered += writer.stdout.readlines()
    return [line.decode().strip() for line in answered if line.endswith(b"\n")]


def test_killed_writers_lose_nothing(tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    answered = [queue_id for kill in range(KILLS) for queue_id in answered_before_kill(spool, kill % 9 + 1)]
    store = SqliteStore(spool)
    messages = asyncio.run(store.load(ids.decode(queue_id) or 0 for queue_id in answered))
    store.close()
    assert len(answered) >= KILLS
    assert [message.queue_id for message in messages if isinstance(message, QueuedMessage)] == answered
