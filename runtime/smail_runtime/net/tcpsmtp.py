"""The tcpsmtp driver: a job to the next host that takes it (reference semantics, section 16; RFC 5321, 5.1)."""

from __future__ import annotations

import asyncio
import random
import socket
from collections.abc import AsyncIterator, Callable, Mapping, Sequence

import msgspec

from smail_runtime.delivery import ends
from smail_runtime.delivery.interface import Job
from smail_runtime.mail.outcome import Outcome
from smail_runtime.mail.path import literal_address
from smail_runtime.net.idle import IdleConnections
from smail_runtime.net.outbound import EARLY, Limits, Outbound, connect
from smail_runtime.net.smtp_form import in_seven_bit, outgoing
from smail_runtime.routing.expand import Failed, Value, delivery_scope, expand
from smail_runtime.routing.names import names_of
from smail_runtime.routing.resolution import Host
from smail_runtime.routing.world import Found, Unknown, World
from smail_runtime.smtp.client_events import OutgoingMail
from smail_runtime.table.transport import TcpSmtpDriver

CONNECT = 30.0
"""Seconds for a connection to come about, if the short timeout is not shorter."""


class Call(msgspec.Struct, frozen=True):
    """What stays the same for all hosts of a job."""

    job: Job
    name: str
    port: int
    limits: Limits
    mail: OutgoingMail


class TcpSmtpCarrier:
    """Carries jobs of tcpsmtp transports. `elsewhere` maps host names to where they really are (for rehearsals)."""

    def __init__(self, world: World, elsewhere: Mapping[str, tuple[str, int]] | None = None) -> None:
        self._world = world
        self._elsewhere = {name.lower(): place for name, place in (elsewhere or {}).items()}
        self._idle = IdleConnections()

    async def deliver(self, job: Job) -> tuple[Outcome, ...]:
        """Try the hosts in order until one takes the session."""
        call = await asyncio.to_thread(self._prepare, job) if _asks(job) else self._prepare(job)
        if isinstance(call, Outcome):
            return (call,) * len(job.deliveries)
        outcomes = await self._try_hosts(call)
        place = ends.place(job)
        return tuple(msgspec.structs.replace(outcome, place=place) for outcome in outcomes)

    def close(self) -> None:
        """Say goodbye on all open connections."""
        self._idle.close()

    def _prepare(self, job: Job) -> Call | Outcome:
        driver = job.transport.driver
        if not isinstance(driver, TcpSmtpDriver):
            return ends.deferred(job, "4.3.5", "the transport is no tcpsmtp")
        scope = delivery_scope(job.data, job.facts, job.deliveries[0], self._world)
        service = expand(driver.service, scope)
        if isinstance(service, Failed | Unknown):
            return ends.deferred(job, "4.3.5", f"the service has no value: {service.reason}")
        port = _port(service)
        if port is None:
            return ends.deferred(job, "4.3.5", f"there is no service `{service.text[:40]}`")
        names = names_of(job.data.program.variables, self._world)
        mail = outgoing(job, scope, names)
        if isinstance(mail, Unknown):
            return ends.deferred(job, "4.3.0", mail.reason)
        return Call(job, names.primary, port, Limits(driver.short_timeout, driver.long_timeout), mail)

    async def _try_hosts(self, call: Call) -> tuple[Outcome, ...]:
        first = call.job.deliveries[0]
        hosts = in_trying_order(first.hosts or (Host(first.host or ""),))
        count = len(call.job.deliveries)
        last: tuple[Outcome, ...] = (ends.deferred(call.job, "4.4.4", "there is no host to try"),) * count
        for host in hosts:
            async for outcomes, final in self._try_host(call, host):
                last = outcomes
                if final:
                    return outcomes
        return last

    async def _try_host(self, call: Call, host: Host) -> AsyncIterator[tuple[tuple[Outcome, ...], bool]]:
        """The outcomes of each way to reach the host, and whether they stand."""
        count = len(call.job.deliveries)
        known = self._idle.take((host.name.lower(), call.name, call.port))
        if known is not None:
            outcomes, final = await self._over(call, host, known)
            if final:
                yield outcomes, True
                return
        places = await self._places(host, call.port)
        if isinstance(places, Unknown):
            yield (ends.deferred(call.job, "4.4.3", f"{host.name}: {places.reason}"),) * count, False
            return
        for address, port in places:
            made = await self._connect(call, host, address, port)
            if isinstance(made, Outcome):
                yield (made,) * count, False
            else:
                yield await self._over(call, host, made)

    async def _over(self, call: Call, host: Host, connection: Outbound) -> tuple[tuple[Outcome, ...], bool]:
        count = len(call.job.deliveries)
        plain = connection.machine.takes(call.mail.message)
        mail = call.mail if plain else await asyncio.to_thread(in_seven_bit, call.mail)
        if not connection.usable:
            return (ends.deferred(call.job, "4.4.2", f"{host.name}: the connection was closed"),) * count, False
        outcomes = await connection.deliver(mail)
        self._idle.give((host.name.lower(), call.name, call.port), connection)
        return outcomes, connection.machine.broke_at not in EARLY

    async def _connect(self, call: Call, host: Host, address: str, port: int) -> Outbound | Outcome:
        patience = min(call.limits.short or CONNECT, CONNECT)
        try:
            made = await connect(address, port, call.name, host.name, call.limits, patience)
        except (OSError, TimeoutError) as error:
            reason = "no answer in time" if isinstance(error, TimeoutError) else ends.words(error)
            outcome = ends.deferred(call.job, "4.4.1", f"{host.name} [{address}]: {reason}")
            return msgspec.structs.replace(outcome, remote=host.name)
        refused = await made.opened()
        return made if refused is None else refused

    async def _places(self, host: Host, port: int) -> list[tuple[str, int]] | Unknown:
        """Addresses and ports to connect to, in order."""
        elsewhere = self._elsewhere.get(host.name.lower())
        if elsewhere is not None:
            return [elsewhere]
        literal = literal_address(host.name)
        if host.addresses or literal:
            return [(address, port) for address in host.addresses or (literal or "",)]
        found = await asyncio.to_thread(self._world.addresses, host.name)
        if isinstance(found, Found):
            return [(address, port) for address in found.value]
        return Unknown(found.reason or "it has no address")


def in_trying_order(hosts: Sequence[Host]) -> list[Host]:
    """By preference; hosts of one preference in an order of chance, so that they share the load (RFC 5321, 5.1)."""
    return sorted(hosts, key=lambda host: (host.preference, random.random()))  # noqa: S311


def _asks(job: Job) -> bool:
    """Whether preparing may ask files or accounts: then it does not run in the loop."""
    one = job.transport
    return bool(one.remove_header or one.insert_header or one.append_header or one.return_path)


def _port(service: Value) -> int | None:
    text = service.text.strip()
    if text.isascii() and text.isdigit():
        return int(text) if 0 < int(text) < 65536 else None
    ask: Callable[[str, str], int] = socket.getservbyname
    try:
        return ask(text, "tcp")
    except (OSError, ValueError):
        return {"smtp": 25, "submission": 587, "lmtp": 24}.get(text)
