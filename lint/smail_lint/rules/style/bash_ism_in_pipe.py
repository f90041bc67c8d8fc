"""A shell command that only some shells understand.

*Why it matters*

`/bin/sh` is dash on one host and bash on another. Where it is the smaller one, `[[`, `<<<`, `&>` or `source` end the
command with an error, and the mail comes back. The rule looks at text alone, and runs only when it is selected:
`--select SM921`.

*Flagged*

```transports
keep: driver=pipe, local; umask=022,
    cmd="/bin/sh -c '[[ -d /var/keep ]] && /usr/local/bin/keep'"
```

*Better*

```transports
keep: driver=pipe, local; umask=022,
    cmd="/bin/sh -c '[ -d /var/keep ] && /usr/local/bin/keep'"
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.syntax.expression import Command, Literal, Text
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.templates import templates
from smail_lint.rule import Rule

KIND = Kind("SM921", "bash-ism-in-pipe", Severity.INFO)
_BASH = re.compile(r"\[\[|<<<|&>|(?:^|[;&|]\s*)(?:source|function|declare|pushd|popd)\b|[<>]\(|\[[^\]]*[^=!]==")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each command of `/bin/sh -c` with a form that POSIX does not have."""
    for _, tree in templates(facts.site):
        if (
            not isinstance(tree, Command)
            or len(tree.words) < 3
            or _plain(tree.words[0]) not in ("/bin/sh", "/usr/bin/sh")
        ):
            continue
        if _plain(tree.words[1]) == "-c":
            text = "".join(part.text for part in tree.words[2].parts if isinstance(part, Literal))
            found = _BASH.search(text)
            if found is not None:
                yield Diagnostic(
                    KIND,
                    f"`{found[0].strip('; &|') or found[0]}` is not for every `/bin/sh`",
                    tree.words[2].at,
                    help="use what POSIX has, or name the shell that is meant, such as `/bin/bash`",
                )


def _plain(word: Text) -> str:
    """The text of a word without variables."""
    first = word.parts[0] if len(word.parts) == 1 else None
    return first.text if isinstance(first, Literal) else ""


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
