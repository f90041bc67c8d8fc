"""An include director bound to a director that does not exist or gives no lists.

*Why it matters*

`matchdirector` limits an include director to the list files that one director names. If there is no such director,
or it is one that never names any, no list ever matches, and mail to lists fails.

*Flagged*

```directors
aliasinclude: driver=aliasinclude, nobody; matchdirector=alias
aliases: driver=aliasfile; file=aliases, proto=lsearch, optional
```

*Better*

```directors
aliasinclude: driver=aliasinclude, nobody; matchdirector=aliases,
  copysecure, copyowners
aliases: driver=aliasfile; file=aliases, proto=lsearch, optional
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry, Site
from smail_compiler.semantics.near import nearest
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import revalued
from smail_lint.rule import Rule

KIND = Kind("SM304", "undefined-match-director", Severity.ERROR)


_WITHOUT_LISTS = frozenset({"user", "altuser", "aliasinclude", "forwardinclude", "genericinclude", "error"})


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each `matchdirector` that leads to no director with lists, while all directors are known."""
    if "directors" in facts.site.incomplete:
        return
    for entry in facts.directors:
        setting = entry.setting("matchdirector", private=True)
        if setting is None or not isinstance(setting.value, str) or setting.place is None:
            continue
        named = [one for one in facts.site.directors if one.name == setting.value]
        if any(one.driver not in _WITHOUT_LISTS for one in named):
            continue
        near = None if named else nearest(setting.value, sorted(_with_lists(facts.site)))
        yield Diagnostic(
            KIND,
            _fault(setting.value, named),
            setting.place,
            notes=(f"`{entry.name}` takes no list file at all",),
            help=f"did you mean `{near}`?" if near else "name the director whose entries hold the `:include:` forms",
            fix=Fix(f"write `{near}`", "unsafe", revalued(setting, near)) if near else None,
        )


def _fault(name: str, named: list[Entry]) -> str:
    return f"`{name}` never names a list file" if named else f"no director is called `{name}`"


def _with_lists(site: Site) -> Iterator[str]:
    return (one.name for one in site.directors if one.driver not in _WITHOUT_LISTS)


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
