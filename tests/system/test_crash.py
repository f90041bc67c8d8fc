"""A message answered with 250 survives the death of the daemon and is delivered after its restart."""

from __future__ import annotations

import mailbox
import socket
from pathlib import Path

import pytest

from smail_testkit.commands import PATIENCE
from smail_testkit.daemon import Smaild, build_table, give_away

TRIES = 25  # in each of two runs, which two cores do side by side
SITE = {
    "config": "hostnames = crash.example\n",
    "directors": "users: driver=user; transport=box, pwfile=passwd\n",
    "transports": "box: driver=appendfile, local; dir=/box/\n",
    "passwd": "someone:x:1000:1000::/:/bin/false\n",
}


@pytest.mark.parametrize("run", ["first", "second"])
def test_acknowledged_mail_survives_kill_9(stage: Path, run: str) -> None:
    table = build_table(stage, SITE)
    root = stage / "root"
    (root / "box").mkdir(parents=True)
    give_away(root / "box")
    world = stage / "world.toml"
    world.write_text(f'real_files = true\nsmail_lib_dir = "{stage / "site"}"\n[delivery]\nroot = "{root}"\n')
    with Smaild(stage, table, "--world", str(world)) as daemon:
        for number in range(TRIES):
            submit(daemon.port, number)
            daemon.kill()
            daemon.start()
        daemon.wait_until_empty()
        assert daemon.stop() == 0
    subjects = [str(one["Subject"]) for one in mailbox.Maildir(root / "box", create=False)]
    assert sorted(set(subjects), key=int) == [str(number) for number in range(TRIES)]


def submit(port: int, number: int) -> None:
    """Send one message and return the moment its 250 has arrived."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as peer, peer.makefile("rwb") as stream:
        assert stream.readline().startswith(b"220")
        for command in (b"HELO crash.example", b"MAIL FROM:<>", b"RCPT TO:<someone@crash.example>", b"DATA"):
            stream.write(command + b"\r\n")
            stream.flush()
            assert stream.readline()[:1] in (b"2", b"3")
        stream.write(b"Subject: %d\r\n\r\nkeep me\r\n.\r\n" % number)
        stream.flush()
        assert stream.readline().startswith(b"250")
