"""What has been found for each recipient of a message: deliveries, failures and the trace."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from smail_runtime.mail.outcome import Outcome
from smail_runtime.mail.text import printable
from smail_runtime.routing.collected import Collected
from smail_runtime.routing.details import LeftOut, Origin
from smail_runtime.routing.outcomes import fails
from smail_runtime.routing.owners import Owners
from smail_runtime.routing.resolution import Delivery, Failure, Resolution, Step
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.table.director import Director
from smail_runtime.table.router import Router


class Ledger:
    """Grows while the recipients are resolved. Without `owners` none are looked for."""

    def __init__(self, around: Surroundings, recipients: Sequence[str], owners: Owners | None) -> None:
        self._around = around
        self._owners = owners
        self._collected = [Collected(recipient) for recipient in recipients]

    def recipient(self, work: Work) -> str:
        """The recipient that an address came from."""
        return self._collected[work.recipient].recipient

    def owners(self, work: Work, director: Director | None) -> tuple[str, ...]:
        """The owners of an address that `director` took (None: nobody did) and of its ancestors."""
        return self._owners.of(work, director) if self._owners is not None else ()

    def deliver(self, work: Work, delivery: Delivery) -> None:
        """The address is ready for a transport."""
        one = self._collected[work.recipient]
        one.deliveries.append(delivery)
        if self._around.watch is not None:
            one.delivered_from.append(self._around.origins(work))

    def fail(self, work: Work, outcome: Outcome, director: Director | None = None, text: str | None = None) -> None:
        """The address, or `text` that came of it, ends without a delivery, for now or for good."""
        one = self._collected[work.recipient]
        address = work.text if text is None else text
        one.failures.append(Failure(address, one.recipient, outcome, self.owners(work, director)))
        if self._around.watch is not None:
            one.failed_from.append(self._chain(work, text))

    def drop(self, work: Work, reason: str, onto: int | None = None, text: str | None = None) -> None:
        """The address, or `text` that came of it, is left out: on purpose, or as it repeats one of `onto`."""
        one = self._collected[work.recipient]
        one.dropped += 1
        if self._around.watch is not None:
            chain = self._chain(work, text)
            one.left_out.append(LeftOut(chain[0].address, reason, chain))
        if onto is not None:
            one.onto.add(onto)

    def _chain(self, work: Work, text: str | None) -> tuple[Origin, ...]:
        """The chain of an address, or of `text` that came of it."""
        behind = self._around.origins(work)
        return behind if text is None else (Origin(text), *behind)

    def step(self, entry: Director | Router, work: Work, address: str, matched: bool, reason: str) -> None:
        """A director or router was asked."""
        file, line = self._around.place(entry.at) or (None, None)
        stage = "director" if isinstance(entry, Director) else "router"
        step = Step(stage, entry.name, file, line, matched, reason, address)
        watch = self._around.watch
        if watch is not None:
            step = msgspec.structs.replace(step, details=watch.take(), origins=self._around.origins(work))
        self._collected[work.recipient].trace.append(step)

    def follow(self, work: Work) -> None:
        """What was noted since the last step belongs to it: its consequences."""
        trace = self._collected[work.recipient].trace
        details = self._around.watch.take() if self._around.watch is not None else ()
        if details and trace:
            trace[-1] = msgspec.structs.replace(trace[-1], details=(*trace[-1].details, *details))

    def results(self) -> tuple[Resolution, ...]:
        """The records; a recipient that ended in circles only is a failure, since its mail would be lost."""
        everything = self._collected
        lost = [
            one for one in everything if one.is_empty and one.onto and all(everything[i].is_empty for i in one.onto)
        ]
        for one in lost:
            reason = f"`{printable(one.recipient)}` leads back to itself and nowhere else"
            one.failures.append(Failure(one.recipient, one.recipient, fails("5.4.6", reason)))
            if self._around.watch is not None:
                one.failed_from.append((Origin(one.recipient),))
        return tuple(one.resolution() for one in everything)
