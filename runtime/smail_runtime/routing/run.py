"""One message's resolution: the work list, the table of duplicates, and the directors asked in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import msgspec

from smail_runtime.mail.address import AddressError
from smail_runtime.mail.case import lower
from smail_runtime.mail.peel import passes
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Delivered, Direction, Passed, Produced, Stopped
from smail_runtime.routing.deliveries import local_delivery, special_delivery
from smail_runtime.routing.directors.ask import ask_director
from smail_runtime.routing.hits import Hits
from smail_runtime.routing.ledger import Ledger
from smail_runtime.routing.limits import MAX_ADDRESSES, MAX_DEPTH
from smail_runtime.routing.outcomes import fails, misconfigured
from smail_runtime.routing.owners import Owners
from smail_runtime.routing.produce import Dropped, Refused, fate, results
from smail_runtime.routing.remote import route
from smail_runtime.routing.resolution import Resolution
from smail_runtime.routing.scope import transport_named
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.table.director import Director


class Run:
    """Resolves the recipients of one message; `owners` None leaves owners out."""

    def __init__(self, around: Surroundings, recipients: Sequence[str], owners: Owners | None) -> None:
        self._around = around
        self._ledger = Ledger(around, recipients, owners)
        self._hits = Hits(around.program.directors)
        self._pending: deque[Work] = deque()
        self._local: set[tuple[str, str]] = set()
        self._produced = 0

    def resolve(self, work: Work) -> None:
        """Work on one address and on all that comes of it."""
        self._pending.append(work)
        while self._pending:
            self._take(self._pending.popleft())

    def results(self) -> tuple[Resolution, ...]:
        """What came of each recipient."""
        return self._ledger.results()

    def _take(self, work: Work) -> None:
        if work.depth > MAX_DEPTH:
            reason = f"`{printable(work.text)}` lies more than {MAX_DEPTH} expansions deep"
            self._ledger.fail(work, fails("5.4.6", reason))
        elif work.kind == "address":
            self._parse(work)
        elif work.kind == "self":
            self._direct(work)
        elif work.kind == "include":
            self._include(work)
        elif work.kind == "error":
            self._direct(msgspec.structs.replace(work, name=work.text))
        else:
            self._deliver_special(work)

    def _parse(self, work: Work) -> None:
        """Peel local hosts off, entering each form into the table of duplicates; then direct or route."""
        around = self._around
        switch = around.program.variables.switch_percent_and_bang
        host, last = work.host or around.names.visible, None
        for address in passes(work.text, around.names.local, switch_percent_and_bang=switch):
            if isinstance(address, AddressError):
                return self._ledger.fail(work, fails("5.1.3", f"{address.message} ({address.category})"))
            first = self._hits.first(address.text, "" if address.target else host, work.recipient)
            if first is not None:
                return self._ledger.drop(work, "it repeats another address of the message", onto=first)
            host, last = address.target or host, address
        if last is None or last.target is None:
            return self._direct(msgspec.structs.replace(work, name=last.text if last else "", host=host))
        again = route(last, work, around, self._ledger)
        return self._pending.append(again) if again is not None else None

    def _include(self, work: Work) -> None:
        """Ask for a list file, unless the form came out of that very list: it would double without end."""
        if any(node.kind == "include" and node.target == work.target for node in work.parents()):
            return self._ledger.drop(work, "it stands in that very list file", onto=work.recipient)
        return self._direct(msgspec.structs.replace(work, name=work.text))

    def _direct(self, work: Work) -> None:
        """Ask the directors in order until one takes the name that is not marked `always`."""
        directors = self._around.program.directors
        for index in range(work.first, len(directors)):
            answer = ask_director(directors[index], work, self._around)
            self._ledger.step(directors[index], work, work.name, not isinstance(answer, Passed), answer.reason)
            if isinstance(answer, Passed):
                continue
            self._directed(answer, index, work)
            self._ledger.follow(work)
            if isinstance(answer, Stopped) or not directors[index].always:
                return None
            work = msgspec.structs.replace(work, again=True)
        return None if work.again else self._unmatched(work)

    def _directed(self, answer: Direction, index: int, work: Work) -> None:
        director = self._around.program.directors[index]
        if isinstance(answer, Stopped):
            self._ledger.fail(work, answer.outcome, director)
        elif isinstance(answer, Delivered):
            self._deliver_local(answer, work, director)
        elif isinstance(answer, Produced):
            self._produce(answer, index, work, director)

    def _produce(self, answer: Produced, index: int, work: Work, director: Director) -> None:
        for result in results(answer, director, index, work, self._around):
            self._note(result)
            if isinstance(result, Dropped):
                self._ledger.drop(work, result.reason, text=result.text)
            elif isinstance(result, Refused):
                self._ledger.fail(work, result.outcome, director, text=result.text)
            elif self._produced == MAX_ADDRESSES:
                reason = f"the message goes to more than {MAX_ADDRESSES} addresses, the rest is left out"
                return self._ledger.fail(work, fails("5.5.3", reason), director)
            else:
                self._produced += 1
                self._pending.append(result)
        return None

    def _note(self, result: Work | Dropped | Refused) -> None:
        watch = self._around.watch
        if watch is not None:
            watch.note(fate(result))

    def _unmatched(self, work: Work) -> None:
        """The two names that always exist; any other is an unknown user, an include form nobody takes a mistake."""
        name = lower(work.name)
        if work.kind in ("include", "error"):
            reason = f"no director takes {printable(work.text)}"
            self._ledger.fail(work, misconfigured(reason))
        elif name == "mailer-daemon":
            self._redirect(work, "Postmaster")
        elif name == "postmaster":
            self._redirect(work, self._around.program.variables.postmaster_address)
        else:
            self._ledger.fail(work, fails("5.1.1", f"unknown user {printable(work.name)}"))

    def _redirect(self, work: Work, text: str) -> None:
        self._pending.append(Work(text=text, recipient=work.recipient, depth=work.depth + 1))

    def _deliver_local(self, answer: Delivered, work: Work, director: Director) -> None:
        ledger, around = self._ledger, self._around
        if transport_named(around.program, answer.transport) is None:
            reason = f"director {director.name}: there is no transport {answer.transport}"
            return ledger.fail(work, misconfigured(reason, around.shown_place(director.at)), director)
        key = (answer.transport, lower(answer.address))
        if work.again and key in self._local:
            return ledger.drop(work, "a director above delivers it already")
        self._local.add(key)
        owners = ledger.owners(work, director)
        delivery = local_delivery(answer, work, director, ledger.recipient(work), owners, around)
        return ledger.deliver(work, delivery)

    def _deliver_special(self, work: Work) -> None:
        """A file or command: the transport `file` or `pipe` must exist."""
        ledger, around = self._ledger, self._around
        if not work.target:
            return ledger.fail(work, fails("5.3.5", f"`{printable(work.text)}` names no {work.kind}"))
        if transport_named(around.program, work.kind) is None:
            return ledger.fail(work, misconfigured(f"there is no transport {work.kind}"))
        owners = ledger.owners(work, None)
        return ledger.deliver(work, special_delivery(work, ledger.recipient(work), owners, around))
