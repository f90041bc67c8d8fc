"""A setting that somebody has put into a comment.

*Why it matters*

Nobody knows whether it is to come back, and each search for the name finds it. Older versions are better kept where
versions are kept. The rule can only guess, and runs only when it is selected: `--select SM917`.

*Flagged*

```config
# max_hop_count = 20
max_hop_count = 30
```

*Better*

```config
# Mail from the branch takes ten hops more.
max_hop_count = 30
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.schema.facts import owners_of
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM917", "comment-like-setting", Severity.STYLE)
_SETTING = re.compile(r"#+\s*(?P<name>[a-z_]+)\s*=\s*(?:\"[^\"]*\"|[^\s\"]+)\s*[,;]?\s*")
_ENTRY = re.compile(r"#+\s*[\w.-]+:\s*driver\s*=.*")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each comment on a line of its own that is a setting or the beginning of an entry."""
    for file in facts.texts:
        for comment in file.comments():
            text = comment.text
            setting = _SETTING.fullmatch(text)
            known = setting is not None and bool(owners_of(setting["name"]))
            if (known or _ENTRY.fullmatch(text)) and _alone(comment):
                yield Diagnostic(
                    KIND,
                    "this comment is a setting that is switched off",
                    comment,
                    help="remove it, or say in words what it is for",
                    fix=Fix("remove it", "unsafe", (Edit(comment, ""),)),
                )


def _alone(comment: Span) -> bool:
    """Whether nothing stands in front of a comment."""
    data = comment.source.data
    return not data[data.rfind(b"\n", 0, comment.start) + 1 : comment.start].strip()


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe", preview=True)
