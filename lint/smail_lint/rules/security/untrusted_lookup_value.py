"""What a file in other hands holds becomes a path or an address.

*Why it matters*

A look-up in a home or in a directory for all gives what its owner wrote there. As the name of a file, or as an
address, which may be a command, that is a right of the mailer in the hands of somebody else. Files of the machine
that every account may write are found with `--system` or `--manifest`.

*Flagged*

```directors
lists: driver=forwardfile;
  file=lists/${lookup:user:lsearch{/tmp/maps}{$value}{none}}, modemask=022
```

*Better*

```directors
lists: driver=forwardfile;
  file=lists/${lookup:user:lsearch{maps}{$value}{none}}, modemask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Setting
from smail_compiler.schema.attribute import Sink
from smail_compiler.syntax.expression import Home, Literal, Lookup, Text
from smail_compiler.syntax.walking import nodes_of
from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.host_paths import on_host, open_to_all
from smail_lint.facts.mentions import mentions
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.written import written_settings
from smail_lint.rule import Rule

KIND = Kind("SM513", "untrusted-lookup-value", Severity.WARNING)

_FOR_ALL = ("/tmp/", "/var/tmp/", "/usr/tmp/", "/dev/shm/")  # noqa: S108
_SINKS = frozenset({Sink.PATH, Sink.ADDRESS, Sink.COMMAND})


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each value of such a look-up in a path or an address."""
    for setting, _ in written_settings(facts.site):
        for lookup in nodes_of(Lookup, setting.template) if setting.fact.sink in _SINKS else ():
            why = _in_other_hands(facts, lookup.file)
            used = (one.variable for one in mentions(lookup.found))
            value = next((one for one in used if one.name.lower() == "value"), None)
            if why is not None and value is not None:
                yield _finding(setting, lookup, value.at, why)


def _finding(setting: Setting, lookup: Lookup, at: Span, why: str) -> Diagnostic:
    return Diagnostic(
        KIND,
        f"what others write becomes `{setting.spelled}`",
        at,
        labels=(Label(lookup.file.at, why),),
        help="look it up in a file that only administrators may write",
    )


def _in_other_hands(facts: SiteFacts, file: Text) -> str | None:
    """Who may write a file, None when nothing tells."""
    first = file.parts[0] if file.parts else None
    if isinstance(first, Home):
        return "its file is in a home"
    if not isinstance(first, Literal):
        return None
    if first.text.startswith(_FOR_ALL):
        return "its file is in a directory for all"
    path = on_host(facts.site, first.text)
    found = next(open_to_all(facts.machine, path), None) if len(file.parts) == 1 else None
    return None if found is None else f"every account may write `{found.path}`"


RULE = Rule(KIND, "0.1", check, __name__)
