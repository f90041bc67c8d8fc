"""A file is searched as something that it is not.

*Why it matters*

`lsearch` and `bsearch` read lines of text, `dbm` reads files that a program has made of such a text, and the maps of
a network have names, no paths. Searched in the wrong way nothing is found, or the file cannot be opened: mail is
refused or waits. That a database was never made is known with `--system` or `--manifest` only.

*Flagged*

```directors
aliases: driver=aliasfile; file=/etc/aliases.db, proto=lsearch
```

*Better*

```directors
aliases: driver=aliasfile; file=/etc/aliases, proto=lsearch
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.database_kinds import BUILT, Searched, is_at_hand, searched_files, was_never_built
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM326", "lookup-in-wrong-proto", Severity.WARNING)

_TEXT = ("lsearch", "bsearch")
_MAPS = ("yp", "aliasyp")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each constant file whose name, or what is known of it, speaks against its protocol."""
    for one in searched_files(facts.site):
        if one.proto in _TEXT and one.file.endswith(BUILT) and not is_at_hand(facts.site, one.file):
            yield _made_file(one)
        elif one.proto in _MAPS and "/" in one.file:
            yield _found(one, f"`{one.file}` is a path, and `{one.proto}` searches a map of the network")
        elif one.proto == "dbm" and _is_text_alone(facts, one.file):
            yield _found(one, f"`{one.file}` is text, and no `dbm` database was made of it")


def _is_text_alone(facts: SiteFacts, file: str) -> bool:
    return is_at_hand(facts.site, file) and was_never_built(facts.site, facts.machine, file)


def _made_file(one: Searched) -> Diagnostic:
    """The name of a file that a program made, where a text should be."""
    source = one.file[: one.file.rindex(".")]
    at = one.file_at
    return Diagnostic(
        KIND,
        f"`{one.file}` is named like a made database, and `{one.proto}` reads text",
        at,
        help=f"name the text that it was made of, such as `{source}`",
        fix=Fix(f"write `{source}`", "unsafe", (Edit(at, source),)) if at.text == one.file else None,
    )


def _found(one: Searched, message: str) -> Diagnostic:
    at = one.proto_at
    fix = (
        Fix("search it as text", "unsafe", (Edit(at, "lsearch"),))
        if at is not None and at.text == one.proto
        else None
    )
    return Diagnostic(KIND, message, at or one.file_at, help="search a text file with `lsearch`", fix=fix)


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
