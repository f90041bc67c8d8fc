"""The resolver and the table index in one process: look-ups and routed addresses per second."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.commands import BIGSITE, BIN, process
from benchmarks.record import Figure, figure, in_turn

WORLD = '[users.someone]\nhome = "/home/someone"\nuid = 1000\ngid = 1000\n'


def lookups(runs: int) -> Iterator[Figure]:
    """Index look-ups beside a dictionary's, and whole resolutions of one alias."""
    from smail_runtime.mail.envelope import MessageFacts
    from smail_runtime.routing.fake_world import load_world
    from smail_runtime.routing.resolve import resolve
    from smail_runtime.table import open_table

    with tempfile.TemporaryDirectory() as top:
        path, toml = Path(top) / "bigsite.table", Path(top) / "world.toml"
        process(BIN / "smail-compile", BIGSITE, "-o", path)()
        toml.write_text(WORLD)
        table, (world, _) = open_table(path), load_world(toml)
        keys = list(table.keys("aliases")) * 20
        plain = {key: table.lookup("aliases", key) for key in keys}
        ours, theirs = in_turn(
            runs, lambda: [table.lookup("aliases", key) for key in keys], lambda: [plain.get(key) for key in keys]
        )
        yield figure(
            "index look-ups", "1/s", [len(keys) / s for s in ours], "a dict", [len(keys) / s for s in theirs]
        )
        names = [f"{key.decode()}@example.com" for key in keys[:500]]
        facts = MessageFacts(sender="someone@elsewhere.example")
        (times,) = in_turn(runs, lambda: [resolve(table, [name], facts, world) for name in names])
        yield figure("addresses resolved, with expansion", "1/s", [len(names) / s for s in times])
        table.close()
