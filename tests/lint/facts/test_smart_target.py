"""Where the results of a smartuser director go."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.syntax.expression import Text
from smail_lint.facts.language import ALL, EMPTY, Language, ending_in, finite, starting
from smail_lint.facts.smart_target import coming_back
from smail_testkit.written_sites import sound


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("$user@hub.example.net", EMPTY),
        ("hub!$user", EMPTY),
        ("|/bin/cat", EMPTY),
        ("/var/mail/lost", EMPTY),
        ("postmaster@hub.example.net", EMPTY),
        ("postmaster", finite(["postmaster", "root", "ann"])),
        ("Ann@MX.example.org", finite(["ann"])),
        ("$user", ALL),
        ("${lc:user}@$primary_name", ALL),
        ("lost-$user", starting("lost-")),
        ("$user-lost@mx.example.org", ending_in("-lost")),
        ("${if def:sender_host {$user@hub.example.net}{root}}", ALL),
    ],
)
def test_names_that_come_back(tmp_path: Path, target: str, names: Language) -> None:
    loaded = sound(
        tmp_path,
        {
            "config": f'hostnames = mx.example.org\nsmart_user = "{target}"\n',
            "directors": "aliases: driver=aliasfile; file=aliases, proto=lsearch\n",
            "aliases": "postmaster: root\nroot: ann@mx.example.org, ann@hub.example.net\n",
        },
    )
    template = loaded.site.variables["smart_user"].template
    assert isinstance(template, Text)
    assert coming_back(loaded.site, template) == names
