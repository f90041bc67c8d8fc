"""A custom trace field names a recipient in copies that several people get.

*Why it matters*

`Received:` is written once for all recipients of a copy. A recipient in it is read by the others, too, and by
everybody to whom one of them forwards the message: it betrays whoever got a blind copy (RFC 5321, section 7.2). It
does no harm where each transport in use takes one address at a time.

*Flagged*

```config
received_field = "Received: by $primary_name id $message_id
        for $input_addr; $spool_date"
```

*Better*

```config
received_field = "Received: by $primary_name id $message_id
        ; $spool_date"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Setting
from smail_compiler.syntax.expression import Conditional, Text, Variable
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.mentions import mentions
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.taint import canonical
from smail_lint.rule import Rule

KIND = Kind("SM537", "recipient-privacy-in-received", Severity.WARNING)
_RECIPIENT = ("user", "input_addr")
_BEFORE = (b"for <", b"for ")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The first recipient in a template that is another than the built-in one."""
    setting = facts.site.variables["received_field"]
    template = setting.template
    if setting.at is None or setting.value == setting.fact.default or not isinstance(template, Text):
        return
    named = [one.variable for one in mentions(template) if not one.tested and _is_recipient(one.variable)]
    if named and _is_shared(facts):
        yield Diagnostic(
            KIND,
            f"all recipients of a copy see `${named[0].name}`, which is one of them",
            named[0].at,
            notes=("who got the message as a blind copy is told to the others",),
            help="leave the recipient out of the trace field",
            fix=_without(setting, template, named),
        )


def _is_recipient(one: Variable) -> bool:
    return canonical(one.name) in _RECIPIENT


def _is_shared(facts: SiteFacts) -> bool:
    """Whether some transport in use takes several addresses at a time, or nobody can tell which are."""
    used = facts.used_transports
    return any(
        one.value("max_addrs", private=False) != 1
        for one in facts.site.transports
        if used is None or one.name in used
    )


def _without(setting: Setting, template: Text, named: list[Variable]) -> Fix | None:
    """The edit that takes out the part which names the recipient; only where there is one."""
    part = next((one for one in template.parts if _holds(one, named[0])), None)
    if len(named) > 1 or part is None:
        return None
    gone = part.at if isinstance(part, Conditional) else _with_word(part.at)
    return None if gone is None else Fix("leave the recipient out", "unsafe", (Edit(gone, ""),))


def _holds(part: object, one: Variable) -> bool:
    if part is one:
        return True
    return isinstance(part, Conditional) and part.at.start <= one.at.start and one.at.end <= part.at.end


def _with_word(at: Span) -> Span | None:
    """A variable with the word `for` before it, and the brackets around it."""
    data = at.source.data
    before = next((word for word in _BEFORE if data[: at.start].endswith(word)), None)
    if before is None:
        return None
    closed = before.endswith(b"<")
    if closed and data[at.end : at.end + 1] != b">":
        return None
    return at.source.span(at.start - len(before), at.end + closed)


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
