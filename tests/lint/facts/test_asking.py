"""What is kept while questions about a site are answered, and let go afterwards."""

from __future__ import annotations

import gc
from pathlib import Path
from weakref import ref

from smail_compiler.pipeline import load
from smail_lint.facts.site_facts import SiteFacts
from smail_testkit.site import write_site


def test_facts_are_let_go_with_the_last_who_asks(tmp_path: Path) -> None:
    """Places know their file, and circles through them are never collected: no file may lead to the facts."""
    directory = write_site(tmp_path, {"directors": "user: driver=user; transport=local\n"})
    found = load(directory)
    facts = SiteFacts(found.site, found.diagnostics)
    assert len(facts.match_sets) == 1
    populations = ref(facts.populations)
    del facts
    gc.collect()
    assert populations() is None
