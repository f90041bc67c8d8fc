"""The template of a header field that does not begin with the name of that field.

*Why it matters*

What the template gives is put into the header as it is. With another name the field that is to be there is missing,
and another one, perhaps a second of its kind, has its text. Without a name the line is no field at all.

*Flagged*

```config
message_id_field = "<$message_id@$primary_name>"
```

*Better*

```config
message_id_field = "Message-Id: <$message_id@$primary_name>"
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.ir.program import Setting
from smail_compiler.syntax.expression import Literal, Text
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.templates import templates
from smail_lint.rule import Rule

KIND = Kind("SM221", "header-template-shape", Severity.ERROR)
_FIELDS = {
    "date_field": "Date:",
    "from_field": "From:",
    "message_id_field": "Message-Id:",
    "received_field": "Received:",
    "return_path_field": "Return-Path:",
}
_ADDED = frozenset({"insert_header", "append_header"})
_FIELD = re.compile(r"[!-9;-~]*(?::|\Z)")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each template whose first plain text is not the name that it must be."""
    for setting, tree in templates(facts.site):
        first = tree.parts[0] if isinstance(tree, Text) and tree.parts else None
        if not isinstance(first, Literal):
            continue
        name, alone = _FIELDS.get(setting.name), isinstance(tree, Text) and len(tree.parts) == 1
        if name is not None and not _begins(first.text, name, alone=alone):
            yield _finding(setting, first.at, f"must begin with `{name}`", f"write `{name}` in front")
        elif setting.name in _ADDED and not _field(first.text, alone=alone):
            step = "begin with a name and a colon: `X-Gateway: ...`"
            yield _finding(setting, first.at, "does not begin with the name of a field", step)


def _begins(text: str, name: str, *, alone: bool) -> bool:
    """Whether a text is the beginning of the field; what stands behind a short first part is not known."""
    return text.lower().startswith(name.lower()) or (not alone and name.lower().startswith(text.lower()))


def _field(text: str, *, alone: bool) -> bool:
    found = _FIELD.match(text)
    return found is not None and (found[0].endswith(":") or not alone)


def _finding(setting: Setting, at: Span, wrong: str, step: str) -> Diagnostic:
    return Diagnostic(KIND, f"`{setting.spelled}` {wrong}", at, help=step)


RULE = Rule(KIND, "0.1", check, __name__)
