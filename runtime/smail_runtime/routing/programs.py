"""Programs that routers ask, by argument vector: each command line runs once for one message."""

from __future__ import annotations

from smail_runtime.routing.world import Absent, Found, Ran, Unknown, World

Answer = Found[Ran] | Absent | Unknown


class Programs:
    """Remembers what programs said while the recipients of one message are resolved."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._said: dict[tuple[str, ...], Answer] = {}

    def run(self, arguments: tuple[str, ...], statfile: str | None = None) -> Answer:
        """What the program answers; the questions of one message agree with each other."""
        if arguments not in self._said:
            self._said[arguments] = self._world.run(arguments, statfile)
        return self._said[arguments]
