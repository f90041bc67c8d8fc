"""A name that a stranger writes is expanded like a text of the configuration.

*Why it matters*

With `expand_user` the transport looks for `$` in the address itself. It is made for the files that directors name.
Where mail from outside arrives, a recipient such as `$home/x` or one with a look-up in it is worked out on this
host.

*Flagged*

```transports
boxes: driver=appendfile, local;
  dir=/srv/mail/${lc:user}/, mode=0600, check_user, expand_user
```

```directors
catch: driver=smartuser;
  new_user=$user, transport=boxes
```

*Better*

```transports
boxes: driver=appendfile, local;
  dir=/srv/mail/${lc:user}/, mode=0600, check_user
```

```directors
catch: driver=smartuser;
  new_user=$user, transport=boxes
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity, labelled
from smail_lint.facts.characters import has
from smail_lint.facts.reachability import Arrival
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.taint import variable
from smail_lint.facts.transports import setting_on, written
from smail_lint.rule import Rule

KIND = Kind("SM508", "double-expansion", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """`expand_user` on each transport to which an entry leads names that can hold a dollar sign."""
    ways = facts.arrivals
    for entry, _ in written(facts.transports, "appendfile"):
        setting = setting_on(entry, "expand_user", private=True)
        way = next((one for one in ways[entry.name] if _hostile(one)), None)
        if setting is None or setting.at is None or way is None or way.entry is None:
            continue
        yield Diagnostic(
            KIND,
            f"names that arrive at `{entry.name}` are expanded again",
            setting.at,
            labels=labelled(way.entry.at, f"{way.names.value} comes in here"),
            notes=("the sender of a message chooses the recipient",),
            help="remove `expand_user`; it is for the files that directors name",
            witness="$home/x",
        )


def _hostile(way: Arrival) -> bool:
    """Whether an entry is known that sends names with dollar signs."""
    value = variable("user", way.names)
    return way.entry is not None and value.wire and has(value.characters, "$")


RULE = Rule(KIND, "0.1", check, __name__)
