"""Owners: who is told when an address fails (reference semantics, sections 13.4 and 19)."""

from __future__ import annotations

from collections.abc import Callable

from smail_runtime.routing.expand import expand
from smail_runtime.routing.scope import AddressView
from smail_runtime.routing.values import Value
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.table.director import Director


class Owners:
    """Finds owners, nearest first, and remembers what it found while one message is resolved.

    `verify` says whether an address resolves to something.
    """

    def __init__(self, around: Surroundings, verify: Callable[[str], bool]) -> None:
        self._around = around
        self._verify = verify
        self._known: dict[tuple[str, str], str | None] = {}

    def of(self, work: Work, directed_by: Director | None) -> tuple[str, ...]:
        """The owners of an address that `directed_by` took (None if nobody did), and of its ancestors."""
        found: list[str] = []
        director = directed_by
        for node in work.lineage():
            if director is not None and director.owner is not None:
                owner = self._owner(director, node)
                if owner is not None and owner not in found:
                    found.append(owner)
            director = node.director
        return tuple(found)

    def _owner(self, director: Director, work: Work) -> str | None:
        key = (director.name, work.name)
        if key not in self._known:
            self._known[key] = self._expanded(director, work)
        return self._known[key]

    def _expanded(self, director: Director, work: Work) -> str | None:
        """The owner template with the name that was directed; None when it fails or does not verify."""
        assert director.owner is not None
        home = next((node.home for node in work.lineage() if node.home), None)
        value = expand(director.owner, self._around.scope(AddressView(user=work.name, home=home)))
        if not isinstance(value, Value) or not value.text:
            return None
        return value.text if self._verify(value.text) else None
