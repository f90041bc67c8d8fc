"""What every attempt works with."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor

import msgspec

from smail_runtime.daemon.events import EventLog
from smail_runtime.daemon.hosts import Hosts
from smail_runtime.daemon.prompt import PromptResolver
from smail_runtime.delivery.interface import Carrier
from smail_runtime.queue.rows import Change
from smail_runtime.queue.store import SqliteStore
from smail_runtime.routing.world import World


class Means(msgspec.Struct, frozen=True):
    """`carriers` by the driver's name; `jobs` bounds the calls; `persist` returns when a change is durable;
    `threads` do what `prompt` cannot. `delay_notice` is after how many seconds a sender hears that mail still waits,
    0 for never.
    """

    store: SqliteStore
    carriers: Mapping[str, Carrier]
    world: World
    log: EventLog
    clock: Callable[[], float]
    hosts: Hosts
    threads: Executor
    jobs: asyncio.Semaphore
    persist: Callable[[Change], Awaitable[None]]
    delay_notice: float = 0.0
    prompt: PromptResolver = msgspec.field(default_factory=PromptResolver)
