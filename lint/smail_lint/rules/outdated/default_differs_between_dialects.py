"""A setting is left to its default in a dialect whose successor has another one.

*Why it matters*

The files say nothing, so the site changes when it is read in the newer dialect, and no line of it shows why: spool
files get another mode, names begin in another directory. State what holds now before you declare the newer dialect.
The rule speaks of sites in dialect 3.1 and runs only when it is selected, since it is of use on the day of migration.

*Flagged*

```config
# smail-dialect: 3.1
delivery_mode = foreground
log_mode = 0664
received_field = "Received: by $primary_name id $message_id; $spool_date"
smail = /usr/lib/sendmail
smail_lib_dir = /usr/lib/smail
smail_util_dir = /usr/lib/smail
smtp_banner = "$primary_name ready at $date"
trusted = root
```

```directors
user: driver=user; transport=local
```

*Better*

```config
# smail-dialect: 3.1
delivery_mode = foreground
log_mode = 0664
spool_mode = 0440
received_field = "Received: by $primary_name id $message_id; $spool_date"
smail = /usr/lib/sendmail
smail_lib_dir = /usr/lib/smail
smail_util_dir = /usr/lib/smail
smtp_banner = "$primary_name ready at $date"
trusted = root
```

```directors
user: driver=user; transport=local
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry, Setting
from smail_compiler.schema import facts as table
from smail_compiler.schema.attribute import Attribute, Scalar
from smail_compiler.schema.dialects import BASE, OLD
from smail_compiler.semantics.dump import dumped, printed
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM815", "default-differs-between-dialects", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each variable, and each attribute of a written entry, that is left to a default which became another."""
    site = facts.site
    if site.dialect.edition != OLD or not site.sources:
        return
    place = site.dialect.at or site.start
    for one in site.variables.values():
        if one.at is None and _differs(one.fact):
            yield _variable(one, place)
    for entry in site.entries:
        if entry.at is not None and entry.known:
            yield from _attributes(entry, entry.at)


def _differs(fact: Attribute) -> bool:
    """Whether the newer edition has another default."""
    return fact.default != _newer(fact)


def _newer(fact: Attribute) -> Scalar:
    return table.attributes(fact.kind, fact.driver)[fact.name].default


def _variable(one: Setting, place: Span) -> Diagnostic:
    end = place.source.span(len(place.source.data))
    stated = dumped(one.fact, one.value)
    return Diagnostic(
        KIND,
        _message(one.fact),
        place,
        help=f"write {f'`{stated}`' if len(stated) < 60 else 'the value out'} if it is to stay so",
        fix=Fix("state the value", "show", (Edit(end, f"{stated}\n"),)),
    )


def _attributes(entry: Entry, at: Span) -> Iterator[Diagnostic]:
    """The attributes of an entry that are left to such a default."""
    known = table.attributes(entry.kind, entry.driver, edition=OLD)
    for fact in dict.fromkeys(one.name for one in known.values()):
        if _differs(known[fact]) and entry.setting(fact, private=True) is None and known[fact].default is not None:
            stated = dumped(known[fact], known[fact].default)
            yield Diagnostic(
                KIND,
                f"`{entry.name}`: {_message(known[fact])}",
                at,
                help=f"write `{stated}` behind the `;` if it is to stay so",
            )


def _message(fact: Attribute) -> str:
    old, new = _shown(fact, fact.default), _shown(fact, _newer(fact))
    changed = f"{old} in {OLD} and {new} in {BASE}" if old != new else f"another text in {OLD} than in {BASE}"
    return f"`{fact.name}` is not set, and its default is {changed}"


def _shown(fact: Attribute, value: Scalar) -> str:
    """A default in a sentence; one that is too long for it stands for itself."""
    if value is None:
        return "unset"
    text = printed(fact, value)
    return f"`{text}`" if len(text) < 40 else "a template"


RULE = Rule(KIND, "0.1", check, __name__, fix="show", preview=True)
