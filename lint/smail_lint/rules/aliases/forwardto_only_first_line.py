"""More than one line in a mailbox file that forwards mail.

*Why it matters*

A director with `forwardto` looks at the first line of a mailbox. When it begins with `Forward to`, mail goes to the
addresses on that line, and whatever stands below it is not read, not even a line that begins with a blank, as it is
in an alias or a `.forward` file. Whoever is named there gets no mail, and nobody is told.

*Flagged*

```directors
boxes: driver=forwardfile, nobody, sender_okay;
        file=boxes/${lc:user}, forwardto, checkowner, modemask=022, caution=0-10:daemon
user: driver=user; transport=local
```
```boxes/anna
Forward to anna@example.net,
  berta@example.net
```

*Better*

```directors
boxes: driver=forwardfile, nobody, sender_okay;
        file=boxes/${lc:user}, forwardto, checkowner, modemask=022, caution=0-10:daemon
user: driver=user; transport=local
```
```boxes/anna
Forward to anna@example.net, berta@example.net
```
"""

from __future__ import annotations

from smail_compiler.semantics.kinds import FIRST_LINE_ONLY
from smail_lint.rule import front_end_rule

RULE = front_end_rule(FIRST_LINE_ONLY, __name__)
