"""A name goes into a file name with whatever capitals the sender wrote.

*Why it matters*

Names are compared without case, file names are not. Mail for `Staff` looks for another file than mail for `staff`:
it finds no list, or makes a second mailbox that nobody reads.

*Flagged*

```directors
lists: driver=forwardfile, caution, nobody;
  file=lists/$user, modemask=022
```

*Better*

```directors
lists: driver=forwardfile, caution, nobody;
  file=lists/${lc:user}, modemask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry, Setting
from smail_compiler.schema.attribute import FileKind
from smail_compiler.syntax.expression import Text
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.file_names import path_variables
from smail_lint.facts.reachability import Arrival, Names
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.taint import canonical
from smail_lint.fix.operators import operated
from smail_lint.rule import Rule

KIND = Kind("SM916", "file-name-case-risk", Severity.WARNING)

_FOLDING = frozenset({"lc", "uc"})


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each name in the path of a forward file or mailbox that keeps its capitals."""
    for setting in _paths(facts):
        for one in path_variables(setting.template) if isinstance(setting.template, Text) else ():
            if canonical(one.name) != "user" or _FOLDING & {operator.lower() for operator in one.operators}:
                continue
            yield Diagnostic(
                KIND,
                f"`{one.at.text}` leads to another file for each way to write the name",
                one.at,
                help=f"write `${{lc:{':'.join([*one.operators, one.name])}}}`",
                fix=operated(one, "lc", "unsafe"),
                witness="Staff",
            )


def _paths(facts: SiteFacts) -> Iterator[Setting]:
    """The paths that names of this host complete, in what somebody wrote."""
    for entry in facts.site.directors:
        if entry.driver == "forwardfile" and entry.known:
            yield from _written(entry, "file")
    ways = facts.arrivals
    for entry in facts.site.transports:
        if entry.driver != "appendfile" or not entry.known or facts.site.transport(entry.name) is not entry:
            continue
        if any(map(_local, ways[entry.name])):
            yield from _written(entry, "file", "dir")


def _local(way: Arrival) -> bool:
    """Whether a director sends names that it was asked about."""
    return way.entry is not None and way.entry.kind is FileKind.DIRECTOR and way.names is not Names.PRODUCED


def _written(entry: Entry, *names: str) -> Iterator[Setting]:
    found = (entry.setting(name, private=True) for name in names)
    return (one for one in found if one is not None and one.at is not None)


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
