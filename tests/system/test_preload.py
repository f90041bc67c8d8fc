"""After root is given up nothing more has to be imported: the interpreter's files may be out of reach then."""

from __future__ import annotations

import subprocess
import sys

from smail_testkit.commands import plain_environment

PROGRAM = """
import sys
from smail_runtime.daemon.preload import preload
from smail_runtime.daemon import app
preload()

class Refuse:
    def find_spec(self, name, path=None, target=None):
        raise SystemExit(f"imported too late: {name}")

sys.meta_path.insert(0, Refuse())
import asyncio, threading
from concurrent.futures import ThreadPoolExecutor
from smail_runtime.mail.path import parse_path
from smail_runtime.net.dns import Dns
from smail_runtime.net.world import SystemWorld

world = SystemWorld(Dns(("127.0.0.1", 9), lifetime=0.2))
print(world.mx("example.org"), world.addresses("example.org"), world.name_of("192.0.2.1"))
print(world.login("root"), world.login("no-such-account"), world.group_id("nogroup-of-that-name"))
print(parse_path(b"someone@[192.0.2.7]"), parse_path(b"someone@[IPv6:2001:db8::1]"))

async def attempt():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as pool:
        await loop.run_in_executor(pool, print, "from a thread")
    try:
        await asyncio.open_connection("xn--bcher-kva.invalid", 25)
    except OSError:
        pass
    process = await asyncio.create_subprocess_exec("/bin/true")
    await process.wait()

with asyncio.Runner(loop_factory=sys.modules["uvloop"].new_event_loop) as runner:
    runner.run(attempt())
print("all went well")
"""


def test_nothing_is_imported_after_preload() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=plain_environment(), capture_output=True, text=True, timeout=60
    )
    assert done.stdout.endswith("all went well\n"), done.stdout + done.stderr
