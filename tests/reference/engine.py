"""The main loop: parse, direct, route, until nothing is left (section 11)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

import msgspec

from smail_compiler.ir.program import Entry, Site
from smail_runtime.routing.world import World
from tests.reference.around import Around, flag
from tests.reference.directors import ask
from tests.reference.domains import items, listed
from tests.reference.identities import identity_of, nobody_if
from tests.reference.items import Identity, Item, Produced, Resolved, with_affixes
from tests.reference.lists import Kind, Target, targets
from tests.reference.local_names import is_own_name, is_sender
from tests.reference.outcome import DeferredError, Delivery, Failure, Outcome, RefusedError
from tests.reference.parsing import Parsed, parse, without_brackets
from tests.reference.qualified import qualified
from tests.reference.routing import Again, Local, Way, route
from tests.reference.senders import may_write
from tests.reference.tokens import AddressError, stripped

DEEPEST = 64
"""Steps from a recipient after which an address fails. The reference knows no end of rewriting; a mailer has to."""
SPECIAL = {Kind.FILE: "file", Kind.COMMAND: "pipe"}


def resolve(site: Site, world: World, sender: str, address: str) -> Outcome:
    """What becomes of one recipient of a message from `sender`."""
    return Run(Around(site, world, sender)).of(address)


class Run:
    """One message with one recipient."""

    def __init__(self, around: Around) -> None:
        self.around = around
        self.hits: set[tuple[str, tuple[bool, ...]]] = set()
        self.work: deque[Item] = deque()
        self.remote: list[tuple[Item, Parsed]] = []
        self.deliveries: list[Delivery] = []
        self.local: set[tuple[str, str]] = set()
        self.failures: list[Failure] = []
        self.repeated = False

    def of(self, address: str) -> Outcome:
        """Local addresses first; remote ones are routed when none is left (11.3)."""
        self.work.append(Item(address))
        while self.work or self.remote:
            if self.work:
                item = self.work.popleft()
                self._guarded(item, partial(self._local, item))
                continue
            batch, self.remote = sorted(self.remote, key=lambda one: one[1].target or ""), []
            for item, parsed in batch:
                self._guarded(item, partial(self._route, item, parsed))
        if self.repeated and not self.deliveries and not self.failures:
            self.failures.append(Failure(address, False, "it leads back to itself and nowhere else"))
        return Outcome(tuple(sorted(self.deliveries)), tuple(sorted(self.failures)))

    def _guarded(self, item: Item, work: Callable[[], None]) -> None:
        """Do the work for an address; its troubles are failures."""
        try:
            work()
        except DeferredError as error:
            self.failures.append(Failure(item.text, True, str(error)))
        except (RefusedError, AddressError) as error:
            self.failures.append(Failure(item.text, False, str(error)))

    def _local(self, item: Item) -> None:
        """An address that is new, or goes on to later directors."""
        if item.depth > DEEPEST:
            raise RefusedError("it lies too deep")
        if item.kind in (Kind.INCLUDE, Kind.ERROR) or item.start:
            self._direct(item)
            return
        self._parse(item, without_brackets(item.text))

    def _parse(self, item: Item, text: str) -> None:
        """Peel hosts of ours and quotes; each text is entered in the table of hits before it is parsed (11.1)."""
        swapped = bool(self.around.site.variable("switch_percent_and_bang")) and item.mailbox_peeled
        key = text.lower(), self._served(item, text, swapped)
        if key in self.hits:
            self.repeated = True
            return
        self.hits.add(key)
        parsed = parse(text, percent_first=swapped)
        if parsed.target is None:
            self._named(item, text)
        elif self.around.is_local(parsed.target):
            self._peeled(item, parsed)
        else:
            self.remote.append((item, parsed))

    def _served(self, item: Item, text: str, swapped: bool) -> tuple[bool, ...]:
        """For a local name, which `domains` its host is in: names at hosts told apart count apart (decision 0008)."""
        try:
            if parse(text, percent_first=swapped).target is not None:
                return ()
        except AddressError:
            return ()
        domain = item.local_host or self.around.visible_name
        lists = (items(one.value("domains", private=False)) for one in self.around.site.directors)
        return tuple(listed(domain, wanted) for wanted in lists if wanted)

    def _named(self, item: Item, text: str) -> None:
        """A local result is freed of quotes and backslashes and parsed again (10.4)."""
        plain = stripped(text)
        if plain == text:
            self._direct(msgspec.structs.replace(item, name=text))
        else:
            self._parse(item, plain)

    def _peeled(self, item: Item, parsed: Parsed) -> None:
        """The remainder of an address at a host of ours is parsed again (10.4)."""
        mailbox = item.mailbox_peeled or parsed.form.value == "mailbox"
        inner = msgspec.structs.replace(item, local_host=parsed.target, mailbox_peeled=mailbox)
        self._parse(inner, parsed.remainder)

    def _direct(self, item: Item) -> None:
        """Ask the directors in order; the first that matches decides (11.3)."""
        domain = item.local_host or self.around.visible_name
        for number, director in enumerate(self.around.site.directors):
            wanted = items(director.value("domains", private=False))
            elsewhere = wanted and item.kind is Kind.ORDINARY and not listed(domain, wanted)
            if number < item.start or elsewhere:
                continue
            answer = ask(director, item, self.around)
            if answer is None:
                continue
            self._answered(item, number, director, answer)
            if not flag(director, "always"):
                return
            item = msgspec.structs.replace(item, again=True)
        if not item.again:
            self._unmatched(item)

    def _answered(self, item: Item, number: int, director: Entry, answer: Produced | Resolved) -> None:
        """What a director made of a name, if the sender may write to it (wish S173)."""
        if not may_write(director, self.around):
            raise RefusedError("the sender may not write to this name")
        if isinstance(answer, Produced):
            self._produce(item, number, director, answer)
        elif not item.again or (answer.transport, answer.address.lower()) not in self.local:
            self.local.add((answer.transport, answer.address.lower()))
            item = with_affixes(item, answer, item)
            self._guarded(item, partial(self._deliver, item, answer.transport, answer.address, answer.identity))

    def _unmatched(self, item: Item) -> None:
        """The two names that always exist; anything else is an unknown user (11.5)."""
        name = item.name.lower()
        if item.kind is not Kind.ORDINARY:
            raise DeferredError("no director takes this form")
        if name not in ("mailer-daemon", "postmaster"):
            raise RefusedError("unknown user")
        postmaster = self.around.text("postmaster_address") or ""
        self.work.extend(Item(one.text) for one in targets("Postmaster" if name == "mailer-daemon" else postmaster))

    def _produce(self, parent: Item, number: int, director: Entry, answer: Produced) -> None:
        """Take apart what a director made of a name (11.4)."""
        caution = answer.caution or flag(director, "caution")
        identity = identity_of(director, answer.identity, self.around)
        for given in answer.targets:
            target = self._understood(given)
            item = Item(
                target.text,
                target.kind,
                parent,
                director,
                caution=caution,
                unsecure=answer.unsecure,
                identity=identity if target.kind is Kind.ORDINARY else nobody_if(caution, identity, self.around),
                owner=answer.owner,
                depth=parent.depth + 1,
            )
            item = with_affixes(item, answer, parent)
            self._guarded(item, partial(self._admit, item, target, number))

    def _understood(self, target: Target) -> Target:
        """Without a director for errors, these forms are names like any other."""
        known = target.kind is not Kind.ERROR or any(one.driver == "error" for one in self.around.site.directors)
        return target if known else Target(Kind.ORDINARY, target.raw)

    def _admit(self, item: Item, target: Target, number: int) -> None:
        """Special forms have to pass the marks; ordinary ones are looked at by their text (13.1, 13.2)."""
        assert item.director is not None
        if target.kind is Kind.ORDINARY:
            self._ordinary(item, number)
            return
        if target.kind is Kind.ERROR:
            self.work.append(item)
            return
        if item.unsecure or (item.caution and not flag(item.director, "nobody")):
            raise RefusedError("security violation")
        if target.kind is not Kind.INCLUDE:
            self._special(item, SPECIAL[target.kind])
        elif any(one.kind is Kind.INCLUDE and one.text == item.text for one in item.with_ancestors()[1:]):
            self.repeated = True
        else:
            self.work.append(item)

    def _special(self, item: Item, transport: str) -> None:
        """A file or command for its transport; one without a name fails."""
        if not item.text:
            raise RefusedError("nothing behind the bar")
        self._deliver(item, transport, item.text, item.identity)

    def _ordinary(self, item: Item, number: int) -> None:
        """The parent's own name goes on to the directors after this one, the sender is left out (13.2)."""
        parent, director = item.parent, item.director
        assert parent is not None and director is not None
        if is_own_name(item.text, parent.name, self.around):
            if flag(director, "always"):
                return  # the directors below are asked about this name anyway
            if item.text.startswith("\\") or not flag(director, "ignore_alias_match"):
                onward = msgspec.structs.replace(item, name=parent.name, local_host=parent.local_host)
                self.work.append(msgspec.structs.replace(onward, start=number + 1))
        elif flag(director, "sender_okay") or not is_sender(item.text, self.around):
            self.work.append(item)

    def _route(self, item: Item, parsed: Parsed) -> None:
        """Ask the routers; a host that is this one means to parse what is left (14)."""
        found = route(parsed, self.around)
        if isinstance(found, Local):
            self._peeled(item, parsed)
        elif isinstance(found, Again):
            self.work.append(_anew(item, found.text))
        else:
            self._send(item, found)

    def _send(self, item: Item, way: Way) -> None:
        address = qualified(way.address, self.around.site.qualify)
        self._deliver(item, way.transport, address, item.identity, way.host)

    def _deliver(self, item: Item, transport: str, address: str, identity: Identity, host: str = "") -> None:
        """One delivery; a transport that does not exist is a configuration error."""
        if self.around.site.transport(transport) is None:
            raise DeferredError(f"configuration error: no transport {transport}")
        affixes = item.prefix or "", item.suffix or ""
        self.deliveries.append(Delivery(transport, address, host, identity.user or "", *affixes))


def _anew(item: Item, text: str) -> Item:
    """Another text for an address, resolved from the very beginning."""
    return msgspec.structs.replace(item, text=text, depth=item.depth + 1, local_host=None, mailbox_peeled=False)
