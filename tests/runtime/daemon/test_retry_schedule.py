"""What the retry file says beyond interval and duration: early delays, and how many deliveries run at a time."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from smail_runtime.delivery.interface import Job
from smail_runtime.mail.outcome import Outcome
from smail_runtime.table.program import Retry
from smail_testkit.dispatch import LATER, FakeCarrier, running, site
from smail_testkit.spool import MESSAGE, put


class SlowCarrier(FakeCarrier):
    """Counts the deliveries under way, and ends none before it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.under_way = self.most = 0
        self.go = asyncio.Event()

    async def deliver(self, job: Job) -> tuple[Outcome, ...]:
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await self.go.wait()
        self.under_way -= 1
        return await super().deliver(job)


@pytest.mark.parametrize(("domain", "at_a_time"), [("relay.example", 2), ("other.example", 10)])
def test_the_limit_of_a_host_is_kept(tmp_path: Path, domain: str, at_a_time: int) -> None:
    async def story() -> None:
        smtp = SlowCarrier()
        rules = (Retry((domain,), 60, 3600, limit=2), Retry(("*",), 60, 3600))
        async with running(tmp_path, site(rules), smtp=smtp) as yard:
            for _ in range(12):
                await put(yard.store, MESSAGE, "a@x.example", "bob@far.example", received=yard.clock.now)
            async with asyncio.timeout(10):
                while smtp.under_way < at_a_time:
                    await asyncio.sleep(0)
            smtp.go.set()
            await yard.log.heard("completed", 12)
            assert smtp.most == at_a_time

    asyncio.run(story())


def test_the_first_attempts_have_delays_of_their_own(tmp_path: Path) -> None:
    async def story() -> None:
        rules = (Retry(("*",), 7200, 5 * 86400, first=(300, 600)),)
        async with running(tmp_path, site(rules), smtp=FakeCarrier(bob=[LATER])) as yard:
            await put(yard.store, MESSAGE, "a@x.example", "bob@far.example", received=yard.clock.now)
            await yard.log.heard("deferred")
            for attempt, delay in enumerate((300, 600, 7200, 7200), 2):
                await yard.tick(delay - 1)
                await yard.dispatcher_idle()
                assert len(yard.smtp.jobs) == attempt - 1
                await yard.tick(1)
                await yard.log.heard("deferred", attempt)

    asyncio.run(story())
