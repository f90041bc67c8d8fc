"""People and their files, and directors that are asked about them."""

from __future__ import annotations

from smail_runtime.routing.fake_world import FakeWorld
from smail_runtime.table.director import Director
from smail_runtime.table.expression import Variable
from smail_testkit.routing import MemoryTable, one, table, world

USER = Variable("user")
SPECIAL = '"|/bin/x", /tmp/f'
"""A command and a file, as a forward file or a list has them."""
PEOPLE = {
    "alice": {"home": "/home/alice", "uid": 1001},
    "joe": {"home": "/home/joe", "uid": 1002},
    "daemon": {"home": "/", "uid": 2},
    "nobody": {"home": "/nonexistent", "uid": 65534},
}


def machine(**files: object) -> FakeWorld:
    """The people above and files given as `path=text` or `path=table`; `_` stands for `/` in paths."""
    listed = {
        "/" + path.replace("_", "/"): {"text": told} if isinstance(told, str) else told
        for path, told in files.items()
    }
    return world(users=PEOPLE, groups={"staff": 50}, files=listed)


def site(*directors: Director, **sections: dict[str, str]) -> MemoryTable:
    """A table of these directors; the keywords are its data."""
    return table(*directors, sections=sections)


def reasons(data: MemoryTable, recipient: str, where: FakeWorld) -> list[str]:
    """What each director that was asked said."""
    return [f"{step.name}: {step.reason}" for step in one(data, recipient, where).trace]
