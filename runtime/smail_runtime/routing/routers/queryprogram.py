"""Driver queryprogram: a program that is asked about each host, by argument vector and never by a shell."""

from __future__ import annotations

from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Route, Routing, Stopped
from smail_runtime.routing.expand import expand_command
from smail_runtime.routing.outcomes import defers, fails, misconfigured
from smail_runtime.routing.routers.names import name_within
from smail_runtime.routing.routers.program_answers import ran
from smail_runtime.routing.routers.route_text import bang_path
from smail_runtime.routing.scope import AddressView, Scope
from smail_runtime.routing.values import Failed, Unknown
from smail_runtime.routing.work import Surroundings
from smail_runtime.table.expression import Command, Text
from smail_runtime.table.router import QueryProgramDriver


def ask(driver: QueryProgramDriver, target: str, around: Surroundings, *, built_in: bool) -> Routing:
    """A full match when the program ends with status 0; its first line may give the path and the transport."""
    asked = name_within(target, driver.required, driver.domain)
    if isinstance(asked, Passed):
        return asked
    name = asked.name.removeprefix(".")
    arguments = _arguments(driver.cmd, around.scope(AddressView(host=name)))
    if isinstance(arguments, Stopped):
        return arguments
    answer = ran(arguments, around.programs, None, built_in=built_in)
    if isinstance(answer, Passed | Stopped):
        return answer
    if answer.status:
        return Passed(f"{printable(arguments[0])} does not know {printable(name)} (status {answer.status})")
    return _matched(driver, answer.output, name, target, printable(arguments[0]))


def _arguments(command: Command, scope: Scope) -> tuple[str, ...] | Stopped:
    """The argument vector; no word becomes an option that was not written as one."""
    arguments: list[str] = []
    for word in command.words:
        made = expand_command(Command((word,)), [scope])
        if isinstance(made, Unknown):
            return Stopped(made.reason, defers(made.reason))
        if isinstance(made, Failed):
            reason = f"the command has no value: {made.reason}"
            return Stopped(reason, misconfigured(reason))
        turned = next((one for one in made if one.startswith("-") and not _is_option(word)), None)
        if turned is not None:
            reason = f"the program would take {printable(turned)} for an option"
            return Stopped(reason, fails("5.1.3", reason))
        arguments += made
    return tuple(arguments)


def _is_option(word: Text) -> bool:
    first = word.parts[0] if word.parts else ""
    return isinstance(first, str) and first.startswith("-")


def _matched(driver: QueryProgramDriver, output: bytes, name: str, target: str, program: str) -> Routing:
    line = output.partition(b"\n")[0].decode("utf-8", "surrogateescape")
    fields = line.split()
    path = fields.pop(0) if driver.read_path and fields else target.removeprefix(".")
    hosts = bang_path(path.removesuffix("!%s"))
    if hosts is None:
        reason = f"{program} answers {printable(line)}, which is no bang path"
        return Stopped(reason, misconfigured(reason))
    transport = fields[0] if driver.read_transport and fields else None
    return Route(f"{program} knows {printable(name)}", len(target), True, hosts[0], hosts[1:], transport)
