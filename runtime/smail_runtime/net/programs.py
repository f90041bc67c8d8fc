"""Running a program that routers ask: no shell, no input, little environment, bounds on time and output."""

from __future__ import annotations

import os
import selectors
import subprocess
import threading
import time
from collections.abc import Callable

from smail_runtime.delivery.child import kill_group
from smail_runtime.routing.world import Absent, Found, Ran, Unknown

TIME_LIMIT = 30.0
"""Seconds for one program."""
OUTPUT_LIMIT = 1 << 20
"""Bytes on standard output; a longer answer is none."""
REMEMBERED = 256
"""Answers kept for programs with a file that tells when they change."""
_PIECE = 65536
_ENVIRONMENT = {"PATH": "/bin:/usr/bin", "LC_ALL": "C"}

Answer = Found[Ran] | Absent | Unknown
Stamp = tuple[int, int, int]


class ProgramRunner:
    """Runs programs; safe to use from several threads."""

    def __init__(self, time_limit: float = TIME_LIMIT, output_limit: int = OUTPUT_LIMIT) -> None:
        self._time_limit = time_limit
        self._output_limit = output_limit
        self._kept: dict[tuple[str, ...], tuple[Stamp, Answer]] = {}
        self._lock = threading.Lock()

    def run(self, arguments: tuple[str, ...], statfile: str | None) -> Answer:
        """The program's answer; with `statfile` the last one of the same words while that file is as it was."""
        stamp = _stamp(statfile) if statfile is not None else None
        if stamp is None:
            return self._ask(arguments)
        with self._lock:
            kept = self._kept.get(arguments)
        if kept is not None and kept[0] == stamp:
            return kept[1]
        answer = self._ask(arguments)
        if isinstance(answer, Found):
            self._keep(arguments, stamp, answer)
        return answer

    def _keep(self, arguments: tuple[str, ...], stamp: Stamp, answer: Answer) -> None:
        with self._lock:
            if len(self._kept) >= REMEMBERED:
                self._kept.clear()
            self._kept[arguments] = stamp, answer

    def _ask(self, arguments: tuple[str, ...]) -> Answer:
        try:
            child = _started(arguments)
        except (FileNotFoundError, NotADirectoryError):
            return Absent("there is no such program")
        except OSError as error:
            return Unknown(f"it cannot be run: {error.strerror}")
        except ValueError:
            return Unknown("its arguments cannot be passed on")
        answer = _heard(child, time.monotonic() + self._time_limit, self._output_limit)
        if child.returncode is None:
            kill_group(child.pid)
            child.wait()
        return answer


class NoPrograms(ProgramRunner):
    """Runs nothing: for those who only ask about a configuration that they need not trust."""

    def _ask(self, arguments: tuple[str, ...]) -> Answer:
        if not os.path.lexists(arguments[0]):
            return Absent("there is no such program")
        return Unknown("programs are not run to answer a question; describe it in a world: --world FILE")


def _started(arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - the words come from the table, a host name only fills single words
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_ENVIRONMENT,
        cwd="/",
        start_new_session=True,
        bufsize=0,
    )


def _heard(child: subprocess.Popen[bytes], deadline: float, most: int) -> Answer:
    """What the program writes until it ends."""
    assert child.stdout is not None
    output = bytearray()
    with child.stdout as stream, selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while piece := _piece(selector, stream.fileno(), child, deadline):
            output += piece
            if len(output) > most:
                return Unknown(f"it wrote more than {most} bytes")
        if piece is None:
            return Unknown("it took too long")
    try:
        return Found(Ran(child.wait(max(deadline - time.monotonic(), 0.0)), bytes(output)))
    except subprocess.TimeoutExpired:
        return Unknown("it took too long")


def _piece(
    selector: selectors.BaseSelector, stream: int, child: subprocess.Popen[bytes], deadline: float
) -> bytes | None:
    """The next bytes, none at the end, None when time is up. A program that ended has said all it will."""
    while (left := deadline - time.monotonic()) > 0:
        ended = child.poll() is not None
        if selector.select(0.0 if ended else min(left, 0.2)):
            return os.read(stream, _PIECE)
        if ended:
            return b""
    return None


def _stamp(path: str) -> Stamp | None:
    """What differs once a file was written to; None when it cannot be looked at, so that nothing is kept."""
    look: Callable[[str], os.stat_result] = os.stat
    try:
        status = look(path)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
