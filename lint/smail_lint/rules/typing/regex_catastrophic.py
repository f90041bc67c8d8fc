"""A regular expression that grows beyond measure when it is compiled.

*Why it matters*

Elsewhere a pattern like `(a+)+` is the danger: engines that go back over the text need years for forty letters that
somebody sends. Here every pattern takes one step a byte, so such patterns are harmless and not reported. The price is
paid by the compiler instead: a pattern whose counts stand for thousands of characters, or that has to remember which
of the last twenty letters were an `a`, needs more states than a table may have.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
".*a.{20}": somebody@example.org
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
".*a.{2}": somebody@example.org
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import PATTERN_TOO_LARGE
from smail_lint.rule import front_end_rule

RULE = front_end_rule(PATTERN_TOO_LARGE, __name__)
