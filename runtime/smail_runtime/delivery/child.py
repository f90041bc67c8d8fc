"""Running one program with mail on its standard input: no shell, own session, limits on time and output."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress

from smail_runtime.delivery.status import Ended

#: Output kept of a program, bytes; the rest is read and dropped.
OUTPUT_KEPT = 4096
_PIECE = 65536


def run(
    arguments: Sequence[str], environment: Mapping[str, str], directory: str, umask: int, data: bytes, limit: float
) -> Ended:
    """Run to the end, at most `limit` seconds, then its whole group is killed. Raises OSError if it cannot start."""
    child = subprocess.Popen(  # noqa: S603 - the words come from the table, the address only fills single words
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=dict(environment),
        cwd=directory,
        umask=umask,
        start_new_session=True,
        bufsize=0,
    )
    deadline = time.monotonic() + limit
    talk = _Talk(child, data)
    try:
        talk.go_on_until(deadline)
        child.wait(max(deadline - time.monotonic(), 0.0))
    except (TimeoutError, subprocess.TimeoutExpired):
        kill_group(child.pid)
        return Ended(child.wait(), False, bytes(talk.output), timed_out=True)
    finally:
        talk.close()
    return Ended(child.returncode, talk.clean_write, bytes(talk.output))


def kill_group(leader: int) -> None:
    """Kill a program and all it started that stayed in its group."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


class _Talk:
    """Feeds standard input and reads output, whichever is ready."""

    def __init__(self, child: subprocess.Popen[bytes], data: bytes) -> None:
        assert child.stdin is not None
        assert child.stdout is not None
        self._input, self._output = child.stdin, child.stdout
        self._left = memoryview(data)
        self._selector = selectors.DefaultSelector()
        self.clean_write = True
        self.output = bytearray()
        os.set_blocking(self._input.fileno(), False)
        self._selector.register(self._output, selectors.EVENT_READ, self._read)
        self._selector.register(self._input, selectors.EVENT_WRITE, self._write)
        self._child = child

    def go_on_until(self, deadline: float) -> None:
        """Until the program closed its output, or has ended and has nothing more to say. Raises TimeoutError."""
        while self._selector.get_map():
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            ready = self._selector.select(min(left, 0.2))
            for key, _ in ready:
                key.data()
            if not ready and self._child.poll() is not None:
                self.clean_write = self.clean_write and not self._left
                return

    def close(self) -> None:
        """Close what is still open."""
        self._selector.close()
        for stream in (self._input, self._output):
            with suppress(OSError):
                stream.close()

    def _write(self) -> None:
        try:
            if self._left:
                self._left = self._left[os.write(self._input.fileno(), self._left[:_PIECE]) :]
        except BlockingIOError:
            return
        except OSError:
            self.clean_write, self._left = False, self._left[:0]
        if not self._left:
            self._selector.unregister(self._input)
            self._input.close()

    def _read(self) -> None:
        data = os.read(self._output.fileno(), _PIECE)
        self.output += data[: OUTPUT_KEPT - len(self.output)]
        if not data:
            self._selector.unregister(self._output)
