"""A catch-all that sends names back to this host, where nobody takes them.

*Why it matters*

A smartuser director takes part once in the life of an address. What it makes of a name goes through the other
directors; if that is a name of this host and none of them takes it, the mail comes back: unknown user. So a catch-all
that hands a name to its own host, with nothing behind it, catches nothing.

*Flagged*

```config
hostnames = mx.example.org
```
```directors
user: driver=user; transport=local
everyone: driver=smartuser; new_user=$user@$primary_name
```

*Better*

```config
hostnames = mx.example.org
```
```directors
user: driver=user; transport=local
everyone: driver=smartuser; new_user=$user@hub.example.net
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Setting
from smail_compiler.syntax.expression import Literal, Text, Variable
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.characters import fold, readable
from smail_lint.facts.language import Language
from smail_lint.facts.match_sets import MatchSet
from smail_lint.facts.reachability import new_user
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.smart_target import coming_back
from smail_lint.facts.wording import address
from smail_lint.rule import Rule

KIND = Kind("SM419", "smartuser-target-is-local", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each catch-all without a transport whose names come back to nobody."""
    if "directors" in facts.site.incomplete or not all(one.understood for one in facts.match_sets):
        return
    for at, one in enumerate(facts.match_sets):
        target = new_user(facts.site, one.entry) if one.entry.driver == "smartuser" and one.may else None
        if target is None or not isinstance(target.template, Text) or one.entry.value("transport", private=True):
            continue
        back = coming_back(facts.site, target.template)
        others = facts.match_sets[at + 1 :] if _keeps_the_name(target.template) else facts.match_sets
        lost = back and _is_lost(facts, target.template)
        if back and (lost or not _is_taken(back, others)):
            yield from _finding(one, target)


def _is_lost(facts: SiteFacts, target: Text) -> bool:
    """Whether it is one address at a host of this site, none of whose own directors can take it a second time."""
    name, _, host = fold(target.constant or "").partition("@")
    population = facts.populations.of(host) if host and not set(name) & set('!%:"|/\\') else None
    if population is None or name in ("", "postmaster", "mailer-daemon"):
        return False
    return not any(name in one.may for one in population.sets if one.entry.driver != "smartuser")


def _is_taken(back: Language, others: tuple[MatchSet, ...]) -> bool:
    """Whether a director that can be asked may take one of the names, or they are names that always exist."""
    always = back.is_finite and not back.more.isdisjoint(("postmaster", "mailer-daemon"))
    return always or any(back & one.may for one in others if one.entry.driver != "smartuser")


def _keeps_the_name(target: Text) -> bool:
    """Whether the result is the name as it came, which goes to the directors behind only."""
    first, *rest = target.parts
    behind = rest[0] if rest else None
    same = isinstance(first, Variable) and first.name.lower() == "user"
    return same and (behind is None or (isinstance(behind, Literal) and behind.text.startswith("@")))


def _finding(one: MatchSet, target: Setting) -> Iterator[Diagnostic]:
    name, at = one.may.example or "", target.place
    if at is not None:
        yield Diagnostic(
            KIND,
            f"what `{one.entry.name}` makes of a name comes back here, and no director takes it",
            at,
            notes=(f"mail for `{readable(name)}` comes back: unknown user",),
            help="name another host behind the `@`, or a director that takes such names",
            witness=address(name, one),
        )


RULE = Rule(KIND, "0.1", check, __name__)
