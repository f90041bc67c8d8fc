"""A director names an owner that no director takes.

*Why it matters*

Trouble with what the director makes is told to its owner. An owner that does not resolve is passed over without a
word, so reports go to whoever wrote the mail, who can do nothing about it.

*Flagged*

```config
hostnames = mx.example.org
```
```directors
aliases: driver=aliasfile, owner=keeper; file=aliases, proto=lsearch
real: driver=user; transport=local, prefix=real-
```
```aliases
postmaster: real-anna
abuse: postmaster
```

*Better*

```config
hostnames = mx.example.org
```
```directors
aliases: driver=aliasfile, owner=keeper; file=aliases, proto=lsearch
real: driver=user; transport=local, prefix=real-
```
```aliases
postmaster: real-anna
abuse: postmaster
keeper: real-anna
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.syntax.expression import Text
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.characters import fold
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM609", "owner-unresolvable", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each owner that is a constant local name which nobody takes."""
    if "directors" in facts.site.incomplete or not any(one.data is not None for one in facts.match_sets):
        return
    for director in facts.site.directors:
        setting = director.setting("owner", private=False)
        if setting is None or setting.place is None or not isinstance(setting.template, Text):
            continue
        if setting.template.constant is not None and isinstance(setting.value, str):
            name, _, host = fold(setting.value).partition("@")
            population = facts.populations.of(host)
            known = population is not None and name and not any(one in name for one in '!%:|/" ')
            if known and name not in _ALWAYS and population is not None and not population.may_take(name):
                yield Diagnostic(
                    KIND,
                    f"no director takes `{setting.value}`, the owner of what `{director.name}` makes",
                    setting.place,
                    notes=("it is passed over, and trouble is told to whoever wrote the mail",),
                    help=f"add an alias `{setting.value}`, or name somebody who is there",
                )


_ALWAYS = ("postmaster", "mailer-daemon")

RULE = Rule(KIND, "0.1", check, __name__)
