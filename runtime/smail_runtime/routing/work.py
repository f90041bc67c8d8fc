"""An address on its way through resolution, and the surroundings in which it is resolved."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.data import RoutingData, shown_place
from smail_runtime.routing.details import Origin
from smail_runtime.routing.expand import below
from smail_runtime.routing.names import Names
from smail_runtime.routing.programs import Programs
from smail_runtime.routing.scope import AddressView, Scope
from smail_runtime.routing.watching import Watch
from smail_runtime.routing.world import World
from smail_runtime.table.base import Place
from smail_runtime.table.director import Director
from smail_runtime.table.program import Program


class Work(msgspec.Struct, frozen=True):
    """One address: an envelope's recipient, or what a director made of another.

    `kind` is address, include, pipe, file, or self for a result that names its own parent and goes to the directors
    from number `first` on. `text` is as given, `target` the unquoted path or command of special forms. `recipient`
    is the index among the message's recipients. `director` produced it from `parent`, with the identity `user`,
    `group` and `home`, and the marks `caution` and `unsecure`; `login` is the nearest account among the ancestors.
    `name` is the local name under which it is directed, `host` the last local host peeled off. `smart` tells that
    smartuser took part, which it does once. `prefix` and `suffix` are what directors took off the name or an
    ancestor's. `again` tells that a director with `always` took the name before.
    """

    text: str
    recipient: int
    kind: str = "address"
    target: str = ""
    parent: Work | None = None
    director: Director | None = None
    user: str | None = None
    group: str | None = None
    home: str | None = None
    login: str | None = None
    caution: bool = False
    unsecure: bool = False
    prefix: str | None = None
    suffix: str | None = None
    smart: bool = False
    again: bool = False
    first: int = 0
    depth: int = 0
    name: str = ""
    host: str = ""

    def lineage(self) -> Iterator[Work]:
        """This address, its parent, and so on outwards."""
        node: Work | None = self
        while node is not None:
            yield node
            node = node.parent

    def parents(self) -> Iterator[Work]:
        """The lineage without this address itself."""
        return self.parent.lineage() if self.parent is not None else iter(())


class Surroundings(msgspec.Struct, frozen=True):
    """What directors and routers may ask: table, message, machine, and programs of the machine.

    `watch` gathers details where they are wanted. `verifying` tells that no mail is on its way, so that
    nobody's right to send matters.
    """

    data: RoutingData
    program: Program
    names: Names
    facts: MessageFacts
    world: World
    programs: Programs
    watch: Watch | None = None
    verifying: bool = False

    def scope(self, view: AddressView | None, ancestors: tuple[AddressView, ...] = ()) -> Scope:
        """The context of an expansion while an address is still being decided."""
        variables, facts, world = self.program.variables, self.facts, self.world
        return Scope(variables, self.names, facts, world, view, ancestors, watch=self.watch, data=self.data)

    def path(self, name: str) -> str:
        """A file name, relative ones below smail_lib_dir."""
        return below(self.program.variables.smail_lib_dir, name)

    def place(self, at: Place | None) -> tuple[str, int] | None:
        """File and line of an entry; None when it is built in."""
        return None if at is None else self.data.place(at)

    def shown_place(self, at: Place | None) -> str | None:
        """`file:line` of an entry; None when it is built in."""
        return shown_place(self.data, at)

    def origins(self, work: Work) -> tuple[Origin, ...]:
        """The chain from an address back to its recipient."""
        return tuple(
            Origin(
                node.text,
                node.director.name if node.director else None,
                self.shown_place(node.director.at) if node.director else None,
            )
            for node in work.lineage()
        )
