"""What a program's answer means to the router that asked it."""

from __future__ import annotations

from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Stopped
from smail_runtime.routing.outcomes import defers, fails, misconfigured
from smail_runtime.routing.programs import Programs
from smail_runtime.routing.world import Absent, Ran, Unknown

TEMPORARY = frozenset({75, 126, 127})
"""Exit statuses that say nothing of the host: try again later, cannot be run, was not found."""


def ran(
    arguments: tuple[str, ...], programs: Programs, statfile: str | None, *, built_in: bool
) -> Ran | Passed | Stopped:
    """How the program ended; what it could not tell makes the address wait. A built-in entry's program may lack."""
    name = printable(arguments[0]) if arguments else ""
    if not name.startswith("/"):
        return _mistake("the command does not start with an absolute path")
    if any("\0" in word for word in arguments):
        reason = f"an argument of {name} would have a NUL character"
        return Stopped(reason, fails("5.1.3", reason))
    found = programs.run(arguments, statfile)
    if isinstance(found, Absent):
        return Passed(f"there is no program {name}") if built_in else _mistake(f"there is no program {name}")
    if isinstance(found, Unknown):
        return _waits(f"{name}: {found.reason}")
    if found.value.status < 0:
        return _waits(f"{name} was killed by signal {-found.value.status}")
    if found.value.status in TEMPORARY:
        return _waits(f"{name} ended with status {found.value.status}, which says nothing of the host")
    return found.value


def _waits(reason: str) -> Stopped:
    return Stopped(reason, defers(reason))


def _mistake(reason: str) -> Stopped:
    return Stopped(reason, misconfigured(reason))
