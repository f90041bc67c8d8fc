"""Sites given as text and asked where addresses go, on a made-up machine: what `smail-query route` does."""

from __future__ import annotations

from pathlib import Path

from smail_compiler.emit.table import emit
from smail_compiler.pipeline import load
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.fake_world import FakeWorld
from smail_runtime.routing.resolution import Resolution
from smail_runtime.routing.resolve import resolve
from smail_runtime.table import Table, open_bytes
from smail_testkit.site import write_site

HOST = "# smail-dialect: extended\nhostnames=mail.example:example.org\nsmail_lib_dir=/etc/smail\n"


def compiled(directory: Path, directors: str, **files: str) -> Table:
    """The table of a site without any finding; `_` in the names of further files stands for a dot."""
    named = {name.replace("_", "."): text for name, text in files.items()}
    loaded = load(write_site(directory, {"config": HOST, "directors": directors, **named}))
    assert [(one.at.source.path, one.at.line, one.message) for one in loaded.diagnostics] == []
    return open_bytes(emit(loaded.site))


def asked(table: Table, address: str, world: FakeWorld, sender: str = "stranger@far.example") -> Resolution:
    """What becomes of mail from a sender."""
    return resolve(table, (address,), MessageFacts(sender=sender), world)[0]
